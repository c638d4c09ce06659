"""Lets links follow contacts whose id changes at Google: made without an answer, merged, linked
with somebody's profile, or restored from the bin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ...engine.contacts.item import ContactItem
from ...engine.core.plan import Decision
from ...google_api.people.person import Meta
from ..google.contact_writer import NEW
from ..store.links import ref_of, without_person
from ..store.marker import Marks
from .marked import contacts_of
from .snapshot import ContactSnapshot

_lt = LazyTranslate(__name__)


class MergedContacts:
    def __init__(self, snapshot: ContactSnapshot, marks: Marks) -> None:
        self.snapshot = snapshot
        self.links = snapshot.links
        self.marks = marks

    def adopt(self, metas: Sequence[Meta]) -> None:
        """Recognize the contacts that Google has made, though its answer never came, and those
        that somebody has restored there."""
        deleted = {meta.resource_name for meta in metas if meta.deleted}
        refs = {meta.resource_name: self.marks.ref(meta.mark) for meta in metas}
        links = self.links.of_odoo(filter(None, refs.values()))
        new = links.filtered(lambda link: link.google_id.startswith(NEW))
        waiting = {ref_of(link): link for link in new | without_person(links, deleted)}
        known = set(self.links.of_google(refs).mapped("google_id"))
        made = [
            meta
            for meta in metas
            if refs[meta.resource_name] in waiting and meta.resource_name not in known
        ]
        for google_id, ref in contacts_of(self.snapshot.env, self.marks, made).items():
            if ref in waiting:
                waiting.pop(ref).google_id = google_id

    def follow(self, metas: Sequence[Meta]) -> None:
        """Let links follow contacts that have another resource name than before.

        Those that were merged into others tell so; of the others it is told in some lists alone, so
        that the id of their source has to tell.

        Where both had a link, the older one leads and the other rests, so that the two contacts in
        Odoo do not fight over one in Google.
        """
        self._follow_sources(metas)
        for meta in metas:
            former = self.links.of_google(meta.previous) if meta.previous else None
            if not former:
                continue
            links = (former | self.links.of_google([meta.resource_name])).sorted("id")
            leading, others = links[0], links[1:]
            for link in others.filtered(lambda link: link.state != "merged"):
                self._let_rest(link, leading)
            if leading.google_id != meta.resource_name:
                others.flush_recordset()  # makes room for the leading one
                leading.google_id = meta.resource_name

    def _follow_sources(self, metas: Sequence[Meta]) -> None:
        living = {meta.resource_name: meta for meta in metas if not meta.deleted}
        known = set(self.links.of_google(living).mapped("google_id"))
        renamed = {
            meta.source_id: name
            for name, meta in living.items()
            if meta.source_id and name not in known
        }
        for link, source_id in self.links.of_sources(renamed) if renamed else ():
            # A former version may have linked one person by each of the names.
            if link.google_id not in living and source_id in renamed:
                link.google_id = renamed.pop(source_id)

    def _let_rest(self, link: BaseModel, leading: BaseModel) -> None:
        rests = {
            "state": "merged",
            "google_id": f"merged/{link.id}",
            "base": False,
            "sent": False,
        }
        link.write({**rests, "leader_id": leading.id, "retry_at": False, "error": False})
        if not (link.res_id and leading.res_id):
            return
        log, title = self.snapshot.log, leading.title
        text = _lt(
            "“%(one)s” and “%(other)s” were merged in Google. Both are still in Odoo, and only "
            "“%(other)s” is synchronized. If they are the same, merge them in Odoo, too.",
            one=link.title,
            other=title,
        )
        log.remark(log.told(text), title=title, ref=ref_of(leading), other=ref_of(link))

    def wake(self, decisions: Iterable[Decision[ContactItem]]) -> None:
        """Contacts merged with one that leaves the group now are on their own again."""
        leaving = [one.link.key for one in decisions if one.link.key and one.agreed is None]
        resting = self.links.led_by(leaving)
        self.links.compare_next(filter(None, map(ref_of, resting)))
        resting.unlink()
