"""A browser for the tours: the one on PATH, else Debian's chromium unpacked in ``.dev``.

Nothing is installed, so it works the same for root and for an ordinary user: the packages that
this system lacks are unpacked side by side, and a wrapper names their libraries.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import apt, paths, steps
from .console import CommandError, say

_NAMES = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")  # as in Odoo
_INSTEAD = "install chromium, or put a browser of that name on PATH"
_OWN = paths.CHROMIUM / "bin" / "chromium"
# Parts of the C library must match the running system's.
_NEVER = ("libc6=", "libc-bin=")
_WRAPPER = """\
#!/bin/sh
# Debian's chromium with the libraries that this system lacks.
here=$(dirname "$(dirname "$(readlink -f "$0")")")
LD_LIBRARY_PATH={libraries}
export LD_LIBRARY_PATH
if [ ! -e /etc/fonts/fonts.conf ]; then
    FONTCONFIG_FILE=$here/fonts.conf
    export FONTCONFIG_FILE
fi
exec "$here/usr/lib/chromium/chromium" "$@"
"""
_FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir prefix="relative">usr/share/fonts</dir></fontconfig>
"""


def ensure() -> str:
    """Make sure that there is a browser that starts.

    :return: a PATH on which Odoo's tests find it
    """
    if any(shutil.which(name) for name in _NAMES):
        return os.environ["PATH"]
    suite = _suite()
    steps.once("chromium", [suite, _WRAPPER, _FONTS], _OWN, lambda: _fetch(suite))
    return f"{_OWN.parent}{os.pathsep}{os.environ['PATH']}"


def program() -> str:
    """The path of a browser that starts."""
    search_path = ensure()
    return next(filter(None, (shutil.which(name, path=search_path) for name in _NAMES)))


def _suite() -> str:
    """The code name of the running system."""
    try:
        return platform.freedesktop_os_release()["VERSION_CODENAME"]
    except (OSError, KeyError) as error:
        raise CommandError(f"there is no browser for the tests: {_INSTEAD}") from error


def _fetch(suite: str) -> None:
    debs = paths.DEV / "chromium.debs"
    temporary = paths.DEV / "chromium.tmp"
    private = apt.fetch((suite,), paths.DEV / "apt-chromium", _INSTEAD)
    say("fetching chromium (about 90 MB) for the browser tests")
    missing = private.missing_for(["chromium", "fonts-dejavu-core"], suite)
    packages = private.download([name for name in missing if not name.startswith(_NEVER)], debs)
    shutil.rmtree(temporary, ignore_errors=True)
    apt.unpack(packages, temporary)
    _write_wrapper(temporary)
    _try_out(temporary / "bin" / "chromium")
    shutil.rmtree(paths.CHROMIUM, ignore_errors=True)
    temporary.rename(paths.CHROMIUM)
    shutil.rmtree(debs)


def _write_wrapper(folder: Path) -> None:
    libraries = {path.parent.relative_to(folder) for path in folder.rglob("*.so*")}
    names = ":".join(f'"$here/{library}"' for library in sorted(libraries))
    wrapper = folder / "bin" / "chromium"
    wrapper.parent.mkdir(exist_ok=True)
    wrapper.write_text(_WRAPPER.format(libraries=names))
    wrapper.chmod(0o755)
    (folder / "fonts.conf").write_text(_FONTS)


def _try_out(browser: Path) -> None:
    """Render an empty page: Odoo would skip its tours silently if the browser does not start."""
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        options += [f"--user-data-dir={profile}", "--dump-dom", "about:blank"]
        done = subprocess.run(
            [str(browser), *options],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    if done.returncode or "<html>" not in done.stdout:
        end = done.stderr[-1500:]
        raise CommandError(f"the chromium in .dev does not start; {_INSTEAD}\n{end}")
