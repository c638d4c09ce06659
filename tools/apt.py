"""Debian packages without root: apt with lists, cache and sources of its own.

The system's apt configuration stays in effect (proxies, certificates, authentication), the
packages are verified by apt against Debian's keyring, and nothing is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlparse

from .console import CommandError, say

_KEYRINGS = ("debian-archive-keyring.pgp", "debian-archive-keyring.gpg")


class PrivateApt:
    """An apt below ``home`` that knows the given suites of Debian."""

    def __init__(self, home: Path, suites: Sequence[str], instead: str):
        """
        :param home: folder for lists and cache
        :param suites: code names of Debian's suites
        :param instead: what a user can do who has no such mirror
        """
        self.home = home
        self.suites = suites
        self.instead = instead
        self._config = home / "apt.conf"

    def update(self) -> None:
        """Fetch the package lists from the first mirror that has every suite."""
        self._configure()
        failures = []
        for mirror in _mirrors(self.instead):
            self._write_sources(mirror)
            done = self._run("apt-get", "update", "--error-on=any")
            if done.returncode == 0:
                return
            failures.append(done.stderr.strip())
        raise CommandError(
            f"no mirror of apt's sources offers Debian's {', '.join(self.suites)}: name one in "
            f"DEBIAN_MIRROR=ADDRESS, or {self.instead}\n" + "\n".join(failures)
        )

    def download(self, packages: Sequence[str], into: Path) -> list[Path]:
        """Download packages (``name``, ``name/suite`` or ``name=version``) and check them.

        :return: the package files; complete ones of an interrupted run are not fetched again
        """
        into.mkdir(parents=True, exist_ok=True)
        done = self._run("apt-get", "download", *packages, cwd=into)
        if done.returncode:
            raise CommandError(
                f"apt-get could not download {' '.join(packages)}: {done.stderr.strip()}"
            )
        return sorted(into.glob("*.deb"))

    def missing_for(self, packages: Sequence[str], suite: str) -> list[str]:
        """The packages, as ``name=version``, that installing these would add to this system."""
        words = ("--simulate", "--no-install-recommends", f"--target-release={suite}", "install")
        done = self._run("apt-get", *words, *packages)
        if done.returncode:
            raise CommandError(
                f"apt-get cannot resolve {' '.join(packages)}: {done.stderr.strip()}"
            )
        lines = (line.split() for line in done.stdout.splitlines() if line.startswith("Inst "))
        return [f"{words[1]}={_new_version(words)}" for words in lines]

    def _configure(self) -> None:
        for folder in ("lists/partial", "cache/archives/partial"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        settings = {
            "Dir::Etc::sourcelist": self.home / "sources.list",
            "Dir::Etc::sourceparts": "/dev/null",
            "Dir::State::lists": self.home / "lists",
            "Dir::Cache": self.home / "cache",
            # Files of a private folder cannot be handed to apt's download user.
            "APT::Sandbox::User": "root",
            "Acquire::Languages": "none",
            "Acquire::Retries": "3",
        }
        # System hooks (cleaning, desktop caches) concern the system's lists, not these.
        hooks = ("APT::Update::Pre-Invoke", "APT::Update::Post-Invoke")
        lines = [f"#clear {hook};" for hook in (*hooks, "APT::Update::Post-Invoke-Success")]
        lines += [f'{name} "{value}";' for name, value in settings.items()]
        self._config.write_text("\n".join(lines) + "\n")

    def _write_sources(self, mirror: str) -> None:
        keyring = _keyring()
        lines = [f"deb [signed-by={keyring}] {mirror} {suite} main" for suite in self.suites]
        (self.home / "sources.list").write_text("\n".join(lines) + "\n")

    def _run(self, program: str, *words: str, cwd: Path | None = None):
        return subprocess.run(
            [program, "-q", "-c", str(self._config), *words],
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )


def unpack(packages: Iterable[Path], into: Path) -> None:
    """Unpack package files into one folder, so that their relative links meet."""
    into.mkdir(parents=True, exist_ok=True)
    for package in packages:
        subprocess.run(["dpkg-deb", "-x", str(package), str(into)], check=True)


def fetch(suites: Sequence[str], home: Path, instead: str) -> PrivateApt:
    """A private apt with fresh package lists; the parameters are those of the class."""
    missing = [tool for tool in ("apt-get", "dpkg-deb") if not shutil.which(tool)]
    if missing:
        raise CommandError(f"Debian's {' and '.join(missing)} missing here: {instead}")
    apt = PrivateApt(home, suites, instead)
    say("reading Debian's package lists")
    apt.update()
    return apt


def _mirrors(instead: str) -> list[str]:
    """Addresses of archives, from the environment or from the system's own sources."""
    if named := os.environ.get("DEBIAN_MIRROR"):
        return [named]
    done = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = [uri for uri in dict.fromkeys(done.stdout.split()) if _may_be_archive(uri)]
    if not found:
        raise CommandError(
            f"apt knows no Debian mirror: name one in DEBIAN_MIRROR=ADDRESS, or {instead}"
        )
    return found


def _may_be_archive(uri: str) -> bool:
    return "security" not in unquote(urlparse(uri).path)


def _keyring() -> Path:
    for name in _KEYRINGS:
        keyring = Path("/usr/share/keyrings") / name
        if keyring.exists():
            return keyring
    raise CommandError("Debian's keyring is missing: apt-get install debian-archive-keyring")


def _new_version(words: Sequence[str]) -> str:
    """The version in apt's ``Inst name [old] (new suite [arch])``."""
    return next(word for word in words[2:] if word.startswith("(")).lstrip("(")
