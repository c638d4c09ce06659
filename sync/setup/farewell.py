"""When the addon is uninstalled: access goes back to Google, and the key file goes if nobody else
needs it.

It is done after the commit, when the tables are gone already, with what was read before. Nothing of
it can stop the uninstallation, and all of it ends within a time.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor, wait

from odoo.api import Environment

from ...google_api.transport import oauth
from ...google_api.transport.errors import GoogleError
from ...google_api.transport.pace import NoPace
from ..google import client as google_client
from ..google.access import sessions
from ..google.channels import Unwanted
from ..store import keyring, switch
from ..store.key_rotation import encrypted_fields
from ..store.sealed import unseal
from .other_databases import CannotTell, that_need

_logger = logging.getLogger(__name__)

_AT_ONCE = 10
_LONGEST_FOR_CHANNELS = 15.0
_LONGEST = 45.0  # seconds in which Google is asked; a request to Odoo may take two minutes


class Farewell:
    """Reads what has to be known while it is still there.

    :meth:`say` never fails: the addon is gone by then.
    """

    def __init__(self, env: Environment) -> None:
        self._database = env.cr.dbname
        self._encrypted = encrypted_fields(env)
        self._allowed = switch.is_on(env)
        self._endpoints = google_client.endpoints()
        self._tokens = _tokens(env)
        self._channels = _channels(env)

    def say(self) -> None:
        """Do what can be done, and log what could not."""
        if self._allowed:
            self._stop_channels()
        self._give_back()
        self._remove_key()

    def _stop_channels(self) -> None:
        """Let Google tell nothing more; a channel that is left ends by itself."""
        if self._channels:
            executor = ThreadPoolExecutor(_AT_ONCE, "google_sync_farewell")
            wait([executor.submit(one.stop) for one in self._channels], _LONGEST_FOR_CHANNELS)
            executor.shutdown(wait=False, cancel_futures=True)

    def _give_back(self) -> None:
        if not self._tokens:
            return
        if not self._allowed:
            _logger.warning(
                "Google was asked nothing, since Google Sync was switched off. %s Google accounts "
                "still list this Odoo under Security, Your connections to third-party apps.",
                len(self._tokens),
            )
            return
        executor = ThreadPoolExecutor(_AT_ONCE, "google_sync_farewell")
        asked = [executor.submit(self._revoke, token) for token in self._tokens]
        done, _late = wait(asked, _LONGEST)
        executor.shutdown(wait=False, cancel_futures=True)
        given_back = sum(one.result() for one in done)
        _logger.info("Access to %s Google accounts was given back.", given_back)
        if left := len(asked) - given_back:
            _logger.warning(
                "Google did not take back access to %s Google accounts. Their owners remove it "
                "under Security, Your connections to third-party apps.",
                left,
            )

    def _revoke(self, token: str) -> bool:
        try:
            oauth.revoke(self._endpoints, token)
        except GoogleError:
            return False
        return True

    def _remove_key(self) -> None:
        """Unless it is not ours, or another database has what it opens."""
        path = keyring.key_file()
        if keyring.is_configured() or not path.exists():
            return
        if self._is_used_elsewhere():
            _logger.info("The key file %s stays: other databases need it.", path)
            return
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            _logger.warning("The key file %s cannot be removed: %s", path, error.strerror)
        else:
            _logger.info("The key file %s is removed.", path)

    def _is_used_elsewhere(self) -> bool:
        try:
            needing = that_need(self._database, self._encrypted, keyring.opens)
        except CannotTell:
            return True
        return bool(needing)


def _channels(env: Environment) -> list[Unwanted]:
    """What Google would go on telling, and the access to stop that; nobody keeps the pace then."""
    rows = env["google.sync.channel"].sudo().search([])
    accounts = env["google.sync.account"].sudo().browse(rows.mapped("account")).exists()
    granted = sessions(accounts, pacer=NoPace())
    known = rows.filtered(lambda row: row.account in granted)
    return [Unwanted(row.id, granted[row.account], row.channel, row.resource_id) for row in known]


def _tokens(env: Environment) -> list[str]:
    """What gives access to somebody's Google account by their consent, also where it was to be
    given back anyway."""
    accounts = env["google.sync.account"].sudo().search([("connected_by", "=", "consent")])
    granted = list(env["google.sync.grant"].load(accounts).values())
    kept = env["google.sync.consent"].sudo().search([("ciphertext", "!=", False)])
    granted += filter(None, (unseal(consent.ciphertext) for consent in kept))
    tokens = {one.refresh_token or one.access_token for one in granted}
    waiting = env["google.sync.revocation"].sudo().search([])
    tokens.update(keyring.decrypt(revocation.ciphertext) for revocation in waiting)
    return sorted(filter(None, tokens))
