"""No secret is in a recording, wherever it was."""

from __future__ import annotations

import json
import re
import string

import pytest
from bench_top import ANN
from hypothesis import assume, given
from hypothesis import strategies as st

from tools.verify_google import words
from tools.verify_google.probe import PROBES
from tools.verify_google.scrubbing import Scrubber

#: Names, addresses, ids and tokens as they may be; each has something that no document has.
SECRETS = st.one_of(
    st.text(string.ascii_letters + string.digits + "-_", min_size=10, max_size=40),
    st.builds("{}@{}.example".format, *[st.text(string.ascii_lowercase, min_size=6)] * 2),
    st.builds("{} {}".format, *[st.text(string.ascii_letters, min_size=7, max_size=12)] * 2),
    st.text("äöüßéèñøłžščřůΑΒΓабв漢字", min_size=6, max_size=20),
    st.text(string.digits, min_size=9, max_size=20),
    st.builds(
        "{}_20270301T080000Z".format, st.text("abcdefghijklmnopqrstuv0123456789", min_size=9)
    ),
    st.builds("people/c{}".format, st.text(string.digits, min_size=9)),
    st.builds('"{}"'.format, st.text(string.digits, min_size=9)),
)
KEYS = st.sampled_from(
    [
        "id", "email", "summary", "description", "message", "reason", "etag", "nextSyncToken",
        "displayName", "value", "location", "htmlLink", "error_description", "resourceName",
        "status", "unknownField", "domain", "error", "formattedValue", "iCalUID", "recurrence",
    ]
)  # fmt: skip


def hiding(secret):
    """JSON of any form with a secret somewhere in it, as a value, a part of one, or a key."""
    texts = st.sampled_from(
        [secret, f"Not Found: {secret}", f"x {secret}, y", f"https://a.b/{secret}"]
    )
    leaves = st.one_of(texts, st.integers(), st.booleans(), st.none(), st.just("confirmed"))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.one_of(KEYS, st.just(secret)), inner, max_size=4),
        ),
        max_leaves=6,
    )


def core(secret):
    """What of a secret tells something: without the forms that are Google's."""
    for form in ("_20270301T080000Z", "people/c", '"'):
        secret = secret.replace(form, "")
    return secret


@st.composite
def documents(draw):
    secret = draw(SECRETS)
    names = re.sub(r"_R?\d{8}(T\d{6}Z?)?$", "", secret).replace("-", " ").split()
    assume(not all(map(words.is_public, names)))
    return secret, draw(hiding(secret))


@given(documents())
def test_no_unknown_secret_survives(document):
    secret, value = document
    scrubbed = json.dumps(Scrubber({}).scrubbed(value), ensure_ascii=False)
    assert core(secret) not in scrubbed


@given(documents())
def test_no_known_secret_survives_in_what_we_send(document):
    secret, value = document
    scrubber = Scrubber({core(secret): "owner"})
    scrubber.learn(value)
    assert core(secret) not in json.dumps(scrubber.scrubbed(value), ensure_ascii=False)


@given(documents())
def test_what_was_answered_once_is_secret_when_it_is_sent(document):
    secret, value = document
    scrubber = Scrubber({})
    scrubber.scrubbed({"id": secret})
    scrubber.learn(value)
    assert core(secret) not in json.dumps(scrubber.scrubbed(value), ensure_ascii=False)


PATHS = (
    "/calendar/v3/calendars/{}%40x.example/events",
    "/calendar/v3/calendars/primary/events/{}_20270301T080000Z/move",
    "/v1/people/{}:updateContact",
    "/v1/contactGroups/{}/members:modify",
    "/v1/people:{}",
)


@given(st.text(string.ascii_letters + string.digits, min_size=10), st.sampled_from(PATHS))
def test_no_secret_survives_in_a_path(secret, path):
    assume(not words.is_public(secret))
    assert secret not in Scrubber({}).path(path.format(secret))


@given(st.lists(st.text(string.ascii_letters, min_size=8), min_size=2, unique=True))
def test_ids_are_replaced_alike_and_told_apart(ids):
    assume(not any(words.is_public(id_) for id_ in ids))
    scrubber = Scrubber({})
    first = scrubber.scrubbed([{"id": id_, "iCalUID": f"{id_}@google.com"} for id_ in ids])
    assert len({each["id"] for each in first}) == len(ids)
    assert all(each["iCalUID"] == f"{each['id']}@google.com" for each in first)
    again = [scrubber.path(f"/events/{id_}_20270301").rpartition("/")[2] for id_ in ids]
    assert again == [f"{each['id']}_20270301" for each in first]


@pytest.mark.parametrize(
    "value",
    [
        {"kind": "calendar#event", "status": "confirmed", "eventType": "default"},
        {"dateTime": "2027-03-01T09:00:00+01:00"},
        ["RRULE:FREQ=WEEKLY;BYDAY=MO,-1FR;COUNT=4", "EXRULE:FREQ=DAILY;UNTIL=20270301T080000Z"],
        {"error": {"code": 410, "errors": [{"reason": "fullSyncRequired", "domain": "calendar"}]}},
        {"message": "The specified time range is empty."},
    ],
    ids=str,
)
def test_what_is_harmless_stays(value):
    assert Scrubber({}).scrubbed(value) == value


def test_our_own_texts_stay():
    scrubber = Scrubber({ANN: "owner"})
    sent = {"summary": "Special", "attendees": [{"email": ANN}], "zone": "Europe/Brussels"}
    scrubber.learn(sent)
    assert scrubber.scrubbed(sent) == {**sent, "attendees": [{"email": "~owner~"}]}


def test_a_whole_recording_has_nothing_of_its_people(everything):
    folder, secrets = everything
    assert {file.stem for file in folder.iterdir()} == set(PROBES)
    text = "".join(file.read_text() for file in folder.iterdir())
    assert [secret for secret in secrets if secret in text] == []
    assert "google_sync_verify" in text
