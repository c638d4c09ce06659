"""The JWT grant of service accounts, through google-auth, and by hand where it behaves too well."""

import time

import pytest
import requests
from google.auth import crypt, jwt
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2 import service_account
from people import CALENDAR, fake, refused, service

EVENTS = f"{CALENDAR}.events"
EMAIL = "https://www.googleapis.com/auth/userinfo.email"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
GOOGLE = "https://oauth2.googleapis.com/token"


@pytest.fixture
def key(google):
    return fake(google, "service_accounts", name="odoo", project_id="practice")


@pytest.fixture
def delegated(google, key):
    delegate(google, key, [EVENTS, EMAIL])
    return key


def delegate(google, key, scopes, domain="example.com"):
    fake(google, "delegations", client_id=key["client_id"], domain=domain, scopes=scopes)


def acting_as(key, email, scopes=(EVENTS,)):
    credentials = service_account.Credentials.from_service_account_info(key, scopes=scopes)
    return credentials.with_subject(email)


def granted(credentials):
    credentials.refresh(Request())
    return credentials


def refusal(error, words=""):
    return pytest.raises(RefreshError, match=f"{error}: .*{words}")


def assertion(key, **claims):
    now = int(time.time())
    payload = {
        "iss": key["client_email"],
        "sub": "ann@example.com",
        "aud": GOOGLE,
        "scope": EVENTS,
        "iat": now,
        "exp": now + 3600,
        **claims,
    }
    signer = crypt.RSASigner.from_service_account_info(key)
    return jwt.encode(signer, payload).decode()


def redeem(google, text):
    data = {"grant_type": GRANT, "assertion": text}
    answer = requests.post(f"{google.url}/token", data=data, timeout=5)
    return answer.status_code, answer.json()


def test_the_key_file_looks_like_that_of_the_console(google, key):
    assert key["type"] == "service_account"
    assert key["client_email"] == "odoo@practice.iam.gserviceaccount.com"
    assert key["client_id"].isdigit()
    assert key["token_uri"] == f"{google.url}/token"
    assert key["private_key"].startswith("-----BEGIN PRIVATE KEY-----\n")


def test_a_service_account_acts_for_a_user_of_the_domain(google, delegated, ann):
    ann.insert("Check-up")
    api = service(google, granted(acting_as(delegated, ann.email)))
    (event,) = api.events().list(calendarId="primary").execute()["items"]
    assert (event["summary"], event["creator"]["email"]) == ("Check-up", ann.email)


def test_it_learns_who_the_user_is(google, delegated, ann):
    api = service(google, granted(acting_as(delegated, ann.email, [EMAIL])), "oauth2.v2")
    info = api.userinfo().get().execute()
    assert (info["email"], info["verified_email"]) == (ann.email, True)
    assert info["id"]


def test_it_has_only_the_scopes_that_it_asked_for(google, delegated, ann):
    api = service(google, granted(acting_as(delegated, ann.email, [EMAIL])))
    with refused(403, "insufficientPermissions"):
        api.events().list(calendarId="primary").execute()


def test_nothing_is_delegated_at_first(key, ann):
    with refusal("unauthorized_client", "not authorized for any of the scopes"):
        granted(acting_as(key, ann.email))


def test_one_scope_that_is_not_delegated_spoils_all(delegated, ann):
    with refusal("unauthorized_client"):
        granted(acting_as(delegated, ann.email, [EVENTS, CALENDAR]))


def test_another_domain_has_not_delegated_anything(google, delegated):
    fake(google, "accounts", email="eve@other.example")
    with refusal("unauthorized_client"):
        granted(acting_as(delegated, "eve@other.example"))


def test_nobody_of_this_address(delegated):
    with refusal("invalid_grant", "Invalid email or User ID"):
        granted(acting_as(delegated, "nobody@example.com"))


@pytest.mark.parametrize("subject", ["ann", "example.com", "", "two words@example.com"])
def test_a_subject_that_is_no_address(delegated, subject):
    with refusal("invalid_request", "Invalid impersonation prn email address."):
        granted(acting_as(delegated, subject))


