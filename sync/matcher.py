"""Finds out which events of Google's, new to this account, are records that Odoo has already."""

from datetime import timedelta, timezone

from odoo.fields import Domain

from ..engine.match import match_alike
from ..google_api.event_codec import timestamp
from .link_store import LinkStore
from .marks import MARKER, marked_ref
from .records import Ref, ids_of

#: So much Google's clock may be behind this server's.
CLOCKS = timedelta(minutes=10)


class Matcher:
    """:param records: the user's :class:`~.schedule.Schedule`"""

    def __init__(self, env, account, records):
        self.account = account
        self.records = records
        self.links = env["google.sync.link"]
        self.database = env["ir.config_parameter"].sudo().get_param("database.uuid")

    def match(self, events, states):
        """Match by the meeting's iCalUID, by our own mark, and by title and time, in this order.

        :param events: Google's JSON by id, of the events that have no link
        :param states: what they say, by id
        :return: the record's ref by Google's id; no record twice, and none that has a link already
        """
        pairs = {}
        for find in (self._same_meeting, self._marked, self._alike):
            waiting = {
                google_id: state.item
                for google_id, state in states.items()
                if state.item is not None and google_id not in pairs
            }
            if waiting:
                found = find({google_id: events[google_id] for google_id in waiting}, waiting)
                pairs.update(self._free(found, pairs))
        return pairs

    def _same_meeting(self, events, _items):
        """Meetings of several users: the copies of organizer and guests share the iCalUID."""
        google_ids = {
            event["iCalUID"]: google_id for google_id, event in events.items() if "iCalUID" in event
        }
        links = self.links.search(
            Domain("ical_uid", "in", list(google_ids)) & Domain("res_id", "!=", False)
        )
        return {google_ids[link.ical_uid]: LinkStore.ref(link) for link in links}

    def _marked(self, events, _items):
        """Events that this database has sent once, whose link was lost.

        Whoever may write to the calendar can write such a mark, so it opens nobody else's meeting.
        """
        marked = {}
        for google_id, event in events.items():
            private = event.get("extendedProperties", {}).get("private", {})
            if ref := marked_ref(self.database, private.get(MARKER, "")):
                marked[google_id] = ref
        marked = self._without_younger(marked, events)
        heirs = self.records.heirs(marked.values())
        found = {google_id: heirs.get(ref, ref) for google_id, ref in marked.items()}
        own = self.records.own(found.values())
        return {google_id: ref for google_id, ref in found.items() if ref in own}

    def _without_younger(self, marked, events):
        """Those whose record was not made after the event, or the mark would not be its own.

        Ids are given again when a database was restored that had not seen yet what Google has.
        """
        made_here = self._made_at(marked.values())
        made_there = {google_id: timestamp(events[google_id], "created") for google_id in marked}
        return {
            google_id: ref
            for google_id, ref in marked.items()
            if not (ref in made_here and made_there[google_id])
            or made_here[ref] - CLOCKS <= made_there[google_id]
        }

    def _made_at(self, refs):
        """When the records were made, of those that are there."""
        refs = set(refs)
        return {
            Ref(model, record.id): record.create_date.replace(tzinfo=timezone.utc)
            for model in {ref.model for ref in refs}
            for record in self.links.env[model].browse(ids_of(refs, model)).exists()
        }

    def _alike(self, _events, items):
        """Appointments that somebody has entered on both sides by hand."""
        return match_alike(items, self.records.alike(items.values()))

    def _free(self, found, pairs):
        """Without records that are gone, taken or linked in this calendar."""
        existing = self.records.existing(found.values())
        linked = LinkStore(self.links.env, self.account).of_odoo(existing)
        taken = {*map(LinkStore.ref, linked), *pairs.values()}
        free = {}
        for google_id, ref in found.items():
            if ref in existing and ref not in taken:
                free[google_id] = ref
                taken.add(ref)
        return free
