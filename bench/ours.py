"""This addon at work."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from odoo.addons.google_sync.google_api.oauth import SCOPES, Identity, Tokens

from . import scene
from .save import median_save


def pull_1k(env: Any) -> float:
    """1,000 new Google events into Odoo, by the scheduled action."""
    account = _connected(env)
    _sync(env)
    scene.seed_google(account.google_email, 1000)
    seconds = scene.timed(lambda: _sync(env))
    scene.check_odoo(env, 1000)
    return seconds


def push_200(env: Any) -> float:
    """200 new Odoo events to Google, by the scheduled action."""
    account = _connected(env)
    _sync(env)
    events = env(user=account.user_id.id)["calendar.event"]
    events.create([scene.odoo_values(number) for number in range(200)])
    env.cr.commit()
    seconds = scene.timed(lambda: _sync(env))
    scene.check_google(account.google_email, 200)
    return seconds


def idle_50(env: Any) -> float:
    """One cycle of 50 accounts with nothing new."""
    for number in range(50):
        _connected(env, f"bench{number}")
    _sync(env)
    before = scene.requests_made()
    seconds = scene.timed(lambda: _sync(env))
    if scene.requests_made() - before != 50:
        raise scene.WrongResultError("not every account was asked for, once")
    return seconds


def save_event(env: Any) -> float:
    """Saving one event, commit included; nobody waits for Google."""
    account = _connected(env)
    _sync(env)
    before = scene.requests_made()
    seconds = median_save(env, account.user_id)
    if scene.requests_made() != before:
        raise scene.WrongResultError("a request was made inside the transaction")
    _sync(env)
    scene.check_google(account.google_email, scene.SAVES)
    return seconds


def _connected(env: Any, login: str = "bench") -> Any:
    email = f"{login}@gmail.example"
    user = env["res.users"].create(
        {"name": login, "login": login, "tz": scene.ZONE, "google_sync_enabled": True}
    )
    answer = scene.make_account(email)
    expiry = datetime.now(timezone.utc) + timedelta(hours=1)
    tokens = Tokens(answer["access_token"], answer["refresh_token"], expiry, frozenset(SCOPES))
    account = env["google.sync.account"]._of_user(user)
    account._connect(tokens, Identity(email, email, login))
    env.cr.commit()
    return account


def _sync(env: Any) -> None:
    """Let the scheduled action find every account due."""
    env["google.sync.account"].search([]).write({"next_sync": False})
    env.cr.commit()
    env["google.sync.account"]._cron_sync()
    env.cr.rollback()  # a fresh look at what the action has committed
    env.invalidate_all()
    if problems := env["google.sync.account"].search([("message", "!=", False)]):
        raise scene.WrongResultError(problems.mapped("message"))
