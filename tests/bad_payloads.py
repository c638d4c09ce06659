"""Events and contacts as nobody should send them: what Google's place may say, right or wrong.

One seed makes always the same ones. Each is an ordinary record with up to three things about it
that are odd: missing, huge, of another type, without sense, or meant to do harm.
"""

import random
from copy import deepcopy

EVENT = {
    "kind": "calendar#event",
    "id": "abc123",
    "etag": '"1"',
    "status": "confirmed",
    "created": "2027-02-01T10:00:00.000Z",
    "updated": "2027-02-01T10:00:00.000Z",
    "summary": "Check-up",
    "description": "Bring the <b>papers</b>.",
    "location": "Room 5",
    "creator": {"email": "ana@gmail.example", "self": True},
    "organizer": {"email": "ana@gmail.example", "self": True},
    "start": {"dateTime": "2027-03-02T10:00:00+01:00", "timeZone": "Europe/Paris"},
    "end": {"dateTime": "2027-03-02T11:00:00+01:00", "timeZone": "Europe/Paris"},
    "iCalUID": "abc123@google.com",
    "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"],
    "attendees": [
        {"email": "weber@mail.example", "displayName": "Weber", "responseStatus": "accepted"},
        {"email": "ana@gmail.example", "self": True, "responseStatus": "accepted"},
    ],
    "reminders": {"useDefault": False, "overrides": [{"method": "popup", "minutes": 10}]},
    "extendedProperties": {"private": {"odoo": "1:2:3", "odoo_write": "5"}},
    "conferenceData": {"entryPoints": [{"entryPointType": "video", "uri": "https://m.example/1"}]},
    "eventType": "default",
    "outOfOfficeProperties": {"autoDeclineMode": "declineNone"},
}
PERSON = {
    "resourceName": "people/c1",
    "etag": "e1",
    "metadata": {
        "sources": [
            {"type": "CONTACT", "id": "1", "etag": "2", "updateTime": "2027-02-01T10:00:00Z"}
        ]
    },
    "names": [{"displayName": "Nora Field", "givenName": "Nora", "familyName": "Field"}],
    "emailAddresses": [{"value": "nora@field.example", "type": "work"}],
    "phoneNumbers": [{"value": "+41 44 668 18 00", "type": "mobile"}],
    "addresses": [{"streetAddress": "Main Street 5", "city": "Bern", "countryCode": "CH"}],
    "organizations": [{"name": "Field AG", "title": "Baker", "current": True}],
    "biographies": [{"value": "Calls on Mondays.", "contentType": "TEXT_PLAIN"}],
    "birthdays": [{"date": {"year": 1980, "month": 2, "day": 1}}],
    "urls": [{"value": "https://field.example"}],
    "clientData": [{"key": "odoo", "value": "1:2:3"}],
    "memberships": [{"contactGroupMembership": {"contactGroupResourceName": "contactGroups/a"}}],
}

