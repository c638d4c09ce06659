"""A doctors' practice with five users, whose calendars and contacts have had a lively week."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..fake_client import FakeClient
from ..odoo_client import OdooClient
from ..smoke.people import ZONE, Person, connect, meet, sync_all, wait_until
from ..stack import Stack
from . import words
from .words import said

DOMAIN = "practice.example"
STAFF = {
    "admin": ("Thomas Berger", f"thomas.berger@{DOMAIN}"),
    "demo": ("Dr. Marc Dubois", f"marc.dubois@{DOMAIN}"),
    "ana": ("Dr. Ana Keller", f"ana.keller@{DOMAIN}"),
    "lea": ("Lea Fontaine", f"lea.fontaine@{DOMAIN}"),
    "paul": ("Paul Meyer", f"paul.meyer@{DOMAIN}"),
}
NOT_CONNECTED = "paul"
#: Title, hour, minutes, room, and the weekdays on which it takes place.
WEEK = (
    ("Mrs Weber, first visit", 9, 60, "Room 2", (0, 3)),
    ("Mr Lambert, check-up", 10.5, 60, "Room 2", (0, 1, 4)),
    ("Team meeting", 13, 60, "Library", (1,)),
    ("Ms Novak, follow-up", 14, 60, "Room 2", (0, 2, 4)),
    ("Mr Haddad, vaccination", 15.5, 60, "Room 1", (1, 3)),
    ("Telephone hour", 8, 60, "", (2, 4)),
)
#: Once in Odoo and once, made private, in Google; and one with more guests than Odoo takes at once.
ALIKE, CROWDED = "Mr Favre, ultrasound", "Open evening"
PATIENTS = ("Anna Weber", "Paul Lambert", "Eva Novak", "Sami Haddad")
TOGETHER = "Team meeting"
MOVED, RENAMED, REFUSED = "Ms Novak, follow-up", "Mr Lambert, check-up", "Mr Haddad, vaccination"


def furnish(running: Stack) -> dict[str, Person]:
    """Staff, their Google accounts, and next week's appointments on both sides, synchronized."""
    admin, fake = hire(running), FakeClient(running.fake_url)
    people = {login: meet(running, fake, login, email) for login, (_name, email) in STAFF.items()}
    connected = [person for login, person in people.items() if login != NOT_CONNECTED]
    _choose_contacts(people["demo"], admin)
    for person in connected:
        _remember(person)
    time.sleep(1.1)  # Odoo keeps whole seconds
    for person in connected:
        connect(person)
        _fill_odoo(person)
        _fill_google(person)
    _resemble(people["admin"])
    _invite_many(people["ana"])
    sync_all(connected)
    people["demo"].set(google_email_alerts=True)
    _disagree(people["demo"])
    _double(people["demo"], admin)
    _fail(people["demo"])
    _be_busy_elsewhere(people["demo"])
    _travel(people["ana"])
    admin.call("res.users", "action_google_pause", [people["lea"].odoo.uid])
    people[NOT_CONNECTED].set(google_sync_enabled=True)
    admin.call("res.users", "action_google_invite", [people[NOT_CONNECTED].odoo.uid])
    return people


def be_elsewhere(running: Stack) -> dict[str, Person]:
    """Somebody whose time off Google shows as out of office, and who works at two places."""
    admin = hire(running)
    demo = meet(running, FakeClient(running.fake_url), "demo", STAFF["demo"][1])
    connect(demo)
    demo.set(google_time_off="new")
    _work_at_home(demo, admin)
    sync_all([demo])
    return {"demo": demo}


def _work_at_home(person: Person, admin: OdooClient) -> None:
    """On Tuesdays, as Odoo says; and in Google on another day, too."""
    (address,) = admin.call("res.partner", "create", [{"name": "Lakeside Practice"}])
    places = {"Home": "home", "Lakeside": "office"}
    home, office = admin.call(
        "hr.work.location",
        "create",
        [
            {"name": name, "location_type": kind, "address_id": address}
            for name, kind in places.items()
        ],
    )
    domain = [("user_id", "=", person.odoo.uid)]
    found = admin.call("hr.employee", "search", domain)
    if not found:
        values = {"name": STAFF["demo"][0], "user_id": person.odoo.uid}
        found = admin.call("hr.employee", "create", [values])
    plan = {"monday_location_id": office, "tuesday_location_id": home}
    admin.call("hr.employee", "write", found, plan)
    day = monday() + timedelta(days=3)
    person.fake.insert(
        person.email,
        {
            "summary": "Home",
            "eventType": "workingLocation",
            "workingLocationProperties": {"type": "homeOffice", "homeOffice": {}},
            "start": {"date": str(day)},
            "end": {"date": str(day + timedelta(days=1))},
            "visibility": "public",
            "transparency": "transparent",
        },
    )


