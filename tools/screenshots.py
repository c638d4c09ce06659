"""``python -m tools.screenshots``: take the pictures of ``static/description`` anew.

A doctors' practice with four connected users, as it looks next week.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PIL import Image

from . import browser, console, paths
from .browser import Page
from .console import say
from .fake_client import FakeClient
from .odoo_client import OdooClient
from .smoke.people import ZONE, Person, connect, meet, sync_all, wait_until
from .stack import Stack, stack

FOLDER = paths.ROOT / "static" / "description"
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
GOOGLE_PAGE = '.o_notebook a[name="google_sync"]'


def main() -> None:
    """Make the demo data, take the pictures, and store them small."""
    with stack(database="google_sync_screenshots") as running:
        people = furnish(running)
        with browser.page(ZONE) as page:
            page.size(1280, 1200)
            take_pictures(page, running, people["demo"].odoo.uid)
    for picture in FOLDER.glob("*.png"):
        say(f"{picture.name}: {picture.stat().st_size // 1000} kB")


def furnish(running: Stack) -> dict[str, Person]:
    """Staff, their Google accounts, and next week's appointments on both sides, synchronized."""
    admin = OdooClient(running.odoo_url, running.database, "admin", "admin")
    admin.call("calendar.event", "unlink", admin.call("calendar.event", "search", []))
    admin.call("res.company", "write", [1], {"name": "Lakeside Practice"})
    for login, (name, email) in STAFF.items():
        values = {"name": name, "email": email, "tz": ZONE}
        known = admin.call("res.users", "search", [("login", "=", login)])
        if known:
            admin.call("res.users", "write", known, values)
        else:
            admin.call("res.users", "create", [{**values, "login": login, "password": login}])
    fake = FakeClient(running.fake_url)
    people = {
        login: meet(running, fake, login, email)
        for login, (_name, email) in STAFF.items()
        if login != NOT_CONNECTED
    }
    _choose_contacts(people["demo"], admin)
    for person in people.values():
        connect(person)
        _fill_odoo(person)
        _fill_google(person)
    sync_all(list(people.values()))
    _travel(people["ana"])
    return people


def _choose_contacts(person: Person, admin: OdooClient) -> None:
    """Some patients, whom the practice's phones are to know."""
    group = admin.call("res.partner.category", "create", [{"name": "Patients"}])[0]
    names = ("Anna Weber", "Paul Lambert", "Eva Novak", "Sami Haddad")
    patients = [{"name": name, "category_id": [(4, group)]} for name in names]
    admin.call("res.partner", "create", patients)
    person.set(google_contact_category_id=group, google_import_contacts=True)


def monday() -> date:
    """The first day of next week."""
    today = datetime.now(ZoneInfo(ZONE)).date()
    return today + timedelta(days=7 - today.weekday())


def _fill_odoo(person: Person) -> None:
    appointments = []
    for title, hour, minutes, room, weekdays in WEEK:
        for weekday in weekdays:
            start = datetime.combine(monday(), datetime.min.time(), ZoneInfo(ZONE))
            start += timedelta(days=weekday, hours=hour)
            utc = start.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
            stop = utc + timedelta(minutes=minutes)
            values = {"name": title, "start": str(utc), "stop": str(stop), "location": room}
            appointments.append(values)
    person.odoo.call("calendar.event", "create", appointments)


def _fill_google(person: Person) -> None:
    lunch = monday() + timedelta(days=2)
    person.fake.insert(
        person.email,
        {
            "summary": "Lunch with Clara",
            "start": {"dateTime": f"{lunch}T12:00:00", "timeZone": ZONE},
            "end": {"dateTime": f"{lunch}T13:00:00", "timeZone": ZONE},
        },
    )
    congress = monday() + timedelta(days=3)
    person.fake.insert(
        person.email,
        {
            "summary": "Congress in Basel",
            "transparency": "transparent",
            "start": {"date": str(congress)},
            "end": {"date": str(congress + timedelta(days=2))},
        },
    )


def _travel(person: Person) -> None:
    """Change the zone on one side only, so that the administrator has something to see."""
    person.odoo.call("res.users", "write", [person.odoo.uid], {"tz": "America/New_York"})
    person.odoo.call("res.users", "action_google_sync_now", [person.odoo.uid])

    def noticed() -> bool:
        (user,) = person.odoo.call("res.users", "read", [person.odoo.uid], ["google_sync_state"])
        return user["google_sync_state"] == "zone"

    wait_until(noticed, "the warning about time zones")


def take_pictures(page: Page, running: Stack, user_id: int) -> None:
    """The Google page, the calendar, and the administrator's dashboard."""
    page.log_in(running.odoo_url, running.database, "demo")
    page.open(f"{running.odoo_url}/odoo/my-preferences/{user_id}", GOOGLE_PAGE)
    page.click(GOOGLE_PAGE)
    page.wait('[name="google_sync_email"]')
    _save(page, "google_page.png", 1180)
    page.open(f"{running.odoo_url}/odoo/calendar", ".o_calendar_view .fc-event, .o_calendar_view")
    page.click(".o_calendar_button_next")
    page.wait(".fc-event")
    _save(page, "calendar.png", 700)
    page.log_in(running.odoo_url, running.database, "admin")
    page.open(f"{running.odoo_url}/odoo/google-sync", ".o_kanban_record")
    _save(page, "accounts.png", 440)


def _save(page: Page, name: str, height: int) -> None:
    page.rest()
    path = FOLDER / name
    page.picture(path, height)
    with Image.open(path) as picture:
        # A palette is enough for a screen, and a third of the size.
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


if __name__ == "__main__":
    console.run_main(main)
