"""Lets Odoo say where somebody works on a day: what Google says of it, or what was said before a
comparison that is undone. From there such a day goes the way of any other change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.tools import format_date
from odoo.tools.translate import LazyGettext

from ...engine.core.merge import Side
from ...engine.events.workplace import Day, Place, Stays, Written, take_back
from ..odoo.workplaces import Planned, Workplaces, days_ahead
from ..reporting import workplace_texts as texts
from ..reporting.run_log import RunLog


def why_not_in_odoo(workplaces: Workplaces, day: date, place: Place | None) -> LazyGettext | None:
    """Let Odoo say of a day that somebody works at a place.

    :return: why it does not; ``None``, where it does
    """
    try:
        with workplaces.own_days.env.cr.savepoint():
            is_said = workplaces.set(day, place)
    except UserError as error:
        return texts.refused_by_odoo(str(error))
    return None if is_said else texts.unknown_place(place.label if place else "")


# -- undo -----------------------------------------------------------------------------------------


def as_stored(day: date, before: Place | None, after: Place | None) -> dict[str, Any]:
    """Return a written day as a line of the log stores it."""
    places = {"before": before, "after": after}
    return {
        "day": str(day),
        **{name: place and [place.kind, place.label] for name, place in places.items()},
    }


def preview_undo(lines: BaseModel) -> Iterator[tuple[BaseModel, str, bool]]:
    """What the undo of these lines would do, as far as it can be known without Google.

    :return: triples of the line, a text, and whether the day stays as it is
    """
    account = lines.run_id.account_id
    workplace = lines.env["google.sync.workplace"].search([("account_id", "=", account.id)])
    shown = {one.day: one.known().google for one in workplace.day_ids}
    undo = Undo(account, Workplaces(account.user_id), shown)
    env = account.in_user_lang().env
    for line in lines:
        found = undo.outcome(line)
        if isinstance(found, LazyGettext):
            yield line, env._("Stays as it is. %(why)s", why=env._(found)), True
        else:
            _day, written = _parsed(line)
            yield line, texts.changed(env, written.after, found), False


class Undo:
    """Takes back what comparisons have written of an account's days.

    :param shown: by day the place that Google says
    """

    def __init__(
        self, account: BaseModel, workplaces: Workplaces, shown: Mapping[date, Place | None]
    ) -> None:
        self.account = account
        self.workplaces = workplaces
        self.shown = shown

    @cached_property
    def planned(self) -> Mapping[date, Planned]:
        return self.workplaces.plan(*days_ahead(self.account.user_id))

    def take_back(self) -> None:
        """Let Odoo say again what was said before, of the days whose undo waits."""
        waiting = [
            ("undo", "=", "waiting"),
            ("workplace", "!=", False),
            ("run_id.account_id", "=", self.account.id),
        ]
        lines = self.account.env["google.sync.run.line"].search(waiting)
        for run, own in lines.grouped("run_id").items():
            log = RunLog(self.account.env, self.account, run.undo_ids.id)
            for line in own:
                self._take_back(line, log)
            log.close()

    def outcome(self, line: BaseModel) -> Place | LazyGettext | None:
        """The place that Odoo is to say again; else a text that tells why the day stays."""
        day, written = _parsed(line)
        planned = self.planned.get(day)
        if planned is None:
            return texts.STAYS_PAST
        found = take_back(written, Day(planned.place, planned.usual, self.shown.get(day)))
        return texts.STAYS[found] if isinstance(found, Stays) else found

    def _take_back(self, line: BaseModel, log: RunLog) -> None:
        found, (day, written) = self.outcome(line), _parsed(line)
        place = None if isinstance(found, LazyGettext) else found
        stays = found if isinstance(found, LazyGettext) else None
        stays = stays or why_not_in_odoo(self.workplaces, day, place)
        title = log.told(format_date, day)
        if stays:
            message = log.told(stays)
            line.write({"undo": "left", "undo_message": message})
            log.remark(message, title=title)
            return
        line.undo = "done"
        log.remark(
            log.told(texts.restored, written.after, place),
            title=title,
            level="info",
            workplace=as_stored(day, written.after, place),
            side=Side.ODOO,
        )


def _parsed(line: BaseModel) -> tuple[date, Written]:
    stored = line.workplace
    before, after = (stored[name] and Place(*stored[name]) for name in ("before", "after"))
    return date.fromisoformat(stored["day"]), Written(Side(line.side), before, after)
