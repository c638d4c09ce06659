"""The policy of contacts: which changes a sync takes across."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import ClassVar

from ..core.item import OriginalStart, field_names
from ..core.link import GoogleState, Link, Role
from ..core.merge import Authorities, Authority, Merged, Side, Sides, Terms, Values, merge_values
from ..core.policy import Policy
from ..core.spellings import as_sent
from .item import ContactItem
from .notes import as_known, beginning

_AUTHORITIES: Mapping[Role, Authorities] = {
    # In Google that is not said, but judged by what a contact has.
    Role.ORGANIZER: {"is_company": Authority.ODOO},
    # Odoo would write them to the company, and from there to all who work for it.
    Role.EMPLOYEE: dict.fromkeys(("is_company", "company", "address"), Authority.ODOO),
}

_EMPTY: Values = {**{each.name: each.default for each in fields(ContactItem)}, "name": ""}
#: What nobody has agreed on.
_OPEN = object()


@dataclass(frozen=True, slots=True)
class ContactPolicy(Policy[ContactItem]):
    """A contact is present on a side as long as it is in the user's group there.

    :param may_create: whether the user may make contacts in Odoo
    """

    may_create: bool = True

    lives_on: ClassVar[bool] = True  # without its label

    def out_of_scope(self, theirs: GoogleState[ContactItem]) -> str | None:
        if theirs.item is None:
            return None
        if not self.imports:
            return "import_off"
        return None if self.may_create else "no_right_to_create"

    def seen_of_odoo(self, odoo: ContactItem, link: Link[ContactItem], role: Role) -> ContactItem:
        return _dialled_as(odoo, link.base)

    def seen_of_google(
        self, google: ContactItem, link: Link[ContactItem], odoo: ContactItem | None, role: Role
    ) -> ContactItem:
        if link.base:
            sent = replace(link.base, notes=beginning(link.base.notes))
            google = as_sent(google, sent, link.spellings)
            google = replace(google, notes=as_known(google.notes, link.base.notes))
        elif odoo and google.notes == beginning(odoo.notes):
            google = replace(google, notes=odoo.notes)
        return _dialled_as(google, link.base or odoo)

    def as_arrived(
        self,
        base: ContactItem,
        sent: ContactItem,
        shown: ContactItem,
        shows: Callable[[OriginalStart | None], bool],
    ) -> ContactItem:
        if shows(None):
            return sent
        shown = replace(shown, notes=as_known(shown.notes, sent.notes))
        there = _values(_dialled_as(shown, sent))
        arrived = {name: value for name, value in there.items() if value == getattr(sent, name)}
        return replace(base, **arrived)

    def merge(
        self,
        base: ContactItem | None,
        odoo: ContactItem,
        google: ContactItem,
        prefer: Side,
        role: Role,
    ) -> Merged[ContactItem]:
        """Where the two never agreed, each gets what it lacks from the other."""
        ours, theirs = _values(odoo), _values(google)
        sides = Sides(_values(base) if base else _common(ours, theirs), ours, theirs)
        values, conflicts, rejected = merge_values(sides, Terms(prefer, _AUTHORITIES[role]))
        if odoo.phone == google.phone:
            values["phone"] = odoo.phone.also(google.phone)
        return Merged(ContactItem(**values), tuple(conflicts), tuple(rejected))

    def outlives(
        self, item: ContactItem, base: ContactItem | None, role: Role, gone_from: Side
    ) -> bool:
        """Nothing is lost with a contact that leaves the group: it stays where it was changed."""
        return False


def _values(item: ContactItem) -> Values:
    return {name: getattr(item, name) for name in field_names(item)}


def _dialled_as(item: ContactItem, known: ContactItem | None) -> ContactItem:
    """The item with the number that its spelling has meant in another one."""
    return replace(item, phone=item.phone.as_agreed(known.phone)) if known else item


def _common(ours: Values, theirs: Values) -> Values:
    """A state from which both may have come: empty where one of them is."""
    return {
        name: _EMPTY[name] if _EMPTY[name] in (ours[name], theirs[name]) else _OPEN for name in ours
    }