_CONTROLS = "".join(map(chr, (*range(1, 32), 127, 0x85, 0x2028)))
_BIDI = "\u202e\u2066gnp.exe\u2069\u200f\u202c"
TEXTS = (
    "", " ", "\n" * 500, "x", "x" * 999, "𝔘" * 300, "e\u0301\u0327" * 200,
    f"a{_CONTROLS}b", "nul\x00inside", _BIDI, "\ud800 alone", "\ufffe\uffff",
    "<script>alert(1)</script>", '<a href="javascript:alert(1)">x</a>', "<b>" * 99,
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>', "<img src=x onerror=alert(1)>",
    "&lt;script&gt;&amp;amp;" * 50, "<!--" * 99, "{{7*7}} ${jndi:ldap://x} %(a)s %s {0}",
    "'; DROP TABLE res_users; --", "../../etc/passwd", "=cmd|' /C calc'!A0", "🎥 https://m.example",
)  # fmt: skip
#: What is large comes rarely: once in so many.
RARELY = 50
LARGE_TEXTS = (
    "x" * 200_000, "𝔘" * 30_000, "e\u0301\u0327" * 20_000, "<b>" * 30_000, "<!--" * 20_000,
    "a@" * 9_000,
)  # fmt: skip
STRANGE = (
    None, True, False, 0, -1, 5, 2**70, 1e308, "x", [], {}, [[]], [None], {"x": []}, [{}],
    [{"x": 1}], [[[[[[[[]]]]]]]],
)  # fmt: skip
RULES = (
    "", "RRULE", "RRULE:", "RRULE:FREQ=", "RRULE:FREQ=NEVER", "FREQ=DAILY", "RRULE:FREQ=SECONDLY",
    "RRULE:FREQ=SECONDLY;BYSECOND=59;BYMINUTE=59;BYHOUR=23;BYYEARDAY=366",
    "RRULE:FREQ=MINUTELY;COUNT=100000000", "RRULE:FREQ=HOURLY;INTERVAL=1",
    "RRULE:FREQ=DAILY;COUNT=0", "RRULE:FREQ=DAILY;INTERVAL=0", "RRULE:FREQ=DAILY;INTERVAL=-1",
    f"RRULE:FREQ=DAILY;COUNT={10**30}",
    f"RRULE:FREQ=DAILY;INTERVAL={10**30}", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "RRULE:FREQ=YEARLY;BYMONTH=13", "RRULE:FREQ=MONTHLY;BYMONTHDAY=31,-31,0,99",
    "RRULE:FREQ=WEEKLY;BYDAY=XX", "RRULE:FREQ=MONTHLY;BYDAY=99MO", "RRULE:FREQ=YEARLY;BYEASTER=1",
    "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYSETPOS=-366",
    "RRULE:FREQ=DAILY;UNTIL=99991231T235959Z",
    "RRULE:FREQ=DAILY;UNTIL=20200101T000000Z", "RRULE:FREQ=DAILY;UNTIL=yesterday",
    "RRULE:FREQ=DAILY;COUNT=5;UNTIL=20270401", "RRULE:FREQ=DAILY;FREQ=WEEKLY", "RDATE:garbage",
    "EXDATE;TZID=Mars/Olympus:20270302T100000", "EXRULE:FREQ=DAILY", "X-ODD:1",
    "RRULE:FREQ=YEARLY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE="
    + ",".join(map(str, range(60))) + ";BYSECOND=" + ",".join(map(str, range(60))),
)  # fmt: skip
LARGE_RULES = (
    "RRULE:" + ";".join(["BYHOUR=1"] * 2_000),
    "EXDATE:" + ",".join(["20270302T090000Z"] * 3_000),
    "RDATE:" + ",".join(f"2027{m:02}{d:02}T{h:02}0000Z" for m in range(1, 13) for d in range(1, 29)
                        for h in range(24)),
)  # fmt: skip
ZONES = (
    "Mars/Olympus",
    "",
    " ",
    "../../etc/passwd",
    "Europe/Paris\n",
    "localtime",
    "UTC+25",
    "x" * 999,
)
MOMENTS = (
    "", "tomorrow", "2027-02-30", "2027-02-30T10:00:00Z", "0000-00-00", "0001-01-01T00:00:00+14:00",
    "9999-12-31", "9999-12-31T23:59:59-12:00", "10000-01-01T00:00:00Z", "2027-03-02T25:00:00Z",
    "2027-03-02T10:00:00+99:99", "2027-03-02T10:00:00", "2027-03-28T02:30:00", "-2027-03-02",
    "2027-03-02T10:00:60Z", "2027-03-02T10:00:00.123456789Z", "1899-12-31T00:00:00Z",
)  # fmt: skip
_KINDS = ("default", "birthday", "focusTime", "outOfOffice", "workingLocation", "fromGmail", "new")


def event(chance: random.Random) -> dict:
    """An event with some oddities."""
    made = deepcopy(EVENT)
    made["id"] = f"odd{chance.randrange(10**9)}"
    made["iCalUID"] = f"{made['id']}@google.com"
    if chance.random() < 0.5:
        del made["recurrence"]
    for _time in range(chance.choice((0, 1, 1, 1, 2, 3))):
        chance.choice(_ODD_EVENTS)(chance, made)
    return made


def page(chance: random.Random) -> list[dict]:
    """Some events as one list tells them: among them may be instances of each other."""
    events = [event(chance) for _number in range(chance.randint(1, 4))]
    if chance.random() < 0.5:
        ids = [each.get("id") for each in events]
        for each in chance.sample(events, chance.randint(1, len(events))):
            each["recurringEventId"] = chance.choice(ids)
            if chance.random() < 0.8:
                each["originalStartTime"] = chance.choice(_STARTS)
    return events


def person(chance: random.Random) -> dict:
    """A contact with some oddities."""
    made = deepcopy(PERSON)
    made["resourceName"] = f"people/c{chance.randrange(10**9)}"
    for _time in range(chance.choice((0, 1, 1, 1, 2, 3))):
        chance.choice(_ODD_PEOPLE)(chance, made)
    return made


def texts(chance: random.Random) -> str:
    """A text, mostly of one part, sometimes of several."""
    if not chance.randrange(RARELY):
        return chance.choice(LARGE_TEXTS)
    return "".join(chance.choices(TEXTS, k=chance.choice((1, 1, 1, 2, 3))))


