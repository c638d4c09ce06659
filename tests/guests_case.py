"""What the tests of guests share."""

from .common import GoogleSyncCase


class GuestsCase(GoogleSyncCase):
    """Two users, and contacts of the practice."""

    def set_up_once(self):
        super().set_up_once()
        self.ben = self.new_user("ben", email="ben@practice.example")
        self.weber = self.contact("Mrs Weber", "weber@mail.example")
        self.account = self.connect(self.ana)
        self.sync()

    def contact(self, name, email):
        return self.env["res.partner"].create({"name": name, "email": email})

    def meet(self, *partners, name="Meeting", **values):
        """Ana calls a meeting in Odoo."""
        attendees = self.ana.partner_id.union(*partners)
        return self.odoo_create(self.ana, name, partner_ids=[(6, 0, attendees.ids)], **values)

    def invite(self, *emails, name="Meeting", user=None, **fields):
        """Somebody, Ana by default, calls a meeting in Google."""
        guests = [email if isinstance(email, dict) else {"email": email} for email in emails]
        return self.google_insert(user or self.ana, name, attendees=guests, **fields)

    def in_odoo(self, name="Meeting"):
        (event,) = self.env["calendar.event"].search([("name", "=", name)])
        return event

    def states(self, event):
        """The answers of all attendees but Ana, by name."""
        others = event.attendee_ids.filtered(lambda a: a.partner_id != self.ana.partner_id)
        return {attendee.common_name: attendee.state for attendee in others}

    def answers(self, name="Meeting", user=None):
        """The answers that Google shows, by address."""
        guests = self.google_events(user or self.ana)[name].get("attendees", [])
        return {guest["email"]: guest["responseStatus"] for guest in guests}

    def attendee(self, event, partner):
        return event.attendee_ids.filtered(lambda attendee: attendee.partner_id == partner)

    def sync_alone(self, account):
        """Synchronise one account, whatever waits for the others."""
        others = self.env["google.sync.account"].search([]) - account
        with self.another_worker_at(others):
            self.sync(account)

    def sync_what_is_due(self):
        """Let the scheduled action run, while no account's time has come to be asked by itself."""
        self.commit()
        self.env.invalidate_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cursor:
            self.env(cr=cursor)["google.sync.account"]._cron_sync()

    def odoo_mails(self):
        return self.env["mail.mail"].search_count([]) + self.env["mail.message"].search_count(
            [("model", "=", "calendar.event"), ("message_type", "=", "user_notification")]
        )
