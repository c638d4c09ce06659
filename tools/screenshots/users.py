"""How users get to their screens."""

from __future__ import annotations

from .practice import ALIKE, CROWDED, NOT_CONNECTED, REFUSED, TOGETHER, next_weeks_appointments
from .stage import LISTED, MODAL, Stage, google_page, is_narrow, showing
from .words import label, said


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
    if not is_narrow(stage):
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
    if is_narrow(stage):
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


def guide(stage: Stage) -> None:
    stage.open("/google_sync/guide", "main")


def start(stage: Stage) -> None:
    """The page after the first connection."""
    stage.open("/google_sync/start", "main")


def double_bookings(stage: Stage) -> None:
    stage.open("/odoo/google-sync-double-bookings", LISTED)


def changes(stage: Stage) -> None:
    stage.open("/odoo/google-sync-changes", LISTED)


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
