"""The encryption key, and its use.

It comes from ``google_sync_key`` in the server's configuration (several, separated by commas: the
first encrypts, all decrypt, so that a key can be replaced), else from a file in Odoo's data
directory that is created on first use and readable for the server alone, with a key in each line.
It is never in the database, so a copy of the database alone gives nobody access to a calendar.

Nothing is kept in memory: what is in the file or the configuration counts for the next text, so
that a key is replaced while workers run (:mod:`sync.store.key_rotation`).
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from odoo.exceptions import UserError
from odoo.tools import config
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

KEY_FILE = "google_sync.key"
#: How each text begins that :func:`encrypt` has made: the version, and the first bytes of the time.
PREFIX = "gAAAA"


def encrypt(text: str) -> str:
    return _fernet().encrypt(text.encode()).decode()


def decrypt(ciphertext: str) -> str | None:
    """The text, or ``None`` when it was encrypted with a key that is not there any more."""
    try:
        return _fernet().decrypt(ciphertext.encode()).decode()
    except InvalidToken:
        return None


def renewed(ciphertext: str) -> str | None:
    """The same text under the newest key; ``None`` where it cannot be read, and unchanged where it
    is under that key already."""
    keys = _keys()
    if _decrypts(keys[0], ciphertext):
        return ciphertext
    if not any(_decrypts(key, ciphertext) for key in keys):
        return None
    return MultiFernet([Fernet(key) for key in keys]).rotate(ciphertext.encode()).decode()


def opens(ciphertext: str) -> bool:
    """Return whether one of the keys reads it."""
    return decrypt(ciphertext) is not None


def needs_former_key(ciphertext: str) -> bool:
    """Return whether one of the keys reads it, and the newest does not."""
    return renewed(ciphertext) not in (None, ciphertext)


def is_configured() -> bool:
    """Return whether the key is in the server's configuration, and not in a file of ours."""
    return bool(config.get("google_sync_key"))


def add_key() -> None:
    """Let a new key encrypt from now on. All that is there is read as before."""
    _write_file([Fernet.generate_key().decode(), *_keys()])


def drop_former_keys() -> None:
    """Forget all keys but the newest: what only they can read is lost."""
    _write_file(_keys()[:1])


def count_keys() -> int:
    return len(_keys())


def key_file() -> Path:
    return Path(config["data_dir"]) / KEY_FILE


def derived(purpose: bytes) -> tuple[bytes, ...]:
    """Keys for something else than encrypting, one of each key that there is.

    :param purpose: other purposes have other keys
    :return: 32 bytes each; the first is to be used, all of them count
    """
    return tuple(
        HKDF(SHA256(), 32, salt=None, info=b"google_sync " + purpose).derive(key.encode())
        for key in _keys()
    )


def _fernet() -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in _keys()])
    except ValueError:
        raise UserError(
            _lt(
                "The option google_sync_key in the server's configuration is not a key. Remove "
                "it to have a key file created in the data directory, or create a key with: "
                'python3 -c "from cryptography.fernet import Fernet; '
                'print(Fernet.generate_key().decode())"'
            )
        ) from None


def _keys() -> list[str]:
    return re.findall(r"[^\s,]+", config.get("google_sync_key") or _key_from_file())


def _decrypts(key: str, ciphertext: str) -> bool:
    try:
        Fernet(key).decrypt(ciphertext.encode())
    except InvalidToken:
        return False
    return True


def _key_from_file() -> str:
    path = key_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = _beside(path, [Fernet.generate_key().decode()])
        # Another worker may have been faster; link() leaves its key in place.
        with suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text()


def _write_file(keys: Sequence[str]) -> None:
    path = key_file()
    owner = path.stat()
    fresh = _beside(path, keys)
    if owner.st_uid != fresh.stat().st_uid:  # root does it for the server, which has to read it
        os.chown(fresh, owner.st_uid, owner.st_gid)
    fresh.replace(path)


def _beside(path: Path, keys: Sequence[str]) -> Path:
    """A new file in the same folder that nobody but the server may read, whole and on the disk.

    It is nobody else's, for the threads of one server may make a key at the same time.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.stem}.")
    fresh = Path(name)
    with os.fdopen(descriptor, "w") as file:
        file.write("\n".join(keys))
        file.flush()
        os.fsync(file.fileno())
    return fresh
