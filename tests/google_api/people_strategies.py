"""People as Google may have them, of any shape."""

from __future__ import annotations

from contact_strategies import PLACES, texts
from google_sync.engine.core.item import ItemError
from google_sync.google_api.people.contact_codec import decode
from hypothesis import strategies as st
from strategies import awkward_text, html

_values = st.one_of(texts, awkward_text)
_types = st.sampled_from(["home", "work", "other", "profile", "homePage", "blog", "Own label"])


def _entries(most=3, /, **parts):
    """Lists of entries in which any part may be missing; one of them may be the primary one."""
    entry = st.fixed_dictionaries({}, optional={**parts, "type": _types, "formattedType": _values})
    return st.lists(entry, max_size=most).flatmap(_with_primary)


def _with_primary(entries):
    about = {"primary": True, "sourcePrimary": True, "source": {"type": "CONTACT", "id": "1"}}
    return st.none() | st.integers(0, max(len(entries) - 1, 0)).map(
        lambda chosen: [
            {**entry, "metadata": about} if n == chosen else entry
            for n, entry in enumerate(entries)
        ]
    )


_days = st.fixed_dictionaries(
    {},
    optional={"year": st.integers(1, 9999), "month": st.integers(1, 12), "day": st.integers(1, 31)},
)
_free = st.sampled_from(
    [
        "12 rue X, 75002 Paris, Île-de-France, France",
        "Hauptstr. 5\n10115 Berlin",
        "1 Main St, Springfield, IL 62704, USA",
        "〒100-0001 東京都千代田区千代田1-1",
        "by the old mill",
        "Mumbai - 400053, Maharashtra",
    ]
)
_lists = {
    "names": _entries(
        1,
        displayName=texts,
        unstructuredName=texts,
        givenName=texts,
        familyName=texts,
        honorificPrefix=texts,
        phoneticGivenName=texts,
    ),
    "nicknames": _entries(2, value=_values),
    "emailAddresses": _entries(value=_values, displayName=_values),
    "phoneNumbers": _entries(
        value=st.one_of(_values, st.sampled_from(["030 901820", "+33 1 23 45 67 89"])),
        canonicalForm=texts,
    ),
    "addresses": _entries(
        2,
        formattedValue=st.one_of(_free, _values),
        streetAddress=st.one_of(_free, _values),
        extendedAddress=_values,
        poBox=st.one_of(_values, st.just("12")),
        city=_values,
        region=st.one_of(_values, st.sampled_from(["Bavaria", "CA", "Madrid", "東京都", "Zurich"])),
        postalCode=_values,
        country=st.one_of(_values, st.sampled_from(["Deutschland", "USA", "Japan"])),
        countryCode=st.sampled_from(["DE", "US", "FR", "JP", "XX", "ch"]),
    ),
    "organizations": _entries(
        2, name=_values, title=_values, department=_values, current=st.booleans()
    ),
    "urls": _entries(value=_values),
    "birthdays": _entries(1, date=_days, text=_values),
    "biographies": _entries(
        1,
        value=st.one_of(_values, html),
        contentType=st.sampled_from(["TEXT_PLAIN", "TEXT_HTML", "CONTENT_TYPE_UNSPECIFIED"]),
    ),
    "photos": _entries(1, url=_values, default=st.booleans()),
}


@st.composite
def people(draw):
    """A person in whom anything may be missing or strange, but who can be called somehow."""
    lists = draw(st.fixed_dictionaries({}, optional=_lists))
    about = {"sources": [{"type": "CONTACT", "id": "1", "etag": "#1"}]}
    person = {"resourceName": "people/c1", "etag": "%1", "metadata": about}
    person.update({name: entries for name, entries in lists.items() if entries})
    try:
        decode(person, PLACES, "DE")
    except ItemError:
        person["nicknames"] = [{"value": "Annie"}]
    return person
