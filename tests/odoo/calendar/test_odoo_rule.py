"""Any rule that Odoo accepts is said to Google such that both show the same occurrences."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from odoo.tests import TransactionCase, new_test_user, tagged

from ....engine.events.occurrences import occurrence
from ....engine.events.recurrence import original_starts, read_lines, write_lines
from ....sync.odoo import odoo_rule
from ....sync.odoo.original_starts import LAST_YEAR, is_date
from ....sync.odoo.schedule import Schedule
from ....sync.store.refs import SERIES, RecordRef

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIRST = date(2027, 1, 1)

#: When a series begins: on any day of two years, at any quarter of an hour of the day.
_starts = st.builds(
    lambda day, quarter: (
        datetime.combine(_FIRST, datetime.min.time()) + timedelta(days=day, minutes=15 * quarter)
    ),
    st.integers(0, 730),
    st.integers(0, 95),
)
_ends = st.one_of(
    st.fixed_dictionaries({"end_type": st.just("count"), "count": st.integers(1, 30)}),
    st.fixed_dictionaries({"end_type": st.just("end_date"), "days": st.integers(0, 300)}),
)
_rules = st.one_of(
    st.fixed_dictionaries({"rrule_type": st.just("daily")}),
    st.fixed_dictionaries(
        {"rrule_type": st.just("weekly"), "weekdays": st.sets(st.sampled_from(_DAYS), min_size=1)}
    ),
    st.fixed_dictionaries(
        {
            "rrule_type": st.just("monthly"),
            "month_by": st.just("date"),
            "day": st.integers(1, 31),
        }
    ),
    st.fixed_dictionaries(
        {
            "rrule_type": st.just("monthly"),
            "month_by": st.just("day"),
            "byday": st.sampled_from(("1", "2", "3", "4", "-1")),
            "weekday": st.sampled_from(("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")),
        }
    ),
    st.fixed_dictionaries({"rrule_type": st.just("yearly")}),
)
_zones = st.sampled_from(
    ("Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
)


@tagged("post_install", "-at_install")
class TestOdooRule(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ana = new_test_user(cls.env, "ana", tz="Europe/Paris")

    @settings(
        max_examples=100,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @example(
        {"rrule_type": "daily"},
        {"end_type": "count", "count": 2},
        1,
        datetime.fromisoformat("2027-11-06 05:00"),
        "America/New_York",
        False,
    )
    @given(_rules, _ends, st.integers(1, 3), _starts, _zones, st.booleans())
    def test_what_odoo_shows_is_what_its_rule_gives(self, rule, end, interval, start, zone, allday):
        series = self._series(rule, end, interval, start, zone, allday)
        if not series:
            return  # Odoo archives a first event that its own rule does not give
        state = Schedule(self.env, self.ana).read({RecordRef(SERIES, series.id)})[0][
            RecordRef(SERIES, series.id)
        ]
        when = state.item.when
        # Later ones are not compared: see LAST_YEAR.
        ruled = [
            original_start
            for original_start in original_starts(when)
            if original_start.year <= LAST_YEAR
        ]
        shown = [
            _field(original_start)
            for original_start in ruled
            if occurrence(state.item, original_start)
        ]
        starts = [event.start_date if allday else event.start for event in _events(series)]
        self.assertEqual(shown, [start for start in starts if start.year <= LAST_YEAR])
        # Which of two equal times on the clock is meant, Odoo decides in its own way.
        self.assertFalse(
            [
                original_start
                for original_start in when.extra
                if not _comes_twice(original_start, zone)
            ]
        )
        usual = [
            original_start for original_start in ruled if not _comes_twice(original_start, zone)
        ]
        taken = [
            original_start for original_start in usual if occurrence(state.item, original_start)
        ]
        # It makes too few where a count begins in a week, or month, that is over.
        self.assertEqual(usual[: len(taken)], taken)
        self.assertTrue(usual == taken or series.end_type == "count")
        self.assertEqual(read_lines(write_lines(when), when.first, when.zone)[0], when)
        values = odoo_rule.values(when, "SU")
        again, _without = read_lines([odoo_rule.line(values, "SU")], when.first, when.zone)
        self.assertEqual(again, replace(when, extra=()))

    def _series(self, rule, end, interval, start, zone, allday):
        values = dict(rule)
        values.update(dict.fromkeys(values.pop("weekdays", ()), True))
        if "days" in end:
            end = {"end_type": "end_date", "until": start.date() + timedelta(days=end["days"])}
        if allday:
            start = start.replace(hour=8, minute=0)
        event = (
            self.env["calendar.event"]
            .with_user(self.ana)
            .create(
                {
                    "name": "Yoga",
                    "start": start,
                    "stop": start + timedelta(hours=10 if allday else 1),
                    "allday": allday,
                    "recurrency": True,
                    "interval": interval,
                    "event_tz": zone,
                    **values,
                    **end,
                }
            )
        )
        self.env.flush_all()
        series = self.env["calendar.recurrence"].search([], order="id desc", limit=1)
        return series if series and _events(series) and event else None


def _events(series):
    return series.calendar_event_ids.filtered("active").sorted("start")


def _field(original_start):
    """An original start as Odoo's fields have it."""
    return (
        original_start.astimezone(timezone.utc).replace(tzinfo=None)
        if hasattr(original_start, "hour")
        else original_start
    )


def _comes_twice(original_start, zone):
    """Whether the clock shows the time of an original start once more, an hour earlier or later."""
    if is_date(original_start):
        return False
    local = original_start.astimezone(ZoneInfo(zone))
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
