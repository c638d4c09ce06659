"""Odoo's contacts ↔ items: those of one group, as one user sees them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

from odoo.api import Environment
from odoo.fields import Command, Domain
from odoo.models import BaseModel
from odoo.tools.mail import email_split

from ...engine.contacts.address import Address
from ...engine.contacts.item import ContactItem
from ...engine.contacts.match import keys
from ...engine.contacts.phone import read as read_phone
from ...engine.contacts.places import Places
from ...engine.core.item import ItemError
from ...engine.core.link import OdooState, Role
from ...engine.core.plan import Write
from ..database import one_record
from ..store.refs import CONTACT, RecordRef, ids_of
from .contact_fields import HELD_FIELDS, HeldField, unheld
from .erased import Erased
from .records import Declined, last_change, read_each

#: Odoo's own switches: what comes from Google makes nobody a follower, and leaves no messages.
QUIET = {
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
    "mail_create_nolog": True,
    "no_vat_validation": True,
}


class ContactBook:
    """Has the methods of a :class:`~sync.odoo.schedule.Schedule` that steps need.

    :param env: an environment of the superuser
    :param user: whose contacts these are; what is read and written is with their rights
    :param category: the group
    """

    def __init__(self, env: Environment, user: BaseModel, category: BaseModel) -> None:
        self.category = category
        self.model = env[CONTACT].with_context(active_test=False)
        self.own_model = env(user=user.id, su=False)[CONTACT].with_context(
            active_test=False, lang=user.lang, tz=user.tz, **QUIET
        )
        self.erased = Erased(user).contacts
        self.region: str = user.company_id.country_id.code or ""
        self._countries = env["res.country"].with_context(lang=user.lang)
        self._places: Places | None = None

    @property
    def places(self) -> Places:
        """The countries and states that Odoo knows, for reading addresses."""
        if self._places is None:
            self._places = _read_places(self._countries)
        return self._places

    @cached_property
    def _country_by_code(self) -> dict[str, BaseModel]:
        return {country.code: country for country in self._countries.search_fetch([], ["code"])}

    # -- reading ------------------------------------------------------------------------------

    def everything(self) -> set[RecordRef]:
        """The contacts of the group that the user may see."""
        members = Domain("category_id", "in", self.category.ids) & Domain("active", "=", True)
        return {RecordRef(CONTACT, one) for one in self.own_model.search(members).ids}

    def read(
        self, refs: Iterable[RecordRef]
    ) -> tuple[dict[RecordRef, OdooState[ContactItem]], dict[RecordRef, ItemError]]:
        """The states of the records, and what is wrong with those that are no item.

        What the user may not see is in neither: nothing is said of it.
        """
        ids = set(ids_of(refs, CONTACT))
        existing = self.model.browse(ids).exists()
        seen = self.own_model.search([("id", "in", existing.ids)])
        hidden = set(existing.ids) - set(seen.ids)
        states, problems = read_each(ids - hidden, seen, self._state)
        return (
            {RecordRef(CONTACT, one): state for one, state in states.items()},
            {RecordRef(CONTACT, one): error for one, error in problems.items()},
        )

    def existing(self, refs: Iterable[RecordRef]) -> set[RecordRef]:
        ids = self.model.browse(ids_of(refs, CONTACT)).exists().ids
        return {RecordRef(CONTACT, one) for one in ids}

    def seen(self, refs: Iterable[RecordRef]) -> set[RecordRef]:
        """Those that the user may see."""
        ids = self.own_model.search([("id", "in", ids_of(refs, CONTACT))]).ids
        return {RecordRef(CONTACT, one) for one in ids}

    def title(self, ref: RecordRef) -> str:
        return self.model.browse(ref.id).exists().display_name or ""

    def about(self, ref: RecordRef) -> str:
        """By what people tell the contact from others of the same name."""
        partner = self.model.browse(ref.id).exists()
        return about(self.item(partner)) if partner.name else ""

    def shown(self, ref: RecordRef) -> RecordRef:
        return ref

    def _state(self, partner: BaseModel) -> OdooState[ContactItem]:
        # Odoo keeps the address of a company and of its people the same.
        is_employee = partner.parent_id and partner.type == "contact"
        role = Role.EMPLOYEE if is_employee else Role.ORGANIZER
        changed = last_change(partner)
        if partner.id in self.erased:
            return OdooState(None, role, changed)
        if not (partner.active and self.category in partner.category_id):
            return OdooState(None, role, changed, remains=self._remains(partner))
        return OdooState(self.item(partner), role, changed)

    def _remains(self, partner: BaseModel) -> ContactItem | None:
        """Return the item of a contact outside the group; ``None`` if it makes no item."""
        try:
            with one_record.reading():
                return self.item(partner)
        except ItemError:
            return None

    def item(self, partner: BaseModel) -> ContactItem:
        """What the contact says, as far as this Odoo has a place for it.

        :raise ItemError: ``no_name``
        """
        item = ContactItem(
            **{name: field.read(self, partner) for name, field in self._held.items()}
        )
        if not item.name:
            raise ItemError("no_name")
        return item

    @cached_property
    def _held(self) -> dict[str, HeldField]:
        lacking = unheld(self.model.env)
        return {name: field for name, field in HELD_FIELDS.items() if name not in lacking}

    def region_of(self, partner: BaseModel) -> str:
        """The country in which a number of the contact is meant."""
        return partner.country_id.code or self.region

    # -- who is who ----------------------------------------------------------------------------

    def keys(self, partner: BaseModel) -> frozenset[str]:
        """Return the keys by which the contact could be recognized."""
        phone = read_phone(partner.phone, self.region_of(partner)).number
        emails = [address.lower() for address in email_split(partner.email or "")]
        return keys(emails, filter(None, [phone]), partner.name or "")

    def known_by(self, emails: Collection[str], names: Collection[str]) -> BaseModel:
        """The user's living contacts of these addresses or names; which of them is the one, their
        keys tell."""
        found = Domain("email_normalized", "in", list(emails)) | Domain("name", "in", list(names))
        may_be = Domain("active", "=", True) & Domain("id", "not in", list(self.erased))
        return self.own_model.search(may_be & found, order="id")

    # -- writing ------------------------------------------------------------------------------

    def create(self, items: Iterable[ContactItem]) -> list[RecordRef]:
        """New contacts in the group, with the user's rights.

        :return: their refs, in the same order
        """
        values = [
            {
                **self._values(item, frozenset(HELD_FIELDS)),
                "is_company": item.is_company,
                "category_id": [Command.link(self.category.id)],
            }
            for item in items
        ]
        return [RecordRef(CONTACT, partner.id) for partner in self.own_model.create(values)]

    def update(
        self,
        ref: RecordRef,
        write: Write[ContactItem],
        role: Role,
        _declined: Declined = frozenset(),
    ) -> RecordRef:
        """Write the fields in which the items of ``write`` differ, those alone."""
        partner = self._own(ref)
        partner.write(self._values(write.item, write.fields, partner))
        return ref

    def remove(self, ref: RecordRef, role: Role, _declined: Declined = frozenset()) -> None:
        """Take the contact out of the group; it stays."""
        self._own(ref).write({"category_id": [Command.unlink(self.category.id)]})

    def restore(self, ref: RecordRef, item: ContactItem, role: Role) -> RecordRef:
        """Take the contact into the group, or back into it, as ``item`` says."""
        partner = self._own(ref)
        partner.write({"category_id": [Command.link(self.category.id)], "active": True})
        differing = contact_fields(item, self.item(partner))
        if role is Role.EMPLOYEE:
            differing -= {"company", "address"}
        partner.write(self._values(item, differing, partner))
        return ref

    def _own(self, ref: RecordRef) -> BaseModel:
        """The contact with the user's rights.

        :raise ItemError: ``not_seen``: it may be another company's by now
        """
        partner = self.own_model.browse(ref.id)
        if not partner.has_access("read"):
            raise ItemError("not_seen")
        return partner

    def _values(
        self, item: ContactItem, fields: Collection[str], partner: BaseModel | None = None
    ) -> dict[str, Any]:
        """The values of these fields, as far as this Odoo has a place for them.

        :param partner: the contact that is to get them, if there is one
        """
        values: dict[str, Any] = {}
        for name, field in self._held.items():
            if name in fields:
                values.update(field.written(self, item, partner))
        return values

    def address_values(self, address: Address) -> dict[str, Any]:
        """The address as values of a contact."""
        country = self._country_by_code.get(address.country, self._countries)
        state = country.state_ids.filtered(lambda state: state.code == address.state)
        return {
            "street": address.street or False,
            "street2": address.street2 or False,
            "city": address.city or False,
            "zip": address.zip or False,
            "state_id": state[:1].id,
            "country_id": country.id,
        }


def about(item: ContactItem) -> str:
    """By what people tell a contact from others of the same name."""
    address = item.address
    facts = (item.company, item.email, str(item.phone), address.street, address.city)
    return ", ".join(filter(None, facts))


def contact_fields(one: ContactItem, other: ContactItem) -> frozenset[str]:
    """The names of the fields in which two items differ, as far as Odoo can write them."""
    names = frozenset(ContactItem.__dataclass_fields__) - {"is_company"}
    return frozenset(name for name in names if getattr(one, name) != getattr(other, name))


def _read_places(countries: BaseModel) -> Places:
    names: dict[str, list[str]] = {}
    for each in (countries, countries.with_context(lang="en_US")):
        for country in each.search_fetch([], ["code", "name"]):
            names.setdefault(country.code, []).append(country.name)
    states: dict[str, dict[str, str]] = {}
    of_state = ["country_id", "code", "name"]
    for state in countries.env["res.country.state"].search_fetch([], of_state):
        states.setdefault(state.country_id.code, {})[state.code] = state.name
    return Places(names, states)
