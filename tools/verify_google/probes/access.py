"""Tokens, identity and scopes."""

from __future__ import annotations

from ..calls import Call
from ..lab import OWNER, SCOPE, Lab
from ..probe import probe
from ..verdicts import NotTried, expect, same
from ..wire import NOBODY

LOOPBACK = "http://127.0.0.1:8069/google_sync/oauth/callback"


@probe
def the_token_endpoint_tells_scopes_and_life(lab: Lab) -> None:
    missing = {"access_token", "expires_in", "scope", "token_type", "id_token"} - lab.owner.told
    expect(not missing, "fields of the answer", "all that are known", f"without {sorted(missing)}")


@probe
def no_refresh_token_without_offline_access(lab: Lab) -> None:
    expect("refresh_token" not in lab.owner.told, "refresh token", "none", "one")


@probe
def a_refresh_token_that_is_none(lab: Lab) -> None:
    answer = lab.token(grant_type="refresh_token", refresh_token="1//not-a-refresh-token")
    answer.must(400, "invalid_grant")


@probe
def a_code_that_is_none(lab: Lab) -> None:
    answer = lab.token(grant_type="authorization_code", code="4/no-code", redirect_uri=LOOPBACK)
    answer.must(400, "invalid_grant")


@probe
def a_secret_that_is_wrong(lab: Lab) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": "1//not-a-refresh-token"}
    lab.token(**form).must(400, "invalid_grant")
    lab.token(**form, client_secret="wrong").must(401, "invalid_client")


@probe
def a_kind_of_grant_that_is_none(lab: Lab) -> None:
    lab.token(grant_type="kindness").must(400, "unsupported_grant_type")


@probe
def a_token_that_is_none(lab: Lab) -> None:
    answer = lab.calendar.ask(lab.calendar.call("GET", bearer=NOBODY))
    answer.must(401, "authError")


@probe
def people_refuses_a_token_that_is_none(lab: Lab) -> None:
    call = Call("GET", "/v1/people/me", None, {"personFields": "names"}, bearer=NOBODY)
    reasons = ("UNAUTHENTICATED", "CREDENTIALS_MISSING", "ACCESS_TOKEN_INVALID")
    lab.wire.ask(OWNER, call).must(401, *reasons)


@probe
def userinfo_tells_who_it_is(lab: Lab) -> None:
    told = lab.userinfo().must(200)
    same("email", told["email"].lower(), lab.owner.email)
    expect(bool(told["id"]), "id", "one", told.get("id"))
    same("verified", told.get("verified_email"), True)


@probe
def calendars_of_others_are_not_found(lab: Lab) -> None:
    call = Call("GET", "/calendar/v3/calendars/nobody-at-all@verify.example/events")
    lab.wire.ask(OWNER, call).must(404, "notFound")


@probe
def a_made_calendar_is_in_the_list(lab: Lab) -> None:
    call = Call("GET", "/calendar/v3/users/me/calendarList", query={"maxResults": 250})
    entries = {each["id"]: each for each in lab.wire.ask(OWNER, call).must(200)["items"]}
    entry = entries.get(lab.calendar.id, {})
    same("role", entry.get("accessRole"), "owner")
    expect("primary" not in entry, "primary", "of the first calendar alone", entry)
    same("first calendars", sum(1 for each in entries.values() if each.get("primary")), 1)


@probe
def scopes_that_were_not_given_are_missed(lab: Lab) -> None:
    # Of the scopes of the probes none reaches the settings.
    if f"{SCOPE}calendar" in lab.owner.scopes:
        raise NotTried("the consent allows more than was asked for")
    call = Call("GET", "/calendar/v3/users/me/settings")
    reasons = ("insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
    lab.wire.ask(OWNER, call).must(403, *reasons)
