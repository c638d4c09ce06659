"""Countries and states are found by any name that people have for them."""

from __future__ import annotations

import pytest
from contact_strategies import PLACES
from google_sync.engine.contacts.places import Places, fold
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        ("Germany", "DE"),
        ("germany.", "DE"),
        ("Deutschland", "DE"),
        ("Allemagne", "DE"),
        ("ドイツ", "DE"),
        ("España", "ES"),
        ("ESPANA", "ES"),
        ("U.S.A.", "US"),
        ("the netherlands", "NL"),
        ("England", "GB"),
        ("Republic of Korea", "KR"),
        ("ישראל", ""),  # not among those that Odoo has here
        ("Mars", ""),
        ("", ""),
    ],
)
def test_countries(text, code):
    assert PLACES.country(text) == code


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("CA", "US", "CA"),
        ("ca", "US", "CA"),
        ("California", "US", "CA"),
        ("State of California", "US", "CA"),
        ("DE-BY", "DE", "DE-BY"),
        ("BY", "DE", "DE-BY"),
        ("Bayern", "DE", "DE-BY"),
        ("Bavaria", "DE", "DE-BY"),
        ("thuringen", "DE", "DE-TH"),
        ("Madrid", "ES", "M"),
        ("Comunidad de Madrid", "ES", "M"),
        ("Valencia", "ES", "V"),
        ("Álava", "ES", "VI"),
        ("Seville", "ES", "SE"),
        ("東京都", "JP", "JP-13"),
        ("東京", "JP", "JP-13"),
        ("Tokyo", "JP", "JP-13"),
        ("Tokyo-to", "JP", "JP-13"),
        ("Osaka Prefecture", "JP", "JP-27"),
        ("北海道", "JP", "JP-01"),
        ("Guangdong", "CN", "粤"),
        ("内蒙古", "CN", "蒙"),
        ("Seoul", "KR", "KR-11"),
        ("서울", "KR", "KR-11"),
        ("Orissa", "IN", "OD"),
        ("Zürich", "CH", "ZH"),
        ("Zurich", "CH", "ZH-FR"),
        ("São Paulo", "BR", "SP"),
        ("Co. Dublin", "IE", "D"),
        ("CDMX", "MX", "CMX"),
        ("Île-de-France", "FR", ""),
        ("California", "DE", ""),
        ("California", "", ""),
        ("", "US", ""),
    ],
)
def test_states(text, country, code):
    assert PLACES.state(text, country) == code


def test_every_state_is_read_as_it_is_written():
    for country, states in PLACES.states.items():
        for code in states:
            assert PLACES.state(PLACES.written_state(code, country), country) == code


@pytest.mark.parametrize(
    ("code", "country", "text"),
    [("CA", "US", "CA"), ("DE-BY", "DE", "Bayern"), ("M", "ES", "Madrid"), ("?", "US", "?")],
)
def test_states_are_written_as_the_post_wants_them(code, country, text):
    assert PLACES.written_state(code, country) == text


def test_codes_of_odoo_go_before_those_of_iso():
    places = Places({"IT": ["Italy"]}, {"IT": {"XX": "Roma", "RM": "Milano"}})
    assert places.state("Roma", "IT") == "XX"
    assert places.state("RM", "IT") == "RM"


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=20), st.sampled_from(["", *PLACES.countries]))
def test_nothing_is_too_strange_to_be_looked_up(text, country):
    assert PLACES.country(text) in {"", *PLACES.countries}
    assert PLACES.state(text, country) in {"", *PLACES.states.get(country, ())}
