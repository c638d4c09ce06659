"""``make translations``: write ``i18n/google_sync.pot`` anew, and bring the ``.po`` files up to it.

What is new is empty in them and what is gone is dropped; a term that has changed is new. Says of
each language what is still to be translated.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import polib

from . import console, databases, odoo_process, odoo_source, paths, postgres
from .console import CommandError, say
from .files import project_files

FOLDER = paths.ROOT / "i18n"
TEMPLATE = FOLDER / f"{paths.ADDON}.pot"
WIDTH = 100

#: What no user gets to see.
_NOT_SHOWN = ("tests", "fake_google", "bench", "tools", "i18n")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    _export()
    template = _tidied(polib.pofile(str(TEMPLATE)))
    template.save(str(TEMPLATE))
    say(f"{TEMPLATE.name}: {len(template)} terms")
    for path in sorted(FOLDER.glob("*.po")):
        _update(path, template)


def _export() -> None:
    database = f"translations_{os.getpid()}"
    with postgres.running(), TemporaryDirectory(dir=paths.DEV) as folder:
        _copy_addon(Path(folder) / paths.ADDON)
        databases.create(database)
        try:
            done = _run_export(database, Path(folder))
        finally:
            databases.drop(database)
    if done.returncode or not TEMPLATE.stat().st_size:
        raise CommandError(f"Odoo could not export the terms:\n{done.stderr[-3000:]}")


def _copy_addon(target: Path) -> None:
    """Only what users get to see: Odoo looks into every file that it finds."""
    for path in project_files():
        if path.parts[0] not in _NOT_SHOWN:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(paths.ROOT / path, target / path)


def _run_export(database: str, folder: Path) -> subprocess.CompletedProcess:
    addons = ",".join(map(str, (*odoo_source.locate().addons, folder)))
    words = ["-c", str(paths.ODOO_CONF), "-d", database, "-l", "pot", "-o", str(TEMPLATE)]
    return subprocess.run(
        [
            *(str(paths.VENV_PYTHON), "-m", "odoo", f"--addons-path={addons}"),
            *("i18n", "export", *words, paths.ADDON),
        ],
        env=odoo_process.environment(),
        cwd=paths.DEV,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _tidied(catalog: polib.POFile) -> polib.POFile:
    """Without the moment of the export, which would make each one a change."""
    for name in ("POT-Creation-Date", "PO-Revision-Date"):
        catalog.metadata.pop(name, None)
    catalog.wrapwidth = WIDTH
    return catalog


def _update(path: Path, template: polib.POFile) -> None:
    catalog = _tidied(polib.pofile(str(path)))
    catalog.merge(template)
    for entry in [entry for entry in catalog if entry.obsolete]:
        catalog.remove(entry)
    catalog.sort(key=lambda entry: entry.msgid)
    catalog.save(str(path))
    missing = len(catalog.untranslated_entries())
    say(f"{path.name}: {f'{missing} to translate' if missing else 'complete'}")


if __name__ == "__main__":
    console.run_main(main)
