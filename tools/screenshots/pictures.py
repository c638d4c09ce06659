"""The pictures of screens."""

from __future__ import annotations

from . import administrators, users, visits
from .practice import NOT_CONNECTED
from .stage import MODAL, Picture, google_page

PICTURES = (
    Picture("google_page", "demo", google_page, 2150),
    Picture("calendar", "demo", users.calendar, 700),
    Picture("busy", "demo", users.busy, 700),
    Picture("choose_busy", "demo", users.choose_busy, 560, MODAL),
    Picture("add_address", "demo", users.add_address, 560, MODAL),
    Picture("chip", "demo", users.chip, 420),
    Picture("appointment", "demo", users.appointment, 640),
    Picture("meet", "demo", users.meet, 640),
    Picture("appointments", "demo", users.appointments, 640),
    Picture("contact_question", "demo", users.contact_question, 640, MODAL),
    Picture("log", "demo", users.log, 480),
    Picture("run", "demo", users.run, 560),
    Picture("undo", "demo", users.undo, 700, MODAL),
    Picture("conflicts", "demo", users.conflicts, 320),
    Picture("preview", "demo", users.preview, 1000, MODAL),
    Picture("preview_choice", "demo", users.preview_choice, 640, MODAL, published=False),
    Picture("choose_calendar", "demo", users.choose_calendar, 640, MODAL, published=False),
    Picture("sync_errors", "demo", users.sync_errors, 480, published=False),
    Picture("disconnect", "demo", users.disconnect, 640, MODAL),
    Picture("strangers", "ana", users.strangers, 900, published=False),
    Picture("privacy", "lea", users.privacy, 1330, '[name="google_sync_privacy"]'),
    Picture("what_stays", "lea", users.what_stays, 1600, '[name="google_sync_kept"]'),
    Picture("google_page_narrow", "lea", users.what_stays, 2600, published=False),
    Picture("start", "lea", users.start, 1100, published=False),
    Picture("double_bookings", "demo", users.double_bookings, 420, published=False),
    Picture("changes", "demo", users.changes, 640, published=False),
    Picture("not_connected", NOT_CONNECTED, users.not_connected, 1100, published=False),
    Picture("offer", NOT_CONNECTED, users.offer, 420),
    Picture(
        "appointment_question", "admin", users.appointment_question, 640, MODAL, published=False
    ),
    Picture("mail", "admin", administrators.mail, 420),
    Picture("user_form", "admin", administrators.user_form, 1330),
    Picture("accounts", "admin", administrators.accounts, 560),
    Picture("account", "admin", administrators.account, 900, published=False),
    Picture("freshness", "admin", administrators.freshness, 560),
    Picture("requests", "admin", administrators.requests, 560, published=False),
    Picture("sync_time", "admin", administrators.sync_time, 560, published=False),
    Picture("settings", "admin", administrators.settings, 1000),
    Picture("tag_colors", "admin", administrators.tag_colors, 420),
    Picture("privacy_by_tag", "admin", administrators.privacy_by_tag, 560),
    Picture("settings_whole", "admin", administrators.settings, 2000, published=False),
    Picture("service_account", "admin", administrators.service_account, 1000),
    Picture("settings_check", "admin", administrators.settings_check, 700),
    Picture("invite", "admin", administrators.invite, 560, MODAL),
    Picture("setup", "admin", administrators.setup, 900, published=False),
    Picture("failures", "admin", administrators.failures, 420, published=False),
    Picture("profiles", "admin", administrators.profiles, 420, published=False),
    Picture("profile", "admin", administrators.profile, 1000),
    Picture("locked", "lea", administrators.locked, 900),
    Picture("guide", "demo", users.guide, 1000),
    Picture("client_report", "admin", administrators.client_report, 900),
    Picture("erase", "admin", administrators.erase, 700, MODAL),
    Picture("erasure", "admin", administrators.erasure, 640),
    *visits.PICTURES,
)
#: Where Odoo's own google_calendar has been at work.
PICTURES_OF_MOVING = (Picture("take_over", "admin", administrators.take_over, 640, MODAL),)

#: Of an Odoo with the Time Off and Remote Work apps, and with OCA's job queue.
PICTURES_WITH_NEIGHBOURS = (
    Picture("time_off", "demo", users.time_off, 1800, '[name="google_sync_time_off"]'),
    Picture("time_off_page", "demo", users.time_off, 1800, published=False),
    Picture("workplaces_preview", "demo", users.workplaces_preview, 1000, MODAL),
    Picture("workplaces", "demo", users.workplaces, 1800, '[name="google_sync_workplaces"]'),
    Picture("job_queue", "admin", administrators.job_queue, 700, published=False),
)
