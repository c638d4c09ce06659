from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.queue_job.exception import RetryableJobError
from odoo.addons.queue_job.job import Job

from ...sync.setup import check_result, server_checks
from ...sync.setup.check_result import Setup
from ...sync.store import job_queue
from ..common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestJobQueue(GoogleSyncCase):
    """Each account that is due becomes a job of OCA's queue, which claims it as workers do."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()
        self.env["ir.config_parameter"].set_param(job_queue.PARAMETER, "True")

    def jobs(self, *states):
        found = self.env["queue.job"].search([("model_name", "=", "google.sync.account")])
        return found.filtered(lambda job: job.state in states) if states else found

    def work(self):
        """Do the one job that waits, as ``queue_job`` does."""
        job = Job.load(self.env, self.jobs("pending").ensure_one().uuid)
        try:
            with self.enter_registry_test_mode():
                job.perform()
        except RetryableJobError as error:
            job.postpone(str(error), error.seconds)
            job.set_pending(reset_retry=False)
        else:
            job.set_done()
        job.store()
        self.env.invalidate_all()

    def titles(self):
        return set(self.google_events(self.ana))

    def test_an_account_that_is_due_is_one_job(self):
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.sync()
        job = self.jobs()
        self.assertEqual((len(job), job.channel), (1, "root.google_sync"))
        self.assertEqual(job.company_id, self.ana.company_id)
        self.assertIn(self.ana.name, job.name)
        self.assertEqual(self.titles(), set())
        self.work()
        self.assertEqual(self.titles(), {"Check-up"})
        self.assertEqual(job.state, "done")

    def test_what_a_worker_is_at_no_job_takes(self):
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        with self.another_worker_at(self.account):
            self.work()
        self.assertEqual(self.titles(), set())
        self.assertEqual(self.jobs().state, "done")
        self.sync()
        self.work()
        self.assertEqual(self.titles(), {"Check-up"})

    def test_a_failure_waits_as_long_as_its_account_and_people_bring_it_forward(self):
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.fault("events.list", status=404, reason="notFound", times=1)
        self.work()
        job = self.jobs("pending")
        self.assertGreaterEqual(job.eta, self.account.retry_at)
        self.assertLess(job.eta, self.account.retry_at + timedelta(seconds=5))
        self.sync()
        self.assertEqual(self.jobs(), job)
        self.assertTrue(job.eta, "its account is not due before")
        self.ana.with_user(self.ana).action_google_sync_now()
        self.sync()
        self.env.invalidate_all()
        self.assertEqual(self.jobs(), job)
        self.assertFalse(job.eta)
        self.work()
        self.assertEqual(self.titles(), {"Check-up"})

    def test_who_only_asks_for_news_lets_others_go_first(self):
        self.sync()
        self.account.work_id.active_at = fields.Datetime.now() - timedelta(days=1)
        self.jobs().unlink()
        self.sync()
        self.assertEqual(self.jobs().priority, job_queue.USUAL)
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.env.invalidate_all()
        self.assertEqual(self.jobs().priority, job_queue.HURRIED)

    def test_administrators_are_told_that_nobody_does_the_jobs(self):
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        check = lambda: server_checks.jobs(Setup(self.env, ""))  # noqa: E731
        self.assertEqual(check().state, check_result.OK)
        self.patch(job_queue, "PATIENCE", timedelta(seconds=-5))
        self.assertEqual(check().state, check_result.PROBLEM)

    def test_the_settings_show_it(self):
        settings = self.env["res.config.settings"].create({})
        self.assertTrue(settings.google_sync_has_job_queue)
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        action = settings.action_google_sync_open_jobs()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]), self.jobs())

    def test_nothing_of_it_stays_without_the_addon(self):
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        job_queue.forget(self.env)
        self.assertFalse(self.jobs())
        ours = [("complete_name", "=", "root.google_sync")]
        self.assertFalse(self.env["queue.job.channel"].search(ours))
