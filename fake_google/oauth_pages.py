"""OAuth's web side: account chooser, consent page, token and revoke endpoints, certificates.

https://developers.google.com/identity/protocols/oauth2/web-server
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from werkzeug.exceptions import MethodNotAllowed
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from . import api, auth_error, browser, odd_answers, rendering
from .errors import ApiError
from .faults import Occasion
from .google import Google
from .oauth import CODE_LIFE, IDENTITY_SCOPES, Client, Code, Issued, OAuthError, scopes_of
from .service_accounts import GRANT_TYPE, subject_of
from .store import Account

Json = dict[str, Any]

AUTH = "/o/oauth2/v2/auth"
TOKEN = ("/token", "/o/oauth2/token")
REVOKE = "/revoke"
REFUSED = "/signin/oauth/error"
CERTS = "/oauth2/v1/certs"


def owns(path: str) -> bool:
    """Whether a path belongs to OAuth."""
    return path in (AUTH, REFUSED, *TOKEN, REVOKE, CERTS)


def respond(google: Google, request: Request) -> Response:
    """Answer a request to one of OAuth's addresses."""
    if request.path == CERTS:
        return _json(google.signer.certificates())
    if request.path == AUTH:
        return authorize(google, request)
    if request.path == REFUSED:
        return refused(request)
    if request.method != "POST":
        raise MethodNotAllowed(valid_methods=["POST"])
    handler, name = (revoke, "revoke") if request.path == REVOKE else (token, "token")
    try:
        occasion = Occasion(f"oauth.{name}", account=_owner(google, request.form))
        fault = api.after_the_work(google.faults.strike(occasion))
        response = _json(handler(google, request))
    except OAuthError as error:
        return _json({"error": error.error, "error_description": str(error)}, error.status)
    except ApiError as error:
        return _json({"error": error.reason, "error_description": error.message}, error.status)
    return odd_answers.spoilt(response, fault)


def authorize(google: Google, request: Request) -> Response:
    """Ask a person which account it is, and what they allow."""
    asked = request.args
    client = google.grants.client(asked.get("client_id", ""))
    if problem := _problem(client, request):
        query = {"authError": auth_error.written(*problem), "flowName": "GeneralOAuthFlow"}
        return redirect(f"{REFUSED}?{urlencode(query)}")
    account = _chosen_account(google, request)
    if account is None:
        with google.store.lock:
            accounts = sorted(google.store.accounts.values(), key=lambda a: a.email)
        return rendering.page("choose_account.html", accounts=accounts, client=client)
    if request.form.get("decision") == "cancel":
        return _back(request, error="access_denied")
    wanted = scopes_of(asked.get("scope", ""))
    known = google.grants.consented(client.id, account.email)
    if request.form.get("decision") == "allow":
        allowed = wanted & (IDENTITY_SCOPES | set(request.form.getlist("scope")))
        return _grant(google, request, account, allowed, known)
    if wanted <= known and "consent" not in asked.get("prompt", "").split():
        return _grant(google, request, account, wanted, known)
    return rendering.page(
        "consent.html",
        account=account,
        client=client,
        identity=sorted(wanted & IDENTITY_SCOPES),
        scopes=[(s, google.catalogue.scopes.get(s, s)) for s in sorted(wanted - IDENTITY_SCOPES)],
    )


def refused(request: Request) -> Response:
    """Tell a person what is wrong with the address that brought them here."""
    error, message = auth_error.read(request.args.get("authError", ""))
    return rendering.page("oauth_error.html", 400, error=error, message=message)


def token(google: Google, request: Request) -> Json:
    """Turn a code, a refresh token or a service account's assertion into an access token."""
    form = request.form
    google.journal.note_token(form.get("grant_type", ""))
    if form.get("grant_type") == GRANT_TYPE:
        return _issued(google, _redeem(google, form.get("assertion", "")))
    client = google.grants.authenticate(*_credentials(request))
    if form.get("grant_type") == "authorization_code":
        issued = google.grants.exchange(
            client,
            form.get("code", ""),
            form.get("redirect_uri", ""),
            form.get("code_verifier", ""),
        )
    elif form.get("grant_type") == "refresh_token":
        issued = google.grants.refresh(client, form.get("refresh_token", ""))
    else:
        raise OAuthError("unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type')}")
    return _issued(google, issued)


def _redeem(google: Google, assertion: str) -> Issued:
    with google.store.lock:
        known = frozenset(google.store.accounts)
    own_uri = f"{google.root}{TOKEN[0]}"
    worth = google.service_accounts.redeem(assertion, known, own_uri)
    return google.grants.grant_delegated(worth.email, worth.scopes, worth.client_id)


