"""The Odoo 19 source tree: the user's own (``ODOO_HOME``) or Debian's package in ``.dev``."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import apt, paths, steps
from .console import CommandError, say

SERIES = (19, 0)
_SUITE = "sid"
_INSTEAD = "set ODOO_HOME=FOLDER to an Odoo 19 source tree of your own"
_STABLE = "trixie"
_SUITES = (_SUITE, _STABLE)
_PACKAGES = (
    f"odoo-19/{_SUITE}",
    # what the package links to instead of holding it
    f"libjs-jquery/{_SUITE}",
    f"libjs-underscore/{_SUITE}",
    f"libjs-jquery-form/{_SUITE}",
    f"fonts-roboto-unhinted/{_SUITE}",
    f"fonts-montserrat/{_SUITE}",
    f"fonts-inconsolata/{_SUITE}",
    f"fonts-ocr-b/{_SUITE}",
    f"fonts-font-awesome/{_STABLE}",  # sid has version 6, Odoo's links fit version 4.7
)


@dataclass(frozen=True)
class OdooSource:
    """An Odoo source tree.

    ``home`` goes on Python's path; ``addons`` are its folders of addons.
    """

    home: Path
    addons: tuple[Path, ...]


def locate() -> OdooSource:
    """The tree that the commands work with; does not fetch anything."""
    named = os.environ.get("ODOO_HOME")
    return _inspect(Path(named).expanduser().resolve() if named else paths.ODOO_PACKAGE)


def ensure() -> OdooSource:
    """Fetch Odoo unless the user named a tree or it is already here."""
    if not os.environ.get("ODOO_HOME"):
        steps.once("odoo", [*_PACKAGES, *_SUITES], paths.ODOO_PACKAGE, _fetch)
    return locate()


def _fetch() -> None:
    debs = paths.DEV / "odoo.debs"
    temporary = paths.DEV / "odoo.tmp"
    private = apt.fetch(_SUITES, paths.DEV / "apt", _INSTEAD)
    say("fetching Odoo 19 (about 130 MB)")
    packages = private.download(_PACKAGES, debs)
    say("unpacking Odoo 19 (about 1.3 GB)")
    shutil.rmtree(temporary, ignore_errors=True)
    apt.unpack(packages, temporary)
    _fill_gap(_inspect(temporary))
    shutil.rmtree(paths.ODOO_PACKAGE, ignore_errors=True)
    temporary.rename(paths.ODOO_PACKAGE)
    shutil.rmtree(debs)


def _fill_gap(source: OdooSource) -> None:
    """Put an empty script where Debian left one out: a missing one fails every browser test."""
    script = source.addons[0] / "mail/static/lib/selfie_segmentation/selfie_segmentation.js"
    if not script.exists():
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text("// Not part of the Debian package.\n")


def _inspect(folder: Path) -> OdooSource:
    """Recognise a checkout, an unpacked package, or its ``dist-packages``."""
    for home in (folder, folder / "usr/lib/python3/dist-packages"):
        release = home / "odoo" / "release.py"
        if release.exists():
            _check_version(release)
            # Debian's package carries its addons twice; the tree inside odoo/ is complete.
            inner, outer = home / "odoo" / "addons", home / "addons"
            both = (outer, inner) if not (inner / "mail").exists() else (inner,)
            return OdooSource(home, both)
    raise CommandError(f"{folder} holds no Odoo: ODOO_HOME must name a tree with odoo/release.py")


def _check_version(release: Path) -> None:
    found = re.search(r"^version_info = \((\d+), (\d+),", release.read_text(), re.MULTILINE)
    version = tuple(int(number) for number in found.groups()) if found else None
    if version != SERIES:
        shown = ".".join(map(str, version)) if version else "of an unknown version"
        raise CommandError(f"{release.parent} is Odoo {shown}; this addon needs Odoo 19.0")
