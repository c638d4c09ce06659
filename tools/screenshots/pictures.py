"""How to get to each screen of which there is a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from playwright.sync_api import Page

from ..smoke.people import Person, partner
from .practice import (
    ALIKE,
    CROWDED,
    NOT_CONNECTED,
    REFUSED,
    TOGETHER,
    next_weeks_appointments,
)
from .words import label, said

GOOGLE_PAGE = '.o_notebook a[name="google_sync"]'
MODAL = ".modal-content"
_LISTED = ".o_list_view, .o_kanban_view, .o_graph_view, .o_view_nocontent"


@dataclass(frozen=True)
class Stage:
    """In front of which a picture is taken.

    :ivar odoo: its address
    """

    page: Page
    odoo: str
    people: dict[str, Person]

    def open(self, path: str, until: str) -> None:
        self.page.goto(f"{self.odoo}{path}")
        self.page.wait_for_selector(until)

    def id_of(self, login: str, model: str, domain: list, order: str = "id desc") -> int:
        """The first record that this user finds."""
        return self.people[login].odoo.call(model, "search", domain, 0, 1, order)[0]


@dataclass(frozen=True)
class Picture:
    """:ivar name: of the file, without its ending
    :ivar login: who sees it
    :ivar go: how to get there
    :ivar of: the element that is shown; the whole window otherwise
    :ivar height: of the window
    :ivar published: whether it belongs to the description; others are taken only by their names
    """

    name: str
    login: str
    go: Callable[[Stage], None]
    height: int
    of: str = ""
    published: bool = True


def _is_narrow(stage: Stage) -> bool:
    """Whether the window is a telephone's."""
    return stage.page.viewport_size["width"] < 768


def showing(selector: str, text: str) -> str:
    """A selector of what says this, in the language of the pictures."""
    return f'{selector}:has-text("{label(text)}")'


def google_page(stage: Stage, login: str = "demo") -> None:
    stage.open(f"/odoo/my-preferences/{stage.people[login].odoo.uid}", GOOGLE_PAGE)
    stage.page.click(GOOGLE_PAGE)
    stage.page.wait_for_selector('[name="google_sync_enabled"]')


def privacy(stage: Stage) -> None:
    """Of somebody who has paused the sync: the form saves what is chosen."""
    google_page(stage, "lea")
    stage.page.click('[name="google_privacy"] input[data-value="initials"]')


def what_stays(stage: Stage) -> None:
    """With its number, before it is saved."""
    google_page(stage, "lea")
    for name in ("private", "hours"):
        stage.page.check(f'[name="google_keep_{name}"] input')
    stage.page.fill('[name="google_keep_hours_from"] input', "9:00")
    stage.page.locator('[name="google_keep_hours_from"] input').blur()
    at_other_hours = label("%(count)s at other hours").replace("%(count)s", "").strip()
    stage.page.wait_for_selector(f'[name="google_kept_notice"]:has-text("{at_other_hours}")')


def privacy_by_tag(stage: Stage) -> None:
    """What is stricter than what each user has chosen."""
    call = stage.people["admin"].odoo.call
    if not call("calendar.event.type", "search_count", [["google_privacy", "!=", False]]):
        levels = {"Therapy": "busy", "Lab results": "reference", "Course": False}
        values = [{"name": said(name), "google_privacy": level} for name, level in levels.items()]
        call("calendar.event.type", "create", values)
    stage.open("/odoo/google-sync-privacy", ".o_list_view")


def _client(stage: Stage) -> int:
    """A patient who has appointments with the doctor, and is among the contacts in Google."""
    doctor, admin = stage.people["demo"], stage.people["admin"].odoo
    client = stage.id_of("admin", "res.partner", [["name", "=", "Anna Weber"]])
    if not admin.call("calendar.attendee", "search_count", [["partner_id", "=", client]]):
        people = [(6, 0, [client, partner(doctor)])]
        visits = [one for one in next_weeks_appointments() if "Weber" in one["name"]]
        doctor.odoo.call(
            "calendar.event", "create", [{**one, "partner_ids": people} for one in visits]
        )
        doctor.sync()
    return client


def client_report(stage: Stage) -> None:
    stage.open(f"/report/html/google_sync.client/{_client(stage)}", ".page")


