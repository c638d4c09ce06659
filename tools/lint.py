"""``make lint``: ruff, mypy, import-linter, pylint-odoo, our own checks; then the verdict."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from . import console, layout, odoo_process, paths
from .checks import (
    classes,
    description,
    hooks,
    links,
    manifest,
    news,
    pages,
    sources,
    translations,
    where,
    xml_files,
)
from .console import say
from .files import project_files

_CHECKS: tuple[Callable[[Path, list[Path]], Iterable[str]], ...] = (
    xml_files.malformed,
    manifest.problems,
    sources.traces_of_a_machine,
    classes.too_large,
    translations.broken,
    description.outdated,
    links.broken,
    where.outdated,
    where.incomplete,
    pages.too_long,
    news.malformed,
    hooks.outdated,
)


def main() -> int:
    """Return 1 if any check found something."""
    files = project_files()
    python = [str(path) for path in files if path.suffix == ".py"]
    failed = [
        _failed("ruff check", ["-m", "ruff", "check", "--quiet", "."], paths.ROOT),
        _failed("ruff format", ["-m", "ruff", "format", "--quiet", "--diff", "."], paths.ROOT),
        _types(),
        _imports(),
        _pylint(python),
        _own_checks(files),
    ]
    say("lint found something to mend" if any(failed) else "lint found nothing")
    return int(any(failed))


def _types() -> bool:
    """Check the rooms without Odoo where the addon bears its right name: they import by it."""
    words = ["-m", "mypy", "--config-file", f"{paths.ADDON}/pyproject.toml"]
    return _failed("mypy", words, layout.lay_out().parent)


def _imports() -> bool:
    """Check who knows whom where the addon bears its name, as a package among others."""
    folder = layout.lay_out()
    words = [str(paths.VENV / "bin" / "lint-imports"), "--no-logo", "--no-cache"]
    return _failed("import-linter", words, folder, PYTHONPATH=str(folder.parent))


def _pylint(python: list[str]) -> bool:
    """Check the addon where it bears its right name: pylint-odoo looks at the folder."""
    folder = layout.lay_out()
    tools = ("tools/", "bench/", "fake_google/")
    own = [name for name in python if not name.startswith(tools)]
    words = ["-m", "pylint", "--rcfile", "pyproject.toml", "--score=no", "--jobs=2"]
    return bool(own) and _failed("pylint-odoo", [*words, *own], folder)


def _own_checks(files: list[Path]) -> bool:
    say("files, manifest and documents")
    found = [line for check in _CHECKS for line in check(paths.ROOT, files)]
    print("".join(f"{line}\n" for line in found), end="", flush=True)
    return bool(found)


def _failed(name: str, words: list[str], folder: Path, **variables: str) -> bool:
    say(name)
    done = subprocess.run(
        [str(paths.VENV_PYTHON), *words],
        cwd=folder,
        env={**odoo_process.environment(), **variables},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    sys.stdout.flush()
    return done.returncode != 0


if __name__ == "__main__":
    console.run_main(main)
