"""The labels of a calendar in Google, by which tags go (:mod:`sync.odoo.tag_colors`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from odoo import fields
from odoo.models import BaseModel

from ..odoo.tag_colors import goes_by_labels

#: People make labels seldom.
AGAIN_AFTER = timedelta(minutes=15)


def due(account: BaseModel) -> dict[str, str] | None:
    """What is known of the labels, if they are to be read now; ``None``: they are not. No query is
    made where no tag goes by one."""
    if not goes_by_labels(account.user_id):
        return None
    known, read_at = account.work_id.event_labels or {}, account.work_id.event_labels_at
    if known.get("calendar") != account.calendar_id:
        return {}
    is_fresh = read_at and fields.Datetime.now() - AGAIN_AFTER < read_at
    labels: dict[str, str] = known["labels"]
    return None if is_fresh else labels


def learn(account: BaseModel, found: Mapping[str, str]) -> bool:
    """Keep what labels the calendar has.

    :param found: their names by id
    :return: whether that is news
    """
    news = {"calendar": account.calendar_id, "labels": dict(found)}
    values = {"event_labels_at": fields.Datetime.now()}
    is_new: bool = news != account.work_id.event_labels
    if is_new:
        values["event_labels"] = news
    account.work_id.write(values)
    return is_new
