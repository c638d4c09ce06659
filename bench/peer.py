"""Odoo's own ``google_calendar`` at work, against the same fake Google."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import requests

from odoo import fields

from . import memory, scene
from .save import beside, median_save
from .works import LATENCY

GOOGLE = "https://www.googleapis.com"


def pull_1k(env: Any) -> float:
    """1,000 new Google events into Odoo, by its scheduled action."""
    return _pull(env)[1]


def memory_1k(env: Any) -> float:
    """What the process has at the most meanwhile, in MiB."""
    return _pull(env, memory.peak)[1]


def _pull(env: Any, measure: Callable[[Callable[[], Any]], float] = scene.timed) -> tuple:
    user = _connected(env)
    _sync(env)
    scene.seed_google(user.login, 1000)
    figure = measure(lambda: _sync(env))
    scene.check_odoo(env, 1000)
    return user, figure


def one_of_1k(env: Any) -> float:
    """One change on either side of 1,000 events: its own seconds, of the slower way."""
    user, _seconds = _pull(env)
    scene.analyze(env)
    event = env["calendar.event"].search([("name", "=", "Bench 7")])
    google_id = scene.google_id(user.login, "Bench 8")
    ways: dict[str, list[float]] = {"out": [], "in": []}
    for number in range(scene.CHANGES):
        event.with_user(user).with_context(dont_notify=True).location = f"Room {number}"
        env.flush_all()
        ways["out"].append(_own_seconds(env.cr.commit))
        scene.patch_google(user.login, google_id, location=f"Room {number}")
        ways["in"].append(_own_seconds(lambda: _sync(env)))
    scene.check_location(env, user.login, f"Room {scene.CHANGES - 1}")
    return max(map(statistics.median, ways.values()))


def _own_seconds(work: Callable[[], Any]) -> float:
    before = scene.requests_made()
    with _at_the_fake():
        seconds = scene.timed(work)
    return seconds - (scene.requests_made() - before) * LATENCY


def freshness_out(env: Any) -> float:
    """How long after the commit an event is at Google: it is sent before the user goes on."""
    user = _connected(env)
    _sync(env)
    with _at_the_fake():
        found = scene.waits(env(context={"dont_notify": True}), user, user.login)
    scene.check_google(user.login, scene.SAVES)
    return found


def push_200(env: Any) -> float:
    """200 new Odoo events to Google: it sends them when the transaction has been committed."""
    user = _connected(env)
    _sync(env)
    events = env(user=user.id)["calendar.event"].with_context(dont_notify=True)
    events.create([scene.odoo_values(number) for number in range(200)])
    env.flush_all()
    with _at_the_fake():
        seconds = scene.timed(env.cr.commit)
    scene.check_google(user.login, 200)
    return seconds


def idle_50(env: Any) -> float:
    """One cycle of 50 users with nothing new."""
    for number in range(50):
        _connected(env, f"bench{number}@gmail.example")
    _sync(env)
    before = scene.requests_made()
    seconds = scene.timed(lambda: _sync(env))
    if scene.requests_made() - before != 50:
        raise scene.WrongResultError("not every user was asked for, once")
    return seconds


def save_event(env: Any) -> float:
    """Saving one event in the interface, beside a process that is as busy as ours."""
    user = _connected(env)
    _sync(env)
    with _at_the_fake(), beside("bare", env):
        seconds = median_save(env, user)
    scene.check_google(user.login, scene.SAVES)
    return seconds


def _connected(env: Any, login: str = "bench@gmail.example") -> Any:
    user = env["res.users"].create(
        {"name": login, "login": login, "email": login, "tz": scene.ZONE}
    )
    answer = scene.make_account(login)
    settings = env["res.users.settings"]._find_or_create_for_user(user)
    settings.write(
        {
            "google_calendar_rtoken": answer["refresh_token"],
            "google_calendar_token": answer["access_token"],
            "google_calendar_token_validity": fields.Datetime.now() + timedelta(hours=1),
        }
    )
    env.cr.commit()
    return user


def _sync(env: Any) -> None:
    with _at_the_fake():
        env["res.users"]._sync_all_google_calendar()
    env.cr.commit()


def _at_the_fake() -> Any:
    """Its requests with Google's host replaced, and nothing else."""
    send = requests.request

    def elsewhere(method: str, url: str, **options: Any) -> requests.Response:
        return send(method, url.replace(GOOGLE, scene.FAKE), **options)

    return patch("odoo.addons.google_account.models.google_service.requests.request", elsewhere)
