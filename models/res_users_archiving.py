from odoo import models
from odoo.tools.translate import LazyTranslate

from ..sync.reporting.client_actions import tell

_lt = LazyTranslate(__name__)

#: So many users are named in one message.
_MOST_NAMED = 10


class ResUsers(models.Model):
    """Users who leave."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    def write(self, vals):
        """Tell whoever archives users, in whatever way, that Odoo keeps access to Google."""
        leaving = self.browse() if vals.get("active", True) else self.filtered("active")
        result = super().write(vals)
        if leaving:
            leaving.sudo()._tell_google_access_is_kept()
        return result

    def _tell_google_access_is_kept(self):
        kept = self.google_sync_account_ids.filtered(lambda one: one.health == "archived")
        if kept:
            text = _lt(
                "Nothing of %(names)s is synchronized any more. Odoo keeps the access to Google "
                "until an administrator presses “Disconnect” in Google Sync → Dashboard.",
                names=_named(kept.user_id),
            )
            tell(self.env, "warning", text, sticky=True)


def _named(users):
    """Return the names of the first of them."""
    names = ", ".join(users[:_MOST_NAMED].mapped("name"))
    return names if len(users) <= _MOST_NAMED else f"{names} …"
