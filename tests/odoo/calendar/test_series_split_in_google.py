from odoo.tests import tagged

from ...series_case import AdverseCase


@tagged("post_install", "-at_install")
class TestSplitInGoogle(AdverseCase):
    """ "This and following events" makes a series in Google whose instances bear another id."""

    def set_up_once(self):
        super().set_up_once()
        self.google_id = self.google_series("RRULE:FREQ=WEEKLY;COUNT=8")
        self.settle()

    def _split(self, day="2027-03-29"):
        instance = self.instance(self.google_id, day)
        account = self.email(self.ana)
        body = {"account": account, "calendar": account, "instance": instance}
        part = self.control("POST", "/_fake/split", body)
        self.google_patch(self.ana, part["id"], summary="Pilates")
        self.settle()
        return part["id"]

    def test_it_is_two_series_in_odoo(self):
        self._split()
        self.assert_same(count=8)
        self.assertEqual(len(self.mine("Pilates").recurrence_id), 1)
        self.assertEqual(len(self.mine("Pilates")), 4)

    def test_occurrences_are_edited_on_both_sides(self):
        part = self._split()
        self.google_patch(self.ana, self.instance(part, "2027-04-05"), location="Hall")
        self.on("2027-04-12").write({"name": "Exam", "recurrence_update": "self_only"})
        self.on("2027-04-19").unlink()
        self.settle()
        self.assertEqual(self.on("2027-04-05").location, "Hall")
        self.assert_same(count=7)
        self.assertEqual(self.mine("Pilates").recurrence_id, self.mine("Exam").recurrence_id)

    def test_of_what_odoo_cannot_hold_the_occurrences_are_edited(self):
        part = self._split()
        rule = "RRULE:FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1;COUNT=4"
        self.google_patch(self.ana, part, recurrence=[rule])
        self.sync()
        self.on("2027-04-12").write({"name": "Exam"})
        self.google_patch(self.ana, self.instance(part, "2027-04-05"), summary="Trip")
        self.sync()
        self.sync()
        self.assert_same(count=8)
        self.assertEqual(len(self.mine("Trip") | self.mine("Exam")), 2)
