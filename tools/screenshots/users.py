"""How users get to their screens."""

from __future__ import annotations

from ..smoke.people import connect
from .practice import ALIKE, CROWDED, NOT_CONNECTED, REFUSED, TOGETHER, next_weeks_appointments
from .stage import (
    DIALOGUE,
    MODAL,
    ROW,
    ROWS,
    Stage,
    google_page,
    is_narrow,
    opening,
    pressing,
    scrolling,
    showing,
)
from .words import label, said

choose_busy = pressing("action_google_choose_busy", f"{MODAL} .o_data_row")
add_address = pressing("action_google_add_address", f'{MODAL} [name="google_sync_ical_address"]')
sync_errors = pressing("action_google_open_failing", ROWS)
choose_calendar = pressing("action_google_choose_calendar")
log = pressing("action_google_open_log", ROWS)
conflicts = pressing("action_google_open_conflicts", ROWS)
#: What is asked before a preview is made.
preview_choice = pressing("action_google_preview")
guide = opening("/google_sync/guide", "main")
#: The page after the first connection.
start = opening("/google_sync/start", "main")
double_bookings = opening("/odoo/google-sync-double-bookings")
changes = opening("/odoo/google-sync-changes")
time_off = scrolling("google_sync_time_off")
workplaces = scrolling("google_sync_workplaces")


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


def not_connected(stage: Stage) -> None:
    google_page(stage, NOT_CONNECTED)


def calendar(stage: Stage) -> None:
    stage.open("/odoo/calendar", ".o_calendar_view")
    if not is_narrow(stage):
        stage.page.click(".o_calendar_button_next")
        stage.page.wait_for_selector(".fc-event")


def busy(stage: Stage) -> None:
    """What another calendar blocks."""
    calendar(stage)
    if not is_narrow(stage):  # a telephone shows today alone
        stage.page.wait_for_selector(".o_google_sync_busy", state="attached")


def chip(stage: Stage) -> None:
    calendar(stage)
    stage.page.click(".o_google_sync_chip")
    stage.page.wait_for_selector(".o_google_sync_summary")


def offer(stage: Stage) -> None:
    """The first appointment of somebody who is not connected: they hear it once until they are."""
    person = stage.people[NOT_CONNECTED]
    if stage.is_there("calendar.event", ("user_id", "=", person.odoo.uid)):
        connect(person)
        person.odoo.call("res.users", "action_google_disconnect_now", [person.odoo.uid])
    stage.open("/odoo/calendar", ".o_google_sync_chip")
    if not is_narrow(stage):
        stage.page.click(".o_calendar_button_next")
    person.make(**next_weeks_appointments()[0])
    stage.page.wait_for_selector(".o_notification")


def appointment(stage: Stage) -> None:
    """One that Google refuses."""
    domain = [("name", "=", said(REFUSED)), ("google_sync_status", "=", "failed")]
    stage.open_form("calendar", stage.id_of("demo", "calendar.event", domain))


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
    domain = [("name", "=", said(ALIKE))]
    found = stage.admin.call("calendar.event", "search_read", domain, fields)
    (event,) = (one["id"] for one in found if one["google_sync_remedy"] == "choose")
    stage.open_form("calendar", event)
    stage.press("action_google_sync_choose", f"{MODAL} {ROW}")


def strangers(stage: Stage) -> None:
    """An appointment with many guests whom Odoo does not know."""
    event = stage.id_of("ana", "calendar.event", [("name", "=", said(CROWDED))])
    stage.open_form("calendar", event)


def appointments(stage: Stage) -> None:
    """The list, grouped by what is in Google."""
    stage.open("/odoo/calendar?view_type=list", ".o_list_view")
    if is_narrow(stage):
        stage.page.click(".o_control_panel button:has(.fa-search)")
    stage.page.click(".o_searchview_dropdown_toggler")
    stage.page.click(showing(".o_group_by_menu .o_menu_item:visible", "Google"))
    stage.page.wait_for_selector(".o_group_header")
    stage.page.click(".o_searchview_dropdown_toggler")
    stage.page.click(showing(".o_group_header:visible", "Sync error"))


def contact_question(stage: Stage) -> None:
    sync_errors(stage)
    stage.press("action_choose", f"{MODAL} {ROW}")


def run(stage: Stage) -> None:
    """The one in which both sides had changed."""
    stage.open_form("google-sync-log", _disputed_run(stage))


def _disputed_run(stage: Stage) -> int:
    conflict = stage.id_of("demo", "google.sync.conflict", [])
    (read,) = stage.people["demo"].odoo.call("google.sync.conflict", "read", [conflict], ["run_id"])
    return read["run_id"][0]


def undo(stage: Stage) -> None:
    run(stage)
    stage.press("action_undo", DIALOGUE)


def preview(stage: Stage) -> None:
    preview_choice(stage)
    stage.page.click(f'{MODAL} [name="populate_odoo"] input')
    stage.press("action_show", f'{MODAL} [name="part_ids"] .o_kanban_record')


def disconnect(stage: Stage) -> None:
    google_page(stage)
    stage.page.click('button[name="action_google_disconnect"]')
    stage.page.click(f'{MODAL} input[data-value="remove"]')


def workplaces_preview(stage: Stage) -> None:
    """What keeping them the same would change, day by day."""
    google_page(stage)
    stage.page.locator('button[name="action_google_preview"]:visible').first.click()
    stage.page.check(f'{MODAL} [name="workplaces"] input')
    stage.press("action_show", f'{MODAL} [name="line_ids"] {ROW}')
