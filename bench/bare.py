"""Odoo without either: what the same records cost at the least."""

from __future__ import annotations

from typing import Any

from . import contacts, scene
from .save import beside, median_save

#: What any importer says to keep Odoo from mailing and notifying.
QUIET = {
    "dont_notify": True,
    "no_mail_to_attendees": True,
    "skip_attendee_notification": True,
    "skip_contact_description": True,
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
}
BATCH = 250


def pull_10k(env: Any) -> float:
    """The same 10,000 events by the ORM alone, in batches."""
    user = _user(env)
    count = scene.part(10_000)
    seconds = scene.timed(lambda: _create(env(user=user.id, context=QUIET), count))
    scene.check_odoo(env, count)
    return seconds


def contacts_5k_in(env: Any) -> float:
    """The same 5,000 contacts by the ORM alone, in batches."""
    env = env(user=_user(env).id, su=True, context=QUIET)
    group = env["res.partner.category"].create({"name": contacts.GROUP})

    def create() -> None:
        for start in range(0, contacts.COUNT, BATCH):
            numbers = range(start, min(start + BATCH, contacts.COUNT))
            values = [contacts.odoo_values(env, number) for number in numbers]
            env["res.partner"].create([{**each, "category_id": [(4, group.id)]} for each in values])
        env.cr.commit()

    seconds = scene.timed(create)
    contacts.check_odoo(env)
    return seconds


def save_event(env: Any) -> float:
    """The same save, beside a process that is as busy."""
    user = _user(env)
    with beside("bare", env):
        return median_save(env, user)


def busy(env: Any) -> None:
    """Create events for ever, as a busy worker of ours does."""
    user = env["res.users"].create({"name": "busy", "login": "busy", "tz": scene.ZONE})
    print("begins", flush=True)
    while True:
        _create(env(user=user.id, context=QUIET), 1000)


def _create(env: Any, count: int) -> None:
    for start in range(0, count, BATCH):
        env["calendar.event"].create(
            [
                {**scene.odoo_values(number), "description": "<p>Bring papers</p>"}
                for number in range(start, min(start + BATCH, count))
            ]
        )
    env.cr.commit()


def _user(env: Any) -> Any:
    user = env["res.users"].create({"name": "bench", "login": "bench", "tz": scene.ZONE})
    env.cr.commit()
    return user
