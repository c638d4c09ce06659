"""This addon at work."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any
from unittest.mock import patch

from odoo import fields

from odoo.addons.google_sync.google_api.calendar.client import CalendarEntry
from odoo.addons.google_sync.google_api.transport.connection import Http
from odoo.addons.google_sync.google_api.transport.id_tokens import Identity
from odoo.addons.google_sync.google_api.transport.oauth import (
    SCOPES,
    SCOPES_OF_CONTACTS,
    Tokens,
)
from odoo.addons.google_sync.google_api.transport.pace import NoPace
from odoo.addons.google_sync.sync.google.pace import SharedPacer
from odoo.addons.google_sync.sync.operations.connect import connect

from tools import odoo_process, processes

from . import contacts, day, memory, scene
from .bare import QUIET
from .save import beside, median_save
from .works import LATENCY

#: What workers lease.
MODELS = ("google.sync.account", "google.sync.contacts")
#: Seconds that an answer of Google's takes where workers are compared: they wait most of the time.
SLOW = 2.0
#: Of the simulated day.
USERS, SEED = 10_000, 1
#: Does some work, and says what it took.
Measure = Callable[[Callable[[], Any]], float]


def pull_10k(env: Any) -> float:
    """10,000 new Google events into Odoo, by the scheduled action."""
    return _pull(env, 10_000)


def memory_50k(env: Any) -> float:
    """What the process has at the most while it pulls 50,000 events for the first time, in MiB."""
    return _pull(env, 50_000, memory.peak)


def memory_5k(env: Any) -> float:
    """The same for 5,000."""
    return _pull(env, 5_000, memory.peak)


def _pull(env: Any, wanted: int, measure: Measure = scene.timed) -> float:
    count = scene.part(wanted)
    account = _connected(env)
    _sync(env)
    scene.seed_google(account.google_email, count)
    figure = measure(lambda: _sync_all(env))
    scene.check_odoo(env, count)
    return figure


def push_1k(env: Any) -> float:
    """1,000 new Odoo events to Google, by the scheduled action, for a project without quotas."""
    with patch.object(SharedPacer, "reserve", NoPace.reserve):
        return _push(env)


def _push(env: Any) -> float:
    count = scene.part(1000)
    account = _connected(env)
    _sync(env)
    events = env(user=account.user_id.id)["calendar.event"]
    events.create([scene.odoo_values(number) for number in range(count)])
    env.cr.commit()
    seconds = scene.timed(lambda: _sync_all(env))
    scene.check_google(account.google_email, count)
    return seconds


def push_1k_quota(env: Any) -> float:
    """The same, where Google refuses what is more than 600 requests a minute."""
    seconds = _push(env)
    if refused := scene.requests_refused():
        raise scene.WrongResultError(f"Google refused {refused} requests")
    return seconds


def idle_1k(env: Any) -> float:
    """One cycle of 1,000 accounts with nothing new, by one worker."""
    return _idle(env, scene.part(1000))


def _idle(env: Any, count: int) -> float:
    _crowd(env, [f"bench{number}" for number in range(count)])
    _sync(env)
    before = scene.requests_made()
    _make_due(env)
    seconds = scene.timed(lambda: _work(env))
    _check(env)
    if (made := scene.requests_made() - before) != count:
        raise scene.WrongResultError(f"{made} requests, not one for each account")
    return seconds


def save_event(env: Any) -> float:
    """Saving one event in the interface, while a worker is busy; nobody waits for Google."""
    account = _connected(env)
    _sync(env)
    with beside("ours", env), patch.object(Http, "request", _refused):
        seconds = median_save(env, account.user_id)
    _sync(env)
    scene.check_google(account.google_email, scene.SAVES)
    return seconds


def _refused(*_args: Any, **_options: Any) -> None:
    raise scene.WrongResultError("a request was made while the user waited")


def busy(env: Any) -> None:
    """Pull new events for somebody else, and send what the first one saves, for ever."""
    account = _connected(env, "busy")
    _sync(env)
    print("begins", flush=True)
    while True:
        scene.seed_google(account.google_email, 1000)
        _sync(env)


def one_of_10k(env: Any) -> float:
    """One change on either side of 10,000 linked events: our own seconds, of the slower way."""
    return _one_of(env, 10_000)


def one_of_100(env: Any) -> float:
    """The same of 100."""
    return _one_of(env, 100)


def _one_of(env: Any, wanted: int) -> float:
    count = scene.part(wanted)
    account = _connected(env)
    _sync(env)
    scene.seed_google(account.google_email, count)
    _sync_all(env)
    scene.analyze(env)
    event = env["calendar.event"].search([("name", "=", "Bench 7")])
    google_id = scene.google_id(account.google_email, "Bench 8")
    ways: dict[str, list[float]] = {"out": [], "in": []}
    for number in range(scene.CHANGES):
        event.with_user(account.user_id).location = f"Room {number}"
        env.cr.commit()
        ways["out"].append(_own_seconds(env, 2))
        scene.patch_google(account.google_email, google_id, location=f"Room {number}")
        ways["in"].append(_own_seconds(env, 1))
    scene.check_location(env, account.google_email, f"Room {scene.CHANGES - 1}")
    return max(map(statistics.median, ways.values()))


def _own_seconds(env: Any, most_requests: int) -> float:
    """What a sync takes besides Google's part, which is the latency of each request.

    :raise WrongResultError: it asks more of Google
    """
    before = scene.requests_made()
    _make_due(env)
    seconds = scene.timed(lambda: _work(env))
    _check(env)
    if (made := scene.requests_made() - before) > most_requests:
        raise scene.WrongResultError(f"{made} requests for one change")
    return seconds - made * LATENCY


def freshness_out(env: Any) -> float:
    """How long after the commit an event is at Google, by a server's scheduled action: seconds
    within which 95 of 100 are."""
    account = _connected(env)
    _sync(env)
    port = processes.choose_port("")
    with odoo_process.serving(env.cr.dbname, port, scene.FAKE):
        found = scene.waits(env, account.user_id, account.google_email)
    scene.check_google(account.google_email, scene.SAVES)
    return found


def freshness_in(env: Any) -> float:
    """How long after a change in Google it is in Odoo, where Google tells of it: seconds within
    which 95 of 100 are."""
    return _freshness_in(env, lost=0)


def freshness_in_lost(env: Any) -> float:
    """The same, where each fifth message gets lost."""
    return _freshness_in(env, lost=0.2)


def _freshness_in(env: Any, lost: float) -> float:
    account = _connected(env)
    port = processes.choose_port("")
    parameters = env["ir.config_parameter"]
    parameters.set_param("web.base.url", f"http://{processes.LOOPBACK}:{port}")
    parameters.set_param("web.base.url.freeze", "True")
    parameters.set_param("google_sync.push", "True")
    scene.control("POST", "/_fake/settings", {"channel_addresses": "loopback"})
    _sync(env)
    with odoo_process.serving(env.cr.dbname, port, scene.FAKE):
        env["google.sync.channel"].wake()
        env.cr.commit()
        scene.wait_for(
            env, lambda: env["google.sync.channel"].search_count([("heard_at", "!=", False)])
        )
        scene.control("POST", "/_fake/settings", {"push_lost": lost})
        found = scene.arrivals(env, account.google_email)
    _sync(env)  # the last one may have no message behind it
    scene.check_odoo(env, scene.ARRIVALS)
    return found


def day_10k(env: Any) -> float:
    """Requests of a simulated day of 10,000 users."""
    return _day().total


def day_10k_in(env: Any) -> float:
    """How long after a change in Google it is in Odoo on that day: seconds within which 95 of 100
    are."""
    return day.within(_day().lags_in)


def _day() -> day.Told:
    told = day.Day(USERS, day.acts(USERS, SEED), day.World(), SEED).run()
    print(*day.summary(told), sep="\n", file=sys.stderr)
    return told


def workers_2(env: Any) -> float:
    """1,000 accounts with a new appointment each: how many times as fast two workers are as one,
    while each of Google's answers takes some seconds."""
    _crowd(env, [f"bench{number}" for number in range(scene.part(1000))])
    _sync(env)
    one, two = (_seconds_with(env, workers) for workers in (1, 2))
    return one / two


