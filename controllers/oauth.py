import logging
import secrets

from werkzeug.exceptions import BadRequest, Forbidden

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools.misc import consteq, hash_sign, verify_hash_signed

from ..google_api import oauth
from ..google_api.errors import AuthorizationLost, GoogleError
from ..models.google_sync_account_connection import CALLBACK
from ..sync import messages

_logger = logging.getLogger(__name__)

#: The state that travels through Google is signed for this purpose, and good for so long.
STATE_SCOPE = "google_sync.connect"
STATE_HOURS = 1
SESSION_KEY = "google_sync_oauth"


class GoogleSyncOAuth(http.Controller):
    """Google's consent page, and the way back from it."""

    @http.route("/google_sync/connect", type="http", auth="user", methods=["GET"])
    def connect(self):
        """Send the user to Google, with what ties the answer to this user and browser session."""
        self._check_internal_user()
        accounts = request.env["google.sync.account"]
        if accounts._connects_by() == "service_account":
            # Nobody is asked at Google then, and a mere link must not connect anybody.
            return request.redirect(f"/odoo/my-google-page/{request.env.uid}")
        try:
            client = accounts._client()
        except UserError as error:
            return self._result(str(error))
        nonce = secrets.token_urlsafe(32)
        claims = [request.env.uid, nonce]
        state = hash_sign(request.env(su=True), STATE_SCOPE, claims, expiration_hours=STATE_HOURS)
        user = request.env.user
        scopes = oauth.SCOPES
        if user.google_contact_category_id:
            scopes += oauth.SCOPES_OF_CONTACTS
        url, verifier = oauth.authorization_url(
            client,
            scopes,
            state,
            nonce,
            login_hint=user.google_sync_email or user.email or None,
        )
        request.session[SESSION_KEY] = {"nonce": nonce, "verifier": verifier}
        return request.redirect(url, local=False)

    @http.route(CALLBACK, type="http", auth="user", methods=["GET"])
    def callback(self, state="", code=None, error=None, **_others):
        """Where Google sends the user back to."""
        self._check_internal_user()
        started = request.session.pop(SESSION_KEY, None)
        self._check_state(state, started)
        if error or not code:
            return self._result(
                request.env._(
                    "Google was not allowed to connect. Nothing was changed; you can try again "
                    "at any time."
                )
            )
        try:
            # Whatever fails leaves nothing half connected.
            with request.env.cr.savepoint():
                granted = self._attach(code, started)
        except GoogleError as google_error:
            return self._result(self._explain(google_error))
        except UserError as user_error:
            return self._result(str(user_error))
        return self._result(remark=self._remark(granted))

    def _attach(self, code, started):
        """:return: what the user has allowed"""
        accounts = request.env["google.sync.account"]
        client = accounts._client()
        tokens, identity = oauth.fetch_tokens(client, code, started["verifier"], started["nonce"])
        missing = oauth.SCOPES_NEEDED - tokens.scopes
        if missing:
            oauth.revoke(client.endpoints, tokens.refresh_token or tokens.access_token)
            raise UserError(
                request.env._(
                    "You did not allow everything that the sync needs: %(missing)s. Connect again "
                    "and tick every box on Google's page.",
                    missing=", ".join(self._scope_labels(missing)),
                )
            )
        accounts._of_user(request.env.user)._connect(tokens, identity)
        request.env.user.sudo().google_sync_enabled = True
        return tokens.scopes

    def _check_internal_user(self):
        if not request.env.user._is_internal():
            raise Forbidden(
                request.env._("Only those who work with this Odoo connect a Google account.")
            )

    def _check_state(self, state, started):
        """Refuse an answer that this user did not ask for in this browser session."""
        try:
            signed = verify_hash_signed(request.env(su=True), STATE_SCOPE, state)
        except ValueError:  # not even made here
            signed = None
        if not (
            started
            and signed
            and signed[0] == request.env.uid
            and consteq(signed[1], started["nonce"])
        ):
            raise BadRequest(
                request.env._(
                    "This answer from Google does not belong to your session. Start again from "
                    "your preferences."
                )
            )

    def _explain(self, error):
        if isinstance(error, AuthorizationLost):
            return request.env._("Google did not accept the sign-in. Please connect again.")
        return messages.describe(request.env, error)

    def _scope_labels(self, scopes):
        env = request.env
        labels = {
            oauth.SCOPE_EVENTS: env._("see and change your events"),
            oauth.SCOPE_CALENDAR_LIST: env._("see the list of your calendars"),
            oauth.SCOPE_EMAIL: env._("see your address"),
        }
        return sorted(labels.get(scope, scope) for scope in scopes)

    def _remark(self, granted):
        """What will not be synchronized though the user wants it; nothing where all will."""
        if not request.env.user.google_contact_category_id or oauth.SCOPE_CONTACTS in granted:
            return None
        return request.env._(
            "Contacts are not synchronized, for you did not allow Odoo to see them. Authorize "
            "again, and tick every box on Google's page."
        )

    def _result(self, problem=None, remark=None):
        """A page of plain words, from which the user goes back to where they came from."""
        account = request.env.user.sudo().google_sync_account_ids
        values = {"problem": problem, "remark": remark, "account": account}
        return request.render("google_sync.connected", values)
