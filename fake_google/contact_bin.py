"""The bin of contacts, from which people bring back what they have deleted.

What a contact has then of that which nobody sees, no page of Google's tells.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from .contacts import MY_CONTACTS, Contact, ContactBook

#: What a restored contact may have, or not: its resource name, the id of its source, and what
#: programs have left with it.
HIDDEN = ("name", "source", "clientData")


def restore(book: ContactBook, name: str, kept: Collection[str] = HIDDEN) -> Contact:
    """Bring a contact back as it was, in the groups that there still are.

    :param kept: which of ``HIDDEN`` it has
    :raise ApiError: 404 for one that is not in the bin
    """
    before = book.out_of_bin(name)
    living = {group.name for group in book.living_groups()}
    first_number = before.first_number or before.number
    return book.put(
        replace(
            before,
            number=before.number if "name" in kept else book.new_number(),
            first_number=first_number if "source" in kept else 0,
            fields={
                field: entries
                for field, entries in before.fields.items()
                if field != "clientData" or field in kept
            },
            groups=tuple(group for group in before.groups if group in living) or (MY_CONTACTS,),
            deleted=False,
        )
    )
