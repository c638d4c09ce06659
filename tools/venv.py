"""The virtual environment ``.dev/venv`` with every Python package, at pinned versions."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from . import paths, steps
from .console import CommandError, say

_OLDEST, _NEWEST = (3, 10), (3, 13)
_SYSTEMS = "/usr/bin/python3"
_REQUIREMENTS = paths.ROOT / "requirements-dev.txt"
_IDENTITY = "import json, sys; print(json.dumps([sys.version, sys.base_prefix]))"


def ensure(odoo_home: Path) -> None:
    """Create or update the environment and let it find Odoo in ``odoo_home``."""
    python = _interpreter()
    identity = _ask(python)
    # A change of interpreter, or an interrupted start, needs a new environment; a change of pins
    # does not.
    if not steps.was_completed("venv-packages"):
        steps.forget("venv")
    steps.once("venv", identity, paths.VENV_PYTHON, lambda: _create(python))
    pins = _REQUIREMENTS.read_text()
    steps.once("venv-packages", [*identity, pins], paths.VENV_PYTHON, _install)
    _point_to(odoo_home)


def _interpreter() -> str:
    """A Python that Odoo 19 works with: this one, else the newest on PATH.

    Compiled without a profile, as pyenv does, Python takes half as long again for the same work.
    Before such a one goes the system's own, unless somebody has named theirs: ``make PYTHON=…``.
    """
    versions = [f"python3.{minor}" for minor in range(_NEWEST[1], _OLDEST[1] - 1, -1)]
    if not os.environ.get("PYTHON") and not _is_profiled() and _suits(_SYSTEMS, "ensurepip"):
        return _SYSTEMS
    for candidate in (sys.executable, *map(shutil.which, versions)):
        if candidate and _suits(candidate):
            return candidate
    raise CommandError(
        f"Odoo 19 needs Python 3.10 to 3.13 and this is {sys.version.split()[0]}: "
        "install one of them (apt-get install python3.11 python3.11-venv, for instance)"
    )


def _is_profiled() -> bool:
    """Whether this Python was compiled with a profile, as distributions do."""
    options = sysconfig.get_config_var("CONFIG_ARGS") or ""
    return sys.base_prefix == "/usr" or "--enable-optimizations" in options


def _suits(python: str, *modules: str) -> bool:
    """Whether Odoo works with it, and it has these modules."""
    names = ", ".join(("sys", *modules))
    code = f"import {names}; sys.exit(not {_OLDEST} <= sys.version_info[:2] <= {_NEWEST})"
    return (
        Path(python).exists()
        and not subprocess.run([python, "-c", code], capture_output=True, check=False).returncode
    )


def _ask(python: str) -> list[str]:
    """What makes two interpreters different, the same whether asked in a venv or not."""
    done = subprocess.run([python, "-c", _IDENTITY], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _create(python: str) -> None:
    say("creating the virtual environment .dev/venv")
    steps.forget("venv-packages")
    command = [python, "-m", "venv", "--clear", str(paths.VENV)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandError(
            f"{python} cannot create a virtual environment: apt-get install python3-venv "
            f"({(done.stdout + done.stderr).strip()})"
        )


def _install() -> None:
    say("installing the Python packages (about 130; a minute or two)")
    pip = [str(paths.VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    # Whatever an index hands out: only files whose hashes are known here.
    options = ["--quiet", "--no-input", "--no-deps", "--require-hashes"]
    options += ["--requirement", str(_REQUIREMENTS)]
    log = paths.LOGS / "pip.log"
    with log.open("w") as output:
        done = subprocess.run([*pip, *options], stdout=output, stderr=output, check=False)
    if done.returncode:
        last = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise CommandError(
            f"pip could not install requirements-dev.txt (whole log: {log}):\n{last}"
        )


def _point_to(odoo_home: Path) -> None:
    """Put Odoo on the environment's path, as an installed package would be."""
    packages = next(paths.VENV.glob("lib/python*/site-packages"))
    pointer, line = packages / f"{paths.ADDON}_odoo.pth", f"{odoo_home}\n"
    if not pointer.exists() or pointer.read_text() != line:
        pointer.write_text(line)
