"""The web page of contacts and labels: to look at and to change, as one does at Google."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from . import contact_form, merging, rendering
from .contact_editing import ContactEditor
from .contacts import MY_CONTACTS, Contact, ContactBook, Group
from .google import Google
from .group_editing import GroupEditor
from .store import Account

Json = dict[str, Any]

LIST = "/ui/contacts"
EDIT = "/ui/contact"
LABEL = "/ui/label"
MERGE = "/ui/merge"
TITLES = (("names", "displayName"), ("organizations", "name"), ("emailAddresses", "value"))
"""What a contact is called on the page: the first of these that it has."""
AT_MOST = 200
"""How many contacts the page shows; a search finds the others."""


def show_contacts(google: Google, request: Request) -> Response:
    """The contacts of an account, or those with a label or a word."""
    account = _account(google, request.args)
    book = account.contacts
    label, word = request.args.get("label", ""), request.args.get("q", "")
    found = [c for c in book.contacts.values() if _matches(c, label, word)]
    found.sort(key=lambda contact: _title(contact).casefold())
    return rendering.page(
        "contacts.html",
        accounts=sorted(google.store.accounts.values(), key=lambda each: each.email),
        account=account,
        labels=_labels(book),
        label=label,
        word=word,
        contacts=[_row(book, contact) for contact in found[:AT_MOST]],
        hidden=len(found[AT_MOST:]),
    )


def show_contact(google: Google, request: Request) -> Response:
    """The form of one contact, or of a new one."""
    account = _account(google, request.args)
    name = request.args.get("contact")
    contact = account.contacts.found(name) if name else _nobody()
    return rendering.page(
        "contact.html",
        account=account,
        name=name or "",
        title=_title(contact),
        photo=contact.photo,
        value=contact_form.values_of(contact),
        labels=_labels(account.contacts),
        chosen=contact.groups,
        home=_home(account),
    )


def post_contact(google: Google, request: Request) -> Response:
    """Create, change or delete a contact."""
    form = request.form
    account = _account(google, form)
    habits = google.store.habits.of(account.email)
    editor, name = ContactEditor(account.contacts, habits), form.get("contact", "")
    if form.get("action") == "delete":
        editor.delete([name])
    else:
        before = account.contacts.found(name) if name else _nobody()
        body = _changes(before, form)
        if not name:
            editor.create(body)
        elif body:
            editor.update(name, {**body, "etag": before.etag}, tuple(body))
    return redirect(_home(account), 303)


def post_label(google: Google, request: Request) -> Response:
    """Create, rename or delete a label."""
    form = request.form
    account = _account(google, form)
    editor, name = GroupEditor(account.contacts), form.get("label", "")
    if form.get("action") == "delete":
        editor.delete(name, bool(form.get("contacts")))
    elif name:
        editor.update(name, form["title"], None)
    else:
        editor.create(form["title"])
    return redirect(_home(account), 303)


def post_merge(google: Google, request: Request) -> Response:
    """Merge the two contacts that are ticked; the upper one stays."""
    account = _account(google, request.form)
    names = request.form.getlist("contact")
    if len(names) != 2:
        raise BadRequest("Tick two contacts to merge them.")
    merging.merge(account.contacts, *names)
    return redirect(_home(account), 303)


ROUTES = {
    ("GET", LIST): show_contacts,
    ("GET", EDIT): show_contact,
    ("POST", EDIT): post_contact,
    ("POST", LABEL): post_label,
    ("POST", MERGE): post_merge,
}


def _account(google: Google, values: Any) -> Account:
    account = google.store.accounts.get(values.get("account", ""))
    if account is None:
        raise NotFound
    return account


def _home(account: Account) -> str:
    return f"{LIST}?{urlencode({'account': account.email})}"


def _nobody() -> Contact:
    return Contact(0, {}, (MY_CONTACTS,))


def _labels(book: ContactBook) -> list[Group]:
    """The groups that a person can put contacts into: their own last."""
    return [group for group in book.living_groups() if group.takes_members]


def _changes(before: Contact, form: Any) -> Json:
    """What a submitted form changes."""
    try:
        body = contact_form.changes(before, form)
    except ValueError as error:
        raise BadRequest("A birthday is written 1980-02-29, or 0000-02-29.") from error
    groups = form.getlist("labels")
    if set(groups) != set(before.groups):
        body["memberships"] = [
            {"contactGroupMembership": {"contactGroupResourceName": name}} for name in groups
        ]
    return body


def _title(contact: Contact) -> str:
    fields = contact.fields
    titles = (fields.get(field, [{}])[0].get(key) for field, key in TITLES)
    return next(filter(None, titles), "(No name)")


def _matches(contact: Contact, label: str, word: str) -> bool:
    if label and label not in contact.groups:
        return False
    texts = [
        _title(contact),
        *_values(contact, "emailAddresses"),
        *_values(contact, "phoneNumbers"),
    ]
    return any(word.casefold() in text.casefold() for text in texts)


def _values(contact: Contact, field: str) -> list[str]:
    return [entry.get("value", "") for entry in contact.fields.get(field, [])]


def _row(book: ContactBook, contact: Contact) -> Json:
    company = contact.fields.get("organizations", [{}])[0]
    shown = (book.groups[name] for name in contact.groups if name != MY_CONTACTS)
    return {
        "name": contact.name,
        "title": _title(contact),
        "emails": _values(contact, "emailAddresses"),
        "phones": _values(contact, "phoneNumbers"),
        "company": company.get("name", ""),
        "labels": [group.formatted for group in shown],
    }