def _seconds_with(env: Any, workers: int) -> float:
    users = env["google.sync.account"].search([]).user_id
    values = [
        {**scene.odoo_values(7), "user_id": user.id, "partner_ids": [(6, 0, user.partner_id.ids)]}
        for user in users
    ]
    env["ir.config_parameter"].set_param("google_sync.workers", workers)
    env.cr.commit()
    port, options = processes.choose_port(""), ["--limit-time-real-cron=900"]
    with odoo_process.serving(env.cr.dbname, port, scene.FAKE, workers, 1, options):
        before = scene.requests_made("calendar.events.insert")
        scene.control("POST", "/_fake/settings", {"latency": SLOW})

        def work() -> None:
            env["calendar.event"].with_context(dont_notify=True).create(values)
            env.cr.commit()
            while scene.requests_made("calendar.events.insert") < before + len(users):
                time.sleep(0.2)

        seconds = scene.timed(work)
        scene.control("POST", "/_fake/settings", {"latency": 0})
        time.sleep(3)  # the worker notes the last answers
    return seconds


def contacts_5k_in(env: Any) -> float:
    """5,000 new Google contacts into Odoo, by the scheduled action."""
    account = _with_group(env)
    contacts.seed_google(account.google_email)
    seconds = contacts.measured(lambda: _sync_all(env))
    contacts.check_odoo(env)
    return seconds


