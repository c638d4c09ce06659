"""Databases made in a second by copying a prepared one, with its filestore.

Layers of prepared databases: the modules of Odoo with demo data (half a minute, kept until Odoo
changes), on top of it the addon (seconds, kept until the addon's files change), and on top of that
what browsers load.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from . import files, odoo_process, odoo_source, paths, postgres, steps
from .console import say
from .locks import exclusive

MODULES = ("calendar", "contacts")
_PREPARED = "prepared_"
_BUILDING = "building_"


def create(
    name: str, modules: Sequence[str] = MODULES, addon: bool = True, assets: bool = False
) -> None:
    """Make the database ``name`` afresh, with ``modules``, demo data and (if ``addon``) the addon.

    PostgreSQL must be running.

    :param assets: with all that browsers load built, which the first one would wait for else
    """
    with exclusive("databases", waiting="waiting for another command that prepares a database"):
        _drop_unfinished()
        base = _prepared_modules(modules)
        prepared = _prepared_addon(base) if addon else base
        _copy(_prepared_assets(prepared) if assets else prepared, name)


def drop(name: str) -> None:
    """Remove a database and its filestore, if there."""
    postgres.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    shutil.rmtree(_filestore(name), ignore_errors=True)


def exists(name: str) -> bool:
    """Whether there is a database of this name."""
    return name in _names()


def set_parameters(database: str, parameters: Mapping[str, str]) -> None:
    """Write system parameters (``ir.config_parameter``) of a database that nobody serves."""
    for key, value in parameters.items():
        postgres.sql(
            "INSERT INTO ir_config_parameter (key, value, create_uid, write_uid, create_date,"
            f" write_date) VALUES ({_quote(key)}, {_quote(value)}, 1, 1, now(), now())"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            database,
        )


def _prepared_modules(modules: Iterable[str]) -> str:
    wanted = ",".join(sorted(modules))
    home = odoo_source.locate().home
    release = home / "odoo" / "release.py"
    identity = [wanted, str(home), release.read_text(), str(release.stat().st_mtime_ns)]
    name = f"{_PREPARED}modules_{steps.digest(identity)[:16]}"
    if not exists(name):
        building = _BUILDING + name
        further = sorted(set(modules).difference(MODULES))
        if further and set(modules).issuperset(MODULES):
            _copy(_prepared_modules(MODULES), building)
        say(f"preparing a database with {wanted} (about half a minute)")
        odoo_process.run_once(building, "-i", ",".join(further) or wanted, "--with-demo")
        _rename(building, name)
    return name


def _prepared_addon(base: str) -> str:
    family = base.replace("modules_", "addon_")
    name = f"{family}_{files.addon_digest()[:16]}"
    if not exists(name):
        say(f"installing {paths.ADDON} into a prepared database")
        install = partial(odoo_process.run_once, _BUILDING + family, "-i", paths.ADDON)
        _build_upon(base, family, name, install)
    return name


def _prepared_assets(base: str) -> str:
    name = base.replace("addon_", "assets_")
    if not exists(name):
        say("building what browsers load")
        family = name.rpartition("_")[0]
        script = "env['ir.qweb']._pregenerate_assets_bundles()\nenv.cr.commit()\n"
        build = partial(odoo_process.run_script, _BUILDING + family, script)
        _build_upon(base, family, name, build)
    return name


def _build_upon(base: str, family: str, name: str, build: Callable[[], None]) -> None:
    """Make a prepared database of another one, in place of the outdated ones of its family.

    :param build: is called once there is a copy, under the family's name with a prefix
    """
    _copy(base, _BUILDING + family)
    build()
    for outdated in _names(family):
        drop(outdated)
    _rename(_BUILDING + family, name)


def _copy(source: str, name: str) -> None:
    drop(name)
    postgres.sql(
        f'CREATE DATABASE "{name}" OWNER {postgres.ROLE} TEMPLATE "{source}" STRATEGY FILE_COPY'
    )
    files_of_source = _filestore(source)
    if files_of_source.exists():
        # Files in a filestore are named after their content and never rewritten.
        shutil.copytree(files_of_source, _filestore(name), copy_function=os.link)


def _rename(old: str, new: str) -> None:
    shutil.rmtree(_filestore(new), ignore_errors=True)
    if _filestore(old).exists():
        _filestore(old).rename(_filestore(new))
    postgres.sql(f'ALTER DATABASE "{old}" RENAME TO "{new}"')


def _drop_unfinished() -> None:
    for name in _names(_BUILDING):
        drop(name)


def _names(prefix: str = "") -> list[str]:
    names = postgres.sql("SELECT datname FROM pg_database WHERE NOT datistemplate")
    return [name for name in names if re.match(re.escape(prefix), name)]


def _filestore(database: str) -> Path:
    return paths.DATA / "filestore" / database


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
