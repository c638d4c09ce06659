"""Records that are kept small."""

from __future__ import annotations

import sys
from copy import copy

from google_sync.google_api.transport.compressed import CompressedDict
from hypothesis import given
from hypothesis import strategies as st

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
records = st.dictionaries(st.text(), json_values, max_size=4).flatmap(
    lambda body: st.text().map(lambda name: {**body, "resourceName": name})
)


@given(st.lists(records))
def test_it_holds_what_a_dictionary_would(given_records):
    wanted = {record["resourceName"]: record for record in given_records}
    packed = CompressedDict(given_records)
    assert dict(packed) == wanted
    assert list(packed) == list(wanted)
    assert len(packed) == len(wanted)
    assert all(name in packed for name in wanted)


@given(records, records)
def test_a_copy_goes_its_own_way(one, other):
    packed = CompressedDict([one])
    twin = copy(packed)
    twin.add([other])
    del twin[other["resourceName"]]
    assert dict(packed) == {one["resourceName"]: one}
    assert other["resourceName"] not in twin


def test_a_change_of_what_was_looked_up_is_not_kept():
    packed = CompressedDict([{"resourceName": "people/c1", "names": []}])
    packed["people/c1"]["names"].append("Ana")
    assert packed["people/c1"]["names"] == []


def test_it_is_much_smaller():
    person = {
        "resourceName": "people/c1",
        "names": [{"displayName": "Ana Lopez", "givenName": "Ana", "familyName": "Lopez"}],
        "phoneNumbers": [{"value": f"+32 2 555 01 0{n}", "type": "work"} for n in range(5)],
    }
    packed = CompressedDict([person])
    (kept,) = packed._compressed.values()
    assert sys.getsizeof(kept) * 5 < _size(person)


def _size(value):
    if isinstance(value, dict):
        return sys.getsizeof(value) + sum(map(_size, value.values()))
    if isinstance(value, list):
        return sys.getsizeof(value) + sum(map(_size, value))
    return sys.getsizeof(value)
