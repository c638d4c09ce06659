"""What the tests of other calendars share: calendars that Ana has besides her schedule's."""

from dataclasses import replace
from unittest.mock import patch

from odoo import fields

from ..google_api.transport.oauth import SCOPE_FREEBUSY
from .common import GoogleSyncCase

#: When these tests take place.
NOW = fields.Datetime.to_datetime("2027-03-01 08:00:00")
#: What a calendar shows of these tests' week.
WEEK = ("2027-03-01 00:00:00", "2027-03-08 00:00:00")


class BusyCase(GoogleSyncCase):
    """Ana has a private calendar in Google; it is the first of March 2027."""

    def set_up_once(self):
        super().set_up_once()
        self.ben = self.new_user("ben")
        self.account = self.connect(self.ana)
        self.private = self.new_calendar("Private")
        self.sync()

    def setUp(self):
        super().setUp()
        self.at(NOW)

    def at(self, now):
        """Let what Odoo does take place at this moment."""
        patched = patch.object(fields.Datetime, "now", staticmethod(lambda *_args: now))
        patched.start()
        self.addCleanup(patched.stop)

    def connect(self, user, **settings):
        account = super().connect(user, **settings)
        self.allow(account)
        return account

    def allow(self, account, without=False):
        """The user has allowed Odoo to see when other calendars are busy, or has not."""
        grants = self.env["google.sync.grant"]
        tokens = grants.load(account)[account.id]
        scopes = tokens.scopes - {SCOPE_FREEBUSY} if without else tokens.scopes | {SCOPE_FREEBUSY}
        grants.give(account, replace(tokens, scopes=scopes))

    def new_calendar(self, name):
        """:return: Google's id of a new calendar of Ana's"""
        body = {"summary": name, "timeZone": "Europe/Paris"}
        return self.ask("POST", "/calendar/v3/calendars", body, user=self.ana)["id"]

    def double_bookings(self):
        """Of double bookings, in the log."""
        return self.env["google.sync.run.line"].search([("about", "=", "overlap")])

    def private_event(self, start="2027-03-02T09:00:00Z", end="2027-03-02T10:00:00Z", **values):
        """Let Ana make an event in her private calendar."""
        body = {
            "summary": "Dentist",
            "start": {"dateTime": start},
            "end": {"dateTime": end},
            **values,
        }
        path = f"/calendar/v3/calendars/{self.private}/events"
        return self.ask("POST", path, body, user=self.ana)["id"]

    def tick(self, *names):
        """Let Ana tick these on her Google page, and no others."""
        user = self.ana.with_user(self.ana)
        action = user.action_google_choose_busy()
        choice = user.env[action["res_model"]].browse(action["res_id"])
        for line in choice.line_ids:
            line.is_ticked = line.name in names
        return choice.action_apply()

    def read(self):
        """Let a worker read whatever is due."""
        self.sync(self.account)

    def calendars(self):
        return self.env["google.sync.busy.calendar"].search([("user_id", "=", self.ana.id)])

    def busy(self):
        """When Ana is busy elsewhere, as it is stored."""
        rows = self.env["google.sync.busy.interval"].search([], order="start")
        return [(f"{row.start:%d %H:%M}", f"{row.stop:%d %H:%M}") for row in rows]

    def blocks(self, reader=None):
        """What the calendar view shows a reader, Ben by default, of when Ana is busy."""
        found = self.env["res.users"].with_user(reader or self.ben)
        return found.google_sync_busy_blocks(self.ana.partner_id.ids, *WEEK)

    def booked(self, by=None, **values):
        """An appointment with Ana, at nine on the second of March unless it says otherwise."""
        with_ana = [(4, self.ana.partner_id.id)]
        return self.odoo_create(by or self.ben, partner_ids=with_ana, **values)

    def busy_at_nine(self):
        """Ana is busy elsewhere on the second of March, at nine, and that has been read."""
        self.private_event()
        self.tick("Private")
        self.read()
        self.assertEqual(self.busy(), [("02 09:00", "02 10:00")])

    def asked(self):
        """How often Google was asked for busy times since the last look."""
        made = [request["method"] for request in self.requests_made()]
        return made.count("calendar.freebusy.query")

    def warnings(self):
        """What browsers were told."""
        self.commit()
        self.env.cr.postcommit.clear()
        domain = [("message", "like", "simple_notification")]
        return self.env["bus.bus"].search(domain).mapped("message")
