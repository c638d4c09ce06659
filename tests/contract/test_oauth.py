"""OAuth through google-auth-oauthlib and google-auth, and by hand where these behave too well."""

import base64
import hashlib
import re
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2 import id_token
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import Flow
from people import CALENDAR, fake, service

CLIENT = "demo.apps.googleusercontent.com"
SECRET = "demo-secret"
CALLBACK = "http://127.0.0.1:8069/google_sync/oauth/callback"
EMAIL = "https://www.googleapis.com/auth/userinfo.email"
EVENTS = f"{CALENDAR}.events"
LIST = f"{CALENDAR}.calendarlist.readonly"
SCOPES = ["openid", EMAIL, EVENTS, LIST]


@pytest.fixture(autouse=True)
def relaxed(monkeypatch):
    monkeypatch.setenv("OAUTHLIB_RELAX_TOKEN_SCOPE", "1")
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")


def new_flow(google, secret=SECRET, scopes=SCOPES):
    config = {
        "client_id": CLIENT,
        "client_secret": secret,
        "auth_uri": f"{google.url}/o/oauth2/v2/auth",
        "token_uri": f"{google.url}/token",
    }
    return Flow.from_client_config(
        {"web": config}, scopes, redirect_uri=CALLBACK, autogenerate_code_verifier=True
    )


def decide(url, account, decision="allow", scopes=SCOPES):
    """Answer the consent page; returns what the client is told."""
    form = {"account": account, "decision": decision, "scope": list(scopes)}
    response = requests.post(url, data=form, allow_redirects=False, timeout=5)
    assert response.status_code == 302, response.text
    assert response.headers["Location"].startswith(CALLBACK)
    return {k: v[0] for k, v in parse_qs(urlsplit(response.headers["Location"]).query).items()}


def connect(google, account, allowed=SCOPES, scopes=SCOPES, **options):
    flow = new_flow(google, scopes=scopes)
    url, _ = flow.authorization_url(**{"access_type": "offline", **options})
    flow.fetch_token(code=decide(url, account, scopes=allowed)["code"])
    return flow.credentials


def token(google, **form):
    """A request to the token endpoint without a library's manners."""
    data = {"client_id": CLIENT, "client_secret": SECRET, **form}
    response = requests.post(f"{google.url}/token", data=data, timeout=5)
    return response.status_code, response.json()


def test_from_consent_to_a_first_request(google, ann):
    flow = new_flow(google)
    url, state = flow.authorization_url(access_type="offline", prompt="consent select_account")
    told = decide(url, ann.email)
    assert told["state"] == state
    flow.fetch_token(code=told["code"])
    credentials = flow.credentials
    assert credentials.refresh_token
    assert set(credentials.granted_scopes) == set(SCOPES)
    api = service(google, credentials)
    assert api.events().list(calendarId="primary").execute()["items"] == []


def test_a_new_account_takes_the_zone_of_the_browser_that_signs_in(google):
    who = {"email": "new@example.com", "name": "New", "time_zone": "browser"}
    requests.post(f"{google.url}/_fake/accounts", json=who, timeout=5).raise_for_status()
    url, _ = new_flow(google).authorization_url(prompt="select_account")
    for zone in ("Asia/Tokyo", "Europe/Paris"):
        cookies = {"fake_google_zone": zone}
        requests.post(url, data={"account": who["email"]}, cookies=cookies, timeout=5)
    primary = google.google.store.calendars[who["email"]]
    assert primary.time_zone == "Asia/Tokyo"


def test_the_id_token_says_who_it_is(google, ann):
    credentials = connect(google, ann.email, nonce="n-1")
    certs = f"{google.url}/oauth2/v1/certs"
    claims = id_token.verify_token(credentials.id_token, Request(), CLIENT, certs_url=certs)
    assert claims["iss"] == "https://accounts.google.com"
    assert (claims["email"], claims["email_verified"]) == (ann.email, True)
    assert claims["nonce"] == "n-1"
    assert "name" not in claims, "the profile was not asked for"
    again = connect(google, ann.email)
    other = id_token.verify_token(again.id_token, Request(), CLIENT, certs_url=certs)
    assert other["sub"] == claims["sub"]


