"""Two spellings of one number are equal, and what is no number stays as it is."""

from __future__ import annotations

import pytest
from contact_strategies import REGIONS, phones
from google_sync.engine.contacts.phone import normal, shown
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        ("+33 1 23 45 67 89", "", "+33123456789"),
        ("01 23 45 67 89", "FR", "+33123456789"),
        ("0033 1 23 45 67 89", "DE", "+33123456789"),
        ("(0)30 / 901820", "DE", "+4930901820"),
        ("(212) 736-5000", "US", "+12127365000"),
        ("+1 212-736-5000 ext. 12", "", "+12127365000;ext=12"),
        ("\u202a+33 1 23 45 67 89\u202c", "", "+33123456789"),
        ("٠١٢٣٤٥٦٧٨٩", "FR", "+33123456789"),
        ("  call   Bob ", "FR", "call Bob"),
        ("+33 1 23 45 67 89 (after six)", "FR", "+33 1 23 45 67 89 (after six)"),
        ("01 23 45 67 89 / 06 12 34 56 78", "FR", "01 23 45 67 89 / 06 12 34 56 78"),
        ("555-0100", "US", "555-0100"),
        ("01 23 45 67 89", "", "01 23 45 67 89"),
        ("112", "FR", "112"),
        (None, "FR", ""),
    ],
)
def test_numbers_have_one_form(text, region, expected):
    assert normal(text, region) == expected


def test_people_read_a_number_with_blanks():
    assert shown("+33123456789") == "+33 1 23 45 67 89"
    assert shown("call Bob") == "call Bob"
    assert shown("") == ""


@given(phones, st.sampled_from(["", *REGIONS]), st.sampled_from(["", *REGIONS]))
def test_whatever_is_shown_is_read_as_the_same_number(text, region, other):
    number = normal(text, region)
    assert normal(number, region) == number
    if number.startswith("+"):
        assert normal(shown(number), other) == number
    else:
        assert normal(shown(number), region) == number
