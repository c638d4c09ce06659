"""Keeps secrets that people type out of all logs, at every level.

At DEBUG Odoo logs the parameters of each call that comes over the network. Those of a call in which
a secret may be are left out.
"""

from __future__ import annotations

import logging
from typing import Any

#: Fields of settings in which a secret comes in, and parameters as which tools may hand one over.
SECRET_FIELDS = (
    "google_sync_client_secret",
    "google_sync_key_file",
    "google_sync_ical_address",
)
CLIENT_SECRET = "google_sync.client_secret"  # noqa: S105  the name of it
SECRET_PARAMETERS = (CLIENT_SECRET,)

#: Odoo's loggers that write parameters of calls.
_LOGGERS = ("odoo.service.model", "odoo.http.rpc.request", "odoo.http.rpc.response")
#: Names in a call that may carry a secret. A parameter may also be written by its id alone.
_TELLING = (*SECRET_FIELDS, *SECRET_PARAMETERS, "ir.config_parameter(")
_LEFT_OUT = "(left out: there may be a secret in it)"


class _LeaveOutSecrets(logging.Filter):
    """Takes parameters out of records before any handler sees them."""

    def filter(self, record: logging.LogRecord) -> bool:
        args = record.args if isinstance(record.args, tuple) else (record.args,)
        told = " ".join(map(str, args))
        if any(word in told for word in _TELLING):
            if isinstance(record.args, tuple):
                record.args = tuple(map(_harmless, record.args))
            else:
                record.msg, record.args = _LEFT_OUT, ()
        return True


def _harmless(arg: Any) -> Any:
    """The records and the name of a method; nothing of its parameters."""
    is_records = hasattr(arg, "_name") and hasattr(arg, "_ids")
    return arg if is_records or str(arg).isidentifier() else _LEFT_OUT


_filter = _LeaveOutSecrets()
for _name in _LOGGERS:
    logging.getLogger(_name).addFilter(_filter)
