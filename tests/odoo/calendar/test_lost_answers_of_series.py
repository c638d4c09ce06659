"""A lost answer about a series, or an occurrence of it: the user's last word stands."""

from odoo.tests import tagged

from ...lost_answers import NO_ANSWER, LostAnswersMixin, each_way
from ...series_case import DisturbedCase, weeks


@tagged("post_install", "-at_install")
class TestLostAnswersOfSeries(LostAnswersMixin, DisturbedCase):
    def agreed(self):
        series = self.odoo_series()
        self.sync()
        return series, self.the_series()[1]

    def rename_all(self, name):
        self.mine()[0].with_user(self.ana).write({"name": name, "recurrence_update": "all_events"})

    def rename_one(self, day, name):
        self.on(day).write({"name": name})

    def both(self):
        """What both sides show, which is the same."""
        odoo, google = self.shown_in_odoo(), self.shown_in_google()
        self.assertEqual(odoo, google)
        return dict(odoo.keys())

    @each_way("events.patch")
    def test_a_series_is_renamed_twice(self, how, lose):
        if not self.mine():
            self.agreed()
        self.rename_all(f"Two {how}")
        lose()
        self.rename_all(f"Three {how}")
        self.wake()
        self.assertEqual(self.both(), weeks(6, f"Three {how}"))
        self.assert_own()

    @each_way("events.patch")
    def test_an_occurrence_is_renamed_twice(self, how, lose):
        if not self.mine():
            self.agreed()
        self.rename_one("2027-03-08", f"Two {how}")
        lose()
        self.rename_one("2027-03-08", f"Three {how}")
        self.wake()
        expected = {**weeks(6), "2027-03-08 09:00": f"Three {how}"}
        self.assertEqual(self.both(), expected)
        self.assert_own()

    def test_the_series_arrived_but_not_its_occurrence(self):
        """The master is one request, and each occurrence another one."""
        _series, google_id = self.agreed()
        self.rename_one("2027-03-08", "Early")
        self.sync()
        self.rename_one("2027-03-15", "Two")
        self.rename_one("2027-03-08", "Earlier")
        instance = self.instance(google_id, "2027-03-15")
        self.fault("events.patch", event_id=instance, **NO_ANSWER["not done"])
        self.sync()
        self.control("DELETE", "/_fake/faults")
        self.rename_one("2027-03-15", "Three")
        self.rename_one("2027-03-08", "Earliest")
        self.wake()
        expected = {
            **weeks(6),
            "2027-03-08 09:00": "Earliest",
            "2027-03-15 09:00": "Three",
        }
        self.assertEqual(self.both(), expected)
        self.assert_own()

    @each_way("events.patch", ("killed", "done", "not done"))
    def test_an_occurrence_is_taken_out(self, how, lose):
        if not self.mine():
            self.agreed()
        day = {"killed": "2027-03-08", "done": "2027-03-15", "not done": "2027-03-22"}[how]
        self.rename_one(day, "Two")
        lose()
        self.on(day).with_user(self.ana).unlink()
        self.wake()
        self.assertNotIn(day, {start[:10] for start in self.both()})
        self.assert_own()

    def test_a_series_is_deleted_in_google_after_a_new_rule(self):
        _series, google_id = self.agreed()
        # Else Odoo writes these into one occurrence, of which Google's bin shows nothing.
        first = self.mine()[0].with_user(self.ana).with_context(skip_contact_description=True)
        first.write({"count": 4, "recurrence_update": "all_events"})
        self.lose("events.patch", "done")
        self.google_delete(self.ana, google_id)
        self.wake()
        self.assertFalse(self.both())
        self.assert_own()

    def test_a_series_is_deleted_after_an_edit(self):
        self.agreed()
        self.rename_all("Two")
        self.lose("events.patch", "done")
        self.mine().with_user(self.ana).unlink()
        self.wake()
        self.assertFalse(self.both())
        self.assert_own()