def erase(stage: Stage) -> None:
    """What it means, before it is done."""
    stage.open(f"/odoo/res.partner/{_client(stage)}", ".o_form_view")
    stage.page.click(".o_cp_action_menus button:has(.fa-cog)")
    stage.page.click(showing(".o-dropdown-item", "Erase from Google"))
    stage.page.wait_for_selector(f'{MODAL} [name="is_sure"]')
    stage.page.check(f'{MODAL} [name="is_sure"] input')


def erasure(stage: Stage) -> None:
    """The record, once the sync has done it."""
    call = stage.people["admin"].odoo.call
    if not call("google.sync.erasure", "search_count", []):
        dialogue = call("google.sync.erase", "create", [_dialogue_about(_client(stage))])
        call("google.sync.erase", "action_erase", dialogue)
    row = ".o_kanban_record:not(.o_kanban_ghost)" if _is_narrow(stage) else ".o_data_row"
    stage.open("/odoo/google-sync-erasures", row)
    while stage.page.locator(showing(row, "In progress")).count():
        stage.page.wait_for_timeout(1000)
        stage.open("/odoo/google-sync-erasures", row)
    stage.page.locator(row).first.click()
    stage.page.wait_for_selector(".o_form_view .o_data_row, .o_form_view .o_kanban_record")


def _dialogue_about(contact: int) -> dict[str, object]:
    return {"partner_id": contact, "is_sure": True}


def tag_colors(stage: Stage) -> None:
    """The company's table."""
    call = stage.people["admin"].odoo.call
    if not call("google.sync.tag.color", "search_count", []):
        colors = {"Urgent": "11", "First visit": "10", "Internal": "8", "Class": "label"}
        tags = call("calendar.event.type", "create", [{"name": said(name)} for name in colors])
        pairs = zip(tags, colors.values(), strict=True)
        values = [{"categ_id": tag, "color": color} for tag, color in pairs]
        call("google.sync.tag.color", "create", values)
    stage.open("/odoo/google-sync-colors", _LISTED)


def not_connected(stage: Stage) -> None:
    google_page(stage, NOT_CONNECTED)


def user_form(stage: Stage) -> None:
    stage.open(f"/odoo/users/{stage.people['ana'].odoo.uid}", GOOGLE_PAGE)
    stage.page.click(GOOGLE_PAGE)
    stage.page.wait_for_selector('[name="google_sync_email"]')


def calendar(stage: Stage) -> None:
    stage.open("/odoo/calendar", ".o_calendar_view")
    if not _is_narrow(stage):
        stage.page.click(".o_calendar_button_next")
        stage.page.wait_for_selector(".fc-event")


def busy(stage: Stage) -> None:
    """What another calendar blocks."""
    calendar(stage)
    if not _is_narrow(stage):  # a telephone shows today alone
        stage.page.wait_for_selector(".o_google_sync_busy", state="attached")


def choose_busy(stage: Stage) -> None:
    google_page(stage)
    stage.page.click('button[name="action_google_choose_busy"]')
    stage.page.wait_for_selector(f"{MODAL} .o_data_row")


def add_address(stage: Stage) -> None:
    google_page(stage)
    stage.page.click('button[name="action_google_add_address"]')
    stage.page.wait_for_selector(f'{MODAL} [name="google_sync_ical_address"]')


def chip(stage: Stage) -> None:
    calendar(stage)
    stage.page.click(".o_google_sync_chip")
    stage.page.wait_for_selector(".o_google_sync_summary")


def offer(stage: Stage) -> None:
    """The first appointment of somebody who is not connected."""
    stage.open("/odoo/calendar", ".o_google_sync_chip")
    if not _is_narrow(stage):
        stage.page.click(".o_calendar_button_next")
    stage.people[NOT_CONNECTED].make(**next_weeks_appointments()[0])
    stage.page.wait_for_selector(".o_notification")


def appointment(stage: Stage) -> None:
    """One that Google refuses."""
    domain = [("name", "=", said(REFUSED)), ("google_sync_status", "=", "failed")]
    stage.open(f"/odoo/calendar/{stage.id_of('demo', 'calendar.event', domain)}", ".o_form_view")


def meet(stage: Stage) -> None:
    """One for which somebody has asked for a Google Meet, which has come by now."""
    person = stage.people["demo"]
    domain = [("name", "=", said(TOGETHER)), ("user_id", "=", person.odoo.uid)]
    event = stage.id_of("demo", "calendar.event", domain, "start")
    person.write(event, google_sync_meet=True)
    person.sync()
    stage.open(f"/odoo/calendar/{event}", '.o_form_view [name="google_sync_meet"] input:checked')


