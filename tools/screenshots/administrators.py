"""How administrators get to their screens."""

from __future__ import annotations

from urllib.parse import quote

from ..smoke.people import partner
from .practice import next_weeks_appointments
from .stage import (
    DIALOGUE,
    FORM,
    GOOGLE_PAGE,
    LISTED,
    MODAL,
    ROW,
    Stage,
    google_page,
    is_narrow,
    opening,
    showing,
)
from .words import said

#: How long the sync may take to erase a client.
MOST_SECONDS = 120

accounts = opening("/odoo/google-sync", ".o_kanban_record")
freshness = opening("/odoo/google-sync-freshness", ".o_graph_view")
requests = opening("/odoo/google-sync-requests", ".o_graph_view")
sync_time = opening("/odoo/google-sync-time", ".o_graph_view")
failures = opening("/odoo/google-sync-failures")
setup = opening("/odoo/google-sync-setup", FORM)


def privacy_by_tag(stage: Stage) -> None:
    """What is stricter than what each user has chosen."""
    if not stage.is_there("calendar.event.type", ("google_privacy", "!=", False)):
        levels = {"Therapy": "busy", "Lab results": "reference", "Course": False}
        values = [{"name": said(name), "google_privacy": level} for name, level in levels.items()]
        stage.admin.call("calendar.event.type", "create", values)
    stage.open("/odoo/google-sync-privacy", ".o_list_view")


def _client(stage: Stage) -> int:
    """A patient who has appointments with the doctor, and is among the contacts in Google."""
    doctor = stage.people["demo"]
    client = stage.id_of("admin", "res.partner", [("name", "=", "Anna Weber")])
    if not stage.is_there("calendar.attendee", ("partner_id", "=", client)):
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
    stage.open_form("res.partner", _client(stage))
    stage.page.click(".o_cp_action_menus button:has(.fa-cog)")
    stage.page.click(showing(".o-dropdown-item", "Erase from Google"))
    stage.page.wait_for_selector(f'{MODAL} [name="is_sure"]')
    stage.page.check(f'{MODAL} [name="is_sure"] input')


def erasure(stage: Stage) -> None:
    """The record, once the sync has done it."""
    if not stage.is_there("google.sync.erasure"):
        values = {"partner_id": _client(stage), "is_sure": True}
        dialogue = stage.admin.call("google.sync.erase", "create", [values])
        stage.admin.call("google.sync.erase", "action_erase", dialogue)
    row = ".o_kanban_record:not(.o_kanban_ghost)" if is_narrow(stage) else ".o_data_row"
    stage.open("/odoo/google-sync-erasures", row)
    for _second in range(MOST_SECONDS):
        if not stage.page.locator(showing(row, "In progress")).count():
            break
        stage.page.wait_for_timeout(1000)
        stage.open("/odoo/google-sync-erasures", row)
    else:
        raise TimeoutError("the sync does not erase the client")
    stage.page.locator(row).first.click()
    stage.page.wait_for_selector(f"{FORM} {ROW}")


def tag_colors(stage: Stage) -> None:
    """The company's table."""
    if not stage.is_there("google.sync.tag.color"):
        call = stage.admin.call
        colors = {"Urgent": "11", "First visit": "10", "Internal": "8", "Class": "label"}
        tags = call("calendar.event.type", "create", [{"name": said(name)} for name in colors])
        pairs = zip(tags, colors.values(), strict=True)
        values = [{"categ_id": tag, "color": color} for tag, color in pairs]
        call("google.sync.tag.color", "create", values)
    stage.open("/odoo/google-sync-colors", LISTED)


def user_form(stage: Stage) -> None:
    stage.open(f"/odoo/users/{stage.people['ana'].odoo.uid}", GOOGLE_PAGE)
    stage.page.click(GOOGLE_PAGE)
    stage.page.wait_for_selector('[name="google_sync_email"]')


def mail(stage: Stage) -> None:
    """The first one that told of trouble."""
    read_mail(stage, [], "id")


def read_mail(stage: Stage, domain: list, order: str) -> None:
    """The first of those that told of trouble."""
    told = ("model", "=", "google.sync.account")
    sent = stage.id_of("admin", "mail.mail", [told, *domain], order)
    (read,) = stage.admin.call("mail.mail", "read", [sent], ["body_html"])
    head = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    stage.page.goto(f"data:text/html;charset=utf-8,{quote(head + read['body_html'])}")


def account(stage: Stage) -> None:
    """One account, as administrators see it."""
    domain = [("user_id", "=", stage.people["ana"].odoo.uid)]
    stage.open_form("google-sync", stage.id_of("admin", "google.sync.account", domain))


def _profile_of_doctors(stage: Stage) -> int:
    """The one of a group in which Lea is; it says nothing at first."""
    call, named = stage.admin.call, ("name", "=", said("Doctors"))
    if not stage.is_there("google.sync.profile", named):
        members = {"name": said("Doctors"), "user_ids": [(4, stage.people["lea"].odoo.uid)]}
        groups = call("res.groups", "create", [members])
        call("google.sync.profile", "create", [{"name": said("Doctors"), "group_ids": groups}])
    return stage.id_of("admin", "google.sync.profile", [named])


def profile(stage: Stage) -> None:
    """It will lock what Google can see, and says whom it will change before it is saved."""
    stage.open_form("google-sync-profiles", _profile_of_doctors(stage))
    stage.page.click('[name="google_privacy_mode"] input')
    stage.page.click(showing(".o_select_menu_item", "Locked"))
    stage.page.click('[name="google_privacy"] input[data-value="busy"]')
    stage.page.wait_for_selector(showing('[name="outlook"]', "What Google can see"))


def locked(stage: Stage) -> None:
    """The page of somebody for whom a profile has locked a setting."""
    settings = {"google_privacy": "busy", "google_privacy_mode": "locked"}
    profiles = [_profile_of_doctors(stage)]
    stage.admin.call("google.sync.profile", "write", profiles, settings)
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
    stage.page.wait_for_selector(DIALOGUE)


def profiles(stage: Stage) -> None:
    _profile_of_doctors(stage)
    stage.open("/odoo/google-sync-profiles", LISTED)


def take_over(stage: Stage) -> None:
    settings(stage)
    stage.page.click("#google_sync_migration button")
    stage.page.wait_for_selector(f"{MODAL} {ROW}")


def job_queue(stage: Stage) -> None:
    settings(stage)
    setting = stage.page.locator("#google_sync_job_queue")
    setting.locator("input").first.check()
    setting.scroll_into_view_if_needed()
