"""Two appointments of one user become one, since the user has said that they are the same.

Somebody else's invitation stays as it is: the user's own entry goes, and with it, by the ordinary
plan, what Google has of it. Nothing of it gets into the invitation. Of two entries of the user, the
one that Odoo had first stays and is linked with Google's; where they differ, the newer word counts,
and the other is kept as a conflict.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from odoo import fields
from odoo.models import BaseModel

from ..odoo.event_records import QUIET
from ..store.links import LinkStore
from ..store.refs import EVENT, RecordRef


class OneAppointment:
    """:param link: the link of the event that came from Google"""

    def __init__(self, account: BaseModel, link: BaseModel) -> None:
        self.links = LinkStore(account.env, account)
        self.link = link
        self.user = account.user_id
        self.events = account.env[EVENT].with_user(self.user).with_context(**QUIET)

    def merge(self, candidate: Mapping[str, Any]) -> None:
        """:param candidate: the one that the user has chosen, as the link had it"""
        own = RecordRef(candidate["model"], candidate["id"])
        event = self.events.browse(own.id).exists()
        if own.model != EVENT or event.user_id != self.user or not event.active:
            return  # it has gone, or is somebody else's by now
        if candidate["is_own"]:
            self._link_with(own)
        else:
            event.write({"active": False})

    def _link_with(self, ref: RecordRef) -> None:
        """Have Google's event joined with the record that was there first."""
        former = self.events.browse(self.link.res_id)
        values = {name: self.link[name] for name in ("google_id", "etag", "ical_uid")}
        self.link.unlink()
        former.filtered("active").write({"active": False})
        if other := self.links.of_odoo([ref]):
            other.flush_recordset()
            (other | self.links.replace(other, **values)).retry_at = fields.Datetime.now()
        else:
            again = {"res_model": ref.model, "res_id": ref.id, "made_in": "google"}
            self.links.create([{**values, **again, "retry_at": fields.Datetime.now()}])
