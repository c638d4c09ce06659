"""What Hypothesis draws of contacts, and the world as Odoo knows it, in small."""

from __future__ import annotations

from datetime import date

from google_sync.engine.contacts.address import Address, normal
from google_sync.engine.contacts.item import ContactItem, website
from google_sync.engine.contacts.phone import read as read_phone
from google_sync.engine.contacts.places import Places
from google_sync.engine.text.plain import lines, one_line
from hypothesis import strategies as st
from strategies import awkward_text

#: As Odoo has them: codes with and without the country's, names with another language's, and
#: countries without states.
PLACES = Places(
    {
        "AT": ["Austria"],
        "BR": ["Brazil"],
        "CA": ["Canada"],
        "CH": ["Switzerland", "Suisse"],
        "CN": ["China"],
        "DE": ["Germany"],
        "ES": ["Spain"],
        "FR": ["France"],
        "GB": ["United Kingdom"],
        "GE": ["Georgia"],
        "IE": ["Ireland"],
        "IN": ["India"],
        "IT": ["Italy"],
        "JP": ["Japan"],
        "KR": ["South Korea"],
        "MX": ["Mexico"],
        "NL": ["Netherlands"],
        "PT": ["Portugal"],
        "US": ["United States"],
    },
    {
        "BR": {"SP": "São Paulo", "RJ": "Rio de Janeiro", "PR": "Paraná", "DF": "Distrito Federal"},
        "CA": {"ON": "Ontario", "QC": "Quebec"},
        "CH": {"ZH": "Zürich", "ZH-IT": "Zurigo", "ZH-FR": "Zurich", "GE": "Genève"},
        "CN": {"京": "北京市", "粤": "广东省", "蒙": "内蒙古自治区"},
        "DE": {"DE-BE": "Berlin", "DE-BY": "Bayern", "DE-TH": "Thüringen"},
        "ES": {"M": "Madrid", "V": "València (Valencia)", "VI": "Araba/Álava", "SE": "Sevilla"},
        "GB": {"S7": "Oxfordshire", "G9": "Essex"},
        "IE": {"D": "Dublin", "C": "Cork"},
        "IN": {"MH": "Maharashtra", "KA": "Karnataka", "DL": "Delhi", "OD": "Odisha"},
        "IT": {"RM": "Roma", "MI": "Milano"},
        "JP": {"JP-13": "東京都", "JP-27": "大阪府", "JP-01": "北海道", "JP-26": "京都府"},
        "KR": {"KR-11": "서울특별시"},
        "MX": {"CMX": "Ciudad de México"},
        "US": {
            "CA": "California",
            "GA": "Georgia",
            "IL": "Illinois",
            "NM": "New Mexico",
            "NY": "New York",
            "VA": "Virginia",
            "WV": "West Virginia",
        },
    },
)
REGIONS = sorted(PLACES.countries)

_names = st.sampled_from(
    [
        "Ana Lopez",
        "Dr. Ana Lopez-Diaz, PhD",
        "山田太郎",
        "김민수",
        "דנה לוי",
        "محمد العربي",
        "Łukasz Żółć",
        "👩‍🚀 Zoë",
        "ACME & Söhne GmbH",
        "O'Neil",
        "Lopez, Ana",
        "Ludwig van Beethoven Jr.",
        "ana@x.example",
    ]
)
_words = st.sampled_from(
    [
        "Main Street 5",
        "12 rue X, 75002 Paris",
        "c/o Bob",
        "Rome",
        "Berlin, Germany",
        "5",
        "千代田1-1",
    ]
)
texts = st.one_of(st.just(""), _words, awkward_text.map(one_line))
_filled = st.one_of(_words, awkward_text.map(one_line).filter(bool))

_states = [("", country) for country in ["", *REGIONS]]
_states += [(code, country) for country, known in PLACES.states.items() for code in known]

addresses = st.builds(
    lambda street, street2, city, code, place: normal(Address(street, street2, city, code, *place)),
    texts,
    texts,
    texts,
    texts,
    st.sampled_from(_states),
)
phones = st.one_of(
    st.just(""),
    st.sampled_from(
        ["+33 1 23 45 67 89", "030 901820", "(212) 555-2368 ext. 7", "call Bob", "112", "+1 555"]
    ),
    texts,
)
websites = st.one_of(
    texts, st.sampled_from(["HTTP://WWW.X.example/", "https://x.example/A?b", "ftp://x.example"])
)
notes = st.one_of(
    st.just(""), awkward_text, st.lists(texts, max_size=5).map("\n".join), st.just("é" * 1000)
).map(lines)


@st.composite
def items(draw) -> ContactItem:
    """Contacts as either side may have them, in normal form."""
    company = draw(st.booleans())
    return ContactItem(
        name=draw(st.one_of(_names, _filled)),
        is_company=company,
        company="" if company else draw(texts),
        job="" if company else draw(texts),
        email=draw(st.one_of(st.just(""), texts, st.just("Bob@x.example"))).lower(),
        phone=read_phone(draw(phones), "DE"),
        address=draw(addresses),
        website=website(draw(websites)),
        birthday=draw(st.none() | st.dates(date(1, 1, 1))),
        notes=draw(notes),
    )