def appointment_question(stage: Stage) -> None:
    """One that has come in and looks like another one."""
    fields = ["google_sync_remedy"]
    call = stage.people["admin"].odoo.call
    found = call("calendar.event", "search_read", [("name", "=", said(ALIKE))], fields)
    (event,) = (one["id"] for one in found if one["google_sync_remedy"] == "choose")
    stage.open(f"/odoo/calendar/{event}", ".o_form_view")
    stage.page.click('button[name="action_google_sync_choose"]')
    stage.page.wait_for_selector(f"{MODAL} .o_data_row, {MODAL} .o_kanban_record")


def strangers(stage: Stage) -> None:
    """An appointment with many guests whom Odoo does not know."""
    event = stage.id_of("ana", "calendar.event", [("name", "=", said(CROWDED))])
    stage.open(f"/odoo/calendar/{event}", ".o_form_view")


def appointments(stage: Stage) -> None:
    """The list, grouped by what is in Google."""
    stage.open("/odoo/calendar?view_type=list", ".o_list_view")
    if _is_narrow(stage):
        stage.page.click(".o_control_panel button:has(.fa-search)")
    stage.page.click(".o_searchview_dropdown_toggler")
    stage.page.click(showing(".o_group_by_menu .o_menu_item:visible", "Google"))
    stage.page.wait_for_selector(".o_group_header")
    stage.page.click(".o_searchview_dropdown_toggler")
    stage.page.click(showing(".o_group_header:visible", "Sync error"))


def contact_question(stage: Stage) -> None:
    google_page(stage)
    stage.page.click('button[name="action_google_open_failing"]')
    stage.page.click('button[name="action_choose"]')
    stage.page.wait_for_selector(f"{MODAL} .o_data_row, {MODAL} .o_kanban_record")


def sync_errors(stage: Stage) -> None:
    google_page(stage)
    stage.page.click('button[name="action_google_open_failing"]')
    stage.page.wait_for_selector(".o_list_view .o_data_row, .o_kanban_view .o_kanban_record")


def choose_calendar(stage: Stage) -> None:
    google_page(stage)
    stage.page.click('button[name="action_google_choose_calendar"]')
    stage.page.wait_for_selector(f"{MODAL} .modal-footer")


def log(stage: Stage) -> None:
    google_page(stage)
    stage.page.click('button[name="action_google_open_log"]')
    stage.page.wait_for_selector(".o_list_view .o_data_row, .o_kanban_view .o_kanban_record")


def run(stage: Stage) -> None:
    """The one in which both sides had changed."""
    stage.open(f"/odoo/google-sync-log/{_disputed_run(stage)}", ".o_form_view")


def _disputed_run(stage: Stage) -> int:
    conflict = stage.id_of("demo", "google.sync.conflict", [])
    (read,) = stage.people["demo"].odoo.call("google.sync.conflict", "read", [conflict], ["run_id"])
    return read["run_id"][0]


def undo(stage: Stage) -> None:
    run(stage)
    stage.page.click('button[name="action_undo"]')
    stage.page.wait_for_selector(f"{MODAL} .modal-footer")


def conflicts(stage: Stage) -> None:
    google_page(stage)
    stage.page.click('button[name="action_google_open_conflicts"]')
    stage.page.wait_for_selector(".o_list_view .o_data_row, .o_kanban_view .o_kanban_record")


def preview(stage: Stage) -> None:
    google_page(stage)
    stage.page.click('button[name="action_google_preview"]')
    stage.page.click(f'{MODAL} [name="populate_odoo"] input')
    stage.page.click('button[name="action_show"]')
    stage.page.wait_for_selector(f'{MODAL} [name="part_ids"] .o_kanban_record')


def preview_choice(stage: Stage) -> None:
    """What is asked before a preview is made."""
    google_page(stage)
    stage.page.click('button[name="action_google_preview"]')
    stage.page.wait_for_selector(f"{MODAL} .modal-footer")


def disconnect(stage: Stage) -> None:
    google_page(stage)
    stage.page.click('button[name="action_google_disconnect"]')
    stage.page.click(f'{MODAL} input[data-value="remove"]')


def mail(stage: Stage) -> None:
    """The first one that told of trouble."""
    admin = stage.people["admin"].odoo
    sent = stage.id_of("admin", "mail.mail", [("model", "=", "google.sync.account")], "id")
    (read,) = admin.call("mail.mail", "read", [sent], ["body_html"])
    head = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    stage.page.goto(f"data:text/html;charset=utf-8,{quote(head + read['body_html'])}")


