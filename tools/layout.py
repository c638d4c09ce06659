"""A copy of the addon in a folder of the right name, for pytest.

pytest-odoo names an addon after its real folder, and a clone may have any name; so the project's
files are laid out as ``.dev/test/google_sync`` and tested there.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from . import paths
from .files import project_files
from .locks import exclusive


def lay_out() -> Path:
    """Bring the copy up to date and return its folder."""
    target = paths.TEST_LAYOUT / paths.ADDON
    wanted = set(project_files())
    with exclusive("layout"):
        for path in wanted:
            _copy_if_changed(paths.ROOT / path, target / path)
        _remove_others(target, wanted)
    return target


def _copy_if_changed(source: Path, copy: Path) -> None:
    found = source.stat()
    if copy.exists():
        before = copy.stat()
        if (before.st_size, before.st_mtime_ns) == (found.st_size, found.st_mtime_ns):
            return
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, copy)


def _remove_others(target: Path, wanted: set[Path]) -> None:
    """Remove files that the project no longer has; folders left empty would be namespaces."""
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif _source_of(path).relative_to(target) not in wanted:
            path.unlink()


def _source_of(path: Path) -> Path:
    """The file itself, or the source of ``folder/__pycache__/name.version.pyc``."""
    if path.suffix == ".pyc":
        return path.parent.parent / f"{path.name.split('.')[0]}.py"
    return path
