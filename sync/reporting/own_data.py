"""Exports all that the sync keeps of one user, without access tokens and other people's data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from odoo.fields import Domain
from odoo.models import BaseModel

#: What is told, by model: the way from its records to the user, and the names of the fields.
_TOLD = {
    "google.sync.account": (
        "user_id",
        [
            *("google_email", "google_subject", "calendar_id", "calendar_name", "decision"),
            *("state", "message", "connected_by", "known_since", "authorized_at", "invited_at"),
            *("migrated_at", "last_sync", "google_time_zone"),
        ],
    ),
    "google.sync.work": ("account_ids.user_id", ["event_labels"]),
    "google.sync.contacts": ("account_id.user_id", ["category_id", "state", "message"]),
    "google.sync.link": (
        "account_id.user_id",
        [
            *("res_model", "res_id", "google_id", "ical_uid", "title", "collection", "role"),
            *("made_in", "state", "error", "base"),
        ],
    ),
    "google.sync.run": (
        "user_id",
        [
            *("kind", "started_at", "finished_at", "state", "message"),
            *("odoo_created", "odoo_updated", "odoo_deleted"),
            *("google_created", "google_updated", "google_deleted"),
        ],
    ),
    "google.sync.run.line": (
        "run_id.user_id",
        [
            *("run_id", "level", "side", "verb", "title", "res_model", "res_id", "google_id"),
            *("before", "after", "workplace", "message"),
        ],
    ),
    "google.sync.conflict": (
        "user_id",
        ["found_at", "title", "field", "winner", "kept", "lost", "answer"],
    ),
    "google.sync.overlap": (
        "account_id.user_id",
        ["first_id", "second_id", "elsewhere_start", "is_kept"],
    ),
    "google.sync.alert": (
        "account_id.user_id",
        ["level", "name", "message", "noticed_at", "notified_at", "resolved_at"],
    ),
    "google.sync.busy.calendar": ("user_id", ["kind", "name", "google_id", "read_at"]),
    "google.sync.workplace.day": (
        "workplace_id.account_id.user_id",
        ["day", "odoo_place", "google_place"],
    ),
    "google.sync.tag.color": ("user_id", ["categ_id", "color"]),
}


def own_data(user: BaseModel) -> dict[str, Any]:
    """What is kept of a user, as JSON has it but for dates.

    :param user: in an environment of the superuser
    """
    names = sorted(set(user._google_settings()) & set(user._fields))
    return {
        "user": user.login,
        "settings": user.read(names)[0],
        **{model: _rows(user, model, way, names) for model, (way, names) in _TOLD.items()},
    }


def _rows(user: BaseModel, model: str, way: str, names: Sequence[str]) -> list[dict[str, Any]]:
    return user.env[model].search_read(Domain(way, "=", user.id), names, order="id")
