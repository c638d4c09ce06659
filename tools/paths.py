"""Where things lie. All that the tools fetch or create is below :data:`DEV`."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from .console import CommandError

ADDON = "google_sync"
ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT / ".dev"
RUN = DEV / "run"
LOGS = DEV / "log"
STAMPS = DEV / "stamps"
ADDONS = DEV / "addons"
ODOO_PACKAGE = DEV / "odoo"
CHROMIUM = DEV / "chromium"
VENV = DEV / "venv"
VENV_PYTHON = VENV / "bin" / "python"
DATA = DEV / "data"
POSTGRES_DATA = DEV / "postgres"
ODOO_CONF = DEV / "odoo.conf"
TEST_LAYOUT = DEV / "test"
COMPILED = DEV / "compiled"

# sockaddr_un holds 108 bytes; PostgreSQL appends "/.s.PGSQL.5432.lock" to the folder.
_LONGEST_SOCKET_DIR = 107 - len("/.s.PGSQL.5432.lock")
#: PostgreSQL's own programs start each other by a shell, which reads the first four; the data of
#: addresses is not found behind the fifth; Odoo takes the next three for patterns, and does not
#: find its own files; setuptools fills in what is between the last two.
_NOT_IN_A_NAME = '$`"\\%[*?{}'


def make_folders() -> None:
    """Create the folders that every command expects."""
    if any(sign in str(ROOT) for sign in _NOT_IN_A_NAME):
        raise CommandError(
            f"Not all programs work in the folder {ROOT}: its name has one of "
            f"{' '.join(_NOT_IN_A_NAME)}; give it another name"
        )
    try:
        for folder in (RUN, LOGS, STAMPS, ADDONS, DATA):
            folder.mkdir(parents=True, exist_ok=True)
    except PermissionError as error:
        raise CommandError(
            f"cannot write to {error.filename}: it belongs to another user; "
            "give .dev to yourself (chown) or remove it"
        ) from error


def socket_dir() -> Path:
    """The folder of PostgreSQL's Unix socket: in ``.dev``, or a short private one elsewhere.

    The choice depends on nothing but the clone's path and the user, so that every command and
    ``.dev/odoo.conf`` agree on it.
    """
    inside = RUN / "postgres"
    if len(os.fsencode(inside)) <= _LONGEST_SOCKET_DIR:
        inside.mkdir(parents=True, exist_ok=True)
        return inside
    digest = hashlib.sha256(os.fsencode(DEV)).hexdigest()[:12]
    outside = Path(tempfile.gettempdir()) / f"{ADDON}-{os.getuid()}-{digest}"
    try:
        outside.mkdir(mode=0o700)
    except FileExistsError:
        _refuse_strangers_folder(outside)
    return outside


def _refuse_strangers_folder(folder: Path) -> None:
    """Stop when somebody else prepared our well-known name in the shared temporary folder."""
    found = folder.lstat()
    owners = {os.getuid()} | ({POSTGRES_UID} if os.getuid() == 0 else set())
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners or found.st_mode & 0o077:
        raise CommandError(f"{folder} is not a private folder of yours; remove it or set TMPDIR")


# PostgreSQL refuses to run as root; the server then runs as "nobody" (see tools/postgres.py).
POSTGRES_UID = 65534
