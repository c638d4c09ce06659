"""What Hypothesis draws: texts and HTML as anybody may write them, items, states and policies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from google_sync.engine.core.item import ItemError, field_names
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.events.guests import in_order
from google_sync.engine.events.item import AllDay, EventItem, Guest, Reminder, Repeating, Timed
from google_sync.engine.events.occurrences import follow, template, with_occurrences
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.recurrence import original_starts, read_lines
from hypothesis import assume
from hypothesis import strategies as st

#: Any string at all, and the characters that tend to break things more often than by chance.
awkward_text = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("ab <>&\"'=/-!\n\r\t\f\v\0\x01\x1c\x7f\x85\xa0\u2028\ufeff\ufffe\ud800"),
    ),
    max_size=40,
)

_SHOWN = ["b", "i", "u", "a", "strong", "em", "ins", "s", "span", "font", "x-y", "o:p", "img"]
_SHOWN += ["p", "div", "h1", "br", "hr", "ul", "ol", "li", "table", "tr", "td", "th", "pre"]
_SHOWN += ["blockquote", "body", "html", "form", "input"]
_HIDDEN = ["script", "style", "title", "template", "svg", "textarea", "head", "select", "option"]
_TAGS = _SHOWN + _HIDDEN
_HREFS = (
    "https://example.com/?a=1&b=2",
    "http://example.com/ü [x]$",
    "mailto:ann@example.com",
    "tel:+41 44",
    "javascript:alert(1)",
    "https://example.com/?javascript%3Aalert(1)",
    " https://example.com/a\nb ",
    "/web#id=1",
    "https:",
    "",
)
_ENTITIES = ["&amp;", "&lt;", "&gt;", "&nbsp;", "&quot;", "&lt", "&bogus;", "&"]
_ENTITIES += ["&#0;", "&#1;", "&#128;", "&#xd800;"]

_opening = st.one_of(
    st.sampled_from(_TAGS).map("<{}>".format),
    st.sampled_from(_HREFS).map('<a href="{}" class="x">'.format),
    st.sampled_from(_TAGS).map('<{} style="color: red" data-oe-id="7" title="a>b">'.format),
)
_closing = st.sampled_from(_TAGS).map("</{}>".format)
_odd = st.sampled_from(
    ["<!-- x -->", "<!--", "<!doctype html>", "<?php x ?>", "<ann@example.com>", "<br/>", "<b", "<"]
)
_words = st.sampled_from(["word", "two words", " ", "\n", "--", ">", "x", "é", "𝄞"])

#: Tag soup: any order of opening and closing tags, words, entities and things that are no HTML.
html = st.lists(
    st.one_of(_opening, _closing, _words, st.sampled_from(_ENTITIES), _odd, awkward_text),
    max_size=25,
).map("".join)

#: Pieces of tag soup without any element whose content nobody sees.
readable_html = st.lists(
    st.one_of(
        st.sampled_from(_SHOWN).map("<{}>".format),
        st.sampled_from(_SHOWN).map("</{}>".format),
        st.sampled_from(["word", "more", " ", "é"]),
    ),
    max_size=25,
)


_FIRST = datetime(1000, 1, 1, tzinfo=timezone.utc)
_moments = st.integers(0, 8998 * 365 * 86_400).map(lambda s: _FIRST + timedelta(seconds=s))
_timed = st.builds(
    lambda start, seconds: Timed(start, start + timedelta(seconds=seconds)),
    _moments,
    st.integers(0, 86_400),
)
_all_day = st.builds(
    lambda start, days: AllDay(start, start + timedelta(days=days)),
    st.dates(date(1000, 1, 1), date(9998, 12, 1)),
    st.integers(1, 30),
)
spans = _timed | _all_day

#: Few values for each field, so that two items often agree in some fields and differ in others.
_DAY = date(2026, 3, 2)
_NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
_HOUR = Timed(_NOON, _NOON + timedelta(hours=1))
_WHOLE_DAY = AllDay(_DAY, _DAY + timedelta(days=1))
_singles = [_HOUR, Timed(_NOON, _NOON), _WHOLE_DAY]
_series = [
    read_lines([f"RRULE:FREQ=DAILY;COUNT={count}"], first, "Europe/Paris")[0]
    for count in (2, 3)
    for first in _singles
]


def _items_at(whens):
    return st.builds(
        EventItem,
        title=st.sampled_from(["", "Visit", "Lunch"]),
        when=st.sampled_from(whens),
        description=st.sampled_from(["", "<b>a</b>"]),
        contact_details=st.sampled_from(["", "Ann"]),
        location=st.sampled_from(["", "Bern"]),
        visibility=st.sampled_from(["default", "public", "private"]),
        busy=st.booleans(),
        own_response=st.sampled_from(["needsAction", "tentative", "accepted"]),
        reminders=st.sampled_from([(), (Reminder(10, "popup"),), (Reminder(5, "email"),)]),
        meet=st.booleans(),
    )


_single_items, _plain_items = _items_at(_singles), _items_at(_singles + _series)


@st.composite
def _edited_fields(draw, item, others):
    """The item with up to two fields changed, perhaps to what they were."""
    other = draw(others)
    names = [name for name in field_names(item) if name != "exceptions"]
    changed = draw(st.sets(st.sampled_from(names), max_size=2))
    return follow(item, replace(item, **{name: getattr(other, name) for name in changed}))


@st.composite
def _edited_occurrences(draw, item):
    """A series with up to two occurrences changed, cancelled or as the series has them."""
    exceptions = dict(item.exceptions)
    for original_start in draw(
        st.sets(st.sampled_from(list(original_starts(item.when))), max_size=2)
    ):
        usual = template(item, original_start)
        exceptions[original_start] = draw(
            st.none() | st.just(usual) | _edited_fields(usual, _single_items)
        )
    return with_occurrences(item, exceptions)


@st.composite
def _edited(draw, item):
    """The item after a person worked on it."""
    item = draw(_edited_fields(item, _plain_items))
    if isinstance(item.when, Repeating) and draw(st.booleans()):
        item = draw(_edited_occurrences(item))
    return item


items = _plain_items.flatmap(_edited)


@st.composite
def _versions(draw):
    """A series, and what two people made of it at the same time."""
    series = draw(_items_at(_series))
    base = draw(_edited_occurrences(series))
    return base, draw(_edited(base)), draw(_edited(base))


versions = _versions()
#: Few people, so that both sides often have the same ones.
guests = st.lists(
    st.builds(
        Guest,
        email=st.sampled_from(["ann@example.com", "bob@example.com", "room@example.com"]),
        answer=st.sampled_from(["needsAction", "declined", "tentative", "accepted"]),
        name=st.sampled_from(["", "Somebody"]),
        resource=st.booleans(),
    ),
    max_size=4,
).map(in_order)
any_items = st.builds(
    EventItem,
    title=st.text(),
    when=spans,
    description=st.text(),
    location=st.text(),
    visibility=st.sampled_from(["default", "public", "private"]),
    busy=st.booleans(),
    own_response=st.sampled_from(["needsAction", "tentative", "accepted"]),
    reminders=st.lists(
        st.builds(Reminder, st.integers(0, 40320), st.sampled_from(["popup", "email"]))
    ).map(tuple),
    guests=guests,
)

#: Those of the user in a meeting.
MEETING_ROLES = (Role.ORGANIZER, Role.INVITED, Role.EXTERNAL, Role.KEPT)
roles = st.sampled_from(MEETING_ROLES)
_clocks = st.none() | st.integers(0, 3).map(lambda hours: _NOON + timedelta(hours=hours))
policies = st.builds(
    EventPolicy,
    prefer=st.sampled_from(["newest", "odoo", "google"]),
    imports=st.booleans(),
    import_tentative=st.booleans(),
    populate_odoo=st.booleans(),
    known_since=_clocks,
    window=st.none() | st.just((_NOON, _NOON + timedelta(days=365))),
)


any_base = st.none() | items


@st.composite
def cases(draw, bases=any_base, roles=roles):
    """A link, what a run may know of its record on each side, and the user's settings.

    The link is at one of the stages of its life: agreed, sleeping or unconfirmed. One of the
    sides may not be mentioned.
    """
    base = draw(bases)
    etag = "etag" if base else draw(st.sampled_from(["etag", None]))
    link = Link(1, "g", base, etag, draw(roles))
    item = _edited(base or draw(items)) | st.none()
    ours = OdooState(draw(item), draw(roles), draw(_clocks), draw(st.booleans()))
    if ours.item:
        ours = replace(ours, exists=True)
    theirs = GoogleState(draw(item), "etag2", draw(roles), draw(_clocks))
    mentioned = draw(st.sampled_from(["both", "odoo", "google"]))
    ours, theirs = ours if mentioned != "google" else None, theirs if mentioned != "odoo" else None
    return link, ours, theirs, draw(policies)


own_cases = cases(bases=items, roles=st.just(Role.ORGANIZER))


# -- series

_ZONES = ("Europe/Paris", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "UTC")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_numbers = {
    "BYMONTH": st.integers(1, 12),
    "BYMONTHDAY": st.integers(1, 31) | st.integers(-31, -1),
    "BYYEARDAY": st.integers(1, 366) | st.integers(-366, -1),
    "BYWEEKNO": st.integers(1, 53) | st.just(-1),
    "BYSETPOS": st.integers(1, 4) | st.integers(-3, -1),
    "BYHOUR": st.sampled_from([0, 2, 9, 15, 23]),
    "BYMINUTE": st.sampled_from([0, 30, 45]),
}
#: Which parts a frequency may have. ``dateutil`` and the RFC disagree about BYSETPOS in the first
#: week, so the series that are compared with it do without.
_parts = {
    "DAILY": ("BYMONTH", "BYMONTHDAY", "BYDAY"),
    "WEEKLY": ("BYMONTH", "BYDAY"),
    "MONTHLY": ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"),
    "YEARLY": ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"),
}
_parts_with_times = {
    **{name: (*parts, "BYHOUR", "BYMINUTE") for name, parts in _parts.items()},
    "HOURLY": ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYHOUR", "BYMINUTE"),
    "MINUTELY": (),
}


@st.composite
def _by_day(draw, frequency, with_weeks):
    """A value for BYDAY: all with a number or none, for ``dateutil`` wants both at once."""
    numbers = ["", "1", "+2", "-1"] if frequency in ("MONTHLY", "YEARLY") else [""]
    numbered = draw(st.booleans()) and not with_weeks
    number = st.sampled_from(numbers[1:] if numbered and numbers[1:] else [""])
    weekdays = draw(st.lists(st.sampled_from(_WEEKDAYS), min_size=1, max_size=4))
    return ",".join(draw(number) + weekday for weekday in weekdays)


@st.composite
def _rules(draw, start, known):
    """The value of a RRULE for a local start, its parts in any order.

    :param known: which parts a frequency may have
    """
    frequency = draw(st.sampled_from(sorted(known)))
    parts = {}
    for name in draw(st.sets(st.sampled_from(known[frequency] or [""]), max_size=2)) - {""}:
        if name in _numbers:
            numbers = draw(st.lists(_numbers[name], min_size=1, max_size=3))
            parts[name] = ",".join(map(str, numbers))
    if "BYWEEKNO" in parts or ("BYDAY" in known[frequency] and draw(st.booleans())):
        parts["BYDAY"] = draw(_by_day(frequency, "BYWEEKNO" in parts))
    if "BYSETPOS" in parts and len(parts) == 1:
        del parts["BYSETPOS"]  # it chooses among what other parts give
    parts["FREQ"] = frequency
    if draw(st.booleans()):
        parts["INTERVAL"] = str(draw(st.integers(1, 3)))
    if draw(st.booleans()):
        parts["WKST"] = draw(st.sampled_from(_WEEKDAYS))
    end = draw(st.sampled_from(["COUNT", "UNTIL", ""] if frequency != "MINUTELY" else ["COUNT"]))
    if end == "COUNT":
        parts["COUNT"] = str(draw(st.integers(1, 60)))
    elif end == "UNTIL":
        parts["UNTIL"] = draw(_later(start))
    return ";".join(f"{name}={parts[name]}" for name in draw(st.permutations(sorted(parts))))


def _later(start):
    """The text of a day after the start, or of its local time on that day."""
    form = "%Y%m%dT%H%M%S" if isinstance(start, datetime) else "%Y%m%d"
    return st.integers(1, 800).map(lambda days: (start + timedelta(days=days)).strftime(form))


@st.composite
def _repetitions(draw):
    """The lines of a series that has an occurrence, its first span and its zone."""
    zone = draw(st.sampled_from(_ZONES))
    day = draw(st.dates(date(2024, 1, 1), date(2029, 12, 31)))
    if draw(st.booleans()):
        start, zone = day, ""
        first = AllDay(day, day + timedelta(days=draw(st.integers(1, 3))))
    else:
        minutes = draw(st.sampled_from([0, 90, 150, 540, 1410]))
        start = datetime.combine(day, time()) + timedelta(minutes=minutes)
        instant = start.replace(tzinfo=ZoneInfo(zone)).astimezone(timezone.utc)
        assume(instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == start)
        first = Timed(instant, instant + timedelta(minutes=draw(st.integers(0, 3000))))
    with_times = bool(zone) and draw(st.booleans())
    rules = _rules(start, _parts_with_times if with_times else _parts)
    lines = [f"RRULE:{draw(rules)}" for _ in range(draw(st.integers(1, 2)))]
    if not with_times and draw(st.booleans()):
        lines.append(f"EXRULE:{draw(rules)}")
    for name in draw(st.sets(st.sampled_from(["RDATE", "EXDATE"]))):
        lines.append(f"{name}:{draw(_later(start))}")
    try:
        read_lines(lines, first, zone)
    except ItemError:
        assume(False)
    return lines, first, zone


repetitions = _repetitions()