def test_userinfo(google, ann):
    credentials = connect(google, ann.email, scopes=[*SCOPES, "profile"])
    info = service(google, credentials, "oauth2.v2").userinfo().get().execute()
    assert (info["email"], info["verified_email"], info["name"]) == (ann.email, True, "Ann")


def test_the_account_chooser(google, ann, bob):
    url, _ = new_flow(google).authorization_url(prompt="select_account", login_hint=ann.email)
    page = requests.get(url, timeout=5).text
    assert ann.email in page and bob.email in page and "Choose an account" in page
    url, _ = new_flow(google).authorization_url(login_hint=ann.email)
    page = requests.get(url, timeout=5).text
    assert ann.email in page and bob.email not in page
    assert "wants access" in page


def test_the_page_shows_a_box_for_each_scope_but_not_for_identity(google, ann):
    url, _ = new_flow(google).authorization_url(login_hint=ann.email)
    page = unescape(requests.get(url, timeout=5).text)
    assert set(re.findall(r'name="scope" value="([^"]+)"', page)) == {EVENTS, LIST}


def test_single_scopes_can_be_refused(google, ann):
    credentials = connect(google, ann.email, allowed=[EVENTS])
    assert set(credentials.granted_scopes) == {"openid", EMAIL, EVENTS}
    response = requests.get(
        f"{google.url}/calendar/v3/users/me/calendarList",
        headers={"Authorization": f"Bearer {credentials.token}"},
        timeout=5,
    )
    assert response.status_code == 403


def test_cancel(google, ann):
    url, state = new_flow(google).authorization_url()
    assert decide(url, ann.email, "cancel") == {"error": "access_denied", "state": state}


def test_a_new_account_can_be_used(google):
    url, _ = new_flow(google).authorization_url()
    form = {"account": "dora@example.com", "new_account": "1"}
    assert "wants access" in requests.post(url, data=form, timeout=5).text
    assert fake(google, "state", "get")["accounts"] == ["dora@example.com"]


def test_a_code_works_once_and_not_for_long(google, ann):
    flow = new_flow(google)
    url, _ = flow.authorization_url()
    form = {
        "grant_type": "authorization_code",
        "redirect_uri": CALLBACK,
        "code_verifier": flow.code_verifier,
    }
    code = decide(url, ann.email)["code"]
    assert token(google, code=code, **form)[0] == 200
    assert token(google, code=code, **form) == (400, refusal("invalid_grant", "Malformed"))
    late = decide(url, ann.email)["code"]
    fake(google, "clock", advance=601)
    assert token(google, code=late, **form)[1]["error"] == "invalid_grant"


def refusal(error, words):
    class Matching:
        def __eq__(self, other):
            return other["error"] == error and words in other["error_description"]

        __hash__ = None

    return Matching()


@pytest.mark.parametrize(("verifier", "words"), [("", "Missing"), ("wrong", "Invalid")])
def test_the_verifier_is_checked(google, ann, verifier, words):
    url, _ = new_flow(google).authorization_url()
    code = decide(url, ann.email)["code"]
    status, error = token(
        google,
        grant_type="authorization_code",
        code=code,
        redirect_uri=CALLBACK,
        code_verifier=verifier,
    )
    assert (status, error) == (400, refusal("invalid_grant", f"{words} code verifier."))