_STARTS = (
    {"dateTime": "2027-03-09T10:00:00+01:00", "timeZone": "Europe/Paris"},
    {"date": "2027-03-09"},
    {"dateTime": "2027-03-10T10:00:00+01:00"},
    {"dateTime": "never"},
    {},
)


def _places(record) -> list[tuple]:
    """All places in a record, as what holds them and where."""
    pairs = record.items() if isinstance(record, dict) else enumerate(record)
    found = []
    for key, value in list(pairs):
        found.append((record, key))
        if isinstance(value, dict | list) and len(value) < 100:
            found += _places(value)
    return found


def _lose(chance, made):
    holder, key = chance.choice(_places(made))
    del holder[key]


def _twist(chance, made):
    holder, key = chance.choice(_places(made))
    holder[key] = deepcopy(chance.choice(STRANGE))


def _say(chance, made):
    places = [(holder, key) for holder, key in _places(made) if isinstance(holder[key], str)]
    if places:
        holder, key = chance.choice(places)
        holder[key] = texts(chance)


def _swap(chance, made):
    """Two of its values change places."""
    (one, first), (other, second) = (chance.choice(_places(made)) for _each in range(2))
    value = deepcopy(other[second])
    other[second] = deepcopy(one[first])
    one[first] = value


def _repeat(chance, made):
    rules = RULES if chance.randrange(RARELY) else LARGE_RULES
    made["recurrence"] = chance.choices(rules, k=chance.choice((1, 1, 2)))


def _time(chance, made):
    point = {chance.choice(("dateTime", "date")): chance.choice(MOMENTS)}
    if chance.random() < 0.5:
        point["timeZone"] = chance.choice(ZONES)
    made[chance.choice(("start", "end", "originalStartTime"))] = point


def _zone(chance, made):
    for name in ("start", "end"):
        if isinstance(made.get(name), dict):
            made[name]["timeZone"] = chance.choice(ZONES)


def _crowd(chance, made):
    made["attendees"] = [
        {"email": f"guest{number}@mail.example", "displayName": "G", "responseStatus": "accepted"}
        for number in range(5_000 if not chance.randrange(RARELY) else chance.randint(1, 20))
    ]


def _guest(chance, made):
    odd = {"email": texts(chance), "displayName": texts(chance), "self": chance.random() < 0.5}
    usual = [*EVENT["attendees"], *EVENT["attendees"] * chance.randrange(2)]
    made["attendees"] = [odd, *map(dict, usual)]


def _text(chance, made):
    made[chance.choice(("summary", "description", "location", "iCalUID"))] = texts(chance)


def _kind(chance, made):
    made["eventType"] = chance.choice(_KINDS)
    made["status"] = chance.choice(("confirmed", "tentative", "cancelled", "new", ""))


def _link(chance, made):
    uri = chance.choice(("javascript:alert(1)", "data:text/html,x", "//x", texts(chance)))
    made["conferenceData"] = {"entryPoints": [{"entryPointType": "video", "uri": uri}]}


def _remind(chance, made):
    minutes = chance.choice((-1, 0, 10**12, 2**63, 40_320))
    odd = {"method": "popup", "minutes": minutes}
    made["reminders"] = {"overrides": [dict(odd) for _number in range(50)]}


def _part_of_itself(_chance, made):
    made["recurringEventId"] = made.get("id")
    made["originalStartTime"] = dict(_STARTS[0])


def _entry(chance, made):
    """One entry of a contact's list is odd, or there are many."""
    name = chance.choice([name for name, value in PERSON.items() if isinstance(value, list)])
    entry = {
        key: texts(chance) for key in ("value", "displayName", "streetAddress", "name", "type")
    }
    many = chance.choice((1, 2, 300)) if max(map(len, entry.values())) < 5_000 else 1
    made[name] = [dict(entry) for _number in range(many)]


def _born(chance, made):
    numbers = (None, 0, -1, 2, 13, 29, 32, 1900, 9999, 2**40)
    made["birthdays"] = [
        {"date": {part: chance.choice(numbers) for part in ("year", "month", "day")}}
    ]


_ODD = (_lose, _twist, _say, _swap)
_ODD_EVENTS = (
    *_ODD, *_ODD, _repeat, _repeat, _time, _time, _zone, _crowd, _guest, _text, _kind, _link,
    _remind, _part_of_itself,
)  # fmt: skip
_ODD_PEOPLE = (*_ODD, _entry, _entry, _born)
