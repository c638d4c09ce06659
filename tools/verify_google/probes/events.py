"""What Google makes of a single event that it is sent."""

from __future__ import annotations

import base64
import re
from urllib.parse import parse_qs, urlsplit

from ..calls import Json
from ..desks import NINE, TEN, timed, whole_days
from ..lab import Lab
from ..probe import probe
from ..verdicts import expect, same

LONGEST_DESCRIPTION = 8192
_LINE = "-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-"
MEET_BLOCK = f"\n\n{_LINE}\nJoin with Google Meet: https://meet.google.com/abc-defg-hij\n{_LINE}"
#: How Google shortens the ends of calendars' ids in addresses.
SHORT = {"group.calendar.google.com": "g", "gmail.com": "m"}
TWO_REMINDERS = [{"method": "popup", "minutes": 10}, {"method": "popup", "minutes": 30}]


def _minutes(event: Json) -> list[int]:
    overrides = event.get("reminders", {}).get("overrides", [])
    return sorted(each["minutes"] for each in overrides)


def _with_video(request_id: str) -> Json:
    """The fields of an event by which it asks for a Meet."""
    request = {"requestId": request_id, "conferenceSolutionKey": {"type": "hangoutsMeet"}}
    return {"conferenceData": {"createRequest": request}}


def _link_of_new(lab: Lab, fields: Json) -> tuple[str, str]:
    """Make an event that asks for a Meet.

    :return: its id, and the video link, once it is there
    """
    made = lab.calendar.insert({"conferenceDataVersion": 1}, **fields).must(200)

    def link() -> str:
        return str(lab.calendar.get(made["id"]).get("hangoutLink", ""))

    return made["id"], lab.eventually(link, "the video link")


@probe
def patch_keeps_what_it_does_not_name(lab: Lab) -> None:
    event = lab.calendar.event(location="Room 1", description="Words")
    after = lab.calendar.patch(event["id"], {"summary": "Renamed"}).must(200)
    same("location", after.get("location"), "Room 1")
    same("description", after.get("description"), "Words")


@probe
def null_takes_a_field_away(lab: Lab) -> None:
    event = lab.calendar.event(location="Room 1")
    lab.calendar.patch(event["id"], {"location": None}).must(200)
    expect("location" not in lab.calendar.get(event["id"]).body, "location", "none", "one")


@probe
def a_color_is_given_and_taken_away(lab: Lab) -> None:
    event = lab.calendar.event(colorId="11")
    same("colorId", lab.calendar.get(event["id"])["colorId"], "11")
    lab.calendar.patch(event["id"], {"colorId": None}).must(200)
    expect("colorId" not in lab.calendar.get(event["id"]).body, "colorId", "none", "one")


@probe
def patch_replaces_arrays(lab: Lab) -> None:
    reminders = {"useDefault": False, "overrides": TWO_REMINDERS}
    event = lab.calendar.event(reminders=reminders)
    after = lab.calendar.patch(event["id"], {"reminders": {"overrides": TWO_REMINDERS[:1]}})
    same("reminders", _minutes(after.must(200).body), [10])


@probe
def patch_merges_properties(lab: Lab) -> None:
    event = lab.calendar.event(extendedProperties={"private": {"a": "1", "b": "1"}})
    patch = {"extendedProperties": {"private": {"b": "2", "c": "3"}}}
    after = lab.calendar.patch(event["id"], patch).must(200)
    same("properties", after["extendedProperties"]["private"], {"a": "1", "b": "2", "c": "3"})


@probe
def null_takes_a_property_away(lab: Lab) -> None:
    event = lab.calendar.event(extendedProperties={"private": {"a": "1", "b": "1"}})
    patch = {"extendedProperties": {"private": {"b": None}}}
    after = lab.calendar.patch(event["id"], patch).must(200)
    same("properties", after["extendedProperties"]["private"], {"a": "1"})


@probe
def timed_becomes_all_day(lab: Lab) -> None:
    event = lab.calendar.event()
    patch = {
        side: {"date": day, "dateTime": None, "timeZone": None}
        for side, day in (("start", "2027-03-01"), ("end", "2027-03-02"))
    }
    after = lab.calendar.patch(event["id"], patch).must(200)
    same("start", after["start"], {"date": "2027-03-01"})
    same("end", after["end"], {"date": "2027-03-02"})


@probe
def all_day_becomes_timed(lab: Lab) -> None:
    event = lab.calendar.event(**whole_days("2027-03-01", "2027-03-02"))
    patch = {side: {"date": None, **NINE[side]} for side in ("start", "end")}
    after = lab.calendar.patch(event["id"], patch).must(200)
    same("start", after["start"].get("dateTime"), "2027-03-01T09:00:00+01:00")
    expect("date" not in after["start"], "date", "none", after["start"])


@probe
def update_drops_what_it_does_not_say(lab: Lab) -> None:
    event = lab.calendar.event(location="Room 1")
    after = lab.calendar.update(event["id"], {"summary": "Bare", **NINE}).must(200)
    expect("location" not in after.body, "location", "none", after.get("location"))