def accounts(stage: Stage) -> None:
    stage.open("/odoo/google-sync", ".o_kanban_record")


def freshness(stage: Stage) -> None:
    stage.open("/odoo/google-sync-freshness", ".o_graph_view")


def requests(stage: Stage) -> None:
    stage.open("/odoo/google-sync-requests", ".o_graph_view")


def sync_time(stage: Stage) -> None:
    stage.open("/odoo/google-sync-time", ".o_graph_view")


def account(stage: Stage) -> None:
    """One account, as administrators see it."""
    domain = [("user_id", "=", stage.people["ana"].odoo.uid)]
    account_id = stage.id_of("admin", "google.sync.account", domain)
    stage.open(f"/odoo/google-sync/{account_id}", ".o_form_view")


def _profile_of_doctors(stage: Stage) -> int:
    """The one of a group in which Lea is; it says nothing at first."""
    call = stage.people["admin"].odoo.call
    found = call("google.sync.profile", "search", [("name", "=", said("Doctors"))])
    if found:
        return found[0]
    (doctors,) = call("res.groups", "create", [{"name": said("Doctors")}])
    call("res.groups", "write", [doctors], {"user_ids": [stage.people["lea"].odoo.uid]})
    values = {"name": said("Doctors"), "group_ids": [doctors]}
    return call("google.sync.profile", "create", [values])[0]


def profile(stage: Stage) -> None:
    """It will lock what Google can see, and says whom it will change before it is saved."""
    stage.open(f"/odoo/google-sync-profiles/{_profile_of_doctors(stage)}", ".o_form_view")
    stage.page.click('[name="google_privacy_mode"] input')
    stage.page.click(showing(".o_select_menu_item", "Locked"))
    stage.page.click('[name="google_privacy"] input[data-value="busy"]')
    stage.page.wait_for_selector(showing('[name="outlook"]', "What Google can see"))


def locked(stage: Stage) -> None:
    """The page of somebody for whom a profile has locked a setting."""
    settings = {"google_privacy": "busy", "google_privacy_mode": "locked"}
    profiles = [_profile_of_doctors(stage)]
    stage.people["admin"].odoo.call("google.sync.profile", "write", profiles, settings)
    google_page(stage, "lea")


def settings(stage: Stage) -> None:
    stage.open("/odoo/settings", ".settings_tab")
    stage.page.click('.settings_tab .tab[data-key="google_sync"]')


def service_account(stage: Stage) -> None:
    settings(stage)
    stage.page.click('#google_sync_connect_by input[data-value="service_account"]')


def settings_check(stage: Stage) -> None:
    settings(stage)
    stage.page.click("#google_sync_check button")
    stage.page.wait_for_selector(".o_google_sync_ok")


def invite(stage: Stage) -> None:
    accounts(stage)
    stage.page.click(showing(".o_control_panel button:visible", "Invite Users"))
    stage.page.wait_for_selector(f"{MODAL} .modal-footer")


def guide(stage: Stage) -> None:
    stage.open("/google_sync/guide", "main")


def start(stage: Stage) -> None:
    """The page after the first connection."""
    stage.open("/google_sync/start", "main")


def double_bookings(stage: Stage) -> None:
    stage.open("/odoo/google-sync-double-bookings", _LISTED)


def changes(stage: Stage) -> None:
    stage.open("/odoo/google-sync-changes", _LISTED)


def failures(stage: Stage) -> None:
    stage.open("/odoo/google-sync-failures", _LISTED)


def profiles(stage: Stage) -> None:
    _profile_of_doctors(stage)
    stage.open("/odoo/google-sync-profiles", _LISTED)


def setup(stage: Stage) -> None:
    stage.open("/odoo/google-sync-setup", ".o_form_view")


def take_over(stage: Stage) -> None:
    settings(stage)
    stage.page.click("#google_sync_migration button")
    stage.page.wait_for_selector(f"{MODAL} :is(.o_data_row, .o_kanban_record)")


def time_off(stage: Stage) -> None:
    google_page(stage)
    stage.page.locator('[name="google_sync_time_off"]').scroll_into_view_if_needed()


def workplaces(stage: Stage) -> None:
    google_page(stage)
    stage.page.locator('[name="google_sync_workplaces"]').scroll_into_view_if_needed()


