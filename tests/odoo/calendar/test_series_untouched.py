from odoo.tests import tagged

from ...series_case import AdverseCase

PARIS = "TZID=Europe/Paris"
DAYS = {"start": {"date": "2027-03-01"}, "end": {"date": "2027-03-02"}}

#: Series as other programs leave them with Google, which begin on Monday, 1 March, at ten.
LINES = {
    "another time on a day of the rule": [
        "RRULE:FREQ=WEEKLY;COUNT=3",
        f"RDATE;{PARIS}:20270308T150000",
    ],
    "an occurrence of the rule": ["RRULE:FREQ=WEEKLY;COUNT=3", f"RDATE;{PARIS}:20270308T100000"],
    "a day of the rule after its end": [
        "RRULE:FREQ=WEEKLY;UNTIL=20270315T090000Z",
        f"RDATE;{PARIS}:20270405T100000",
    ],
    "a date that is taken out again": [
        "RRULE:FREQ=WEEKLY;COUNT=3",
        f"RDATE;{PARIS}:20270310T100000",
        f"EXDATE;{PARIS}:20270310T100000",
    ],
    "a date taken out after the end": [
        "RRULE:FREQ=WEEKLY;UNTIL=20270315T090000Z",
        f"RDATE;{PARIS}:20270405T100000,20270406T100000",
        f"EXDATE;{PARIS}:20270405T100000",
    ],
    "dates among whole days": [
        "RRULE:FREQ=DAILY;COUNT=5",
        "RDATE;VALUE=DATE:20270310,20270312",
        "EXDATE;VALUE=DATE:20270303,20270310",
    ],
    "a start that the rule does not give": ["RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=3"],
    "such a start that is taken out": [
        "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=3",
        f"EXDATE;{PARIS}:20270301T100000",
    ],
    "a first occurrence that is taken out": [
        "RRULE:FREQ=WEEKLY;COUNT=3",
        f"EXDATE;{PARIS}:20270301T100000",
    ],
}


@tagged("post_install", "-at_install")
class TestSeriesUntouched(AdverseCase):
    """What another program has said of a series in its own words stays as it is in Google."""

    def _import(self, name):
        whole_days = DAYS if name == "dates among whole days" else {}
        self.google_series(LINES[name], summary=name, **whole_days)
        (before,) = (event for event in self.masters().values() if event["summary"] == name)
        self.settle()
        self.assertEqual(self.masters()[name]["etag"], before["etag"], name)
        self.assertEqual(self.shown_in_odoo(), self.shown_in_google(), name)

    def test_it_is_read_and_not_rewritten(self):
        for name in LINES:
            with self.subTest(name):
                self._import(name)

    def test_who_edits_one_occurrence_rewrites_no_rule(self):
        for name in LINES:
            with self.subTest(name):
                self._import(name)
                before = self.masters()[name]["recurrence"]
                event = self.mine(name)[1].with_user(self.ana)
                event.write({"location": "Hall", "recurrence_update": "self_only"})
                self.settle()
                self.assertEqual(self.masters()[name]["recurrence"], before)
                self.assertEqual(self.shown_in_odoo(), self.shown_in_google())

    def test_of_a_rule_that_ends_before_it_begins_the_start_is_left(self):
        self.google_series("RRULE:FREQ=WEEKLY;UNTIL=20270101T000000Z")
        self.sync()
        self.sync()
        self.assertEqual(list(self.shown_in_odoo().values()), [1])
