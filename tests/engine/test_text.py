"""One line of text: what nobody sees of it is gone, unless its writing needs it."""

from __future__ import annotations

import unicodedata

import pytest
from google_sync.engine.text.plain import one_line, visible
from hypothesis import given
from hypothesis import strategies as st

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = BIDI + "\xad\u034f\u115f\u1160\u180e\u200b\u2060\u2063\u3164\uffa0\ufeff\U000e0001"
NEEDED = "\u180b\u200c\u200d\ufe00\ufe0e\ufe0f\U000e0041\U000e007f\U000e0100"
LETTERS = "aZ é9#\u0645\u0627\u0915\u094d\u1820\u4e00\u00a9\u2764\U0001f469\U0001f3f4\U0001f3fb"


@pytest.mark.parametrize("mark", UNSEEN)
def test_marks_and_blanks_without_width_are_taken_out(mark):
    assert one_line(f"{mark}Pay{mark}day {mark} now{mark}") == "Payday now"
    assert one_line(mark * 3) == ""


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: a joiner within a word
        "\u0647\u200d",  # an Arabic abbreviation ends in one
        "\u0915\u094d\u200d\u0937",  # Hindi
        "\u0d28\u0d4d\u200d",  # Malayalam, at the end
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",  # Sinhala
        "\u1820\u180b\u1828",  # Mongolian
        "\u845b\U000e0100\u98fe",  # a Japanese name
        "\U0001f469\u200d\u2695\ufe0f",  # a doctor
        "\U0001f469\U0001f3fd\u200d\U0001f4bb",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "\u26f9\U0001f3fb\u200d\u2640\ufe0f",
        "1\ufe0f\u20e3 \u2139\ufe0f \u00a9\ufe0f \u203c\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # Scotland
    ],
)
def test_what_writing_needs_stays(text):
    assert one_line(text) == text
    assert one_line(f"a {text} b") == f"a {text} b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay\u200cday", "payday"),
        ("pay\u200dday", "payday"),
        ("\u0645\u200c\u200c\u0627", "\u0645\u200c\u0627"),
        ("\u0645\u200c", "\u0645"),
        ("\u0645\u200c 1", "\u0645 1"),
        ("\U0001f469\u200da", "\U0001f469a"),
        ("a\ufe0fb\ufe00", "ab"),
        ("hi\U000e0069\U000e0067\U000e006e", "hi"),  # a hidden message
        ("\u4e00\U000e0100\U000e0101", "\u4e00\U000e0100"),
        ("invoice\u202egnp.exe", "invoicegnp.exe"),
    ],
)
def test_elsewhere_they_deceive(text, expected):
    assert one_line(text) == expected


mixed = st.text(st.sampled_from(UNSEEN + NEEDED + LETTERS) | st.characters(), max_size=30)


@given(mixed)
def test_the_normal_form_is_its_own(text):
    line = one_line(text)
    assert one_line(line) == line
    assert not set(line) & set(UNSEEN)


@given(mixed, st.data())
def test_what_nobody_sees_makes_no_difference(text, data):
    """Wherever it is put into a text, the two agree, so nothing is written for its sake."""
    line = one_line(text)
    place = data.draw(st.integers(0, len(line)))
    mark = data.draw(st.sampled_from(UNSEEN))
    assert one_line(line[:place] + mark + line[place:]) == line


@given(st.text(st.characters(exclude_categories=["Cf", "Cs", "Cc", "Cn"]), max_size=30))
def test_all_that_is_seen_stays(text):
    seen = [char for char in text if char not in UNSEEN and not _varies(char)]
    assert [char for char in visible(text) if not _varies(char)] == seen


def _varies(char):
    selector = unicodedata.name(char, "").startswith("VARIATION SELECTOR")
    return selector or char in "\u17b4\u17b5\u180b\u180c\u180d\u180f"
