from psycopg2.errors import UniqueViolation
from werkzeug.exceptions import BadRequest, Forbidden

from odoo import http
from odoo.exceptions import ConcurrencyError, UserError
from odoo.http import STORED_SESSION_BYTES, request

from ..google_api.transport import id_tokens, oauth
from ..google_api.transport.errors import AuthorizationLost, GoogleError, RetryLater
from ..sync.google.access import (
    CALLBACK,
    CONNECT,
    START,
    connects_by,
    oauth_client,
    primary_calendar,
    scopes_besides,
)
from ..sync.operations.invitations import TO_CONNECT
from ..sync.reporting import health, messages
from ..sync.setup import sign_in


class GoogleSyncOAuth(http.Controller):
    """Google's consent page, and the way back from it."""

    @http.route(CONNECT, type="http", auth="user", methods=["GET"])
    def connect(self):
        """Send the user to Google, with what ties the answer to this user and browser session."""
        self._check_internal_user()
        self._check_is_page()
        if connects_by(request.env) == "service_account":
            # Nobody is asked at Google then, and a mere link must not connect anybody.
            return request.redirect(f"/odoo/my-google-page/{request.env.uid}")
        try:
            client = oauth_client(request.env)
        except UserError as error:
            return self._result(str(error))
        if seconds := sign_in.held_up(request.env, sign_in.BEGUN):
            return self._wait(seconds)
        started = sign_in.begin(request.env, self._session_id())
        user = request.env.user
        scopes = oauth.SCOPES + scopes_besides(user.sudo())
        url, _verifier = oauth.authorization_url(
            client,
            scopes,
            started.state,
            started.nonce,
            login_hint=user.google_sync_email or user.email or None,
            code_verifier=started.verifier,
        )
        return request.redirect(url, local=False)

    @http.route(CALLBACK, type="http", auth="user", methods=["GET"])
    def callback(self, state="", code=None, error=None, **_others):
        """Where Google sends the user back to.

        Odoo may repeat it, and people may load the page again: the same answer has the same result.
        A code that a log shows is spent by then: Google takes it once, and only from here.
        """
        self._check_internal_user()
        try:
            started = sign_in.resume(request.env, self._session_id(), state)
        except sign_in.SignInTooOld:
            text = request.env._(
                "The sign-in took longer than %(minutes)s minutes and has expired. If you are not "
                "connected yet, connect again.",
                minutes=int(sign_in.GOOD_FOR.total_seconds() // 60),
            )
            return self._result(text)
        if started is None:
            return self._stray()
        if error or not code:
            return self._result(
                request.env._(
                    "You did not allow the connection. Nothing was changed. You can try again at "
                    "any time."
                )
            )
        try:
            consent = self._take_up(code, started)
        except sign_in.HeldUp as held_up:
            return self._wait(held_up.seconds)
        except GoogleError as google_error:
            return self._result(self._explain(google_error))
        except UserError as user_error:
            return self._result(str(user_error))
        except UniqueViolation as violation:
            # Somebody was faster. The next look finds that, and says so in words.
            raise ConcurrencyError(type(violation).__name__) from None
        return self._outcome(consent)

    def _take_up(self, code, started):
        """Ask Google for everything first, and write then.

        :return: the ``google.sync.consent`` of the answer
        """
        consents = request.env["google.sync.consent"]
        client = oauth_client(request.env)
        answer = consents.receive(client, code, started)
        if answer.settled:
            return self._of_now(answer)
        if not answer.tokens:
            raise AuthorizationLost("no_tokens")
        if missing := oauth.SCOPES_NEEDED - answer.tokens.scopes:
            return self._refuse(answer, self._missing_text(missing))
        try:
            identity = id_tokens.verify_identity(
                client, answer.id_token, started.nonce, answer.tokens.access_token
            )
        except AuthorizationLost as error:
            return self._refuse(answer, self._explain(error))
        calendar = primary_calendar(request.env, answer.tokens)
        consent = self._of_now(answer)
        if consent.state == "kept":
            consent.attach(answer.tokens, identity, calendar)
        return consent

    def _of_now(self, answer):
        """Return the stored consent, in a transaction that begins now and so sees it."""
        request.env.cr.rollback()
        return request.env["google.sync.consent"].of_key(answer.key)

    def _refuse(self, answer, problem):
        consent = self._of_now(answer)
        if consent.state == "kept":
            consent.refuse(problem, answer.tokens, id_tokens.subject_of(answer.id_token))
        return consent

    def _outcome(self, consent):
        if consent.state == "refused":
            return self._result(consent.problem)
        account = request.env.user.sudo().google_sync_account_ids
        if account.state == "disconnected":
            return self._result(
                request.env._("You have disconnected in the meantime. Please connect again.")
            )
        if consent.is_first:
            return request.redirect(START)
        not_allowed = request.env.user.sudo()._google_contacts_not_allowed_yet()
        return self._result(remark=not_allowed and self._remark())

    def _check_internal_user(self):
        """:raise Forbidden: to people from outside"""
        if not request.env.user._is_internal():
            raise Forbidden(request.env._("Only internal users can connect a Google account."))

    def _check_is_page(self):
        """Refuse what a browser loads as a part of some page: nobody has pressed anything there."""
        if request.httprequest.headers.get("Sec-Fetch-Dest", "document") != "document":
            raise BadRequest(request.env._("Open this page in a window of its own."))

    def _session_id(self):
        """Return the part of the session's id that stays while the browser is logged in."""
        return request.session.sid[:STORED_SESSION_BYTES]

    def _stray(self):
        """Refuse an answer that this user did not ask for in this session of the browser: it may
        have expired at Google's page, and the user has just logged in again."""
        text = request.env._(
            "Odoo does not know whose answer from Google this is. You have probably logged in "
            "again meanwhile. Nothing was changed. Press “Try again”."
        )
        answer = self._result(text)
        answer.status_code = 400
        return answer

    def _wait(self, seconds):
        """A page that asks for patience."""
        text = request.env._(
            "You tried to connect too often within a minute. Wait %(seconds)s seconds, then "
            "connect again.",
            seconds=seconds,
        )
        answer = self._result(text)
        answer.status_code = 429
        answer.headers["Retry-After"] = str(seconds)
        return answer

    def _explain(self, error):
        if isinstance(error, AuthorizationLost):
            return messages.not_signed_in(request.env)
        if isinstance(error, RetryLater):
            return request.env._(
                "Google did not answer (%(detail)s). Load this page again in a moment, or connect "
                "again.",
                detail=(error.detail or error.reason).rstrip(". "),
            )
        return messages.describe(request.env, error, waited_for=True)

    def _missing_text(self, missing):
        return request.env._(
            "You did not allow everything that the sync needs: %(missing)s. Connect again and tick "
            "every box on Google's page.",
            missing=", ".join(self._scope_labels(missing)),
        )

    def _scope_labels(self, scopes):
        env = request.env
        labels = {
            oauth.SCOPE_EVENTS: env._("see and change your events"),
            oauth.SCOPE_CALENDAR_LIST: env._("see the list of your calendars"),
            oauth.SCOPE_EMAIL: env._("see your address"),
        }
        return sorted(labels.get(scope, scope) for scope in scopes)

    def _remark(self):
        """Return why contacts are not synchronized, although the user wants it."""
        return request.env._(
            "Contacts are not synchronized because you did not allow Odoo to see them. Authorize "
            "again, and tick every box on Google's page."
        )

    def _result(self, problem=None, remark=None):
        """A page of plain words, from which the user goes back to where they came from."""
        account = request.env.user.sudo().google_sync_account_ids
        trouble = not problem and health.text_when_connected(account)
        values = {
            "problem": problem,
            "is_connected": (account.state or "disconnected") not in TO_CONNECT,
            "remark": remark,
            "account": account,
            "trouble": trouble,
        }
        return request.render("google_sync.connected", values)
