"""Matching: which unlinked event of Google's is which unlinked record of Odoo's.

For what has no id in common. Guests of one meeting have its iCalUID in common, and what came from
Odoo bears its mark; who looks for those needs no engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from .item import EventItem
from .link import OdooId


def match_alike(
    google: Mapping[str, EventItem], odoo: Mapping[OdooId, EventItem]
) -> dict[str, OdooId]:
    """Pair the events of the same title and time, one to one.

    Where several are alike, which of them are paired makes no difference to anybody; the oldest
    ones are, so that the answer is always the same.

    :param odoo: items by Odoo's id; the ids can be sorted, oldest first
    :return: Odoo's id by Google's id
    """
    waiting = defaultdict(list)
    for odoo_id in sorted(odoo, reverse=True):
        waiting[_likeness(odoo[odoo_id])].append(odoo_id)
    twins = {google_id: waiting[_likeness(item)] for google_id, item in sorted(google.items())}
    return {google_id: found.pop() for google_id, found in twins.items() if found}


def _likeness(item: EventItem) -> tuple:
    return item.title.casefold(), item.when