@probe
def an_empty_time_range_is_refused(lab: Lab) -> None:
    same_moment = timed("2027-03-01T09:00", "2027-03-01T09:00")
    lab.calendar.insert(**same_moment).must(400, "timeRangeEmpty")


@probe
def an_end_before_its_start_is_refused(lab: Lab) -> None:
    backwards = timed("2027-03-01T10:00", "2027-03-01T09:00")
    lab.calendar.insert(**backwards).must(400, "timeRangeEmpty")


@probe
def an_empty_range_of_days_is_refused(lab: Lab) -> None:
    lab.calendar.insert(**whole_days("2027-03-01", "2027-03-01")).must(400, "timeRangeEmpty")


@probe
def dates_and_times_do_not_mix(lab: Lab) -> None:
    mixed = {"start": {"date": "2027-03-01"}, "end": NINE["end"]}
    lab.calendar.insert(**mixed).must(400)


@probe
def long_descriptions_are_cut_or_refused(lab: Lab) -> None:
    answer = lab.calendar.insert(description="word " * 2400)
    if answer.status == 400:
        return
    kept = len(answer.must(200).get("description", ""))
    expect(kept <= LONGEST_DESCRIPTION, "description", f"≤ {LONGEST_DESCRIPTION} characters", kept)


@probe
def a_description_within_the_limit_is_kept(lab: Lab) -> None:
    words = ("word " * 1638).strip()
    made = lab.calendar.insert(description=words).must(200)
    same("length of the description", len(made["description"]), len(words))


@probe
def a_meet_block_is_removed(lab: Lab) -> None:
    made = lab.calendar.insert(description=f"Our words{MEET_BLOCK}").must(200)
    kept = made.get("description", "")
    expect("-::~:~::" not in kept, "description", "without the block", kept)
    expect("Our words" in kept, "description", "Our words", kept)


@probe
def html_of_a_description_is_kept(lab: Lab) -> None:
    words = "<b>Bold</b> and <i>italic</i><br><ul><li>one</li></ul>"
    made = lab.calendar.insert(description=words).must(200)
    same("description", made["description"], words)


@probe
def a_new_zone_name_is_taken(lab: Lab) -> None:
    made = lab.calendar.insert(**timed("2027-03-01T09:00", "2027-03-01T10:00", "Europe/Kyiv"))
    same("zone", made.must(200)["start"].get("timeZone"), "Europe/Kyiv")


@probe
def an_old_zone_name_is_taken(lab: Lab) -> None:
    made = lab.calendar.insert(**timed("2027-03-01T09:00", "2027-03-01T10:00", "Europe/Kiev"))
    same("zone", made.must(200)["start"].get("timeZone"), "Europe/Kiev")


@probe
def an_unknown_zone_is_refused(lab: Lab) -> None:
    when = timed("2027-03-01T09:00", "2027-03-01T10:00", "Nowhere/Nothing")
    lab.calendar.insert(**when).must(400)


@probe
def times_are_shown_in_the_calendars_zone(lab: Lab) -> None:
    made = lab.calendar.insert(**timed("2027-03-01T09:00", "2027-03-01T10:00", "America/New_York"))
    same("start", made.must(200)["start"]["dateTime"], "2027-03-01T15:00:00+01:00")
    same("zone", made["start"].get("timeZone"), "America/New_York")


@probe
def a_time_without_zone_takes_the_calendars(lab: Lab) -> None:
    when = {
        side: {"dateTime": f"2027-03-01T{hour}:00:00+01:00"}
        for side, hour in (("start", "09"), ("end", "10"))
    }
    made = lab.calendar.insert(**when).must(200)
    same("start", made["start"]["dateTime"], "2027-03-01T09:00:00+01:00")
    same("zone", made["start"].get("timeZone"), "Europe/Brussels")


@probe
def long_property_names_vanish(lab: Lab) -> None:
    made = lab.calendar.insert(extendedProperties={"private": {"k" * 45: "1", "k" * 44: "1"}})
    same("properties", made.must(200)["extendedProperties"]["private"], {"k" * 44: "1"})


@probe
def long_property_values_are_cut(lab: Lab) -> None:
    made = lab.calendar.insert(extendedProperties={"private": {"k": "v" * 1100}}).must(200)
    same("length", len(made["extendedProperties"]["private"]["k"]), 1024)


@probe
def five_reminders_are_the_most(lab: Lab) -> None:
    six = [{"method": "popup", "minutes": 10 * number} for number in range(1, 7)]
    lab.calendar.insert(reminders={"useDefault": False, "overrides": six}).must(400)
    lab.calendar.insert(reminders={"useDefault": False, "overrides": six[1:]}).must(200)


