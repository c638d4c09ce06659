"""The web page of contacts and labels."""

import html
import re

import pytest
import requests
from address_book import MY_CONTACTS, group_names, in_groups, name_of

LIST = "/ui/contacts"
EDIT = "/ui/contact"
INPUT = r'<input type="(?:hidden|text)" name="([\w.]+)" value="([^"]*)"'
AREA = r'<textarea name="([\w.]+)"[^>]*>([^<]*)</textarea>'
EVERYTHING = {
    "names": [{"givenName": "Ann", "middleName": "Maria", "familyName": "Lee"}],
    "emailAddresses": [{"value": "a@example.com", "type": "work", "displayName": "A & B"}],
    "phoneNumbers": [{"value": "+32 2 555 12 12", "type": "mobile"}, {"value": "112"}],
    "addresses": [{"streetAddress": "Main Street 1\nFloor 2", "city": "Brussels"}],
    "organizations": [{"name": "Company", "department": "Sales"}],
    "biographies": [{"value": "Two\nlines"}],
    "birthdays": [{"date": {"month": 2, "day": 29}}],
    "userDefined": [{"key": "Shoe", "value": "42"}],
}


def get(book, path=LIST, status=200, **query):
    url = f"{book.google.url}{path}"
    response = requests.get(url, params={"account": book.email, **query}, timeout=5)
    assert response.status_code == status, response.text
    return response.text


def post(book, path=EDIT, status=200, **form):
    url = f"{book.google.url}{path}"
    response = requests.post(url, data={"account": book.email, **form}, timeout=5)
    assert response.status_code == status, response.text
    return response.text


def fields(page):
    """The form of a contact as a browser would send it back unchanged."""
    found = [*re.findall(INPUT, page), *re.findall(AREA, page)]
    values = {name: html.unescape(value) for name, value in found}
    values["labels"] = re.findall(r'name="labels" value="([^"]*)" checked', page)
    return values


def test_contacts_are_shown_with_their_labels(book):
    label = book.group("Clients")
    book.create("Zoe <b>", emailAddresses=[{"value": "ann@example.com"}])
    book.create("Bea", memberships=in_groups(label))
    page = get(book)
    assert "Zoe &lt;b&gt;" in page and "<b>" not in page
    assert "ann@example.com" in page and '<span class="tag">Clients</span>' in page
    assert "Zoe" not in get(book, label=name_of(label))
    assert "Bea" not in get(book, q="ANN@EX")


def test_the_calendar_leads_to_the_contacts(book):
    assert f'href="{LIST}?account=' in get(book, "/")


def test_a_contact_is_created_changed_and_deleted(book):
    label = book.group("Clients")
    form = fields(get(book, EDIT))
    form |= {
        "names.givenName": "Ann",
        "emailAddresses": "work: ann@example.com\r\nb@example.com",
        "addresses.city": "Brussels",
        "birthdays": "1980-02-29",
        "labels": [MY_CONTACTS, name_of(label)],
    }
    post(book, **form)
    [person], _ = book.sync(fields="names,emailAddresses,addresses,birthdays,memberships")
    assert person["names"][0]["displayName"] == "Ann"
    assert [(e.get("type"), e["value"]) for e in person["emailAddresses"]] == [
        ("work", "ann@example.com"),
        (None, "b@example.com"),
    ]
    assert person["addresses"][0]["formattedValue"] == "Brussels"
    assert person["birthdays"][0]["date"] == {"year": 1980, "month": 2, "day": 29}
    assert group_names(person) == [MY_CONTACTS, name_of(label)]

    form = fields(get(book, EDIT, contact=name_of(person)))
    form |= {"names.givenName": "Anne", "emailAddresses": "", "labels": [name_of(label)]}
    post(book, **form)
    changed = book.get(person, "names,emailAddresses,addresses,memberships")
    assert changed["names"][0]["displayName"] == "Anne"
    assert "emailAddresses" not in changed
    assert changed["addresses"] == person["addresses"]
    assert group_names(changed) == [name_of(label)]

    post(book, **form, action="delete")
    assert book.names() == []


@pytest.mark.parametrize(
    "body", [EVERYTHING, {"addresses": [{"formattedValue": "Main Street 1\nBrussels"}]}, {}]
)
def test_saving_without_a_change_changes_nothing(book, body):
    person = book.people.createContact(body=body).execute()
    post(book, **fields(get(book, EDIT, contact=name_of(person))))
    assert book.get(person)["etag"] == person["etag"]


def test_what_the_form_does_not_show_is_kept(book):
    person = book.people.createContact(body=EVERYTHING).execute()
    form = fields(get(book, EDIT, contact=name_of(person)))
    form |= {"names.familyName": "Dam", "organizations.title": "Boss"}
    form["emailAddresses"] = "home: a@example.com\nnew@example.com"
    post(book, **form)
    changed = book.get(person, "names,emailAddresses,organizations,userDefined")
    assert changed["names"][0]["displayName"] == "Ann Maria Dam"
    first, second = changed["emailAddresses"]
    assert (first["type"], first["displayName"]) == ("home", "A & B")
    assert second["value"] == "new@example.com"
    assert changed["organizations"][0]["department"] == "Sales"
    assert changed["userDefined"] == person["userDefined"]


def test_two_contacts_are_merged(book):
    first = book.create("Ann", emailAddresses=[{"value": "a@example.com"}])
    second = book.create("Bea", emailAddresses=[{"value": "b@example.com"}])
    _, token = book.sync()
    post(book, "/ui/merge", contact=[name_of(first), name_of(second)])
    gone, merged = book.sync(token)[0]
    assert name_of(gone) == name_of(second)
    assert merged["metadata"]["previousResourceNames"] == [name_of(second)]
    assert len(merged["emailAddresses"]) == 2
    post(book, "/ui/merge", status=400, contact=[name_of(first)])


def test_labels_are_created_renamed_and_deleted(book):
    post(book, "/ui/label", title="Clients")
    [label] = [g for g in book.groups.list().execute()["contactGroups"] if g["name"] == "Clients"]
    book.create("Ann", memberships=in_groups(label))
    post(book, "/ui/label", label=name_of(label), title="Customers")
    assert "Customers" in get(book)
    assert "already exists" in post(book, "/ui/label", status=409, title="Customers")
    post(book, "/ui/label", label=name_of(label), action="delete")
    assert "Customers" not in get(book)
    assert book.names() == ["Ann"]


def test_what_google_refuses_is_said(book):
    person = book.create()
    form = fields(get(book, EDIT, contact=name_of(person)))
    assert "no contact group memberships" in post(book, status=400, **{**form, "labels": []})
    post(book, status=400, **{**form, "birthdays": "tomorrow"})
    get(book, EDIT, 404, contact="people/c404")
    get(book, LIST, 404, account="nobody@example.com")


def test_nothing_comes_from_elsewhere(book):
    person = book.create()
    for path, query in ((LIST, {}), (EDIT, {"contact": name_of(person)})):
        assert not re.search(r'(?:src|href)="(?:https?:)?//', get(book, path, **query))
