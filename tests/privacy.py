"""What the tests of the privacy of titles share."""

import json
from unittest.mock import patch

from ..google_api.calendar import writes as google_writes
from .common import THREE_MONDAYS, GoogleSyncCase

#: What must not be found at Google.
SECRETS = ("Weber", "weber", "history", "Room 2", "zoom")


class PrivacyCase(GoogleSyncCase):
    """A doctor, a colleague, the front desk, and a client."""

    level = "busy"

    def set_up_once(self):
        super().set_up_once()
        self.ben = self.new_user("ben")
        self.desk = self.new_user("desk")
        self.weber = self.env["res.partner"].create(
            {"name": "Anna Weber", "email": "weber@mail.example"}
        )
        self.account = self.connect(self.ana, google_privacy=self.level)
        self.sync()

    def setUp(self):
        super().setUp()
        self.sent = []
        send = google_writes.send

        def record(session, calendar_id, requests):
            self.sent += map(repr, requests)
            return send(session, calendar_id, requests)

        self.enterContext(patch.object(google_writes, "send", record))

    def visit(self, name="Mrs Weber, first visit", by=None, doctor=None, **values):
        """An appointment with a client, full of what is nobody's business."""
        doctor = doctor or self.ana
        values = {
            "description": "<p>Weber's history</p>",
            "location": "Room 2",
            "videocall_location": "https://zoom.example/weber",
            "user_id": doctor.id,
            "partner_ids": [(6, 0, (doctor.partner_id | self.weber).ids)],
            **values,
        }
        return self.odoo_create(by or doctor, name, **values)

    def series(self, **values):
        return self.visit(**THREE_MONDAYS, **values).recurrence_id

    def in_google(self, event, user=None):
        account = (user or self.ana).google_sync_account_ids
        return self.google(user or self.ana, "GET", f"/{self.link(account, event).google_id}")

    def assert_quiet(self):
        """Nothing is left to be written, on either side."""
        self.sent.clear()
        self.sync()
        self.assertFalse(self.sent)

    def assert_secret(self, user=None):
        """Neither what Google has of a user nor what it was ever sent tells of the client."""
        state = self.control("GET", "/_fake/state", account=self.email(user or self.ana))
        for text in (json.dumps(state), *self.sent):
            for secret in SECRETS:
                self.assertNotIn(secret, text)

    def odoo_values(self, event):
        return event.read(["name", "description", "location", "videocall_location"])[0]

    def messages(self):
        return " ".join(filter(None, self.last_run(self.account).line_ids.mapped("message")))