@probe
def reminders_end_at_four_weeks(lab: Lab) -> None:
    for minutes, status in ((40320, 200), (40321, 400)):
        one = [{"method": "popup", "minutes": minutes}]
        lab.calendar.insert(reminders={"useDefault": False, "overrides": one}).must(status)


@probe
def default_and_own_reminders_exclude_each_other(lab: Lab) -> None:
    both = {"useDefault": True, "overrides": TWO_REMINDERS}
    lab.calendar.insert(reminders=both).must(400, "cannotUseDefaultRemindersAndSpecifyOverride")


@probe
def reminders_do_not_count_for_updated(lab: Lab) -> None:
    event = lab.calendar.event()
    reminders = {"useDefault": False, "overrides": TWO_REMINDERS}
    after = lab.calendar.patch(event["id"], {"reminders": reminders}).must(200)
    same("updated", after["updated"], event["updated"])
    expect(after["etag"] != event["etag"], "etag", "another one", after["etag"])


@probe
def usual_values_are_left_out(lab: Lab) -> None:
    made = lab.calendar.insert(transparency="opaque", visibility="default").must(200)
    read = lab.calendar.get(made["id"])
    same("transparency", read.get("transparency", "opaque"), "opaque")
    same("visibility", read.get("visibility", "default"), "default")


@probe
def confidential_stays_confidential(lab: Lab) -> None:
    made = lab.calendar.insert(visibility="confidential").must(200)
    expect(
        made.get("visibility") in ("confidential", "private"), "visibility",
        "confidential or private", made.get("visibility"),
    )  # fmt: skip


@probe
def a_new_time_raises_the_sequence(lab: Lab) -> None:
    event = lab.calendar.event()
    after = lab.calendar.patch(event["id"], TEN).must(200)
    expect(after["sequence"] > event["sequence"], "sequence", "a higher one", after["sequence"])


@probe
def a_meeting_asks_for_its_video(lab: Lab) -> None:
    _made, found = _link_of_new(lab, _with_video("verify-1"))
    expect(bool(re.match(r"https://meet\.google\.com/", found)), "link", "of Meet", found)


@probe
def a_second_request_with_the_same_id_changes_nothing(lab: Lab) -> None:
    fields = _with_video("verify-4")
    made, before = _link_of_new(lab, fields)
    lab.calendar.patch(made, fields, conferenceDataVersion=1).must(200)
    same("link", lab.calendar.get(made).get("hangoutLink"), before)


@probe
def a_video_needs_its_version(lab: Lab) -> None:
    made = lab.calendar.insert(**_with_video("verify-2")).must(200)
    expect("conferenceData" not in made.body, "conference", "none", made.get("conferenceData"))


@probe
def a_source_needs_an_address(lab: Lab) -> None:
    source = {"url": "https://odoo.example/odoo/calendar/1", "title": "Odoo"}
    made = lab.calendar.insert(source=source).must(200)
    same("source", made["source"], source)


@probe
def a_link_names_event_and_calendar(lab: Lab) -> None:
    event = lab.calendar.event()
    [code] = parse_qs(urlsplit(event["htmlLink"]).query)["eid"]
    named = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)).decode()
    name, _at, domain = lab.calendar.id.rpartition("@")
    known = {f"{event['id']} {lab.calendar.id}", f"{event['id']} {name}@{SHORT.get(domain)}"}
    expect(named in known, "eid", "event and calendar", named)


@probe
def a_video_has_its_address_twice(lab: Lab) -> None:
    made = lab.calendar.insert({"conferenceDataVersion": 1}, **_with_video("verify-3")).must(200)

    def points() -> list[Json]:
        conference = lab.calendar.get(made["id"]).get("conferenceData", {})
        return [each for each in conference.get("entryPoints", ())
                if each.get("entryPointType") == "video"]  # fmt: skip

    [point] = lab.eventually(points, "the video's address")
    same("address", point["uri"], lab.calendar.get(made["id"])["hangoutLink"])


@probe
def a_change_keeps_the_video(lab: Lab) -> None:
    made, before = _link_of_new(lab, _with_video("verify-4"))
    lab.calendar.patch(made, {"summary": "Renamed"}).must(200)
    same("link", lab.calendar.get(made).get("hangoutLink"), before)


@probe
def created_stays(lab: Lab) -> None:
    event = lab.calendar.event()
    after = lab.calendar.patch(event["id"], {"summary": "Renamed"}).must(200)
    same("created", after["created"], event["created"])
    expect(after["updated"] > event["updated"], "updated", "a later moment", after["updated"])


@probe
def an_event_is_of_the_usual_type(lab: Lab) -> None:
    event = lab.calendar.insert().must(200)
    same("type", event.get("eventType", "default"), "default")
    same("organizer", event["organizer"].get("email"), lab.calendar.id)
    same("organizer is the calendar's own", event["organizer"].get("self"), True)


@probe
def a_second_calendar_has_no_out_of_office(lab: Lab) -> None:
    lab.calendar.insert(eventType="outOfOffice", outOfOfficeProperties={}).must(400)
