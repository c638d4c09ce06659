import json

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...privacy import PrivacyCase

TOMATO, BASIL = "11", "10"


@tagged("post_install", "-at_install")
class TestKinds(PrivacyCase):
    """What Google can see of an appointment goes by its tags, too."""

    level = "full"

    def set_up_once(self):
        super().set_up_once()
        self.therapy, self.course = self.env["calendar.event.type"].create(
            [{"name": "Therapy"}, {"name": "Course"}]
        )

    def shown(self, record):
        return self.in_google(record)["summary"]

    def test_a_kind_that_is_nobodys_business(self):
        therapy = self.visit(categ_ids=self.therapy.ids)
        both = self.visit(categ_ids=(self.therapy | self.course).ids)
        course = self.visit(categ_ids=self.course.ids)
        series = self.series(categ_ids=self.therapy.ids)
        self.settle()
        self.assertEqual(self.shown(therapy), "Mrs Weber, first visit")
        self.sent.clear()
        self.therapy.google_privacy = "busy"
        self.settle()
        for record in (therapy, both, series):
            google = self.in_google(record)
            self.assertEqual(google["summary"], "Busy")
            self.assertFalse(google.get("description") or google.get("location"))
        self.assertEqual(self.shown(course), "Mrs Weber, first visit")
        self.assertNotIn("history", " ".join(self.sent))
        self.assert_quiet()
        # It comes and goes with the tag, which nothing else of it need change.
        therapy.categ_ids = self.course
        course.categ_ids = self.therapy
        self.settle()
        self.assertEqual(self.shown(therapy), "Mrs Weber, first visit")
        self.assertEqual(self.shown(course), "Busy")
        self.therapy.unlink()
        self.settle()
        self.assertEqual(self.shown(both), "Mrs Weber, first visit")
        self.assert_quiet()

    def test_the_strictest_counts(self):
        self.ana.google_privacy = "initials"
        self.therapy.google_privacy, self.course.google_privacy = "reference", "first_name"
        event = self.visit(categ_ids=(self.therapy | self.course).ids)
        mild = self.visit(categ_ids=self.course.ids)
        self.settle()
        self.assertEqual(self.shown(event), f"Appointment {event.id}")
        self.assertEqual(self.shown(mild), "A. W.")

    def test_the_tag_is_what_google_shows(self):
        self.ana.google_privacy = "kind"
        event = self.visit()
        self.settle()
        self.assertEqual(self.shown(event), "Busy")
        event.categ_ids = self.therapy | self.course
        self.settle()
        self.assertEqual(self.shown(event), "Course, Therapy")
        self.course.name = "Evening course"
        self.settle()
        self.assertEqual(self.shown(event), "Evening course, Therapy")
        self.assert_quiet()

    def test_one_occurrence_of_a_series(self):
        self.therapy.google_privacy = "busy"
        series = self.series()
        self.settle()
        self.assertEqual(self.shown(series), "Mrs Weber, first visit")
        series.calendar_event_ids.sorted("start")[1].categ_ids = self.therapy
        self.settle()
        google_id = self.link(self.account, series).google_id
        instances = self.google(self.ana, "GET", f"/{google_id}/instances")["items"]
        titles = [one["summary"] for one in sorted(instances, key=lambda one: one["id"])]
        self.assertEqual(titles, ["Mrs Weber, first visit", "Busy", "Mrs Weber, first visit"])
        self.assert_quiet()

    def test_a_client_of_one_occurrence_gets_another_name(self):
        self.ana.google_share_guests = "yes"  # so nothing of the others is hidden
        self.therapy.google_privacy = "initials"
        series = self.series()
        one = series.calendar_event_ids.sorted("start")[1]
        one.categ_ids = self.therapy
        self.settle()
        client = one.partner_ids.filtered("partner_share")
        client.name = "Zoe Young"
        self.settle()
        google_id = self.link(self.account, series).google_id
        instances = self.google(self.ana, "GET", f"/{google_id}/instances")["items"]
        self.assertIn("Z. Y.", {shown["summary"] for shown in instances})

    def test_its_guests_are_not_shared_and_nobody_is_mailed(self):
        self.ana.google_share_guests = "yes"
        event = self.visit()
        self.settle()
        self.assertIn("weber", json.dumps(self.in_google(event)))
        self.ana.google_share_guests = "mail"
        self.therapy.google_privacy = "busy"
        event.categ_ids = self.therapy
        new = self.visit(categ_ids=self.therapy.ids)
        self.settle()
        for one in (event, new):
            self.assertNotIn("weber", json.dumps(self.in_google(one)))
            self.assertIn(self.weber, one.partner_ids)
        self.assert_quiet()

    def test_no_color_tells_of_it_and_none_takes_the_tag(self):
        for tag, color in ((self.therapy, TOMATO), (self.course, BASIL)):
            self.env["google.sync.tag.color"].create(
                {"company_id": self.ana.company_id.id, "categ_id": tag.id, "color": color}
            )
        event = self.visit(categ_ids=self.therapy.ids)
        self.settle()
        self.assertEqual(self.in_google(event)["colorId"], TOMATO)
        self.therapy.google_privacy = "busy"
        self.settle()
        self.assertFalse(self.in_google(event).get("colorId"))
        google_id = self.link(self.account, event).google_id
        self.google_patch(self.ana, google_id, colorId=BASIL)
        self.settle()
        self.assertEqual(event.categ_ids, self.therapy)
        self.assertEqual(self.shown(event), "Busy")
        self.assert_quiet()

    def test_only_administrators_decide(self):
        as_ana = self.therapy.with_user(self.ana)
        with self.assertRaises(AccessError):
            as_ana.google_privacy = "busy"
        with self.assertRaises(AccessError):
            as_ana.search([("google_privacy", "=", "busy")])

    def test_who_does_not_use_it_pays_nothing(self):
        event = self.visit()
        self.settle()
        self.committed()
        tags = self.env["calendar.event.type"]
        self.assertFalse(tags.google_tell())
        self.env["google.sync.change"].search([]).unlink()
        with self.assertQueryCount(0):
            tags.google_tell()
        event.categ_ids = self.therapy
        self.commit()
        self.assertFalse(self.env["google.sync.change"].search([]))
