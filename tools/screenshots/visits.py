"""How to get to the screens of single moments: the steps of the setup, the ways back from Google's
consent page, long work, and a user who is archived. None of them is published."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from ..smoke.people import ZONE, wait_until
from . import words
from .administrators import read_mail
from .practice import monday, quarrel
from .stage import GOOGLE_PAGE, Picture, Stage, google_page

CALLBACK = "/google_sync/oauth/callback"
STEPS = ("project", "consent", "client", "redirect", "test", "invite")
GUIDE = ("user", "administrator", "cloud")
#: So many appointments take Odoo longer than the picture.
MANY = 1500


def _step(step: str, stage: Stage) -> None:
    """One step of the setup, and what the check of it finds."""
    call = stage.people["admin"].odoo.call
    (setup,) = call("google.sync.setup", "create", [{"step": step}])
    call("google.sync.setup", "action_check", [setup], context={"lang": words.chosen()})
    stage.open(f"/odoo/google.sync.setup/{setup}", '[name="findings"] .fa')


def _come_back(decision: str, stage: Stage) -> None:
    """Go to Google's page, and answer it so."""
    account, decisions = stage.people["ana"].email, stage.page.locator('button[name="decision"]')
    choice = stage.page.locator(f'button[value="{account}"]')
    stage.open("/google_sync/connect", "main, form")
    decisions.or_(choice).first.wait_for()
    if choice.count():
        choice.click()
    stage.page.click(f'button[name="decision"][value="{decision}"]')
    stage.page.wait_for_selector("main h2")


def _connected(stage: Stage) -> None:
    stage.people["ana"].set(tz=ZONE)
    _come_back("allow", stage)


def _stray(stage: Stage) -> None:
    """Google's answer came after the user had logged in again."""
    stage.open(f"{CALLBACK}?state=another&code=another", "main h2")


def _elsewhere(stage: Stage) -> None:
    """Connected, and nothing is synchronized, for Odoo shows other hours than Google."""
    stage.people["ana"].set(tz="America/New_York")
    _come_back("allow", stage)


def _waiting(stage: Stage) -> None:
    """Many appointments are being copied."""
    person = stage.people["ana"]
    person.set(tz=ZONE)
    connected = {"google_sync_state": "connected"}
    wait_until(lambda: connected.items() <= person.read(*connected).items(), "the time zone")
    moment = {"timeZone": ZONE}
    days = [monday() + timedelta(days=number % 300) for number in range(MANY)]
    events = [
        {
            "summary": f"Appointment {number}",
            "start": {"dateTime": f"{day}T06:00:00", **moment},
            "end": {"dateTime": f"{day}T06:30:00", **moment},
            "transparency": "transparent",
        }
        for number, day in enumerate(days)
    ]
    person.fake.seed(person.email, events)
    person.set(google_populate_odoo=True)
    google_page(stage, "ana")
    stage.page.wait_for_selector(".progress, .alert-success")


def _mail_of_several(stage: Stage) -> None:
    """What somebody is mailed when much has come at once."""
    person = stage.people["admin"]
    mine = ("account_id.user_id", "=", person.odoo.uid)
    if not stage.is_there("google.sync.conflict", mine):
        person.set(google_email_alerts=True)
        quarrel(person)
    account = stage.id_of("admin", "google.sync.account", [("user_id", "=", person.odoo.uid)])
    read_mail(stage, [("res_id", "=", account)], "id desc")


def _guide(page: str, stage: Stage) -> None:
    """With all its pictures, which come only when they are scrolled to otherwise."""
    stage.open(f"/google_sync/guide/{page}", "main")
    images = "[...document.images]"
    stage.page.evaluate(f"{images}.forEach((image) => (image.loading = 'eager'))")
    stage.page.wait_for_function(f"{images}.every((image) => image.complete)")


def _archived(stage: Stage) -> None:
    """An administrator has just archived a user."""
    uid = stage.people["ana"].odoo.uid
    admin = stage.people["admin"].odoo
    admin.call("res.users", "write", [uid], {"active": True})
    stage.open(f"/odoo/users/{uid}", GOOGLE_PAGE)
    stage.page.click(".o_cp_action_menus button")
    stage.page.click(".o_menu_item :is(.oi-archive, .fa-archive)")
    stage.page.click(".modal-footer .btn-primary")
    stage.page.wait_for_selector(".o_notification")


def _archived_account(stage: Stage) -> None:
    domain = [("user_id", "=", stage.people["ana"].odoo.uid)]
    account = stage.id_of("admin", "google.sync.account", domain)
    stage.open(f"/odoo/google-sync/{account}", ".o_form_view")


def _archived_dashboard(stage: Stage) -> None:
    stage.open("/odoo/google-sync", ".o_kanban_record")


PICTURES = (
    *(
        Picture(f"setup_{step}", "admin", partial(_step, step), 900, published=False)
        for step in STEPS
    ),
    Picture("refused", "ana", partial(_come_back, "cancel"), 640, published=False),
    Picture("connected", "ana", _connected, 640, published=False),
    Picture("connected_elsewhere", "ana", _elsewhere, 640, published=False),
    Picture("stray", "ana", _stray, 640, published=False),
    Picture("waiting", "ana", _waiting, 1100, published=False),
    Picture("mail_of_several", "admin", _mail_of_several, 900, published=False),
    *(
        Picture(f"guide_{page}", "admin", partial(_guide, page), 900, "main", published=False)
        for page in GUIDE
    ),
    Picture("archived", "admin", _archived, 900, published=False),
    Picture("archived_account", "admin", _archived_account, 700, published=False),
    Picture("archived_dashboard", "admin", _archived_dashboard, 900, published=False),
)
