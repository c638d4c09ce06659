"""Google's people and contacts say the same things, and a change of one changes no other."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from address_table import WORLD, rows, words
from contact_strategies import PLACES, items
from google_sync.engine.contacts.address import Address, parse
from google_sync.engine.contacts.phone import NO_PHONE, of_number
from google_sync.engine.contacts.policy import ContactPolicy
from google_sync.engine.core.link import GoogleState, OdooState
from google_sync.engine.core.next_link import link_when_done
from google_sync.engine.core.plan import plan
from google_sync.google_api.people import contact_codec
from google_sync.google_api.people.contact_codec import decode, encode, encode_new
from google_sync.google_api.people.person import WRITTEN, kept, own_picture
from hypothesis import given
from hypothesis import strategies as st
from people_strategies import people
from persons import FIELDS, REGION, apply, differing, person


@given(items())
def test_a_new_contact_comes_back_as_it_was(contact):
    body = apply(person(), encode_new(contact, PLACES, "US", "m", []), WRITTEN)
    found = decode(body, PLACES, "US", contact.is_company)
    assert found.item == contact


@given(people())
def test_what_is_kept_says_the_same(source):
    read = decode(source, PLACES, REGION)
    again = decode(kept(source), PLACES, REGION)
    assert again.item == read.item
    assert own_picture(kept(source)) == own_picture(source)
    assert (again.emails, again.phones) == (read.emails, read.phones)
    assert kept(kept(source)) == kept(source)


@given(people())
def test_a_contact_that_did_not_change_is_not_sent(source):
    """However strangely Google spells it, and whatever fields are named."""
    before = decode(source, PLACES, REGION).item
    assert encode(kept(source), before, before, frozenset(FIELDS), PLACES, REGION)[1] == ()


_READ = [row for row in rows() if row.is_read(parse(row.text, row.region, WORLD).address)]


@pytest.mark.parametrize("field", ["city", "street2"])
@pytest.mark.parametrize("row", _READ, ids=str)
def test_an_edited_address_keeps_all_that_the_text_said(row, field):
    """Google gets it in parts, and nothing of it is gone but what was edited."""
    source = person(
        names=[{"displayName": "Ana"}], addresses=[{"formattedValue": row.text, "type": "home"}]
    )
    before = decode(source, WORLD, row.region).item
    address = replace(before.address, **{field: "Edited"})
    after = replace(before, address=address)
    body, mask = encode(kept(source), before, after, frozenset(FIELDS), WORLD, row.region)
    assert mask == ("addresses",)
    (entry,) = body["addresses"]
    assert entry.pop("type") == "home"
    said = words(" ".join(entry.values()))
    assert set(row.street) <= {*said, *words(before.address.street2 if field == "street2" else "")}
    assert decode({**source, "addresses": [entry]}, WORLD, row.region).item == after


_ENTRY_OF = {
    "email": "emailAddresses",
    "phone": "phoneNumbers",
    "address": "addresses",
    "website": "urls",
    "company": "organizations",
    "job": "organizations",
}


#: An edit of each field, with the list that it is about.
_EDITS = {
    "email": ("emailAddresses", "new@x.example"),
    "phone": ("phoneNumbers", of_number("+33123456789")),
    "website": ("urls", "new.example"),
    "birthday": ("birthdays", date(1981, 3, 1)),
    "notes": ("biographies", "New"),
    "address": ("addresses", Address("New street 5", "", "Wien", "1010", "", "AT")),
    "job": ("organizations", "New job"),
}
_UNHELD = sorted(set(FIELDS) - {"name"})


@given(people(), items(), st.frozensets(st.sampled_from(FIELDS)))
def test_a_change_arrives_and_nothing_else_is_touched(source, other, fields):
    before = decode(source, PLACES, REGION).item
    fields -= {"is_company", "company" if before.is_company else ""}
    # An entry that becomes empty gives way to the next one.
    fields -= {name for name in fields if _is_empty(other, name) and _has_several(source, name)}
    after = replace(before, **{name: getattr(other, name) for name in fields})
    body, mask = encode(kept(source), before, after, differing(before, after), PLACES, REGION)
    changed = apply(kept(source), body, mask)
    found = decode(changed, PLACES, REGION, after.is_company)
    # Who has no name goes on to be called by what they have.
    assert found.item == after if found.named else replace(found.item, name=after.name) == after
    _check_that_others_are_untouched(kept(source), changed)


@given(people(), st.frozensets(st.sampled_from(_UNHELD)), st.sampled_from(sorted(_EDITS)))
def test_an_edit_in_odoo_reaches_its_list_alone(source, lacking, edited):
    """Whatever Odoo has no place for: nothing is written after the import, and then one list."""
    policy = ContactPolicy(unheld=lacking - {edited})
    google = GoogleState(decode(source, PLACES, REGION).item, "#1")
    (came,) = plan([], {}, {"g": google}, policy).decisions
    link = replace(link_when_done(came), odoo_id=1, google_id="g")
    in_odoo = came.odoo.after
    (rests,) = plan([link], {1: OdooState(in_odoo)}, {"g": google}, policy).decisions
    assert (rests.odoo, rests.google) == (None, None)
    changed = replace(in_odoo, **{edited: _EDITS[edited][1]})
    (decision,) = plan([link], {1: OdooState(changed)}, {}, policy).decisions
    write = decision.google
    if write is None:  # it said the same before
        return
    body, mask = encode(kept(source), write.before, write.after, frozenset(FIELDS), PLACES, REGION)
    assert mask in ((_EDITS[edited][0],), (), ("names", _EDITS[edited][0]))
    arrived = apply(kept(source), body, mask)
    for name in set(WRITTEN) - {_EDITS[edited][0], "names"}:
        assert arrived.get(name) == kept(source).get(name)


def _is_empty(contact, name):
    return getattr(contact, name) in ("", Address(), NO_PHONE)


def _has_several(source, name):
    return len(source.get(_ENTRY_OF.get(name), ())) > 1


def _check_that_others_are_untouched(before, after):
    """All entries but one of each list are there as they were."""
    for name in WRITTEN:
        had, has = before.get(name, []), deepcopy(after.get(name, []))
        lost = 0
        for entry in had:
            plain = contact_codec._sendable(entry)
            found = next((each for each in has if contact_codec._sendable(each) == plain), None)
            if found is None:
                lost += 1
            else:
                has.remove(found)
        assert lost <= 1, name
        assert len(has) <= 1, name
