"""Identity is proved, not claimed: what strangers write of an event, and what it must not do."""

from .guests_case import GuestsCase

STRANGER = "stranger@else.example"
NOTES = "Only for the practice"


class IdentityCase(GuestsCase):
    def set_up_once(self):
        super().set_up_once()
        self.ben_account = self.connect(self.ben)
        self.sync()
        self.requests_made()

    def forge(self, user, title="Forged", organizer=STRANGER, guests=(), **fields):
        """An event comes into a user's calendar that says of itself what somebody likes; the user
        has accepted it.

        :param organizer: an address, or what Google shall say of the organizer
        """
        own = {"email": self.email(user), "responseStatus": "accepted"}
        others = [{"email": email, "responseStatus": "accepted"} for email in guests]
        body = {
            "summary": title,
            "start": {"dateTime": "2027-03-02T09:00:00Z"},
            "end": {"dateTime": "2027-03-02T10:00:00Z"},
            "iCalUID": f"{title}@else.example",
            "organizer": {"email": organizer} if isinstance(organizer, str) else organizer,
            "attendees": [own, *others],
            **fields,
        }
        return self.google(user, "POST", "/import", body)["id"]

    def both(self):
        for _round in range(2):
            self.sync()

    def titled(self, name):
        found = self.env["calendar.event"].with_context(active_test=False)
        return found.search([("name", "=", name)], order="id")

    def assert_untouched(self, event, user=None):
        """Nobody but its user takes part in it, and its words are what they were."""
        user = user or self.ana
        self.assertEqual(event.partner_ids, user.partner_id)
        self.assertEqual(event.user_id, user)
        self.assertEqual((event.name, event.location), ("Secret", "Room 1"))
        self.assertIn(NOTES, event.description)
        self.assertTrue(event.active)

    def secret(self, user=None, **values):
        user = user or self.ana
        words = {"description": f"<p>{NOTES}</p>", "location": "Room 1"}
        return self.odoo_create(user, "Secret", **{**words, **values})
