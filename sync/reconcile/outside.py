"""Meetings called outside of Odoo that other users attend as well: each has a copy of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...engine.core.link import Role
from ..store.links import linked_ref
from ..store.refs import RecordRef, load_item
from .meetings import Meetings
from .snapshot import EventSnapshot


def set_others_words_aside(
    snapshot: EventSnapshot, meetings: Meetings, pairs: Mapping[str, RecordRef]
) -> None:
    """Compare with the user's copy what it is to know of: what another copy has brought into Odoo
    is nobody's edit, which this one undoes.

    :param snapshot: of a calendar, with both sides read
    :param pairs: Odoo's refs by Google's ids, of copies that are new
    """
    links = {linked_ref(link): link for link in snapshot.found if link.res_id}
    google_ids = {ref: google_id for google_id, ref in pairs.items()}
    google_ids.update({ref: link.google_id for ref, link in links.items()})
    differing = {}
    for ref, google_id in google_ids.items():
        ours, theirs = snapshot.odoo.get(ref), snapshot.google.states.get(google_id)
        base = load_item(links[ref]) if ref in links else None
        shown = theirs and theirs.item
        if not (ours and ours.item and ours.role is Role.EXTERNAL):
            continue
        # Who takes nothing in compares with what was agreed on, whatever Google shows by now.
        if any(known not in (None, ours.item) for known in (shown, base)):
            differing[ref] = ours, ours.item, shown, base
    for ref, others in meetings.told_by_others(differing).items():
        ours, item, shown, base = differing[ref]
        known = snapshot.policy.as_one_copy_has_it(item, shown, base, others)
        snapshot.odoo[ref] = replace(ours, item=known)