def inherit(running: Stack) -> dict[str, Person]:
    """The same staff, whose appointments Odoo's own ``google_calendar`` has synchronized so far."""
    admin, fake = hire(running), FakeClient(running.fake_url)
    people = {login: meet(running, fake, login, STAFF[login][1]) for login in ("admin", "demo")}
    for login, person in people.items():
        _fill_odoo(person)
        own = person.odoo.call("calendar.event", "search", [("user_id", "=", person.odoo.uid)])
        for event in own:
            person.write(event, google_id=f"{login}{event}")
        settings = person.odoo.call(
            "res.users.settings", "search", [("user_id", "=", person.odoo.uid)]
        )
        # Last: from then on that module sends what is written.
        admin.call("res.users.settings", "write", settings, {"google_calendar_rtoken": "token"})
    return people


def hire(running: Stack) -> OdooClient:
    """The practice and its staff, without any appointment.

    :return: its administrator
    """
    admin = OdooClient(running.odoo_url, running.database, "admin", "admin")
    admin.call("calendar.event", "unlink", admin.call("calendar.event", "search", []))
    admin.call("res.company", "write", [1], {"name": said("Lakeside Practice")})
    demo = admin.call("res.users", "search", [("login", "=", "demo")])
    admin.call("res.users", "write", demo, {"parent_id": False, "company_name": False})
    for login, (name, email) in STAFF.items():
        values = {"name": name, "email": email, "tz": ZONE, "lang": words.chosen()}
        known = admin.call("res.users", "search", [("login", "=", login)])
        if known:
            admin.call("res.users", "write", known, values)
        else:
            admin.call("res.users", "create", [{**values, "login": login, "password": login}])
    return admin


def next_weeks_appointments() -> list[dict[str, Any]]:
    """Next week's, as Odoo takes them."""
    found = []
    for title, hour, minutes, room, weekdays in WEEK:
        for weekday in weekdays:
            start = _utc(weekday, hour)
            stop = start + timedelta(minutes=minutes)
            times = {"start": str(start), "stop": str(stop)}
            found.append({"name": said(title), "location": room and said(room), **times})
    return found


def monday() -> date:
    """The first day of next week."""
    today = datetime.now(ZoneInfo(ZONE)).date()
    return today + timedelta(days=7 - today.weekday())


def _utc(weekday: int, hour: float) -> datetime:
    """A time of next week as Odoo stores it."""
    start = datetime.combine(monday(), datetime.min.time(), ZoneInfo(ZONE))
    start += timedelta(days=weekday, hours=hour)
    return start.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)


def _choose_contacts(person: Person, admin: OdooClient) -> None:
    """Some patients, whom the practice's phones are to know."""
    group = admin.call("res.partner.category", "create", [{"name": said("Patients")}])[0]
    patients = [{"name": name, "category_id": [(4, group)]} for name in PATIENTS]
    admin.call("res.partner", "create", patients)
    person.set(google_contact_category_id=group, google_import_contacts=True)


def _fill_odoo(person: Person) -> None:
    person.odoo.call("calendar.event", "create", next_weeks_appointments())


def _remember(person: Person) -> None:
    """What is in Google before anybody connects, and stays there until it is asked for."""
    for days, title in ((9, "Dentist"), (10, "Parents' evening"), (16, "Dinner with Jean")):
        _meet_in_google(person, title, monday() + timedelta(days=days), 18)


def _meet_in_google(person: Person, title: str, day: date, hour: int, **fields: Any) -> None:
    """An hour in the calendar of Google."""
    start, end = (
        {"dateTime": f"{day}T{clock:02}:00:00", "timeZone": ZONE} for clock in (hour, hour + 1)
    )
    event = {"summary": said(title), "start": start, "end": end, **fields}
    person.fake.insert(person.email, event)


def _fill_google(person: Person) -> None:
    _meet_in_google(person, "Lunch with Clara", monday() + timedelta(days=2), 12)
    congress = monday() + timedelta(days=3)
    person.fake.insert(
        person.email,
        {
            "summary": said("Congress in Basel"),
            "transparency": "transparent",
            "start": {"date": str(congress)},
            "end": {"date": str(congress + timedelta(days=2))},
        },
    )


def _resemble(person: Person) -> None:
    """One appointment has been entered on both sides, and only in Google as a private one."""
    start = _utc(8, 11)
    stop = start + timedelta(hours=1)
    person.odoo.call(
        "calendar.event", "create", [{"name": said(ALIKE), "start": str(start), "stop": str(stop)}]
    )
    _meet_in_google(person, ALIKE, monday() + timedelta(days=8), 11, visibility="private")


def _invite_many(person: Person) -> None:
    guests = [{"email": f"guest{number}@mail.example"} for number in range(24)]
    _meet_in_google(person, CROWDED, monday() + timedelta(days=9), 18, attendees=guests)


