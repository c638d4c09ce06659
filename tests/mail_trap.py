"""Traps what leaves while a test runs, and fails the test on what nobody has permitted.

Judged is whatever Google mails, whatever is made in Odoo in a transaction of the runner or by code
of this addon, and what Odoo's own job of reminders would send of events that were made in Google.
What people do in Odoo themselves mails as it does without the addon.

Whoever has Google mail on purpose says so: ``with self.mails_expected("weber@mail.example"):``.
What Odoo mails with a permit of its own (``sync.reporting.mail_permits``) passes.
"""

import sys
from contextlib import contextmanager
from datetime import timedelta

from freezegun import freeze_time

from odoo import api
from odoo.tools import email_normalize_all

from ..google_api.transport import permit
from ..sync.reporting import mail_permits

#: What makes the fake forget whom it has mailed.
_FORGETTING = (("DELETE", "/_fake/requests"), ("POST", "/_fake/reset"))


#: Where the addon acts by itself. What else of it is in the way only passes on what people do.
_OWN_CODE = tuple(
    f"odoo.addons.google_sync.{part}" for part in ("sync.", "wizards.", "models.google_sync_")
)


class MailTrapMixin:
    """For test cases with a fake Google."""

    #: Whether the test lets people set alarms in Odoo on what was made in Google.
    alarms_set_in_odoo = False

    _is_armed = False

    def set_up_once(self):
        self._arm()
        super().set_up_once()

    def setUp(self):
        super().setUp()
        self._arm()

    def _arm(self):
        self._is_armed = True
        self._expected = None  # the addresses that may be mailed now; empty: all
        self._caught = []
        self._recorded = None
        self._mails_seen = len(self.mails())
        self._trap_defects()
        self._trap_odoo()
        self.addCleanup(self._assert_nothing_caught)

    def tearDown(self):
        if self._outcome.success:  # or the transaction may be of no use any more
            self._remind_of_what_google_made()
        super().tearDown()

    # -- what tests say --------------------------------------------------------------------------

    @contextmanager
    def mails_expected(self, *addresses):
        """Somebody mails on purpose within.

        :param addresses: whom, and nobody else; anybody, if none is named
        """
        self._look_at_google()
        before, self._expected = self._expected, frozenset(addresses)
        try:
            yield
            self._look_at_google()
        finally:
            self._expected = before

    @contextmanager
    def defect_expected(self):
        """Something is refused within: a mistake that the test plants.

        :return: a list of what the log says of it
        """
        seen = len(self._caught)
        found = []
        yield found
        found += self._caught[seen:]
        del self._caught[seen:]
        self.assertTrue(found, "nothing was refused")

    def reminded(self, *events):
        """Let Odoo's own job remind, at the time of every reminder of these appointments.

        :return: the addresses, and the numbers of SMS, that Odoo would have written to
        """
        self.env.flush_all()
        self._recorded = []
        for event in events:
            kept = [reminder["minutes"] for reminder in event.google_sync_reminders or ()]
            for minutes in {*event.alarm_ids.mapped("duration_minutes"), *kept}:
                self._remind_at(event.start - timedelta(minutes=minutes))
        recorded, self._recorded = set(self._recorded), None
        return recorded

    def _remind_at(self, moment):
        manager = self.env["calendar.alarm_manager"]
        a_minute = timedelta(minutes=1)
        with freeze_time(moment + a_minute):
            manager.with_context(lastcall=moment - a_minute)._send_reminder()

    def _remind_of_what_google_made(self):
        """Odoo's job mails nobody of what was made in Google, unless somebody has set so in Odoo.

        Tests that let somebody do so see to it themselves: :attr:`alarms_set_in_odoo`.
        """
        self.env.flush_all()
        links = self.env["google.sync.link"].search(
            [("made_in", "=", "google"), ("res_model", "=", "calendar.event")]
        )
        events = self.env["calendar.event"].browse(links.mapped("res_id")).exists()
        links = links.search(
            [("made_in", "=", "google"), ("res_model", "=", "calendar.recurrence")]
        )
        series = self.env["calendar.recurrence"].browse(links.mapped("res_id")).exists()
        events |= series.calendar_event_ids
        loud = events.filtered(
            lambda event: {*event.alarm_ids.mapped("alarm_type")} - {"notification"}
        )
        if loud and not self.alarms_set_in_odoo:
            reminded = self.reminded(*loud)
            self.assertFalse(reminded, f"reminded by Odoo of {loud.mapped('name')}")

    # -- the trap --------------------------------------------------------------------------------

    def control(self, method, path, body=None, **params):
        if self._is_armed and (method, path) in _FORGETTING:
            self._look_at_google()
            self._mails_seen = 0
        return super().control(method, path, body, **params)

    def _trap_defects(self):
        """What was refused is a defect, however quiet the log is."""

        def error(text, *values, **_options):
            self._caught.append(text % values)

        for module in (mail_permits, permit):
            self.patch(module._logger, "error", error)

    def _trap_odoo(self):
        self._trap_creation("mail.mail", mail_permits.recipients)
        if "sms.sms" in self.env:
            self._trap_creation("sms.sms", lambda _env, values: [values.get("number") or "?"])
        server = self.env.registry["ir.mail_server"]
        send = server.send_email

        def send_email(records, message, *args, **kwargs):
            self._note(records.env, "sent", [message["To"] or ""], message["Subject"])
            return send(records, message, *args, **kwargs)

        self.patch(server, "send_email", api.model(send_email))

    def _trap_creation(self, model_name, addresses_of):
        model = self.env.registry[model_name]
        origin = model.create

        @api.model_create_multi
        def create(records, vals_list):
            for values in vals_list:
                addresses = addresses_of(records.env, values)
                self._note(records.env, model_name, addresses, values.get("subject"))
            return origin(records, vals_list)

        self.patch(model, "create", create)

    def _note(self, env, kind, addresses, subject):
        emails = [one for text in addresses for one in email_normalize_all(text) or [text]]
        if self._recorded is not None:
            self._recorded += emails
        elif not mail_permits.is_permitted(env, emails) and (
            mail_permits.is_watched(env) or _is_our_doing()
        ):
            self._judge(kind, emails, subject)

    def _look_at_google(self):
        mails = self.mails()
        for mail in mails[self._mails_seen :]:
            self._judge("Google", [mail["to"]], mail["subject"])
        self._mails_seen = len(mails)

    def _judge(self, kind, emails, subject):
        expected = self._expected
        if expected is None or (expected and not expected.issuperset(emails)):
            self._caught.append(f"{kind}: {subject} to {', '.join(emails)}")

    def _assert_nothing_caught(self):
        self._look_at_google()
        self.assertEqual(self._caught, [], "mailed without a permit")


def _is_our_doing():
    """Whether code of the addon's own is on the way to here."""
    frame = sys._getframe(1)
    while frame:
        if frame.f_globals.get("__name__", "").startswith(_OWN_CODE):
            return True
        frame = frame.f_back
    return False
