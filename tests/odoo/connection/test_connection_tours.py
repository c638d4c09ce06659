"""What people see who refuse something at Google, and who leave."""

from lxml import html

from odoo.tests import tagged

from ....google_api.transport import oauth
from ...tour_case import TourCase


@tagged("post_install", "-at_install")
class TestConsentTours(TourCase):
    """What Google's consent page was answered is told in plain words, with the way on."""

    def set_up_once(self):
        super().set_up_once()
        self.make_google_account(self.ana)

    def _come_back(self, words, leads_to="/google_sync/connect", **answer):
        """Answer Google's page, and look at the page in Odoo that Google sends the browser to.

        It has no scripts, so a browser shows what is in it.
        """
        page = html.fromstring(self.url_open(self.consent(**answer)).text)
        (main,) = page.iter("main")
        text = " ".join(main.text_content().split())
        for part in words:
            self.assertIn(part, text)
        buttons = [link.get("href") for link in main.find_class("btn-primary")]
        self.assertIn(leads_to, buttons)
        self.env.invalidate_all()

    def _account(self):
        return self.ana.google_sync_account_ids

    def test_refusing_everything_or_the_calendar(self):
        self._come_back(
            ["Not connected", "not allow the connection. Nothing was changed"], decision="cancel"
        )
        self.assertFalse(self.env["google.sync.grant"].load(self._account()))
        self._come_back(
            ["Not connected", "see and change your events", "tick every box"],
            without=[oauth.SCOPE_EVENTS],
        )
        self.tour("refused", self.preferences())
        self.assertFalse(self.env["google.sync.grant"].load(self._account()))
        self.url_open(self.consent())
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up"})

    def test_refusing_the_calendar_when_access_was_taken_back(self):
        account = self.connect(self.ana)
        # What the user does on the pages of their Google account.
        self.control("POST", "/_fake/revoke", {"account": self.email(self.ana)})
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self._come_back(
            ["Not connected", "see and change your events"], without=[oauth.SCOPE_EVENTS]
        )
        self.tour("access_lost", self.preferences())
        self.assertIn("Connected", self.url_open(self.consent()).text)
        self.sync()
        self.assertEqual(account.state, "connected")
        self.make_google_account(self.ana)
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up"})

    def test_who_refuses_later_stays_connected(self):
        self.connect(self.ana)
        self._come_back(["Still connected", "Nothing was changed"], decision="cancel")
        self.assertEqual(self._account().state, "connected")
        answer = self.url_open("/google_sync/oauth/callback?state=another&code=another")
        self.assertIn("Still connected", answer.text)
        self.assertIn("logged in again meanwhile", answer.text)

    def test_where_something_is_wrong_the_way_leads_to_what_helps(self):
        self.ana.tz = "America/New_York"
        self.url_open(self.consent())  # whoever connects for the first time gets another page
        page = f"/odoo/my-google-page/{self.ana.id}"
        self._come_back(["Connected", "“Use Google's Time Zone”"], leads_to=page)

    def test_refusing_the_contacts(self):
        group = self.env["res.partner.category"].create({"name": "Clients"})
        self.env["res.partner"].create({"name": "Nora Field", "category_id": group.ids})
        self.ana.google_contact_category_id = group
        self._come_back(
            ["Connected", "Contacts are not synchronized", "Copy existing appointments", "Start"],
            leads_to="/google_sync/connect",
            without=[oauth.SCOPE_CONTACTS],
        )
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up"}, "appointments go on")
        self.tour("contacts_refused", self.preferences())
        self._come_back(["Connected"], leads_to="/odoo/calendar")
        self.sync()
        self.assertEqual(self._account().contacts_ids.state, "connected")
        contacts = self.control("GET", "/_fake/state", account=self.email(self.ana))["contacts"]
        self.assertEqual(len(contacts), 1)


@tagged("post_install", "-at_install")
class TestLeavingTours(TourCase):
    """Disconnecting, whichever way is chosen."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.event = self.odoo_create(self.ana, "Check-up")
        self.odoo_create(self.ana, "Visit", show_as="free")
        self.google_insert(self.ana, "Lunch")
        self.sync()

    def _assert_disconnected(self, *in_google):
        """Nothing is lost in Odoo, and Google has what it is to have."""
        self.assertEqual(self.account.state, "disconnected")
        self.assertFalse(self.env["google.sync.grant"].load(self.account))
        self.make_google_account(self.ana)
        self.assertEqual(set(self.google_events(self.ana)), set(in_google))
        self.assertEqual(set(self.odoo_events(self.ana)), {"Check-up", "Visit", "Lunch"})
        self.assertFalse(self.mails())

    def test_keep(self):
        self.tour("leave_and_keep", self.preferences())
        self._assert_disconnected("Check-up", "Visit", "Lunch")

    def test_remove(self):
        with self.taking_at_once():
            self.tour("leave_and_remove", self.preferences())
        self.assertEqual(self.account.state, "disconnecting")
        self.sync()
        self._assert_disconnected("Lunch")

    def test_freeze(self):
        self.tour("leave_and_freeze", self.preferences())
        self._assert_disconnected("Check-up", "Visit", "Lunch")
        self.event.name = "Long check-up"
        self.connect(self.ana)
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up", "Visit", "Lunch"})
        with self.taking_at_once():
            self.tour("unfreeze", self.preferences())
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Long check-up", "Visit", "Lunch"})