def _disagree(person: Person) -> None:
    """One appointment is moved here and renamed there; another one is renamed on both sides."""
    moved, renamed = (_first(person, title) for title in (MOVED, RENAMED))
    person.write(moved["id"], start=str(_utc(0, 14.5)), stop=str(_utc(0, 15.5)))
    person.write(renamed["id"], name=said(f"{RENAMED} and blood test"))
    ids = _ids_in_google(person)
    longer, other = said(f"{MOVED} (bring the X-rays)"), said("Mr Lambert, by telephone")
    person.fake.patch(person.email, ids[said(MOVED)], {"summary": longer})
    person.fake.patch(person.email, ids[said(RENAMED)], {"summary": other})
    person.sync()


def quarrel(person: Person) -> None:
    """Two appointments are at the time of others, and two are renamed on both sides at once."""
    ids = _ids_in_google(person)
    me = [person.odoo.uid]
    person.odoo.call("res.users", "action_google_pause", me)  # so that one sync finds it all
    _meet_in_google(person, "Dentist", monday(), 9)
    _meet_in_google(person, "Lunch with Clara", monday() + timedelta(days=1), 13)
    for title in (MOVED, RENAMED):
        person.fake.patch(person.email, ids[said(title)], {"summary": said("Private")})
        person.write(_first(person, title)["id"], name=said("Dinner with Jean"))
    person.odoo.call("res.users", "action_google_resume", me)
    wait_until(lambda: "connected" in person.read("google_sync_state").values(), "the resumed sync")
    person.sync()


def _double(person: Person, admin: OdooClient) -> None:
    """A patient comes into the group who could be either of two in Google."""
    for city in ("Lyon", said("Geneva")):
        nora = {
            "names": [{"unstructuredName": "N. Field"}],
            "emailAddresses": [{"value": "office@field.example"}],
            "addresses": [{"city": city}],
        }
        person.fake.people("POST", person.email, "people:createContact", nora)
    group = person.read("google_contact_category_id")["google_contact_category_id"][0]
    nora = {"name": "Nora Field", "email": "office@field.example", "category_id": [(4, group)]}
    admin.call("res.partner", "create", [nora])
    person.sync()


def _fail(person: Person) -> None:
    """Google refuses one appointment."""
    refused = _ids_in_google(person)[said(REFUSED)]
    answer = {"kind": "status", "status": 400, "reason": "invalid"}
    fault = {"match": "events.patch", "event_id": refused, "times": 0, **answer}
    person.fake.request("POST", "/_fake/faults", fault)
    person.write(_first(person, REFUSED)["id"], location=said("Room 3"))
    person.sync()


def _be_busy_elsewhere(person: Person) -> None:
    """A private calendar blocks time."""
    hours = ((0, 12, 13), (1, 17, 18), (2, 16, 18), (4, 8, 9))
    events = [
        {
            "summary": said("Private"),
            "start": {"dateTime": f"{_utc(weekday, start).isoformat()}Z"},
            "end": {"dateTime": f"{_utc(weekday, stop).isoformat()}Z"},
        }
        for weekday, start, stop in hours
    ]
    person.fake.new_calendar(person.email, said("Private"), events)
    choice = person.odoo.call("google.sync.busy.choice", "create", [{}])
    lines = person.odoo.call(
        "google.sync.busy.choice.line", "search", [("choice_id", "in", choice)]
    )
    person.odoo.call("google.sync.busy.choice.line", "write", lines, {"is_ticked": True})
    person.odoo.call("google.sync.busy.choice", "action_apply", choice)
    connect(person)

    def is_read() -> bool:
        found = person.odoo.call("google.sync.busy.calendar", "search_read", [], ["read_at"])
        return all(calendar["read_at"] for calendar in found)

    wait_until(is_read, "what is busy in the private calendar")


def _travel(person: Person) -> None:
    """Change the zone on one side only, so that the administrator has something to see."""
    person.set(tz="America/New_York")
    person.odoo.call("res.users", "action_google_sync_now", [person.odoo.uid])
    wait_until(
        lambda: person.read("google_sync_state")["google_sync_state"] == "zone",
        "the warning about time zones",
    )


def _first(person: Person, title: str) -> dict[str, Any]:
    """The first appointment of that title next week."""
    domain = [("name", "=", said(title)), ("user_id", "=", person.odoo.uid)]
    return person.odoo.call("calendar.event", "search_read", domain, ["name"], 0, 1, "start")[0]


def _ids_in_google(person: Person) -> dict[str, str]:
    """The first event of each title."""
    events = person.fake.shown_events(person.email)
    events.sort(key=lambda event: event["start"].get("dateTime", ""), reverse=True)
    return {event["summary"]: event["id"] for event in events}
