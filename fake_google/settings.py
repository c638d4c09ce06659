"""What `POST /_fake/settings` changes: how fast and how generous Google is, and its habits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from . import habits
from .google import Google

Json = dict[str, Any]


class Setting(NamedTuple):
    """Where a setting is that is no habit, and how it is read."""

    holder: Callable[[Google], Any]
    attribute: str
    read: Callable[[Any], Any]


def _life(seconds: Any) -> float | None:
    return None if seconds is None else float(seconds)


def _share(part: Any) -> float:
    if not 0 <= float(part) <= 1:
        raise ValueError(f"{part} is no share of all")
    return float(part)


SETTINGS = {
    "latency": Setting(lambda google: google, "latency", float),
    "empty_pages": Setting(lambda google: google.store, "empty_pages", bool),
    "refresh_token_life": Setting(lambda google: google.grants, "refresh_token_life", _life),
    "push_lost": Setting(lambda google: google.channels.lost, "part", _share),
    "push_doubled": Setting(lambda google: google.channels.doubled, "part", _share),
    "push_reordered": Setting(lambda google: google.channels.reordered, "part", _share),
    "quota": Setting(lambda google: google.quota, "enabled", bool),
    "quota_per_user": Setting(lambda google: google.quota, "per_user", int),
    "quota_per_project": Setting(lambda google: google.quota, "per_project", int),
    "quota_people_per_user": Setting(lambda google: google.quota, "people_per_user", int),
    "quota_people_photos": Setting(lambda google: google.quota, "people_photos", int),
}


def change(google: Google, wanted: Json, email: str | None) -> None:
    """Change some settings; the caller holds the store's lock.

    :param email: whose habits are changed, and nothing else; None: all that is wanted, for all
    :raise ValueError: for a name or value that there is not; then nothing has changed
    """
    of_habits = {name: wanted[name] for name in habits.NAMES & wanted.keys()}
    others = wanted.keys() - of_habits
    if unknown := others - (SETTINGS.keys() if email is None else set()):
        raise ValueError(f"There is no setting {', '.join(sorted(unknown))}.")
    values = {name: SETTINGS[name].read(wanted[name]) for name in others}
    google.store.habits.change(of_habits, email)
    for name, value in values.items():
        setattr(SETTINGS[name].holder(google), SETTINGS[name].attribute, value)


def told(google: Google, email: str | None) -> Json:
    """All settings as they are for an account, or for all that are treated alike."""
    general = {name: getattr(s.holder(google), s.attribute) for name, s in SETTINGS.items()}
    return {**general, **habits.told(google.store.habits.of(email))}