def revoke(google: Google, request: Request) -> Json:
    """End a client's access to an account; a token of either kind will do."""
    google.grants.revoke(request.values.get("token", ""))
    return {}


def _owner(google: Google, form: Any) -> str | None:
    """Whose access a request is about, as far as it says so."""
    if form.get("grant_type") == GRANT_TYPE:
        return subject_of(form.get("assertion", ""))
    return google.grants.owner_of(form.get("refresh_token") or form.get("token", ""))


def _problem(client: Client, request: Request) -> tuple[str, str] | None:
    """What is wrong with a request for consent, as (error, explanation)."""
    asked = request.args
    for name in ("client_id", "redirect_uri", "response_type", "scope"):
        if not asked.get(name):
            return "invalid_request", f"Required parameter is missing: {name}"
    if asked["response_type"] != "code":
        return "unsupported_response_type", f"Invalid response_type: {asked['response_type']}"
    if asked.get("code_challenge_method", "plain") not in ("plain", "S256"):
        return "invalid_request", "Invalid code_challenge_method."
    if not client.accepts(asked["redirect_uri"]):
        return "redirect_uri_mismatch", (
            f"The redirect URI in the request, {asked['redirect_uri']}, does not match the ones "
            "authorized for the OAuth client."
        )
    return None


def _chosen_account(google: Google, request: Request) -> Account | None:
    """The account that a person chose, or that the client hinted at; None: ask.

    A hint is no choice when the client asks for `select_account`.
    """
    email = request.values.get("account", "").strip().lower()
    prompt = request.args.get("prompt", "").split()
    if not email and "select_account" not in prompt:
        email = request.args.get("login_hint", "").strip().lower()
    with google.store.lock:
        if email and email not in google.store.accounts and request.form.get("new_account"):
            google.store.add_account(email).zone_is_open = True
        account = google.store.accounts.get(email)
        if account is not None:
            browser.settle_zone(google.store, account, request)
        return account


def _grant(
    google: Google,
    request: Request,
    account: Account,
    allowed: frozenset[str],
    known: frozenset[str],
) -> Response:
    """Send the person back with a code for what they allowed.

    A refresh token comes with offline access only, and after the first time only when the client
    asks for consent again.
    """
    asked = request.args
    if not allowed:
        return _back(request, error="access_denied")
    scopes = allowed | known if asked.get("include_granted_scopes") == "true" else allowed
    again = "consent" in asked.get("prompt", "").split()
    first = not google.grants.has_refresh_token(asked["client_id"], account.email)
    code = google.grants.add_code(
        Code(
            client_id=asked["client_id"],
            email=account.email,
            redirect_uri=asked["redirect_uri"],
            scopes=scopes,
            expires=google.clock.timestamp() + CODE_LIFE,
            offline=asked.get("access_type") == "offline" and (first or again),
            challenge=asked.get("code_challenge"),
            challenge_method=asked.get("code_challenge_method", "plain"),
            nonce=asked.get("nonce"),
        )
    )
    return _back(request, code=code, scope=" ".join(sorted(scopes)))


def _back(request: Request, **answer: str) -> Response:
    """Redirect to the client."""
    asked = request.args
    if "state" in asked:
        answer["state"] = asked["state"]
    url = urlsplit(asked["redirect_uri"])
    query = "&".join(part for part in (url.query, urlencode(answer)) if part)
    return redirect(urlunsplit(url._replace(query=query)))


def _credentials(request: Request) -> tuple[str, str]:
    """The client's id and secret, from HTTP Basic or from the body."""
    given = request.authorization
    if given is not None and given.type == "basic":
        return given.username or "", given.password or ""
    return request.form.get("client_id", ""), request.form.get("client_secret", "")


def _issued(google: Google, issued: Issued) -> Json:
    account = google.store.accounts.get(issued.email)
    if account is None:
        raise OAuthError("invalid_grant", "Account has been deleted")
    reply: Json = {
        "access_token": issued.access_token,
        "expires_in": 3599,
        "scope": " ".join(sorted(issued.scopes)),
        "token_type": "Bearer",
    }
    if issued.refresh_token:
        reply["refresh_token"] = issued.refresh_token
        if google.grants.refresh_token_life:
            # A second has passed by then, as in expires_in.
            reply["refresh_token_expires_in"] = int(google.grants.refresh_token_life) - 1
    if "openid" in issued.scopes:
        reply["id_token"] = google.signer.id_token(account, issued, int(google.clock.timestamp()))
    return reply


def _json(value: Json, status: int = 200) -> Response:
    return Response(json.dumps(value), status, mimetype="application/json")
