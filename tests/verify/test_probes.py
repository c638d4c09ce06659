"""The probes: each holds at the stand-in, and each can fail."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from bench_top import ANN, AS_GOOGLE, CLIENT, TOLD, Bench

from fake_google import FakeGoogle
from fake_google.habits import Habits
from tools.verify_google import probes
from tools.verify_google.calls import Answer
from tools.verify_google.lab import OWNER, Lab
from tools.verify_google.places import Places
from tools.verify_google.probe import PROBES
from tools.verify_google.running import judged

probes.load()

#: What the stand-in can be told to do otherwise, and which probe finds it out.
OTHERWISE = [
    ("a_guest_does_not_change_the_meeting", {"guest_edits": "kept"}),
    ("a_guest_marks_their_own_copy", {"guest_edits": "all_refused"}),
    ("a_hidden_instance_hides_its_series", {"instance_visibility": "own"}),
    ("an_instance_does_not_open_its_series", {"instance_visibility": "own"}),
    ("a_guest_gets_a_copy", {"invitations": "answered"}),
    ("very_many_exdates_are_refused", {"exdates_limit": 100_000}),
    ("hundred_exdates_are_taken", {"exdates_limit": 50}),
    ("a_new_zone_name_is_taken", {"refused_zones": ["Europe/Kyiv"]}),
    ("a_uid_finds_bare_instances_too", {"ical_uid_gaps": "left_out"}),
    ("a_shorter_rule_cancels_its_exceptions", {"outlived_exceptions": "kept"}),
    ("a_null_recurrence_ends_the_series", {"null_recurrence": "kept"}),
    ("long_descriptions_are_cut_or_refused", {"description_limit": 20_000}),
    ("a_description_within_the_limit_is_kept", {"description_limit": 100}),
    ("a_list_has_all_guests", {"attendees_shown": 1}),
    ("the_persons_etag_is_current_after_a_write", {"person_etag": "stale"}),
    ("a_birthday_shows_in_the_calendar", {"contact_birthdays": "hidden"}),
]


#: What is known from the consent, and asks nothing more.
OF_THE_CONSENT = {
    "the_token_endpoint_tells_scopes_and_life",
    "no_refresh_token_without_offline_access",
}
LIES = (
    lambda answer: Answer(answer.call, 418 if answer.ok else 200, {}),
    lambda answer: Answer(answer.call, 200, {}),
    lambda answer: Answer(answer.call, 200, {**answer.body, "nextSyncToken": "new"}),
)
"""What may come in place of an answer."""


class Liar:
    """Puts a lie in place of one answer, counting from the first."""

    def __init__(self, lab, number=None, lie=None):
        self._wire, self._number, self._lie, self.count = lab.wire, number, lie, 0
        self._ask, self._batch = lab.wire.ask, lab.wire.batch

    def __enter__(self):
        self._wire.ask = lambda account, call: self._told(self._ask(account, call))
        self._wire.batch = lambda *words, **more: [
            self._told(answer) for answer in self._batch(*words, **more)
        ]
        return self

    def __exit__(self, *_error):
        del self._wire.ask, self._wire.batch

    def _told(self, answer):
        self.count += 1
        return self._lie(answer) if self.count - 1 == self._number else answer


@pytest.fixture(scope="module")
def bench():
    """A stand-in that nobody resets meanwhile."""
    with FakeGoogle() as fake:
        bench = Bench(fake.url)
        bench.control("settings", **AS_GOOGLE)
        yield bench


@pytest.fixture(scope="module")
def running(bench):
    """One lab for all, as at Google."""
    lab = bench.lab()
    with lab.open():
        yield lab
    assert lab.left == []
    assert bench.mails() == []


@pytest.mark.parametrize("name", PROBES)
def test_it_holds_at_the_stand_in(running, name):
    verdict = judged(running, PROBES[name])
    assert (verdict.kind, verdict.detail) == ("holds", "")


def notices(lab, name):
    """Whether a probe differs when some answer, the last ones first, is otherwise."""
    with Liar(lab) as nobody:
        judged(lab, PROBES[name])
    for number in reversed(range(nobody.count)):
        for lie in LIES:
            with Liar(lab, number, lie):
                if judged(lab, PROBES[name]).kind == "differs":
                    return True
    return False


@pytest.mark.parametrize("name", sorted(set(PROBES) - OF_THE_CONSENT))
def test_it_notices_an_answer_that_is_otherwise(running, name):
    assert notices(running, name)


@pytest.mark.parametrize(("name", "habits"), OTHERWISE, ids=lambda value: str(value)[:40])
def test_it_differs_where_google_does_otherwise(google, name, habits):
    google.control("settings", **AS_GOOGLE)
    lab = google.lab()
    with lab.open():
        google.control("settings", **habits)
        assert judged(lab, PROBES[name]).kind == "differs"
        google.control("settings", **AS_GOOGLE)


@pytest.mark.parametrize("told", [frozenset(), TOLD | {"refresh_token"}])
def test_it_looks_at_what_the_consent_told(google, told):
    lab = Lab(Places.at(google.url), CLIENT, [replace(google.account(OWNER, ANN), told=told)])
    verdicts = {judged(lab, PROBES[name]).kind for name in OF_THE_CONSENT}
    assert "differs" in verdicts


#: Habits that no probe tells apart, since the ledger allows each of their ways, or since they are
#: the account's trouble and not a matter of records.
ALLOWED = {
    "long_descriptions",
    "long_notes",
    "notes_limit",
    "batch_siblings",
    "guest_copies",
    "contacts_limit",
    "calendar_service",
    "channel_addresses",
    "meet",
    "people_service",
    "status_events",
    "write_burst",
}


def test_each_habit_has_a_probe_that_tells_it_apart(google):
    found_out = {habit for _name, habits in OTHERWISE for habit in habits}
    assert found_out | ALLOWED == {item.name for item in fields(Habits)}


def test_what_needs_a_second_account_is_not_tried_without(google):
    lab = google.lab(second=False)
    with lab.open():
        verdict = judged(lab, PROBES["a_guest_gets_a_copy"])
    assert verdict.kind == "not tried"
    assert "second account" in verdict.detail


def test_what_needs_contacts_is_not_tried_without(google):
    scopes = [scope for scope in google.account("owner", "x@example.com").scopes
              if not scope.endswith("/contacts")]  # fmt: skip
    lab = google.lab(scopes=scopes)
    with lab.open():
        assert judged(lab, PROBES["client_data_is_kept"]).kind == "not tried"
        assert judged(lab, PROBES["deleted_twice_is_gone"]).kind == "holds"


def test_an_event_that_cannot_be_made_says_nothing_of_google(google, lab):
    google.control("faults", match="events.insert", status=403, reason="quotaExceeded", times=-1)
    verdict = judged(lab, PROBES["deleted_twice_is_gone"])
    assert verdict.kind == "not tried"
    assert "quotaExceeded" in verdict.detail
