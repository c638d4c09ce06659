"""What decides about contacts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .contact import ContactItem
from .item import field_names
from .link import GoogleState, Role
from .merge import Authorities, Authority, Merged, Side, Sides, Terms, Values, merge_values
from .policy import Policy

_AUTHORITIES: Mapping[Role, Authorities] = {
    # In Google that is not said, but judged by what a contact has.
    Role.ORGANIZER: {"is_company": Authority.ODOO},
    # Odoo would write them to the company, and from there to all who work for it.
    Role.EMPLOYEE: dict.fromkeys(("is_company", "company", "address"), Authority.ODOO),
}


@dataclass(frozen=True, slots=True)
class ContactPolicy(Policy):
    """A contact is present on a side as long as it is in the user's group there."""

    def out_of_scope(self, theirs: GoogleState) -> str | None:
        return None if self.imports or theirs.item is None else "import_off"

    def seen_of_odoo(self, odoo: ContactItem, base: ContactItem | None, role: Role) -> ContactItem:
        return odoo

    def seen_of_google(
        self, google: ContactItem, base: ContactItem | None, role: Role
    ) -> ContactItem:
        return google

    def merge(
        self,
        base: ContactItem | None,
        odoo: ContactItem,
        google: ContactItem,
        prefer: Side,
        role: Role,
    ) -> Merged:
        sides = Sides(base and _values(base), _values(odoo), _values(google))
        values, conflicts, undone = merge_values(sides, Terms(prefer, _AUTHORITIES[role]))
        return Merged(ContactItem(**values), tuple(conflicts), tuple(undone))

    def outlives(self, item: ContactItem, base: ContactItem | None, role: Role) -> bool:
        """Nothing is lost with a contact that leaves the group: it stays where it was changed."""
        return False


def _values(item: ContactItem) -> Values:
    return {name: getattr(item, name) for name in field_names(item)}
