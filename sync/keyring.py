"""The key that encrypts the tokens, and its use.

It comes from ``google_sync_key`` in the server's configuration (several, separated by commas: the
first encrypts, all decrypt, so that a key can be replaced), else from a file in Odoo's data
directory that is created on first use and readable for the server alone. It is never in the
database, so a copy of the database alone gives nobody access to a calendar.
"""

import os
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


def encrypt(text):
    return _fernet().encrypt(text.encode()).decode()


def decrypt(ciphertext):
    """The text, or ``None`` when it was encrypted with a key that is not there any more."""
    try:
        return _fernet().decrypt(ciphertext.encode()).decode()
    except InvalidToken:
        return None


def derived(purpose):
    """Keys for something else than encrypting, one of each key that there is.

    :param bytes purpose: other purposes have other keys
    :return: 32 bytes each; the first is to be used, all of them count
    """
    return tuple(
        HKDF(SHA256(), 32, salt=None, info=b"google_sync " + purpose).derive(key.strip().encode())
        for key in _keys()
    )


def _keys():
    configured = config.get("google_sync_key")
    return configured.split(",") if configured else [_key_from_file()]


def _fernet():
    keys = _keys()
    try:
        return MultiFernet([Fernet(key.strip()) for key in keys])
    except ValueError:
        raise UserError(
            _lt(
                "The option google_sync_key of the server's configuration is not a key. Leave it "
                "out, and a key file is made in the data directory; or make one with: "
                'python3 -c "from cryptography.fernet import Fernet; '
                'print(Fernet.generate_key().decode())"'
            )
        ) from None


def _key_from_file():
    path = Path(config["data_dir"]) / KEY_FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(Fernet.generate_key())
        # Another worker may have been faster; link() leaves its key in place.
        with suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text()
