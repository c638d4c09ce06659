"""Addresses are read out of free text as people write it, and nothing gets lost in it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from address_table import WORLD, rows
from contact_strategies import PLACES, REGIONS
from google_sync.engine.contacts.address import Address, normal, parse
from google_sync.engine.contacts.places import fold
from hypothesis import given
from hypothesis import strategies as st
from strategies import awkward_text

#: The region, the text with / for a line break, and what is expected: street, second street, city,
#: postal code, state, country, and a region that Odoo does not know.
READ = """
-- United States
   | 1600 Amphitheatre Parkway, Mountain View, CA 94043-1351, USA | 1600 Amphitheatre Parkway | | Mountain View | 94043-1351 | CA | US
US | 350 Fifth Avenue / New York NY 10118 | 350 Fifth Avenue | | New York | 10118 | NY | US
US | 12 Main Street, Springfield, Illinois 62704 | 12 Main Street | | Springfield | 62704 | IL | US
FR | 1 Market St, Suite 300, San Francisco, California, 94105, United States | 1 Market St | Suite 300 | San Francisco | 94105 | CA | US
US | 5th Ave, New York 10001 | 5th Ave | | New York | 10001 | | 
US | 1234 Oak Ln, Charleston, West Virginia 25301 | 1234 Oak Ln | | Charleston | 25301 | WV | US
US | 12345 Main Street, Atlanta, Georgia | 12345 Main Street | | Atlanta | | GA | US
US | Santa Fe, New Mexico | | | Santa Fe | | NM | US
US | 1 Infinite Loop Cupertino CA 95014 | 1 Infinite Loop Cupertino | | | 95014 | CA | US
   | Main Street, New York, USA | Main Street | | New York | | | US
-- France
   | 12 rue de la Paix, 75002 Paris, France | 12 rue de la Paix | | Paris | 75002 | | FR
FR | 12 rue de la Paix / Bâtiment B / 75002 Paris Cedex 02 | 12 rue de la Paix | Bâtiment B | Paris Cedex 02 | 75002 | |
   | 5 rue X, 69001 Lyon, Auvergne-Rhône-Alpes, France | 5 rue X | | Lyon | 69001 | | FR | Auvergne-Rhône-Alpes
US | 3 quai X, F-75002 Paris | 3 quai X | | Paris | 75002 | | FR
-- Germany, Austria, Switzerland
DE | Hauptstr. 5, 10115 Berlin | Hauptstr. 5 | | Berlin | 10115 | |
US | Hauptstr. 5, D-80331 München, Bayern | Hauptstr. 5 | | München | 80331 | DE-BY | DE
   | ACME GmbH / Hauptstr. 5 / 10115 Berlin / Germany | ACME GmbH | Hauptstr. 5 | Berlin | 10115 | | DE
   | Ringstraße 1, 1010 Wien, Österreich | Ringstraße 1 | | Wien | 1010 | | AT
DE | Bahnhofstrasse 1, CH-8001 Zürich | Bahnhofstrasse 1 | | Zürich | 8001 | | CH
DE | Hauptstr. 5 10115 Berlin | Hauptstr. 5 | | Berlin | 10115 | |
-- Spain
   | Calle Mayor, 5, 28013 Madrid, Madrid, España | Calle Mayor, 5 | | Madrid | 28013 | M | ES
ES | Calle Mayor 5, 3º B / 28013 Madrid | Calle Mayor 5, 3º B | | Madrid | 28013 | |
-- Italy
   | Via del Corso 12, 00186 Roma RM, Italia | Via del Corso 12 | | Roma | 00186 | RM | IT
IT | Via Roma, 1, 20121 Milano (MI) | Via Roma, 1 | | Milano | 20121 | MI | IT
   | Via Roma, Milano, Italia | Via Roma | | Milano | | | IT
-- United Kingdom, Ireland
   | 10 Downing Street, London SW1A 2AA, UK | 10 Downing Street | | London | SW1A 2AA | | GB
GB | Flat 2, 5 High Street, Oxford, Oxfordshire, OX1 4AA | Flat 2, 5 High Street | | Oxford | OX1 4AA | S7 | GB
   | 221B Baker Street / London / NW1 6XE / United Kingdom | 221B Baker Street | | London | NW1 6XE | | GB
   | 12 Foo Street, Dublin 2, Ireland | 12 Foo Street | | Dublin 2 | | | IE