def contacts_5k_out(env: Any) -> float:
    """5,000 contacts of Odoo's to Google, by the scheduled action."""
    account = _with_group(env)
    group = account.user_id.google_contact_category_id
    values = [contacts.odoo_values(env, number) for number in range(contacts.COUNT)]
    env["res.partner"].create([{**each, "category_id": [(4, group.id)]} for each in values])
    env.cr.commit()
    env.invalidate_all()
    seconds = contacts.measured(lambda: _sync_all(env))
    contacts.check_google(account.google_email)
    return seconds


def _with_group(env: Any) -> Any:
    """An account that has synchronized its contacts, of which there are none yet."""
    account = _connected(env)
    group = env["res.partner.category"].create({"name": contacts.GROUP})
    account.user_id.write(
        {
            "group_ids": [(4, env.ref("base.group_partner_manager").id)],
            "google_contact_category_id": group.id,
            "google_import_contacts": True,
        }
    )
    env.cr.commit()
    _sync(env)
    return account


def _connected(env: Any, login: str = "bench") -> Any:
    return _crowd(env, [login])


def _crowd(env: Any, logins: Sequence[str]) -> Any:
    """The accounts of new users of these names, each connected to an account at Google."""
    users = env["res.users"].with_context(no_reset_password=True, **QUIET)
    values = [{"name": login, "login": login, "tz": scene.ZONE} for login in logins]
    created = users.create([{**each, "google_sync_enabled": True} for each in values])
    accounts = env["google.sync.account"]
    for user in created:
        email = f"{user.login}@gmail.example"
        tokens = _tokens(scene.make_account(email))
        calendar = CalendarEntry(email, email, scene.ZONE, primary=True)
        account = env["google.sync.account"].of_user(user)
        connect(account, tokens, Identity(email, email, user.login), calendar)
        accounts |= account
    env.cr.commit()
    return accounts


def _tokens(answer: dict[str, str]) -> Tokens:
    expiry = datetime.now(timezone.utc) + timedelta(hours=1)
    scopes = frozenset(SCOPES + SCOPES_OF_CONTACTS)
    return Tokens(answer["access_token"], answer["refresh_token"], expiry, scopes)


def _sync(env: Any) -> None:
    """Let the scheduled action find every account due."""
    _make_due(env)
    _work(env)
    _check(env)


def _make_due(env: Any) -> None:
    for model in MODELS:
        env[model].search([]).write({"next_sync": False})
    env.cr.commit()


def _work(env: Any) -> None:
    """Run the scheduled action, as often as a server would."""
    _run(env)
    while env["google.sync.request"].count_free() or any(env[model].any_due() for model in MODELS):
        _run(env)


def _check(env: Any) -> None:
    """:raise WrongResultError: an account has trouble"""
    messages = env["google.sync.account"].search([]).mapped("message")
    if problems := list(filter(None, messages)):
        raise scene.WrongResultError(problems)


def _sync_all(env: Any) -> None:
    """The same, and again for what is to go on later, at the moment that a server is told."""
    _sync(env)
    while waiting := env["google.sync.link"].search([("retry_at", "!=", False)], limit=1):
        start = env["ir.cron"].google_sync_next_start() or waiting.retry_at
        time.sleep(max((start - fields.Datetime.now()).total_seconds(), 0.1))
        _run(env)


def _run(env: Any) -> None:
    env["google.sync.account"]._cron_sync()
    env.cr.rollback()  # a fresh look at what the action has committed
    env.invalidate_all()
