"""Series that one side splits or ends while the other changes them, too."""

from odoo.tests import tagged

from ...common import ZONE
from ...lost_answers import LostAnswersMixin, each_way
from ...series_case import DisturbedCase, hour
from ...undo_case import UndoCase


class MeanwhileCase(DisturbedCase):
    def set_up_once(self):
        super().set_up_once()
        self.odoo_series(count=8)
        self.sync()
        self.google_id = self.the_series()[1]

    def _split_in_google(self, day="2027-03-15", **values):
        instance = self.instance(self.google_id, day)
        account = self.email(self.ana)
        body = {"account": account, "calendar": account, "instance": instance}
        part = self.control("POST", "/_fake/split", body)
        if values:
            self.google_patch(self.ana, part["id"], **values)
        return part["id"]

    def _split_in_odoo(self, day="2027-03-15", **values):
        self.on(day).write({"recurrence_update": "future_events", **values})

    def _lost(self):
        conflicts = self.env["google.sync.conflict"].search([])
        return {(conflict.field, conflict.lost_text) for conflict in conflicts}


@tagged("post_install", "-at_install")
class TestSplitOnOneSide(MeanwhileCase):
    """What the other side did to the later occurrences goes along with these."""

    def test_cancelled_in_odoo(self):
        self.on("2027-03-29").unlink()
        self._split_in_google(summary="Pilates")
        self.sync()
        self.assertFalse(self.on("2027-03-29"))
        self.assert_same(count=7)
        self.assertEqual(len(self.mine("Pilates")), 5)

    def test_cancelled_in_google(self):
        self.google_delete(self.ana, self.instance(self.google_id, "2027-03-29"))
        self._split_in_odoo(name="Pilates")
        self.sync()
        self.assertFalse(self.on("2027-03-29"))
        self.assert_same(count=7)
        self.assertEqual(len(self.mine("Pilates")), 5)

    def test_edited_in_odoo(self):
        self.on("2027-03-29").write({"location": "Hall", "recurrence_update": "self_only"})
        self._split_in_google(summary="Pilates")
        self.sync()
        self.assertEqual(self.on("2027-03-29").location, "Hall")
        self.assert_same(count=8)
        self.assertFalse(self._lost())

    def test_edited_in_google(self):
        self.google_patch(self.ana, self.instance(self.google_id, "2027-03-29"), location="Hall")
        self._split_in_odoo(name="Pilates")
        self.sync()
        self.assertEqual(self.on("2027-03-29").location, "Hall")
        self.assert_same(count=8)
        self.assertFalse(self._lost())

    def test_cancelled_in_odoo_and_split_to_another_hour_in_google(self):
        self.on("2027-03-22").unlink()
        ends = ({"dateTime": f"2027-03-15T{hour}:00:00", "timeZone": ZONE} for hour in (15, 16))
        self._split_in_google(**dict(zip(("start", "end"), ends, strict=True)))
        self.sync()
        self.assertFalse(self.on("2027-03-22"))
        self.assert_same(count=7)

    def test_cancelled_in_google_and_split_to_another_hour_in_odoo(self):
        self.google_delete(self.ana, self.instance(self.google_id, "2027-03-22"))
        self._split_in_odoo(**hour("2027-03-15", 14, 15))
        self.sync()
        self.assertFalse(self.on("2027-03-22"))
        self.assert_same(count=7)

    def test_all_of_it_changed_in_odoo(self):
        self.on("2027-03-01").write({"location": "Hall", "recurrence_update": "all_events"})
        self._split_in_google(summary="Pilates")
        self.sync()
        self.assertEqual(set(self.mine().mapped("location")), {"Hall"})
        self.assert_same(count=8)

    def test_all_of_it_changed_in_google(self):
        self.google_patch(self.ana, self.google_id, location="Hall")
        self._split_in_odoo(name="Pilates")
        self.sync()
        self.assertEqual(set(self.mine().mapped("location")), {"Hall"})
        self.assert_same(count=8)

    def test_cancelled_in_google_and_split_twice_in_odoo(self):
        self.google_delete(self.ana, self.instance(self.google_id, "2027-03-22"))
        self.google_patch(self.ana, self.instance(self.google_id, "2027-04-12"), location="Hall")
        self._split_in_odoo("2027-03-15", name="A")
        self._split_in_odoo("2027-04-05", name="B")
        self.sync()
        self.assertFalse(self.on("2027-03-22"))
        self.assertEqual(self.on("2027-04-12").location, "Hall")
        self.assert_same(count=7)
        self.assertFalse(self._lost())

    def test_cancelled_in_odoo_and_split_twice_in_google(self):
        self.on("2027-03-22").unlink()
        self.on("2027-04-12").write({"location": "Hall", "recurrence_update": "self_only"})
        self._split_in_google("2027-04-05", summary="B")
        self._split_in_google("2027-03-15", summary="A")
        self.sync()
        self.assertFalse(self.on("2027-03-22"))
        self.assertEqual(self.on("2027-04-12").location, "Hall")
        self.assert_same(count=7)
        self.assertFalse(self._lost())