-- Netherlands, Portugal
   | Prinsengracht 263, 1016 GV Amsterdam, Nederland | Prinsengracht 263 | | Amsterdam | 1016 GV | | NL
NL | Prinsengracht 263-II / 1016GV Amsterdam | Prinsengracht 263-II | | Amsterdam | 1016GV | |
   | Rua Augusta 1, 1100-048 Lisboa, Portugal | Rua Augusta 1 | | Lisboa | 1100-048 | | PT
-- Brazil
   | Av. Paulista, 1578 - Bela Vista, São Paulo - SP, 01310-200, Brasil | Av. Paulista, 1578 - Bela Vista | | São Paulo | 01310-200 | SP | BR
BR | Rua das Flores, 123 / Centro / Curitiba-PR / 80020-000 | Rua das Flores, 123 | Centro | Curitiba | 80020-000 | PR | BR
BR | Praça da Sé, s/n, São Paulo/SP, CEP 01001-000 | Praça da Sé, s/n | | São Paulo | 01001-000 | SP | BR
-- Canada
   | 100 Queen St W, Toronto ON M5H 2N2, Canada | 100 Queen St W | | Toronto | M5H 2N2 | ON | CA
-- Japan
JP | 〒100-0001 東京都千代田区千代田1-1 | 千代田1-1 | | 千代田区 | 100-0001 | JP-13 | JP
   | 日本、〒530-0001 大阪府大阪市北区梅田3-1-3 | 梅田3-1-3 | | 大阪市北区 | 530-0001 | JP-27 | JP
   | 1-1 Marunouchi, Chiyoda City, Tokyo 100-0005, Japan | 1-1 Marunouchi | | Chiyoda City | 100-0005 | JP-13 | JP
JP | 2-3-1 Yoyogi, Shibuya-ku, Tokyo, 151-0053 | 2-3-1 Yoyogi | | Shibuya-ku | 151-0053 | JP-13 | JP
-- India
   | Flat 4B, Sunrise Apartments, Andheri West, Mumbai - 400053, Maharashtra, India | Flat 4B | Sunrise Apartments, Andheri West | Mumbai | 400053 | MH | IN
IN | 12, MG Road, Bengaluru, Karnataka 560001 | 12, MG Road | | Bengaluru | 560001 | KA | IN
IN | New Delhi 110001 | | | New Delhi | 110001 | |
-- China, Korea
CN | 北京市海淀区中关村大街1号 100080 | 中关村大街1号 | | 海淀区 | 100080 | 京 | CN
   | 中国广东省深圳市南山区科技园路1号 518057 | 南山区科技园路1号 | | 深圳市 | 518057 | 粤 | CN
   | 88 Keji Road, Nanshan District, Shenzhen, Guangdong 518057, China | 88 Keji Road | Nanshan District | Shenzhen | 518057 | 粤 | CN
KR | 서울특별시 강남구 테헤란로 152, 06236 | 테헤란로 152 | | 강남구 | 06236 | KR-11 | KR
-- In part
   | Berlin, Germany | | | Berlin | | | DE
DE | France | | | | | | FR
US | 12 Main Street | 12 Main Street | | | | |
   | 12 Rustaveli Ave, Tbilisi, Georgia | 12 Rustaveli Ave | | Tbilisi | | | GE
-- Not at all: it stays as it is, in the street
FR | by the old mill | by the old mill | | | | | 
   | by the mill, near the sea, France | by the mill | near the sea | | | | FR 
