from odoo.tests import tagged

from ..guests_case import GuestsCase


class MeetingAboutCase(GuestsCase):
    """A meeting that somebody plans from another record is theirs to move, wherever they do so."""

    def plan(self, action, login=None):
        """Ana plans a meeting from the record's button."""
        context = action["context"]
        values = {"start": "2027-03-02 09:00:00", "stop": "2027-03-02 10:00:00"}
        model = self.env["calendar.event"].with_user(self.ana).with_context(**context)
        return model.create({"name": context["default_name"], **values}).sudo()

    def move_in_google(self, event):
        google_id = self.link(self.account, event).google_id
        self.google_patch(
            self.ana,
            google_id,
            start={"dateTime": "2027-03-05T09:00:00Z"},
            end={"dateTime": "2027-03-05T10:00:00Z"},
        )
        self.sync()
        self.assertEqual(str(event.start), "2027-03-05 09:00:00")


@tagged("post_install", "-at_install")
class TestOpportunity(MeetingAboutCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.group_ids += self.env.ref("sales_team.group_sale_salesman")
        self.lead = self.env["crm.lead"].create(
            {
                "name": "New roof",
                "type": "opportunity",
                "user_id": self.ana.id,
                "partner_id": self.weber.id,
            }
        )
        with self.mails_expected():
            self.meeting = self.plan(self.lead.with_user(self.ana).action_schedule_meeting())
        self.sync()

    def test_moved_in_google(self):
        messages = self.lead.message_ids
        self.move_in_google(self.meeting)
        self.assertEqual(self.meeting.opportunity_id, self.lead)
        self.assertEqual(self.meeting.res_id, self.lead.id)
        self.assertIn(self.weber, self.meeting.partner_ids)
        self.assertEqual(str(self.lead.meeting_display_date), "2027-03-05")
        self.assertEqual(self.lead.message_ids, messages)
        self.settle()

    def test_deleted_in_google(self):
        self.google_delete(self.ana, self.link(self.account, self.meeting).google_id)
        self.sync()
        self.assertFalse(self.meeting.active)
        self.assertTrue(self.lead.exists().active)

    def test_what_comes_from_google_is_about_nothing(self):
        self.google_insert(self.ana, "Lunch")
        self.sync()
        self.assertFalse(self.in_odoo("Lunch").opportunity_id)

    def test_one_who_does_not_sell_any_more(self):
        """Odoo's rights on the opportunity are no rights on the meeting."""
        self.ana.group_ids -= self.env.ref("sales_team.group_sale_salesman")
        self.move_in_google(self.meeting)
        self.assertEqual(self.meeting.opportunity_id, self.lead)


@tagged("post_install", "-at_install")
class TestInterview(MeetingAboutCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.group_ids += self.env.ref("hr_recruitment.group_hr_recruitment_user")
        job = self.env["hr.job"].create({"name": "Roofer", "user_id": self.ana.id})
        self.applicant = self.env["hr.applicant"].create(
            {"partner_name": "Mr Klee", "email_from": "klee@mail.example", "job_id": job.id}
        )
        self.env["ir.attachment"].create(
            {"name": "CV", "raw": b"CV", "res_model": "hr.applicant", "res_id": self.applicant.id}
        )
        with self.mails_expected():
            self.interview = self.plan(self.applicant.with_user(self.ana).action_create_meeting())
        self.sync()

    def test_moved_in_google(self):
        self.move_in_google(self.interview)
        self.assertEqual(self.interview.applicant_id, self.applicant)
        self.assertIn(self.applicant.partner_id, self.interview.partner_ids)
        self.assertEqual(str(self.applicant.meeting_display_date), "2027-03-05")
        self.settle()

    def test_the_documents_stay_in_odoo(self):
        self.assertNotIn("attachments", self.google_events(self.ana)["Mr Klee"])

    def test_one_who_only_interviews(self):
        self.ana.group_ids -= self.env.ref("hr_recruitment.group_hr_recruitment_user")
        self.move_in_google(self.interview)
        self.assertEqual(self.interview.applicant_id, self.applicant)