@tagged("post_install", "-at_install")
class TestSplitOnBothSides(MeanwhileCase):
    def test_with_the_same_words(self):
        self._split_in_google(location="Hall")
        self._split_in_odoo(location="Hall")
        self.sync()
        self.assert_same(count=8)
        self.assertFalse(self._lost())

    def test_in_different_fields(self):
        self._split_in_google(location="Hall")
        self._split_in_odoo(name="Pilates")
        self.sync()
        self.assert_same(count=8)
        self.assertEqual(set(self.mine("Pilates").mapped("location")), {"Hall"})
        self.assertFalse(self._lost())

    def test_in_the_same_field(self):
        self._split_in_google(summary="Google")
        self._split_in_odoo(name="Odoo")
        self.sync()
        self.assert_same(count=8)
        self.assertEqual(len(self._lost()), 1)

    def test_to_different_hours(self):
        ends = ({"dateTime": f"2027-03-15T{hour}:00:00", "timeZone": ZONE} for hour in (15, 16))
        self._split_in_google(**dict(zip(("start", "end"), ends, strict=True)))
        self._split_in_odoo(**hour("2027-03-15", 16, 17))
        self.sync()
        self.assert_same(count=8)
        self.assertEqual({field for field, _lost in self._lost()}, {"when"})

    def test_where_one_was_cancelled_before(self):
        self.on("2027-03-29").unlink()
        self.sync()
        self._split_in_google(location="Hall")
        self._split_in_odoo(name="Pilates")
        self.sync()
        self.assert_same(count=7)
        self.assertFalse(self._lost())


@tagged("post_install", "-at_install")
class TestSplitAndLostAnswers(LostAnswersMixin, MeanwhileCase):
    def _anew(self):
        self.mine().with_user(self.ana).unlink()
        self.sync()
        self.odoo_series(count=8)
        self.sync()
        self.google_id = self.the_series()[1]

    @each_way("events.delete")
    def test_cancelled_in_odoo(self, how, lose):
        self._anew()
        self.on("2027-03-29").unlink()
        self._split_in_google(summary="Pilates")
        lose()
        self.again()
        self.assertFalse(self.on("2027-03-29"))
        self.assert_same(count=7)

    @each_way("events.insert")
    def test_cancelled_in_google(self, how, lose):
        self._anew()
        self.google_delete(self.ana, self.instance(self.google_id, "2027-03-29"))
        self._split_in_odoo(name="Pilates")
        lose()
        self.again()
        self.assertFalse(self.on("2027-03-29"))
        self.assert_same(count=7)

    @each_way("events.patch")
    def test_split_on_both_sides(self, how, lose):
        self._anew()
        self._split_in_google(location="Hall")
        self._split_in_odoo(name="Pilates")
        lose()
        self.again()
        self.assert_same(count=8)
        self.assertEqual(set(self.mine("Pilates").mapped("location")), {"Hall"})

    def test_google_does_not_tell_of_the_series(self):
        self.on("2027-03-29").unlink()
        self._split_in_google(summary="Pilates")
        self.fault("events.get", status=503, times=-1)
        self.sync()
        self.control("DELETE", "/_fake/faults")
        self.again()
        self.assertFalse(self.on("2027-03-29"))
        self.assert_same(count=7)


