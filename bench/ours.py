"""This addon at work."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from odoo.addons.google_sync.google_api.transport.id_tokens import Identity
from odoo.addons.google_sync.google_api.transport.oauth import (
    SCOPES,
    SCOPES_OF_CONTACTS,
    Tokens,
)
from odoo.addons.google_sync.sync.google.access import primary_calendar
from odoo.addons.google_sync.sync.operations.connect import connect

from . import contacts, scene
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


def contacts_in_5k(env: Any) -> float:
    """5,000 new Google contacts into Odoo, by the scheduled action."""
    account = _with_group(env)
    contacts.seed_google(account.google_email)
    seconds = contacts.measured(lambda: _sync(env))
    contacts.check_odoo(env)
    return seconds


def contacts_out_5k(env: Any) -> float:
    """5,000 contacts of Odoo's to Google, by the scheduled action."""
    account = _with_group(env)
    group = account.user_id.google_contact_category_id
    values = [contacts.odoo_values(env, number) for number in range(contacts.COUNT)]
    env["res.partner"].create([{**each, "category_id": [(4, group.id)]} for each in values])
    env.cr.commit()
    env.invalidate_all()
    seconds = contacts.measured(lambda: _sync(env))
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
    email = f"{login}@gmail.example"
    user = env["res.users"].create(
        {"name": login, "login": login, "tz": scene.ZONE, "google_sync_enabled": True}
    )
    answer = scene.make_account(email)
    expiry = datetime.now(timezone.utc) + timedelta(hours=1)
    scopes = frozenset(SCOPES + SCOPES_OF_CONTACTS)
    tokens = Tokens(answer["access_token"], answer["refresh_token"], expiry, scopes)
    account = env["google.sync.account"].of_user(user)
    connect(account, tokens, Identity(email, email, login), primary_calendar(env, tokens))
    env.cr.commit()
    return account


def _sync(env: Any) -> None:
    """Let the scheduled action find every account due."""
    for model in ("google.sync.account", "google.sync.contacts"):
        env[model].search([]).write({"next_sync": False})
    env.cr.commit()
    env["google.sync.account"]._cron_sync()
    env.cr.rollback()  # a fresh look at what the action has committed
    env.invalidate_all()
    if problems := env["google.sync.account"].search([("message", "!=", False)]):
        raise scene.WrongResultError(problems.mapped("message"))
