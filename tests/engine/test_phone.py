"""Two spellings of one number are equal, and what is no number stays as it is."""

from __future__ import annotations

import tracemalloc

import pytest
from contact_strategies import REGIONS, phones
from google_sync.engine.contacts.phone import NO_PHONE, Phone, normal, read, shown
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


# -- what people wrote -----------------------------------------------------------------------------


def test_two_spellings_of_a_number_are_equal_and_a_number_is_shown_as_it_is_spelled():
    local, abroad = read("030 901820", "DE"), read("+49 30 90-18-20", "US")
    assert local == abroad
    assert (str(local), str(abroad)) == ("030 901820", "+49 30 90-18-20")
    assert not read(" ", "DE")


@given(phones, st.sampled_from(["", *REGIONS]), st.sampled_from(["", *REGIONS]))
def test_a_number_is_written_so_that_it_is_read_again(text, region, other):
    """As it is spelled, where that says the same there."""
    phone = read(text, region)
    written = phone.written(other)
    assert read(written, other).as_agreed(phone) == phone
    if normal(str(phone), other) == phone.number:
        assert written == str(phone)


@given(phones, phones, st.lists(st.sampled_from(["", *REGIONS]), min_size=4, max_size=4))
def test_what_was_agreed_on_means_the_same_in_all_countries(one, other, regions):
    """Whatever the countries are in which each side reads its spelling now."""
    agreed = Phone(normal(one, regions[0]), ()).also(read(one, regions[0])).also(read(other, ""))
    for text in filter(None, (str(read(one, "")), str(read(other, "")))):
        for region in regions:
            assert read(text, region).as_agreed(agreed) == agreed


def test_a_new_spelling_is_a_new_number():
    agreed = read("030 901820", "DE")
    assert read("030 901821", "DE").as_agreed(agreed) != agreed
    assert NO_PHONE.as_agreed(agreed) == NO_PHONE


def test_what_is_too_long_for_a_number_is_not_remembered():
    """Whoever can be a contact writes as much as they like where their number belongs."""
    tracemalloc.start()
    try:
        for number in range(20):
            assert normal(f"{number} " + "1 " * 50_000, "CH").startswith(f"{number} 1 1")
        kept, _most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 1_000_000
