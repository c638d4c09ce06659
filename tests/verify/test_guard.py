"""The guard: what no probe can do, whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.verify_google.calls import Answer, Call
from tools.verify_google.guard import (
    DESCRIPTION,
    MARK,
    NO_CALENDAR,
    TITLE,
    Guard,
    Made,
    Refused,
)

OWNER, SECOND = "ann@example.com", "bob@example.com"
MARKED = {"extendedProperties": {"shared": {MARK: "1"}}}
MARKED_LABEL = {"clientData": [{"key": MARK, "value": "1"}]}
QUIET = {"sendUpdates": "none"}
EVENTS = "/calendar/v3/calendars/ours/events"


def guard(*accounts):
    made = Made({"ours"}, {"event1"}, {"people/c1"}, {"contactGroups/g1"})
    return Guard(made, accounts or (OWNER, SECOND))


def refuses(call, *accounts):
    try:
        guard(*accounts).check(call)
    except Refused:
        return True
    return False


ALLOWED = [
    Call("GET", "/calendar/v3/calendars/primary/events"),
    Call("POST", "/token", form={"grant_type": "refresh_token"}),
    Call("POST", "/calendar/v3/calendars", {"summary": TITLE, "description": DESCRIPTION}),
    Call("DELETE", "/calendar/v3/calendars/ours"),
    Call("POST", "/calendar/v3/freeBusy", {"items": [{"id": "ours"}, {"id": NO_CALENDAR}]}),
    Call("POST", EVENTS, MARKED, QUIET),
    Call("POST", EVENTS, {**MARKED, "attendees": [{"email": SECOND}]}, QUIET),
    Call("PATCH", "/calendar/v3/calendars/primary/events/event1", {}, QUIET),
    Call("PATCH", f"{EVENTS}/event1_20270301T080000Z", {}, QUIET),
    Call("POST", f"{EVENTS}/event1/move", None, {**QUIET, "destination": "ours"}),
    Call("POST", "/v1/people:createContact", {"clientData": [{"key": MARK}]}),
    Call("PATCH", "/v1/people/c1:updateContact", {}),
    Call("POST", "/v1/contactGroups", {"contactGroup": {"name": TITLE, **MARKED_LABEL}}),
    Call("POST", "/v1/contactGroups/g1/members:modify", {"resourceNamesToAdd": ["people/c1"]}),
]
REFUSED = [
    Call("POST", "/calendar/v3/calendars", {"summary": "Team"}),
    Call("DELETE", "/calendar/v3/calendars/primary"),
    Call("POST", "/calendar/v3/freeBusy", {"items": [{"id": "ours"}, {"id": SECOND}]}),
    Call("POST", EVENTS, {"summary": "Unmarked"}, QUIET),
    Call("POST", "/calendar/v3/calendars/primary/events", MARKED, QUIET),
    Call("POST", EVENTS, {**MARKED, "attendees": [{"email": "client@example.com"}]}, QUIET),
    Call("PATCH", f"{EVENTS}/event1", {"attendees": [{"email": "client@example.com"}]}, QUIET),
    Call("PATCH", "/calendar/v3/calendars/primary/events/theirs", {}, QUIET),
    Call("PATCH", "/calendar/v3/calendars/primary/events/theirs%2Fmove", {}, QUIET),
    Call("DELETE", "/calendar/v3/calendars/primary/events/theirs", None, QUIET),
    Call("POST", f"{EVENTS}/event1/move", None, {**QUIET, "destination": "primary"}),
    Call("POST", "/calendar/v3/calendars/ours/acl", {"role": "reader"}),
    Call("POST", f"{EVENTS}/quickAdd", None, QUIET),
    Call("POST", f"{EVENTS}/watch", {}, QUIET),
    Call("POST", "/v1/people:createContact", {"names": [{"givenName": "Unmarked"}]}),
    Call("PATCH", "/v1/people/c2:updateContact", {}),
    Call("DELETE", "/v1/people/c2:deleteContact"),
    Call("POST", "/v1/people:batchDeleteContacts", {"resourceNames": ["people/c1", "people/c2"]}),
    Call("POST", "/v1/people:batchUpdateContacts", {"contacts": {"people/c2": {}}}),
    Call("POST", "/v1/people:batchCreateContacts", {"contacts": [{"contactPerson": {}}]}),
    Call("POST", "/v1/contactGroups", {"contactGroup": {"name": TITLE}}),
    Call("POST", "/v1/contactGroups", {"contactGroup": {"name": "Family", **MARKED_LABEL}}),
    Call("DELETE", "/v1/contactGroups/g2"),
    Call("POST", "/v1/contactGroups/g1/members:modify", {"resourceNamesToAdd": ["people/c2"]}),
    Call("POST", "/oauth2/revoke"),
    Call("POST", "/batch/calendar/v3"),
]


@pytest.mark.parametrize("call", ALLOWED, ids=str)
def test_what_is_ours_may_be_written(call):
    assert not refuses(call)


@pytest.mark.parametrize("call", REFUSED, ids=str)
def test_anything_else_is_refused(call):
    assert refuses(call)


@pytest.mark.parametrize("updates", ["all", "externalOnly", None])
def test_nobody_is_mailed_without_a_second_account(updates):
    query = {"sendUpdates": updates} if updates else {}
    assert refuses(Call("POST", EVENTS, MARKED, query), OWNER)


def test_nobody_is_mailed_by_the_older_word():
    assert refuses(Call("POST", EVENTS, MARKED, {**QUIET, "sendNotifications": True}))


@given(st.lists(st.sampled_from([OWNER, SECOND, "x@example.com", "", None]), min_size=1))
def test_only_the_owners_accounts_are_invited(guests):
    body = {**MARKED, "attendees": [{"email": email} for email in guests]}
    strangers = set(guests) - {OWNER, SECOND}
    assert refuses(Call("POST", EVENTS, body, QUIET)) == bool(strangers)


@given(st.text(min_size=1), st.sampled_from(["POST", "PUT", "PATCH", "DELETE"]))
def test_what_the_guard_does_not_know_it_refuses(path, method):
    assert refuses(Call(method, f"/{path}", {}, QUIET))


def test_what_was_made_is_ours_from_then_on():
    found = guard()
    call = Call("POST", EVENTS, MARKED, QUIET)
    found.made.note(Answer(call, 200, {"id": "event2"}))
    found.made.note(Answer(call, 409, {"error": {}}))
    found.check(Call("DELETE", f"{EVENTS}/event2", None, QUIET))
    assert found.made.events == {"event1", "event2"}