def test_the_error_of_one_user(google, delegated, ann, bob):
    order = {"status": 400, "reason": "invalid_grant", "message": "The account has been deleted"}
    fake(google, "faults", match="oauth.token", account=ann.email, **order)
    assert granted(acting_as(delegated, bob.email)).token
    with refusal("invalid_grant", "The account has been deleted"):
        granted(acting_as(delegated, ann.email))
    assert granted(acting_as(delegated, ann.email)).token


def test_a_delegation_is_taken_back(google, delegated, ann):
    before = granted(acting_as(delegated, ann.email))
    delegate(google, delegated, [])
    with refusal("unauthorized_client"):
        granted(acting_as(delegated, ann.email))
    assert service(google, before).events().list(calendarId="primary").execute(), "for its hour"


def test_keys_are_replaced(google, delegated, ann):
    new = fake(google, "service_accounts", name="odoo", project_id="practice")
    assert new["client_id"] == delegated["client_id"]
    fake(google, "service_accounts", "delete", private_key_id=delegated["private_key_id"])
    with refusal("invalid_grant", "Invalid JWT Signature"):
        granted(acting_as(delegated, ann.email))
    assert granted(acting_as(new, ann.email)).token


def test_a_key_of_another_service_account(google, delegated, ann):
    other = fake(google, "service_accounts", name="other", project_id="practice")
    mixed = {**delegated, "private_key": other["private_key"]}
    with refusal("invalid_grant", "Invalid JWT Signature"):
        granted(acting_as(mixed, ann.email))


def test_an_unknown_service_account(delegated, ann):
    unknown = {**delegated, "client_email": "x@practice.iam.gserviceaccount.com"}
    with refusal("invalid_grant", "account not found"):
        granted(acting_as(unknown, ann.email))


@pytest.mark.parametrize(
    "claims",
    [
        {"iat": int(time.time()) - 7200, "exp": int(time.time()) - 3600},
        {"iat": int(time.time()) + 3600, "exp": int(time.time()) + 7200},
        {"exp": int(time.time()) + 9999},
        {"exp": None},
    ],
)
def test_times_must_be_near(google, delegated, ann, claims):
    status, answer = redeem(google, assertion(delegated, **claims))
    assert (status, answer["error"]) == (400, "invalid_grant")
    assert "reasonable timeframe" in answer["error_description"]


def test_a_clock_may_be_a_little_off(google, delegated, ann):
    now = int(time.time())
    for off in (-240, 240):
        text = assertion(delegated, iat=now + off, exp=now + off + 3600)
        assert redeem(google, text)[0] == 200


@pytest.mark.parametrize(
    ("claims", "error"),
    [
        ({"aud": "https://evil.example/token"}, "invalid_grant"),
        ({"scope": ""}, "invalid_scope"),
        ({"sub": None}, "invalid_request"),
    ],
)
def test_claims_are_checked(google, delegated, ann, claims, error):
    assert redeem(google, assertion(delegated, **claims))[1]["error"] == error


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "e30.e30.e30"])
def test_what_is_no_assertion(google, text):
    status, answer = redeem(google, text)
    assert (status, answer["error"]) == (400, "invalid_grant")


def test_own_address_as_audience(google, delegated, ann):
    assert redeem(google, assertion(delegated, aud=f"{google.url}/token"))[0] == 200


def test_no_refresh_token_and_no_secret(google, delegated, ann):
    _status, answer = redeem(google, assertion(delegated))
    assert "refresh_token" not in answer
    assert answer["expires_in"] == 3599


def test_quota_counts_for_the_user_who_is_named(google, delegated, ann, bob):
    fake(google, "settings", quota=True, quota_per_user=2)
    clients = [service(google, granted(acting_as(delegated, one.email))) for one in (ann, bob)]
    for api in clients:
        for _time in range(2):
            api.events().list(calendarId="primary", quotaUser=f"user-of-{id(api)}").execute()
    for api in clients:
        api.events().list(calendarId="primary").execute()
    with refused(403, "userRateLimitExceeded"):
        clients[0].events().list(calendarId="primary").execute()