FR | Paris | Paris | | | | | 
IE | 12 Foo Street, Dublin | 12 Foo Street | Dublin | | | | 
"""  # noqa: E501, W291


def _rows():
    for line in READ.splitlines():
        if line and not line.startswith("--"):
            region, text, *parts = (cell.strip() for cell in line.split("|"))
            *address, unknown = [*parts, *[""] * (7 - len(parts))]
            yield pytest.param(
                text.replace(" / ", "\n"), region, Address(*address), unknown, id=text
            )


@pytest.mark.parametrize(("text", "region", "address", "unknown"), list(_rows()))
def test_free_text_is_read(text, region, address, unknown):
    parsed = parse(text, region, PLACES)
    assert parsed.address == address
    assert parsed.region == unknown


def test_nearly_all_addresses_of_the_world_are_read():
    """The table has those as well that nobody can read without knowing the place."""
    table = list(rows())
    read = [row for row in table if row.is_read(parse(row.text, row.region, WORLD).address)]
    assert len(table) > 280
    assert len({row.region for row in table}) > 40
    assert len(read) >= 0.97 * len(table)


@pytest.mark.parametrize("country", ["KR", "HU", "NZ", "CN", "GB"])
def test_so_are_those_of_countries_that_write_otherwise(country):
    """The city in front, Latin letters for others, half of a postal code."""
    own = [row for row in rows() if country in (row.region, row.parts.get("country"))]
    read = [row for row in own if row.is_read(parse(row.text, row.region, WORLD).address)]
    assert len(read) >= 0.9 * len(own) > 9


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row.text)
def test_no_word_of_an_address_gets_lost(row):
    """In one line and in several ones, whatever country is assumed."""
    for text in (row.text, row.text.replace(", ", "\n")):
        for region in {row.region, "US", ""}:
            _check_that_nothing_is_lost(text, parse(text, region, WORLD), WORLD)


@pytest.mark.parametrize("region", ["", *REGIONS])
def test_nothing_is_nothing(region):
    assert parse(" \n, ", region, PLACES).address == Address()


def test_two_lines_of_a_street_move_up():
    assert normal(Address(" ", "Suite\n3", " Rome ")) == Address("Suite 3", "", "Rome")


# -- properties ------------------------------------------------------------------------------------

_PIECES = [
    "12 rue X",
    "Main St",
    "5",
    "12 B",
    "Paris",
    "75002 Paris",
    "75002",
    "CA 94043",
    "New York",
]
_PIECES += [
    "Springfield IL 62704",
    "São Paulo - SP",
    "D-10115 Berlin",
    "CH-8001",
    "Bayern",
    "Germany",
]
_PIECES += [
    "Georgia",
    "USA",
    "SW1A 2AA",
    "東京都千代田区",
    "〒100-0001",
    "中国",
    "서울",
    "(MI)",
    "s/n",
]
_PIECES += ["Roma RM", "France Paris", "Mexico", "London W1", "12345", "IT", "Madrid 28013 Madrid"]
_free_text = st.one_of(
    awkward_text,
    st.lists(
        st.tuples(st.sampled_from(_PIECES), st.sampled_from([", ", "\n", " ", " - "])), max_size=7
    ).map(lambda parts: "".join(piece + separator for piece, separator in parts)),
)


def _letters(text):
    """What can be read of a text: letters and figures."""
    return Counter(re.sub(r"[\W_]", "", fold(text)))


#: Before postal codes: "D-10115", "CEP 01001-000", "(우)06236"; and what tells that a state is one.
_SIGNS = Counter("dcepchfisenkh우") + Counter("province")


def _names_of(address, places):
    """All letters by which the text may have named the country and the state."""
    names = [name for name, code in places._countries.items() if code == address.country]
    _exact, states = places._states_of(address.country)
    names += [name for name, code in states.items() if code == address.state]
    return Counter("".join(names))


@given(_free_text, st.sampled_from(["", *REGIONS]))
def test_no_word_gets_lost_or_is_invented(text, region):
    """But for the names of the country and the state, which are codes now."""
    _check_that_nothing_is_lost(text, parse(text, region, PLACES), PLACES)


def _check_that_nothing_is_lost(text, parsed, places):
    address = parsed.address
    shown = (address.street, address.street2, address.city, address.zip, parsed.region)
    present, had = _letters(" ".join(shown)), _letters(text)
    assert present <= had
    named = _names_of(address, places) if address.country else Counter()
    assert had - present <= named + _SIGNS


@given(_free_text, st.sampled_from(["", *REGIONS]))
def test_what_is_read_is_in_normal_form(text, region):
    address = parse(text, region, PLACES).address
    assert normal(address) == address
    assert address.country in {"", *PLACES.countries}
    assert address.state in {"", *PLACES.states.get(address.country, ())}
