from odoo import models

from ..sync.reporting.client_actions import notification, reload

#: So many users are named in one message.
_MOST_NAMED = 10


class ResUsers(models.Model):
    """Users who leave."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    def action_archive(self):
        """Tell whoever archives users that Odoo keeps access to their Google accounts."""
        result = super().action_archive()
        kept = self.sudo().google_sync_account_ids.filtered(lambda one: one.health == "archived")
        if result or not kept:
            return result
        text = self.env._(
            "Nothing of %(names)s is synchronized any more. Odoo keeps the access to Google until "
            "an administrator presses “Disconnect” in Google Sync → Dashboard.",
            names=_named(kept.user_id),
        )
        return notification("warning", text, sticky=True, then=reload())


def _named(users):
    """Return the names of the first of them."""
    names = ", ".join(users[:_MOST_NAMED].mapped("name"))
    return names if len(users) <= _MOST_NAMED else f"{names} …"
