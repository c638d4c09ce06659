"""What Google shows of a meeting although its guest hides theirs: it is its organizer's.

A guest's copy has the words that its organizer has given it, and Google lets nobody else change
them. So people are told how many there are, when their hiding begins.
"""

from odoo.fields import Domain

from ...engine.core.link import Role
from .run_log import RunLog


def tell(account):
    """Say in the log how many meetings Google shows with their words to a user who hides these."""
    if account.user_id.google_privacy == "full":
        return
    copies = account.env["google.sync.link"].search_count(
        Domain("account_id", "=", account.id)
        & Domain("collection", "=", account.calendar_id)
        & Domain("role", "=", Role.INVITED.value)
        & Domain("is_copy", "=", True)
        & Domain("base", "!=", False)
    )
    if not copies:
        return
    log = RunLog(account.env, account)
    text = log.texts._(
        "Colleagues organize them, so Google shows you their titles although you hide yours. Ask "
        "the organizer to hide them, or to remove you from their guests in Google."
    )
    log.remark(text, title=log.texts._("%(count)s meetings", count=copies))
    log.close()