def test_s256_by_hand(google, ann):
    verifier = "v" * 43
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    query = {
        "client_id": CLIENT,
        "redirect_uri": CALLBACK,
        "response_type": "code",
        "scope": EVENTS,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    url = requests.Request("GET", f"{google.url}/o/oauth2/v2/auth", params=query).prepare().url
    status, answer = token(
        google,
        grant_type="authorization_code",
        code=decide(url, ann.email)["code"],
        redirect_uri=CALLBACK,
        code_verifier=verifier,
    )
    assert status == 200
    assert "refresh_token" not in answer, "access was not asked for offline"
    assert "id_token" not in answer


def test_the_redirect_address_has_to_be_known(google):
    url, _ = new_flow(google).authorization_url()
    wrong = url.replace("oauth%2Fcallback", "elsewhere")
    page = requests.get(wrong, timeout=5)
    assert page.status_code == 400
    assert "redirect_uri_mismatch" in page.text


def test_registered_clients_are_taken_at_their_word(google):
    fake(
        google,
        "clients",
        client_id="own",
        client_secret="s",
        redirect_uris=["https://odoo.example/back"],
    )
    query = {"client_id": "own", "response_type": "code", "scope": "openid"}
    for uri, status in (("https://odoo.example/back", 200), ("https://evil.example", 400)):
        answer = requests.get(
            f"{google.url}/o/oauth2/v2/auth", params={**query, "redirect_uri": uri}, timeout=5
        )
        assert answer.status_code == status


def test_a_wrong_secret(google, ann):
    flow = new_flow(google, secret="wrong")
    url, _ = flow.authorization_url()
    with pytest.raises(Exception, match="invalid_client"):
        flow.fetch_token(code=decide(url, ann.email)["code"])
    assert token(google, client_secret="wrong", grant_type="refresh_token")[0] == 401


def test_the_secret_may_come_in_the_body_or_by_basic(google, ann):
    refresh = connect(google, ann.email).refresh_token
    form = {"grant_type": "refresh_token", "refresh_token": refresh}
    assert token(google, **form)[0] == 200
    basic = requests.post(f"{google.url}/token", data=form, auth=(CLIENT, SECRET), timeout=5)
    alias = requests.post(
        f"{google.url}/o/oauth2/token", data=form, auth=(CLIENT, SECRET), timeout=5
    )
    assert basic.ok and alias.ok


def test_an_unknown_client_keeps_the_secret_it_first_came_with(google):
    form = {"client_id": "stranger", "grant_type": "refresh_token", "refresh_token": "x"}
    assert token(google, **{**form, "client_secret": "one"})[1]["error"] == "invalid_grant"
    assert token(google, **{**form, "client_secret": "two"})[1]["error"] == "invalid_client"


def test_a_refresh_token_comes_the_first_time_and_when_consent_is_asked_for(google, ann):
    assert connect(google, ann.email).refresh_token
    assert connect(google, ann.email).refresh_token is None
    assert connect(google, ann.email, prompt="consent").refresh_token


def test_who_consented_is_not_asked_again(google, ann):
    connect(google, ann.email)
    url, _ = new_flow(google).authorization_url(login_hint=ann.email)
    answer = requests.get(url, allow_redirects=False, timeout=5)
    assert answer.status_code == 302 and "code=" in answer.headers["Location"]
    url, _ = new_flow(google).authorization_url(login_hint=ann.email, prompt="consent")
    assert requests.get(url, allow_redirects=False, timeout=5).status_code == 200


def test_scopes_add_up_when_asked_to(google, ann):
    connect(google, ann.email, scopes=[EVENTS], allowed=[EVENTS])
    apart = connect(google, ann.email, scopes=[LIST], allowed=[LIST])
    assert set(apart.granted_scopes) == {LIST}
    both = connect(google, ann.email, scopes=[LIST], allowed=[LIST], include_granted_scopes="true")
    assert set(both.granted_scopes) == {EVENTS, LIST}


def test_access_tokens_live_an_hour_and_are_refreshed(google, ann):
    credentials = connect(google, ann.email)
    old = credentials.token
    fake(google, "clock", advance=3601)
    assert service(google, credentials).events().list(calendarId="primary").execute()
    assert credentials.token != old


def test_revoking_ends_all_access_of_the_client(google, ann):
    first = connect(google, ann.email)
    second = connect(google, ann.email, prompt="consent")
    answer = requests.post(f"{google.url}/revoke", data={"token": first.token}, timeout=5)
    assert (answer.status_code, answer.json()) == (200, {})
    with pytest.raises(RefreshError, match="invalid_grant"):
        second.refresh(Request())
    again = requests.post(f"{google.url}/revoke", data={"token": first.token}, timeout=5)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_token")
    assert ann.titles() == [], "other clients keep their access"


def test_a_refresh_token_revokes_as_well(google, ann):
    credentials = connect(google, ann.email)
    requests.post(f"{google.url}/revoke", data={"token": credentials.refresh_token}, timeout=5)
    response = requests.get(
        f"{google.url}/calendar/v3/calendars/primary/events",
        headers={"Authorization": f"Bearer {credentials.token}"},
        timeout=5,
    )
    assert response.status_code == 401


def test_people_can_take_access_away_themselves(google, ann):
    credentials = connect(google, ann.email)
    fake(google, "revoke", account=ann.email)
    with pytest.raises(RefreshError, match="invalid_grant"):
        credentials.refresh(Request())


def test_the_hundred_and_first_refresh_token_ends_the_first(google, ann):
    first = connect(google, ann.email)
    for _ in range(99):
        newest = connect(google, ann.email, prompt="consent")
    first.refresh(Request())
    connect(google, ann.email, prompt="consent")
    with pytest.raises(RefreshError, match="invalid_grant"):
        first.refresh(Request())
    newest.refresh(Request())


def test_tokens_made_for_tests_can_be_refreshed_by_any_client(google, ann):
    credentials = Credentials(
        None,
        refresh_token=ann.refresh_token,
        client_id="any",
        client_secret="any",
        token_uri=f"{google.url}/token",
    )
    assert service(google, credentials).events().list(calendarId="primary").execute()


def test_faults_reach_the_token_endpoint(google, ann):
    credentials = connect(google, ann.email)
    fake(google, "faults", match="oauth.token", status=503)
    credentials.refresh(Request())  # google-auth tries again
    fake(google, "faults", match="oauth.token", status=400, reason="invalid_grant")
    with pytest.raises(RefreshError, match="invalid_grant"):
        credentials.refresh(Request())


@pytest.mark.parametrize("status", [401, 403, 404, 409, 410, 412, 500])
def test_other_answers_of_the_token_endpoint(google, ann, bob, status):
    fake(google, "faults", match="oauth.token", status=status, account=ann.email)

    def refreshed(person):
        return token(google, grant_type="refresh_token", refresh_token=person.refresh_token)

    assert refreshed(bob)[0] == 200
    code, answer = refreshed(ann)
    assert code == status
    assert answer["error"] not in ("invalid_grant", "invalid_client")
    assert refreshed(ann)[0] == 200


def test_a_grant_type_that_does_not_exist(google):
    assert token(google, grant_type="password")[1]["error"] == "unsupported_grant_type"


def test_in_testing_refresh_tokens_end_after_seven_days(google, ann):
    fake(google, "settings", refresh_token_life=7 * 24 * 3600)
    flow = new_flow(google)
    url, _ = flow.authorization_url(access_type="offline")
    answer = flow.fetch_token(code=decide(url, ann.email)["code"])
    assert answer["refresh_token_expires_in"] == 604_799
    fake(google, "clock", advance=7 * 24 * 3600 + 1)
    status, refusal = token(
        google, grant_type="refresh_token", refresh_token=answer["refresh_token"]
    )
    assert (status, refusal["error"]) == (400, "invalid_grant")


def test_every_answer_has_the_time_of_the_clock(google):
    fake(google, "clock", advance=3600)
    answer = requests.get(f"{google.url}/oauth2/v1/certs", timeout=5)
    ahead = parsedate_to_datetime(answer.headers["Date"]) - datetime.now(timezone.utc)
    assert ahead.total_seconds() == pytest.approx(3600, abs=5)
