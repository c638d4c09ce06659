"""Checks of this Odoo itself: its switch, scheduled actions, keys, mail and addresses."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools import config, format_datetime, str2bool

from ...google_api.transport.endpoints import is_loopback
from ..database import lent
from ..database.side_connection import ConnectionLost
from ..google import client as google_client
from ..google.push_address import is_private
from ..odoo import outlook
from ..operations import migrate_google_calendar
from ..store import job_queue
from ..store.switch import is_on
from ..store.unlogged import CLIENT_SECRET
from .check_result import ADVICE, OK, PARAMETERS, PROBLEM, SETTINGS, CheckResult, Setup, names

#: A scheduled action that is due for longer than this is not run by anybody.
_LATE = timedelta(minutes=30)


def switch(setup: Setup) -> CheckResult:
    env = setup.env
    if is_on(env):
        return CheckResult(OK, env._("Google Sync is allowed for the whole company."))
    return CheckResult(
        PROBLEM,
        env._("Google Sync is switched off for the whole company, so nothing is synchronized."),
        env._("Tick “Allow Google Sync” in the settings."),
        SETTINGS,
    )


def google_address(setup: Setup) -> CheckResult | None:
    env = setup.env
    if address := google_client.api_root():
        return CheckResult(
            ADVICE,
            env._("This Odoo talks to %(address)s instead of Google.", address=address),
            env._(
                "That is right for a trial. Otherwise remove GOOGLE_SYNC_API_ROOT from the "
                "server's environment, and google_sync_api_root from its configuration."
            ),
        )
    return None


def scheduled_action(setup: Setup) -> CheckResult:
    env = setup.env
    action = env["ir.cron"].google_sync_main_action()
    if not action:
        return CheckResult(
            PROBLEM,
            env._("The scheduled action for the sync was deleted."),
            env._("Upgrade “Google Sync” under Apps to create it again."),
            "/odoo/apps",
        )
    url = f"/odoo/ir.cron/{action.id}"
    if not action.active:
        return CheckResult(
            PROBLEM,
            env._("The scheduled action for the sync is switched off."),
            env._("Switch it on."),
            url,
        )
    if action.nextcall < fields.Datetime.now() - _LATE:
        return CheckResult(
            PROBLEM,
            env._(
                "The scheduled action for the sync should have run at %(time)s. No server runs "
                "the scheduled actions of this Odoo.",
                time=format_datetime(setup.env, action.nextcall, dt_format="short"),
            ),
            env._(
                "Start the server with workers for scheduled actions (max_cron_threads in its "
                "configuration, 1 or more), or start one that works for this database."
            ),
            url,
        )
    if not action.lastcall:
        return CheckResult(OK, env._("The scheduled action is on. It has not run yet."), url=url)
    time = format_datetime(setup.env, action.lastcall, dt_format="short")
    return CheckResult(OK, env._("The scheduled action ran at %(time)s.", time=time), url=url)


def workers(setup: Setup) -> CheckResult | None:
    """Whether the server has as many workers for scheduled actions as the settings want of it."""
    env = setup.env
    wanted = env["ir.cron"].google_sync_workers()
    there = config["max_cron_threads"]
    if not there:  # another server runs the scheduled actions, of which nothing is known here
        return None
    if there < wanted:
        return CheckResult(
            ADVICE,
            env._(
                "%(wanted)s workers may synchronize at the same time, but this server has only "
                "%(there)s for all scheduled actions.",
                wanted=wanted,
                there=there,
            ),
            env._(
                "Start the server with max_cron_threads = %(wanted)s or more in its "
                "configuration, or enter a smaller number of workers in the settings. If further "
                "servers run the scheduled actions of this database, theirs count as well.",
                wanted=wanted,
            ),
            SETTINGS,
        )
    return CheckResult(
        OK,
        env._(
            "%(wanted)s workers may synchronize at the same time. This server has %(there)s for "
            "all scheduled actions.",
            wanted=wanted,
            there=there,
        ),
        url=SETTINGS,
    )


def connections(setup: Setup) -> CheckResult | None:
    """Whether locks, by which workers know of each other, last as long as connections do."""
    env = setup.env
    try:
        are_lent = lent.are_lent(env.cr.dbname)
    except ConnectionLost:
        return None
    if not are_lent:
        return CheckResult(OK, env._("Odoo's connections to PostgreSQL are its own."))
    return CheckResult(
        PROBLEM,
        env._(
            "A pooler, such as PgBouncer, stands between Odoo and PostgreSQL and lends connections "
            "for one transaction at a time. Workers cannot see each other that way, so nothing is "
            "synchronized."
        ),
        env._(
            "Set pool_mode = session in PgBouncer for this database, or let Odoo connect to "
            "PostgreSQL directly. Then restart both."
        ),
    )


def jobs(setup: Setup) -> CheckResult | None:
    """Return whether anybody does the jobs of the job queue, where there are some."""
    env = setup.env
    if not job_queue.is_chosen(env):
        return None
    url = "/odoo/action-queue_job.action_queue_job"
    if since := job_queue.waiting_since(env):
        return CheckResult(
            PROBLEM,
            env._(
                "A job has waited since %(time)s, so some users are not synchronized.",
                time=format_datetime(env, since, dt_format="short"),
            ),
            env._(
                "Start the server with queue_job among its server_wide_modules, and give its "
                "channel a capacity: channels = root:4,root.google_sync:3 in the section "
                "[queue_job] of its configuration."
            ),
            url,
        )
    return CheckResult(OK, env._("The job queue synchronizes users, and no job is late."), url=url)


def encryption_key(setup: Setup) -> CheckResult:
    env = setup.env
    grants = setup.env["google.sync.grant"].sudo().search([])
    try:
        readable = setup.env["google.sync.grant"].load(grants.account_id)
    except UserError as error:
        return CheckResult(PROBLEM, str(error))
    lost = grants.account_id.filtered(lambda account: account.id not in readable)
    if lost:
        return CheckResult(
            PROBLEM,
            env._(
                "The encryption key for the access of %(names)s is not on this server.",
                names=names(lost.user_id),
            ),
            env._(
                "Restore google_sync_key in the server's configuration, or the file "
                "google_sync.key in its data directory, from a backup. Otherwise these users "
                "must authorize again."
            ),
        )
    secrets = setup.env["google.sync.secret"]
    if secrets.is_kept(CLIENT_SECRET) and not secrets.load(CLIENT_SECRET):
        return CheckResult(
            PROBLEM,
            env._("The encryption key for the client secret is not on this server."),
            env._("Enter the client secret again in the settings."),
            SETTINGS,
        )
    if config.get("google_sync_key"):
        return CheckResult(
            OK, env._("The key that encrypts the tokens is in the server's configuration.")
        )
    return CheckResult(
        OK,
        env._(
            "The key that encrypts the tokens is the file google_sync.key in the server's data "
            "directory. Keep it with your backups."
        ),
    )


def mail(setup: Setup) -> CheckResult:
    env = setup.env
    if setup.env["ir.mail_server"].sudo().search_count([], limit=1):
        return CheckResult(
            OK, env._("There is an outgoing mail server for invitations and warnings.")
        )
    return CheckResult(
        ADVICE,
        env._(
            "No outgoing mail server is set. Invitations and warnings go to the server's own "
            "mail program, and Odoo cannot tell whether it delivers them."
        ),
        env._("Enter an outgoing mail server, and test it."),
        "/odoo/ir.mail_server",
    )


def other_sync(setup: Setup) -> CheckResult:
    env = setup.env
    twice = migrate_google_calendar.users_of_both(env).sudo()
    if not twice:
        return CheckResult(
            OK, env._("Odoo's own Google Calendar synchronizes none of these calendars.")
        )
    return CheckResult(
        PROBLEM,
        env._(
            "Odoo's own Google Calendar synchronizes the calendars of %(names)s as well. Each "
            "appointment may appear twice.",
            names=names(twice),
        ),
        env._(
            "Press “Take Over” in Settings → Google Sync, and Google Sync will take over its "
            "appointments. Or pause it in Settings → Calendar."
        ),
        "/odoo/settings",
    )


def outlook_too(setup: Setup) -> CheckResult:
    env = setup.env
    both = outlook.users_of_both(env)
    if not both:
        return CheckResult(OK, env._("Odoo's own Outlook Calendar is not used here."))
    return CheckResult(
        ADVICE,
        env._(
            "Odoo's own Outlook Calendar synchronizes the schedules of %(names)s as well. What "
            "comes from one calendar goes to the other.",
            names=names(both),
        ),
        env._(
            "If these users need only one of the two, stop the other one. A meeting that both "
            "calendars have is recognized by its number (iCalUID) when Google brings it."
        ),
        "/odoo/settings",
    )


# -- its address ------------------------------------------------------------------------------


def base_url(setup: Setup) -> CheckResult:
    """https://developers.google.com/identity/protocols/oauth2/web-server#uri-validation"""
    env = setup.env
    parts = urlsplit(setup.base_url)
    host = parts.hostname or ""
    remedy = env._("Set the system parameter web.base.url to the https address that people use.")
    if is_loopback(setup.base_url):
        return CheckResult(
            ADVICE,
            env._(
                "The address of this Odoo is %(url)s, which isn't reachable from another computer.",
                url=setup.base_url,
            ),
            remedy,
            PARAMETERS,
        )
    if parts.scheme != "https":
        return CheckResult(
            PROBLEM,
            env._(
                "The address of this Odoo is %(url)s. Google accepts only addresses with https.",
                url=setup.base_url,
            ),
            remedy,
            PARAMETERS,
        )
    if is_private(host):
        return CheckResult(
            PROBLEM,
            env._(
                "The address of this Odoo is %(url)s. Google accepts only public domain names: "
                "no IP addresses, and no names from a company network.",
                url=setup.base_url,
            ),
            remedy,
            PARAMETERS,
        )
    return CheckResult(OK, env._("The address of this Odoo is %(url)s.", url=setup.base_url))


def browser_address(setup: Setup) -> CheckResult:
    env = setup.env
    if setup.browser_url and setup.browser_url != setup.base_url:
        return CheckResult(
            PROBLEM,
            env._(
                "You reached this Odoo at %(browser)s, but Google sends people back to %(base)s, "
                "where they are not signed in.",
                browser=setup.browser_url,
                base=setup.base_url,
            ),
            env._(
                "Use one address only: set web.base.url to it, and web.base.url.freeze to True. "
                "Behind a proxy, start the server with proxy_mode."
            ),
            PARAMETERS,
        )
    if not str2bool(setup.parameter("web.base.url.freeze") or "False"):
        return CheckResult(
            ADVICE,
            env._(
                "The address of this Odoo changes as soon as an administrator signs in at another "
                "one. Google then refuses the new one."
            ),
            env._("Add the system parameter web.base.url.freeze with the value True."),
            PARAMETERS,
        )
    return CheckResult(
        OK, env._("The address of this Odoo does not change when somebody signs in.")
    )
