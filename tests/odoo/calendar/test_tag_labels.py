"""Tags that take the colors of the labels of a Google calendar, by their names."""

from dataclasses import replace

from odoo.tests import tagged

from ....google_api.transport.oauth import SCOPE_CALENDARS
from ....sync.operations import labels
from ...common import THREE_MONDAYS
from .test_tag_colors import TOMATO, TagColorCase

LABEL = "11111111-2222-3333-4444-555555555555"


@tagged("post_install", "-at_install")
class TestLabels(TagColorCase):
    """The tag Course goes by the label of that name, which Ana's calendar has."""

    def set_up_once(self):
        super().set_up_once()
        self.allow()
        self.label("course", "Another")
        self.course = self.env["calendar.event.type"].create({"name": "Course"})
        self.pair(self.course, "label")
        self.sync()

    def allow(self, without=False):
        grants = self.env["google.sync.grant"]
        tokens = grants.load(self.account)[self.account.id]
        scopes = tokens.scopes - {SCOPE_CALENDARS} if without else tokens.scopes | {SCOPE_CALENDARS}
        grants.give(self.account, replace(tokens, scopes=scopes))

    def look(self, event):
        """The label and the color by which Google shows an appointment."""
        found = self.in_google(event)
        return found.get("eventLabelId"), found.get("colorId")

    def test_a_tag_and_its_label(self):
        event = self.tagged(self.course, self.internal)
        self.assertEqual(self.look(event), (LABEL, None))
        event.with_user(self.ana).categ_ids = self.urgent
        self.settle()
        self.assertEqual(self.look(event), (None, TOMATO))
        google_id = self.link(self.account, event).google_id
        picked = {"eventLabelId": LABEL}
        self.google(self.ana, "PATCH", f"/{google_id}", picked, eventLabelVersion=1)
        self.settle()
        self.assertEqual(event.categ_ids, self.course)
        event.with_user(self.ana).categ_ids = False
        self.settle()
        self.assertEqual(self.look(event), (None, None))

    def test_a_label_tells_nothing_once_titles_are_hidden(self):
        event = self.tagged(self.course)
        self.assertEqual(self.look(event), (LABEL, None))
        self.ana.google_privacy = "busy"
        self.settle()
        self.assertEqual(self.look(event), (None, None))

    def test_a_series(self):
        event = self.odoo_create(self.ana, "Weekly", categ_ids=[self.course.id], **THREE_MONDAYS)
        self.settle()
        second = event.recurrence_id.calendar_event_ids.sorted("start")[1]
        second.with_user(self.ana).categ_ids = self.urgent
        self.settle()
        master = self.link(self.account, event.recurrence_id).google_id
        items = self.google(self.ana, "GET", f"/{master}/instances")["items"]
        items.sort(key=lambda one: one["originalStartTime"]["dateTime"])
        looks = [(one.get("eventLabelId"), one.get("colorId")) for one in items]
        self.assertEqual(looks, [(LABEL, None), (None, TOMATO), (LABEL, None)])

    def test_a_label_that_is_made_later(self):
        self.label("Another")
        self.account.work_id.event_labels_at = False
        self.sync()
        event = self.tagged(self.course)
        self.assertEqual(self.look(event), (None, None))
        page = self.ana.with_user(self.ana)
        self.assertIn("“Course”", page.google_labels_notice)
        self.label("COURSE")
        self.settle()
        self.assertEqual(self.look(event), (None, None), "they are not read in each run")
        self.account.work_id.event_labels_at = False
        self.settle()
        self.assertEqual(self.look(event), (LABEL, None))
        page.invalidate_recordset()
        self.assertFalse(page.google_labels_notice)

    def test_a_tag_that_gets_the_name_of_a_label(self):
        self.course.name = "Class"
        event = self.tagged(self.course)
        self.assertEqual(self.look(event), (None, None))
        self.course.name = "Course"
        self.settle()
        self.assertEqual(self.look(event), (LABEL, None))

    def test_who_has_not_allowed_it_is_asked_and_colors_go_on(self):
        self.allow(without=True)
        self.account.work_id.write({"event_labels": False, "event_labels_at": False})
        page = self.ana.with_user(self.ana)
        page.invalidate_recordset()
        self.assertTrue(page.google_labels_not_allowed)
        self.requests_made()
        self.assertEqual(self.shown(self.tagged(self.urgent)), TOMATO)
        self.assertEqual(self.shown(self.tagged(self.course)), "")
        asked = {one["method"] for one in self.requests_made()}
        self.assertNotIn("calendar.calendars.get", asked)

    def test_where_no_tag_goes_by_a_label_nobody_asks(self):
        self.env["google.sync.tag.color"].search([("color", "=", "label")]).unlink()
        self.account.work_id.event_labels_at = False
        self.requests_made()
        self.tagged(self.urgent)
        asked = {one["method"] for one in self.requests_made()}
        self.assertNotIn("calendar.calendars.get", asked)
        self.env["google.sync.tag.color"].search([]).unlink()
        self.committed()
        self.env["google.sync.tag.color"].is_used()
        self.account.user_id  # noqa: B018
        with self.assertQueryCount(0):
            self.assertIsNone(labels.due(self.account))