def workplaces_preview(stage: Stage) -> None:
    """What keeping them the same would change, day by day."""
    google_page(stage)
    stage.page.locator('button[name="action_google_preview"]:visible').first.click()
    stage.page.check(f'{MODAL} [name="workplaces"] input')
    stage.page.click('button[name="action_show"]')
    stage.page.wait_for_selector(f'{MODAL} [name="line_ids"] :is(.o_data_row, .o_kanban_record)')


def job_queue(stage: Stage) -> None:
    settings(stage)
    setting = stage.page.locator("#google_sync_job_queue")
    setting.locator("input").first.check()
    setting.scroll_into_view_if_needed()


PICTURES = (
    Picture("google_page", "demo", google_page, 2150),
    Picture("calendar", "demo", calendar, 700),
    Picture("busy", "demo", busy, 700),
    Picture("choose_busy", "demo", choose_busy, 560, MODAL),
    Picture("add_address", "demo", add_address, 560, MODAL),
    Picture("chip", "demo", chip, 420),
    Picture("appointment", "demo", appointment, 640),
    Picture("meet", "demo", meet, 640),
    Picture("appointments", "demo", appointments, 640),
    Picture("contact_question", "demo", contact_question, 640, MODAL),
    Picture("log", "demo", log, 480),
    Picture("run", "demo", run, 560),
    Picture("undo", "demo", undo, 700, MODAL),
    Picture("conflicts", "demo", conflicts, 320),
    Picture("preview", "demo", preview, 1000, MODAL),
    Picture("preview_choice", "demo", preview_choice, 640, MODAL, published=False),
    Picture("choose_calendar", "demo", choose_calendar, 640, MODAL, published=False),
    Picture("sync_errors", "demo", sync_errors, 480, published=False),
    Picture("disconnect", "demo", disconnect, 640, MODAL),
    Picture("strangers", "ana", strangers, 900, published=False),
    Picture("privacy", "lea", privacy, 1330, '[name="google_sync_privacy"]'),
    Picture("what_stays", "lea", what_stays, 1600, '[name="google_sync_kept"]'),
    Picture("google_page_narrow", "lea", what_stays, 2600, published=False),
    Picture("start", "lea", start, 1100, published=False),
    Picture("double_bookings", "demo", double_bookings, 420, published=False),
    Picture("changes", "demo", changes, 640, published=False),
    Picture("not_connected", NOT_CONNECTED, not_connected, 1100, published=False),
    Picture("offer", NOT_CONNECTED, offer, 420),
    Picture("appointment_question", "admin", appointment_question, 640, MODAL, published=False),
    Picture("mail", "admin", mail, 420),
    Picture("user_form", "admin", user_form, 1330),
    Picture("accounts", "admin", accounts, 560),
    Picture("account", "admin", account, 900, published=False),
    Picture("freshness", "admin", freshness, 560),
    Picture("requests", "admin", requests, 560, published=False),
    Picture("sync_time", "admin", sync_time, 560, published=False),
    Picture("settings", "admin", settings, 1000),
    Picture("tag_colors", "admin", tag_colors, 420),
    Picture("privacy_by_tag", "admin", privacy_by_tag, 560),
    Picture("settings_whole", "admin", settings, 2000, published=False),
    Picture("service_account", "admin", service_account, 1000),
    Picture("settings_check", "admin", settings_check, 700),
    Picture("invite", "admin", invite, 560, MODAL),
    Picture("setup", "admin", setup, 900, published=False),
    Picture("failures", "admin", failures, 420, published=False),
    Picture("profiles", "admin", profiles, 420, published=False),
    Picture("profile", "admin", profile, 1000),
    Picture("locked", "lea", locked, 900),
    Picture("guide", "demo", guide, 1000),
    Picture("client_report", "admin", client_report, 900),
    Picture("erase", "admin", erase, 700, MODAL),
    Picture("erasure", "admin", erasure, 640),
)
#: Where Odoo's own google_calendar has been at work.
PICTURES_OF_MOVING = (Picture("take_over", "admin", take_over, 640, MODAL),)

#: Of an Odoo with the Time Off and Remote Work apps, and with OCA's job queue.
PICTURES_WITH_NEIGHBOURS = (
    Picture("time_off", "demo", time_off, 1800, '[name="google_sync_time_off"]'),
    Picture("time_off_page", "demo", time_off, 1800, published=False),
    Picture("workplaces_preview", "demo", workplaces_preview, 1000, MODAL),
    Picture("workplaces", "demo", workplaces, 1800, '[name="google_sync_workplaces"]'),
    Picture("job_queue", "admin", job_queue, 700, published=False),
)
