"""Two who attend the same meetings, and whom two workers synchronize at the same moment."""

from __future__ import annotations

from collections import Counter

from person import ZONE, Person
from practice import each, wait_until

#: Of so many meetings, some come to both workers at the same moment.
MEETINGS = 20


def test_what_two_workers_bring_at_the_same_moment_is_there_once(practice, office):
    people = practice.hire(office, 2, "invited")
    each(people, lambda person: person.connect())
    each(people, lambda person: person.save(google_import_tentative=True))
    practice.settle(people, 60)
    for number in range(MEETINGS):
        call(people, number)
        each(people, lambda person: person.press("sync_now"))
        practice.rest(0.5)
    everything = set(map(title, range(MEETINGS)))
    wait_until(lambda: all(titles(one).keys() == everything for one in people), 60, "all")
    practice.rest()
    for person in people:
        assert titles(person) == Counter(map(title, range(MEETINGS)))
    assert titles(practice.admin(office)) == Counter(map(title, range(MEETINGS)))


def call(people, number):
    """The first of the people calls a meeting of all in Google."""
    moment = {"dateTime": f"2027-06-{number % 28 + 1:02}T09:00:00", "timeZone": ZONE}
    end = {**moment, "dateTime": moment["dateTime"].replace("09", "10")}
    guests = [{"email": person.email} for person in people]
    event = {"summary": title(number), "start": moment, "end": end, "attendees": guests}
    people[0].fake.insert(people[0].email, event)


def title(number):
    return f"together {number}"


def titles(who):
    """How often Odoo shows each meeting to somebody; all that there are, to an administrator."""
    odoo, domain = who, [("name", "like", "together ")]
    if isinstance(who, Person):
        odoo, (partner_id, _name) = who.odoo, who.read("partner_id")
        domain.append(("partner_ids", "in", [partner_id]))
    found = odoo.call("calendar.event", "search_read", domain, ["name"])
    return Counter(event["name"] for event in found)
