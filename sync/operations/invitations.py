"""Asks users to connect Google: by an administrator's invitation, and when appointments wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta

from markupsafe import Markup

from odoo import fields
from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ..google.access import CONNECT, oauth_client
from ..reporting import mail_permits
from ..reporting.client_actions import tell

_lt = LazyTranslate(__name__)

#: States of an account whose user connects, or authorizes again.
TO_CONNECT = ("disconnected", "reauthorize")
#: A user is not invited again before so much time has passed.
INVITATION_PAUSE = timedelta(days=1)


# -- by an administrator --------------------------------------------------------------------------


def invite(accounts: BaseModel) -> Mapping[str, BaseModel]:
    """Mail their users the way to Google's consent page; changes are noted for them from now on.

    :return: the accounts by what became of them: ``invited``, ``recently``, ``no_address`` or
        ``needless``
    :raise UserError: nobody can connect, because this Odoo is not set up
    """
    oauth_client(accounts.env)
    outcomes: defaultdict[str, BaseModel] = defaultdict(accounts.browse)
    for account in accounts:
        outcomes[_outcome(account)] |= account
    invited = outcomes["invited"]
    invited.write({"invited_at": fields.Datetime.now(), "invited_by_id": accounts.env.uid})
    invited.user_id.google_sync_enabled = True
    _mail_invitation(invited)
    return outcomes


def _outcome(account: BaseModel) -> str:
    user = account.user_id
    if account.state not in TO_CONNECT or not (user.active and user._is_internal()):
        return "needless"
    if not user.email:
        return "no_address"
    again_at = fields.Datetime.now() - INVITATION_PAUSE
    if account.invited_by_id and account.invited_at > again_at:
        return "recently"
    return "invited"


def _mail_invitation(accounts: BaseModel) -> None:
    env = accounts.env
    with mail_permits.permitted(env, accounts.partner_id.mapped("email")):
        env.ref("google_sync.mail_template_invitation").send_mail_batch(accounts.ids)
    env.ref("mail.ir_cron_mail_scheduler_action")._trigger()


# -- while appointments wait ----------------------------------------------------------------------


def notify_who_made_appointments(accounts: BaseModel) -> None:
    """Tell the user, who has just made appointments for these users, that they are not connected.

    The users themselves are told once until they connect; the one at the front desk each time.
    """
    env = accounts.env
    for account in accounts:
        if account.user_id == env.user:
            _offer_to_connect(account)
            continue
        if env.user._is_internal():  # no client who answers an invitation
            text = _lt(
                "%(user)s has not connected Google yet. The appointment will appear in "
                "their Google calendar once they connect.",
                user=account.user_id.name,
            )
            tell(env, "warning", text)
        if not (account.invited_at or account.waiting_notified_at):
            # A worker does it: many who save at once must not meet in the user's row.
            account.ask_worker("notify_of_waiting")


def _offer_to_connect(account: BaseModel) -> None:
    """Offer the user, who has just made an appointment, to connect: once until they do."""
    offers = account.env["google.sync.offer"]
    if not offers.of(account):
        offers.add(account)
        account.user_id._bus_send("google_sync.offer", {})


def notify_of_waiting(account: BaseModel) -> None:
    """Tell the user once that appointments wait for them to connect."""
    if account.waiting_notified_at or account.decision != "disconnected":
        return
    account.work_id.waiting_notified_at = fields.Datetime.now()
    texts = account.in_user_lang().env
    reason = texts._("Appointments are waiting to be sent to your Google calendar.")
    ask_to_connect(account, reason)


def ask_to_connect(account: BaseModel, reason: str) -> None:
    """Ask the user by mail to connect Google.

    :param reason: in the user's language
    """
    env = account.in_user_lang().env
    button = f"{account.get_base_url()}{CONNECT}", env._("Connect Google")
    with mail_permits.permitted(env, [account.partner_id.email]):
        env["mail.thread"].message_notify(
            partner_ids=account.partner_id.ids,
            subject=env._("Connect your Google calendar"),
            body=Markup("<p>%s</p><p><a href='%s'>%s</a></p>") % (reason, *button),
        )
