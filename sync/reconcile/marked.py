"""Finds the record that a mark at Google names, even after ids were given again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone

from odoo.api import Environment

from ...google_api.people.person import Meta
from ..store.marker import Marks
from ..store.refs import RecordRef, ids_of

#: How much Google's clock may be behind this server's.
CLOCKS = timedelta(minutes=10)


def without_younger(
    env: Environment, marked: Mapping[str, RecordRef], there_since: Mapping[str, datetime | None]
) -> dict[str, RecordRef]:
    """Those whose record was not made after what bears its mark, for else that is another one's.

    Ids are given again when a database was restored that had not seen yet what Google has.

    :param marked: refs by Google's id
    :param there_since: by Google's id a moment at which it was there, aware; ``None`` for unknown
    """
    made_here = _made_at(env, marked.values())
    return {
        google_id: ref
        for google_id, ref in marked.items()
        if ref not in made_here
        or (since := there_since.get(google_id)) is None
        or made_here[ref] - CLOCKS <= since
    }


def contacts_of(env: Environment, marks: Marks, metas: Iterable[Meta]) -> dict[str, RecordRef]:
    """The contacts that persons of Google's are known to be, by their marks.

    When a person was made Google does not tell, but when it was changed last.

    :return: refs by Google's id
    """
    by_id = {meta.resource_name: meta for meta in metas}
    refs = {google_id: marks.ref(meta.mark) for google_id, meta in by_id.items()}
    marked = {google_id: ref for google_id, ref in refs.items() if ref}
    changed = {google_id: by_id[google_id].changed for google_id in marked}
    return without_younger(env, marked, changed)


def _made_at(env: Environment, refs: Iterable[RecordRef]) -> dict[RecordRef, datetime]:
    """When the records were made, of those that are there."""
    refs = set(refs)
    made_at: dict[RecordRef, datetime] = {}
    for model in {ref.model for ref in refs}:
        records = env[model].browse(ids_of(refs, model)).exists()
        records.fetch(["create_date"])
        made_at.update(
            (RecordRef(model, record.id), record.create_date.replace(tzinfo=timezone.utc))
            for record in records
            if record.create_date
        )
    return made_at