@tagged("post_install", "-at_install")
class TestSplitWithGuests(MeanwhileCase):
    """A colleague takes part, and says no to one occurrence, or the organizer cancels it."""

    def set_up_once(self):
        super(MeanwhileCase, self).set_up_once()
        self.ben = self.new_user("ben", email="ben@practice.example")
        self.connect(self.ben, google_import_events=True)
        for user in (self.ana, self.ben):
            user.google_share_guests = "yes"
        both = (self.ana | self.ben).partner_id.ids
        self.odoo_series(count=8, partner_ids=[(6, 0, both)])
        self.settle()
        self.google_id = self._link_of(self.ana).google_id

    def _link_of(self, user):
        links = self.env["google.sync.link"].search([("res_model", "=", "calendar.recurrence")])
        return links.filtered(lambda link: link.account_id.user_id == user)

    def test_the_organizer_cancels_one_in_odoo(self):
        self.on("2027-03-29").unlink()
        self._split_in_google(summary="Pilates")
        self.settle()
        self.assertFalse(self.on("2027-03-29"))
        self.assert_same(self.ana, self.ben, count=7)

    def test_the_organizer_cancels_one_in_google(self):
        self.google_delete(self.ana, self.instance(self.google_id, "2027-03-29"))
        self._split_in_odoo(name="Pilates")
        self.settle()
        self.assertFalse(self.on("2027-03-29"))
        self.assert_same(self.ana, self.ben, count=7)

    def test_the_organizer_splits_it_on_both_sides(self):
        self._split_in_google(location="Hall")
        self._split_in_odoo(name="Pilates")
        self.settle()
        self.assert_same(self.ana, self.ben, count=8)


@tagged("post_install", "-at_install")
class TestSplitUndone(UndoCase, MeanwhileCase):
    """The part that was made goes, and what was cancelled stays so."""

    def test_split_in_google(self):
        self.on("2027-03-29").unlink()
        self._split_in_google(summary="Pilates")
        self.sync()
        with self.coming_to_an_end():
            self.undo(self.last_run(self.account))
        self.assertFalse(self.on("2027-03-29"))
        self.assertFalse([day for day, _title in self.shown_in_google() if "03-29" in day])

    def test_split_in_odoo(self):
        self.google_delete(self.ana, self.instance(self.google_id, "2027-03-29"))
        self._split_in_odoo(name="Pilates")
        self.sync()
        with self.coming_to_an_end():
            self.undo(self.last_run(self.account))
        self.assertFalse(self.on("2027-03-29") - self.mine("Pilates"))


@tagged("post_install", "-at_install")
class TestStopRepeating(MeanwhileCase):
    def _stop(self, day="2027-03-01"):
        self.on(day).write({"recurrency": False, "recurrence_update": "all_events"})

    def test_stopped_at_any_occurrence(self):
        self._stop("2027-03-15")
        self.sync()
        self.assert_same(count=1)
        self.assertTrue(self.on("2027-03-15"))

    def test_while_google_changes_the_series(self):
        """It comes back beside what was kept, and the log says why."""
        self._stop()
        self.google_patch(self.ana, self.google_id, location="Hall")
        self.sync()
        told = self.last_run(self.account).line_ids.mapped("message")
        self.assertIn("It was deleted in Odoo but changed in Google; it is back in Odoo.", told)
        self.assert_same(count=9)
