from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from ....sync import runner
from ...adversity_case import AdversityCase


@tagged("post_install", "-at_install")
class TestEndless(AdversityCase):
    """A run ends, whatever Google says, and so does the scheduled action."""

    def _due(self):
        self.env["google.sync.link"].search([]).retry_at = fields.Datetime.now() - timedelta(1)

    def test_a_link_whose_event_is_out_of_scope_by_now(self):
        google_id = self.google_insert(self.ana, "Lunch")
        self.sync()
        self.google_patch(self.ana, google_id, recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
        self._due()
        self.odoo_events(self.ana)["Lunch"].write(
            {"recurrency": True, "rrule_type": "daily", "count": 3, "interval": 1}
        )
        self.sync()

    def test_an_event_that_is_always_newer(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        event.name = "Long check-up"
        self.fault("events.patch", status=412, times=-1)
        self.sync()
        self.assertFalse(self.account.message)
        self.control("DELETE", "/_fake/faults")
        self._due()
        self.sync()
        self.assertIn("Long check-up", self.google_events(self.ana))

    def test_an_id_that_is_always_taken(self):
        self.odoo_create(self.ana, "Check-up")
        self.fault("events.insert", status=409, times=-1)
        self.sync()

    def test_an_event_that_cannot_be_looked_at(self):
        for status in (503, 403, 400, 500):
            self.google_insert(self.ana, f"Lunch {status}")
            self.sync()
            self._due()
            self.fault("events.get", status=status, reason="unknown", times=-1)
            self.sync()
            self.control("DELETE", "/_fake/faults")

    def test_what_was_planned_while_the_clock_was_wrong(self):
        """Once the server's clock is right again, nobody waits until then."""
        for name in ("next_sync", "retry_at"):
            self.google_insert(self.ana, name)
            self.account.work_id.write({"next_sync": False, name: "2099-01-01"})
            with self.enter_registry_test_mode(), self.registry.cursor() as cursor:
                self.env(cr=cursor)["google.sync.account"]._cron_sync()
            self.env.invalidate_all()
            self.assertIn(name, self.odoo_events(self.ana))

    def test_many_writes_with_one_that_google_refuses(self):
        for number in range(120):
            self.odoo_create(self.ana, f"Check-up {number}")
        self.fault("events.insert", status=400, summary="Check-up 77", times=-1)
        self.fault(
            "events.insert", status=403, reason="quotaExceeded", summary="Check-up 3", times=-1
        )
        self.sync()
        self.assertEqual(len(self.google_events(self.ana)), 118)
        failed = self.env["google.sync.link"].search([("state", "=", "failed")])
        self.assertEqual(failed.title, "Check-up 77")


@tagged("post_install", "-at_install")
class TestPauses(AdversityCase):
    """What happens while nothing is synchronized is seen afterwards."""

    def test_changed_while_the_company_had_it_switched_off(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("google_sync.enabled", "False")
        event.name = "Long check-up"
        self.odoo_create(self.ana, "New")
        self.commit()
        parameters.set_param("google_sync.enabled", "True")
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Long check-up", "New"})

    def test_changed_while_the_user_had_only_the_portal(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        groups = self.ana.group_ids
        self.ana.group_ids = self.env.ref("base.group_portal")
        event.name = "Long check-up"
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up"})
        self.ana.group_ids = groups
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Long check-up"})

    def test_changed_while_the_user_was_archived(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.sync()
        self.ana.active = False
        self.commit()
        event.name = "Long check-up"
        self.commit()
        self.assertFalse(self.env["google.sync.change"].search([]))
        self.ana.active = True
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Long check-up"})


@tagged("post_install", "-at_install")
class TestTime(AdversityCase):
    """The scheduled action comes back when there is something to do, and not before."""

    def _triggers(self):
        cron = self.env.ref("google_sync.ir_cron_sync")
        return self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])

    def test_somebody_deleted_the_scheduled_action(self):
        self.env.ref("google_sync.ir_cron_sync").unlink()
        event = self.odoo_create(self.ana, "Check-up")
        self.commit()
        self.ana.with_user(self.ana).action_google_sync_now()
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.google_sync_interval, 5)
        settings.execute()
        self.sync()
        self.assertEqual(self.link(self.account, event).state, "synced")

    def test_a_failing_account_is_tried_again_when_it_was_promised(self):
        self.fault("*", status=503, times=-1)
        self.sync()
        self.assertIn(self.account.retry_at, self._triggers().mapped("call_at"))

    def test_what_google_could_not_take_is_sent_in_a_minute(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.fault("events.insert", status=503, times=-1)
        self.sync()
        link = self.link(self.account, event)
        self.assertEqual(link.state, "pending")
        self.assertIn(link.retry_at, self._triggers().mapped("call_at"))

    def test_what_google_has_told_wakes_nobody(self):
        before = self._triggers()
        self.google_insert(self.ana, "Lunch")
        self.sync()
        self.assertIn("Lunch", self.odoo_events(self.ana))
        self.assertEqual(self._triggers(), before)

    def test_the_time_of_the_scheduled_action_is_up(self):
        ben = self.new_user("ben")
        self.connect(ben)
        before = self._triggers()
        cron = type(self.env["ir.cron"])
        with (
            patch.object(runner, "THREADS", 1),
            patch.object(cron, "_commit_progress", lambda *args, **kwargs: 0),
        ):
            self.sync()
        self.assertTrue(self._triggers() - before)
