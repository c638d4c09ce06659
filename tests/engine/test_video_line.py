"""Which text is the address of a video conference, and where it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
import strategies
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.plan import plan
from google_sync.engine.events.item import EventItem
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.video_line import (
    as_text,
    join_description,
    split_description,
    web_link,
)
from google_sync.engine.text.rich import normalize, normalize_google
from hypothesis import given
from hypothesis import strategies as st
from world_state import ONCE

ROOM = "https://video.example/room?a=1&b=2#c"


@pytest.mark.parametrize(
    "link",
    [
        ROOM,
        "https://video.example:8443/r",
        "http://localhost:8069/calendar/join_videocall/ab-12",
        "http://127.0.0.1:8069/r",
        "https://video.example",
        "https://xn--mnchen-3ya.example/r",
        "https://video.example/r?name=a%20b",
    ],
)
def test_an_address_of_the_web(link):
    assert web_link(link) == web_link(f" {link} ") == link


def test_letters_of_all_scripts_are_written_as_google_keeps_them():
    assert web_link("https://video.example/ü") == "https://video.example/%C3%BC"


@pytest.mark.parametrize(
    "text",
    [
        'https://x.example/" onmouseover="alert(1)',
        "https://x.example/' onmouseover='alert(1)",
        "https://x.example/><script>alert(1)</script>",
        "https://x.example/a\r\nBcc: b@x.example",
        "https://x.example/a\nb",
        "https://x.example/a\tb",
        "https://x.example/a b",
        "https://x.example/\x00",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//x.example/r",
        "x.example/r",
        "https:x.example",
        "https:///r",
        "https://",
        "https:\\\\x.example\\r",
        "https://x.example\\@y.example/",
        "https://meet.google.com@x.example/r",
        "https://user:word@x.example/r",
        "https://meet.google.com%40x.example/r",
        "https://x.example:port/r",
        "https://x.example:99999999/r",
        "https://[::1/r",
        "https://-x-/r",
        "https://x..example/r",
        "https://x.example/\u202egnp.exe",
        "https://x.example/\u200bb",
        "https://x.example/" + "a" * 3000,
        "https://x.example/?next=javascript:alert(1)",
        "Room 5",
        "",
        None,
        7,
        ["https://x.example"],
    ],
)
def test_what_is_none(text):
    assert web_link(text) == ""
    if isinstance(text, str):
        line = normalize_google(f"Text<br>🎥 {text}")
        found = split_description(line)[1]
        assert not found or web_link(found) == found


@given(st.text(max_size=40) | st.text(max_size=40).map("https://{}".format))
def test_an_address_is_its_own_normal_form_and_survives_google(text):
    link = web_link(text)
    assert web_link(link) == link
    if link:
        joined = join_description("Words", link)
        assert split_description(normalize_google(joined)) == ("Words", link)
        assert normalize(joined) == joined
        assert not set(link) & set("\"'<> \\@\r\n")


# -- whose line it is

VISIT = EventItem("Visit", ONCE, "Words", video=ROOM)


def decide(role, odoo, base):
    link = Link(1, "g", base, "etag", role)
    ours, theirs = {1: OdooState(odoo, role)}, {"g": GoogleState(VISIT, "etag2", role)}
    (decision,) = plan([link], ours, theirs, EventPolicy()).decisions
    return decision


def test_a_strangers_line_is_text():
    line = as_text(VISIT)
    assert line.video == "" and line.description.startswith("Words<br>🎥 <a href=")
    decision = decide(Role.EXTERNAL, replace(VISIT, description="", video=""), None)
    assert decision.agreed == line
    assert decision.google is None
    # What was taken for a button before is one no more, and then nothing is left to do.
    assert decide(Role.EXTERNAL, VISIT, VISIT).odoo.after == line
    settled = decide(Role.EXTERNAL, line, line)
    assert settled.odoo is settled.google is None


def test_ones_own_line_is_a_link():
    for role in (Role.ORGANIZER, Role.INVITED):
        settled = decide(role, VISIT, VISIT)
        assert settled.odoo is settled.google is None


@given(strategies.items)
def test_as_text_it_stays_text(item):
    assert as_text(as_text(item)) == as_text(item)
