from datetime import timedelta

from odoo import fields
from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestOutbox(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("google_sync.enabled", "True")
        cls.ana = new_test_user(cls.env, "ana", tz="Europe/Paris")
        cls.ben = new_test_user(cls.env, "ben", tz="Europe/Paris")
        cls.account = cls._account(cls.ana)

    @classmethod
    def _account(cls, user):
        user.google_sync_enabled = True
        account = cls.env["google.sync.account"].of_user(user)
        account.write({"decision": "connected", "calendar_id": f"{user.login}@example.com"})
        return account

    def _event(self, user=None, **values):
        defaults = {
            "name": "Check-up",
            "start": "2026-03-02 09:00:00",
            "stop": "2026-03-02 10:00:00",
        }
        return self.env["calendar.event"].with_user(user or self.ana).create({**defaults, **values})

    def _noted(self):
        """What a commit would leave in the outbox, taken out of it."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        changes = self.env["google.sync.change"].search([])
        accounts = self.env["google.sync.account"]
        noted = {(accounts.browse(change.account_id), change.res_id) for change in changes}
        changes.unlink()
        return noted

    def _link(self, event):
        self.env["google.sync.link"].create(
            {
                "account_id": self.account.id,
                "collection": self.account.calendar_id,
                "res_model": "calendar.event",
                "res_id": event.id,
                "google_id": "abcde",
            }
        )

    def test_a_change_is_noted_once_for_each_account_concerned(self):
        ben = self._account(self.ben)
        event = self._event(
            partner_ids=[(6, 0, (self.ana | self.ben).partner_id.ids)],
        )
        event.name = "Longer check-up"
        self.assertEqual(self._noted(), {(self.account, event.id), (ben, event.id)})

    def test_what_google_does_not_show_is_not_noted(self):
        event = self._event()
        self._noted()
        event.notes = "internal"
        self.assertFalse(self._noted())

    def test_answers_are_noted(self):
        event = self._event()
        self._noted()
        event.attendee_ids.do_decline()
        self.assertEqual(self._noted(), {(self.account, event.id)})

    def test_deletion_is_noted_for_those_who_have_a_link(self):
        event = self._event()
        self._noted()
        self._link(event)
        event_id = event.id
        event.unlink()
        self.assertEqual(self._noted(), {(self.account, event_id)})

    def test_the_origin_of_a_transaction_gets_no_echo(self):
        changes = self.env["google.sync.change"]
        changes.set_origin(self.account)
        self.addCleanup(changes.set_origin, self.env["google.sync.account"])
        self._event()
        self.assertFalse(self._noted())

    def test_nothing_is_noted_for_others(self):
        self._event(self.ben)
        self.assertFalse(self._noted())

    def test_while_the_company_has_it_switched_off_rows_only_wait(self):
        self.env["ir.config_parameter"].set_param("google_sync.enabled", "False")
        self._noted()
        cron = self.env.ref("google_sync.ir_cron_sync")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        event = self._event()
        self.assertEqual(self._noted(), {(self.account, event.id)})
        after = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertEqual(after, triggers)

    def test_a_change_starts_the_scheduled_action(self):
        self._noted()
        cron = self.env.ref("google_sync.ir_cron_sync")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self._event()
        self._noted()
        new = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)]) - triggers
        self.assertEqual(len(new), 1)
        self.assertFalse(new.create_uid, "an action at work is in the way of a user's deletion")

    def test_the_front_desk_books_for_somebody_who_has_not_connected(self):
        self.ben.google_sync_enabled = True
        waiting = self.env["google.sync.account"].search([("user_id", "=", self.ben.id)])
        self.assertEqual(waiting.state, "disconnected")
        bens = {"user_id": self.ben.id, "partner_ids": [(6, 0, self.ben.partner_id.ids)]}
        for title in ("First", "Second"):
            event = self._event(name=title, **bens)
            self.assertEqual(self._noted(), {(waiting, event.id)})
        self.env["google.sync.request"].take()
        invitations = self.env["mail.message"].search(
            [("subject", "=", "Connect your Google calendar")]
        )
        self.assertEqual(len(invitations), 1, "Ben is told once")
        self.assertIn("/google_sync/connect", invitations.body)
        self.assertEqual(invitations.notified_partner_ids, self.ben.partner_id)

    def test_nothing_is_noted_while_a_user_has_it_switched_off(self):
        event = self._event()
        self._noted()
        self._link(event)
        self.ana.google_sync_enabled = False
        event.name = "Changed meanwhile"
        self.assertFalse(self._noted())
        self.ana.google_sync_enabled = True
        self.env["google.sync.request"].take()
        self.assertEqual(self._noted(), {(self.account, event.id)}, "looked at once it is on")

    def test_who_asks_often_has_each_record_compared_once(self):
        """Anybody may switch their own sync off and on again, thousands of times."""
        event = self._event()
        self._noted()
        self._link(event)
        for _time in range(3):
            self.ana.google_sync_enabled = False
            self.ana.google_sync_enabled = True
        self.env["google.sync.request"].take()
        waiting = self.env["google.sync.change"].search([("res_id", "=", event.id)])
        self.assertEqual(len(waiting), 1)

    def test_what_waits_for_somebody_who_never_connects_is_forgotten(self):
        self.ben.google_sync_enabled = True
        self.account.known_since = "2026-01-01"
        both = (self.ana | self.ben).partner_id
        for name in ("Old", "New"):
            self._event(name=name, partner_ids=[(6, 0, both.ids)])
            self.env.flush_all()
            self.env.cr.precommit.run()
        changes = self.env["google.sync.change"].search([], order="id")
        changes[:2].enqueued_at = fields.Datetime.now() - timedelta(days=91)
        changes._gc_unconnected()
        accounts = self.env["google.sync.account"]
        waiting = [accounts.browse(change.account_id).user_id.login for change in changes.exists()]
        self.assertEqual(sorted(waiting), ["ana", "ana", "ben"])

    def test_of_a_disconnected_account_each_record_waits_once(self):
        self.account.write({"known_since": "2026-01-01", "decision": "disconnected"})
        check_up, visit = self._event(), self._event(name="Visit")
        changes = self.env["google.sync.change"]
        for turn in range(4):
            (check_up | visit).write({"location": f"Room {turn}"})
            self.env.flush_all()
            self.env.cr.precommit.run()
        rows = changes.of(self.account).sorted("id")
        self.assertEqual(len(rows), 8)
        rows[:-2].enqueued_at = fields.Datetime.now() - timedelta(days=2)
        changes._gc_repeated()
        self.assertEqual(rows.exists(), rows[-4:], "a worker may be at the newest")
        rows.exists().enqueued_at = fields.Datetime.now() - timedelta(days=2)
        changes._gc_repeated()
        self.assertEqual(set(rows.exists().mapped("res_id")), {check_up.id, visit.id})
        self.assertEqual(len(rows.exists()), 2)
