"""Google's clock and this server's differ by minutes, and nobody notices."""

from datetime import datetime, timedelta, timezone
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from ....google_api.transport import clock
from ...conflict_case import ConflictCase

#: By how many seconds Google's clock is ahead: Odoo's is right, slow, and fast.
DIFFERENCES = (0, 600, -600)


@tagged("post_install", "-at_install")
class TestClocks(ConflictCase):
    def _google_is_ahead(self, seconds):
        self.control("POST", "/_fake/clock", {"advance": seconds})

    def test_what_is_new_right_after_connecting_comes_in(self):
        for number, ahead in enumerate(DIFFERENCES):
            with self.subTest(ahead=ahead):
                user = self.new_user(f"user{number}")
                self.control("POST", "/_fake/reset")
                self._google_is_ahead(ahead)
                self.connect(user)
                self.google_insert(user, "Just made")
                self.sync()
                self.assertIn("Just made", self.odoo_events(user))

    def test_a_clock_that_is_set_right_after_connecting_hides_nothing(self):
        """Google lists all once more, and what was made since is no part of the past."""
        for fast in (600, -600):
            with self.subTest(fast=fast):
                self.control("POST", "/_fake/reset")
                user = self.new_user(f"user{fast}")
                self.make_google_account(user)
                self.google_insert(user, "Of old")
                account = self._connect_with_a_clock(user, fast)
                self.google_insert(user, "Just made")
                self.control("POST", "/_fake/expire_sync_tokens", {})
                self.sync()
                self.assertEqual(list(self.odoo_events(user)), ["Just made"])
                self.assertEqual(account.state, "connected")
                self.google_insert(user, "Made later")
                self.sync()
                self.assertEqual({*self.odoo_events(user)}, {"Just made", "Made later"})

    def _connect_with_a_clock(self, user, fast):
        """Half a minute later, connect and synchronize while Odoo's clock is fast; another half a
        minute later it has been set right.

        :param fast: by so many seconds
        """
        ahead = timedelta(seconds=fast)
        clock.GOOGLE.forget()
        with patch.object(clock.GOOGLE, "_now", lambda: datetime.now(timezone.utc) + ahead):
            account = self.connect(user)
            account.known_since = fields.Datetime.now() + timedelta(seconds=30) + ahead
            self.sync()
        self.assertFalse(self.odoo_events(user))
        clock.GOOGLE.forget()
        self._google_is_ahead(60)
        return account

    def test_the_last_word_stands(self):
        for ahead in DIFFERENCES:
            for later in ("Odoo", "Google"):
                with self.subTest(ahead=ahead, later=later):
                    self.control("POST", "/_fake/reset")
                    self._google_is_ahead(ahead)
                    user = self.new_user(f"{later}{ahead}")
                    account = self.connect(user)
                    event = self.odoo_create(user, "Check-up")
                    self.sync()
                    self.google_patch(
                        user, self.link(account, event).google_id, summary="In Google"
                    )
                    event.name = "In Odoo"
                    self._changed_in_odoo(event, minutes=5 if later == "Odoo" else -5)
                    self.sync()
                    self.assertEqual(event.name, f"In {later}")
                    self.assertEqual(list(self.google_events(user)), [f"In {later}"])

    def _changed_in_odoo(self, event, minutes):
        """Let Odoo's change be so much later than now."""
        self.commit()
        self.env.cr.execute(
            "UPDATE calendar_event SET write_date = now() + %s * interval '1 minute' WHERE id = %s",
            [minutes, event.id],
        )
        self.env.invalidate_all()

    def test_odoos_clock_was_ahead_for_a_while(self):
        """What was planned by then is not waited for once a server starts with a right one."""
        account = self.connect(self.new_user("user"))
        self.sync()
        now, later = fields.Datetime.now(), fields.Datetime.now() + timedelta(hours=6)
        planned = {"next_sync": later, "retry_at": later}
        for claimed_at, is_due in ((now, False), (later, True)):
            account.work_id.write({"claimed_at": claimed_at, **planned})
            with self.enter_registry_test_mode():
                self.env["google.sync.work"]._register_hook()
            self.env.invalidate_all()
            self.assertEqual(account.are_due(), is_due)
