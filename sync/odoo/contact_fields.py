"""The fields in which Odoo holds contacts, and those that this Odoo lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools.mail import email_split

from ...engine.contacts import item as contact
from ...engine.contacts.address import Address, normal
from ...engine.contacts.item import ContactItem
from ...engine.contacts.phone import read
from ...engine.text.plain import one_line
from ..store.refs import CONTACT

if TYPE_CHECKING:
    from .contact_book import ContactBook


@dataclass(frozen=True)
class HeldField:
    """Where Odoo holds one field of the items.

    :ivar names: the fields of ``res.partner``; where one of them lacks, the field is not held
    :ivar read: its value, by the book and the contact
    :ivar written: the values of the contact, by the book, the item, and the contact if there is one
    """

    names: tuple[str, ...]
    read: Callable[[ContactBook, BaseModel], Any]
    written: Callable[[ContactBook, ContactItem, BaseModel | None], dict[str, Any]]


def unheld(env: Environment) -> frozenset[str]:
    """The fields of the items for which this Odoo has no place."""
    known = env[CONTACT]._fields.keys()
    return frozenset(name for name, field in HELD_FIELDS.items() if not known >= set(field.names))


def _employer(partner: BaseModel) -> str:
    return "" if partner.is_company else one_line(partner.commercial_company_name)


def _first_email(partner: BaseModel) -> str:
    return contact.email(partner.email)


def _with_other_emails(email: str, partner: BaseModel) -> str:
    """The first address instead of the one that the contact has; others in its field stay."""
    others = email_split(partner.email or "")[1:] if partner else []
    return ", ".join(filter(None, (email, *others)))


def _address(partner: BaseModel) -> Address:
    return normal(
        Address(
            street=partner.street or "",
            street2=partner.street2 or "",
            city=partner.city or "",
            zip=partner.zip or "",
            state=partner.state_id.code or "",
            country=partner.country_id.code or "",
        )
    )


def _alone(
    name: str, value_of: Callable[[ContactItem], Any]
) -> Callable[[ContactBook, ContactItem, BaseModel | None], dict[str, Any]]:
    """Writes a value of the item into one field of the contact."""
    return lambda _book, item, _partner: {name: value_of(item) or False}


#: Of each field of the items where this Odoo holds it.
HELD_FIELDS = {
    "name": HeldField(
        ("name",),
        lambda _book, partner: one_line(partner.name),
        _alone("name", lambda item: item.name),
    ),
    "is_company": HeldField(
        ("is_company",),
        lambda _book, partner: partner.is_company,
        lambda _book, _item, _partner: {},  # it is Odoo's to say, once there is a contact
    ),
    "company": HeldField(
        ("company_name", "commercial_company_name"),
        lambda _book, partner: _employer(partner),
        _alone("company_name", lambda item: item.company),
    ),
    "job": HeldField(
        ("function",),
        lambda _book, partner: one_line(partner.function),
        _alone("function", lambda item: item.job),
    ),
    "email": HeldField(
        ("email",),
        lambda _book, partner: _first_email(partner),
        lambda _book, item, partner: {"email": _with_other_emails(item.email, partner) or False},
    ),
    "phone": HeldField(
        ("phone",),
        lambda book, partner: read(partner.phone, book.region_of(partner)),
        lambda book, item, _partner: {
            "phone": item.phone.written(item.address.country or book.region) or False
        },
    ),
    "address": HeldField(
        ("street", "street2", "city", "zip", "state_id", "country_id"),
        lambda _book, partner: _address(partner),
        lambda book, item, _partner: book.address_values(item.address),
    ),
    "website": HeldField(
        ("website",),
        lambda _book, partner: contact.website(partner.website),
        _alone("website", lambda item: item.website and f"https://{item.website}"),
    ),
    # Of the OCA's module for personal information, where it is installed.
    "birthday": HeldField(
        ("birthdate_date",),
        lambda _book, partner: partner.birthdate_date or None,
        _alone("birthdate_date", lambda item: item.birthday),
    ),
    "notes": HeldField(
        ("comment",),
        lambda _book, partner: contact.notes_of_html(partner.comment or ""),
        _alone("comment", lambda item: contact.html_of_notes(item.notes)),
    ),
}
