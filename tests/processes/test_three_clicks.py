"""From the calendar to a copied schedule: three clicks, in a real browser."""

from __future__ import annotations

from practice import wait_until

from tools import browser

PATIENCE = 120
ZONE = "Europe/Brussels"


class Clicks:
    """All that the person does: there is no other way to press anything."""

    def __init__(self, page):
        self.page = page
        self.pressed = []

    def press(self, selector):
        self.page.locator(selector).first.click()
        self.pressed.append(selector)


def test_connect_allow_start(practice, office, figure):
    (person,) = practice.hire(office, 1, "clicks")
    login = person.email.partition("@")[0]
    email = f"{login}@practice.example"
    person.save(email=email)
    ours, theirs = person.ledger.open(), person.ledger.open()
    person.make(ours)
    person.make_in_google(theirs)
    with browser.page(ZONE, 1280) as page:
        browser.log_in(page, office.url, practice.ground.database, login, "admin")
        page.goto(f"{office.url}/odoo/calendar")
        clicks = Clicks(page)
        clicks.press("button.o_google_sync_chip:has-text('Connect Google')")
        _choose_account(page, person.email)
        clicks.press("button[value=allow]")
        clicks.press("button[name=start]")
        page.wait_for_url("**/odoo/calendar*")
        page.wait_for_selector(".o_google_sync_chip:not([data-look=disconnected])")
    assert len(clicks.pressed) == 3
    assert person.read("google_alert_email") == email
    seconds = wait_until(lambda: _is_copied(person), PATIENCE, "what was there before")
    figure(f"copied {seconds:.1f} s after the third click")


def test_one_google_account_is_one_users(practice, office):
    """Whoever chooses at Google what somebody else has connected reads why that cannot be."""
    one, other = practice.hire(office, 2, "same")
    one.connect()
    with browser.page(ZONE, 1280) as page:
        browser.log_in(
            page, office.url, practice.ground.database, other.email.partition("@")[0], "admin"
        )
        page.goto(f"{office.url}/google_sync/connect")
        _choose_account(page, one.email)
        page.locator("button[value=allow]").first.click()
        page.wait_for_selector(".alert:has-text('already connected to another user')")
    assert not other.read("google_sync_email")


def _choose_account(page, email):
    """Where somebody has several Google accounts, Google asks which one: the others are those of
    this fake's other people."""
    page.wait_for_load_state()
    if page.locator("button[value=allow]").count() == 0:
        page.locator(f"text={email}").first.click()


def _is_copied(person):
    """Whether both appointments are on both sides."""
    return len(person.in_odoo()) == len(person.in_google()) == 2
