from odoo import api, fields, models

from ..sync.database import caches
from ..sync.odoo.tag_colors import BY_NAME, COLORS

#: Stands for no color, for a user who does not want the company's.
NONE = "none"


class GoogleSyncTagColor(models.Model):
    """A pair of a tag and of the color by which Google shows it: the company's, or a user's own."""

    _name = "google.sync.tag.color"
    _description = "Google Sync: color of a tag"
    _order = "sequence, id"
    _rec_name = "categ_id"

    sequence = fields.Integer(
        default=10,
        help="If an appointment has several of these tags, the first one decides its color.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        ondelete="cascade",
        help="Who has chosen this color. Empty: it counts for everybody in the company.",
    )
    categ_id = fields.Many2one(
        "calendar.event.type", string="Tag", required=True, ondelete="cascade", index=True
    )
    color = fields.Selection(
        [(NONE, "No color"), (BY_NAME, "Google label with the tag's name"), *COLORS.items()],
        string="Color in Google",
        required=True,
    )

    _company_unique = models.UniqueIndex(
        "(company_id, categ_id) WHERE user_id IS NULL", "This tag has a color already."
    )
    _user_unique = models.UniqueIndex(
        "(user_id, categ_id) WHERE user_id IS NOT NULL", "This tag has a color already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_google_owners(vals_list)
        pairs = super().create(vals_list)
        pairs._google_sync_compare(pairs._google_sync_users())
        return pairs

    def write(self, vals):
        self._check_google_owners([vals])
        users = self._google_sync_users()
        result = super().write(vals)
        if not {"user_id", "company_id"}.isdisjoint(vals):
            self.check_access("write")  # whose they are now may not be the user's to decide
        self._google_sync_compare(users | self._google_sync_users())
        return result

    def unlink(self):
        users = self._google_sync_users()
        result = super().unlink()
        self._google_sync_compare(users)
        return result

    def _check_google_owners(self, vals_list):
        """Rules are asked once a pair is stored. Before that the database would say whether
        somebody else has one for this tag.

        :raise AccessError: it would be another user's
        """
        if self.env.su:
            return
        users = self.env["res.users"]
        for vals in vals_list:
            if vals.get("user_id"):
                users.browse(vals["user_id"])._check_google_self_or_admin()

    def _google_sync_users(self):
        """Return the users whose calendars these pairs color."""
        everybodys = self.filtered(lambda pair: not pair.user_id)
        companies = everybodys.sudo().company_id
        return self.sudo().user_id | companies.env["res.users"].search(
            [("company_id", "in", companies.ids)]
        )

    @api.model
    def _google_sync_compare(self, users):
        """Have workers look which appointments get another color now."""
        self.env.flush_all()
        caches.forget(self.env)
        users.sudo().google_sync_account_ids.ask_worker("compare")

    @api.private
    @api.model
    def renamed(self, tags):
        """Compare the calendars in which a renamed tag takes the color of its label."""
        if not self.is_used():
            return
        by_name = [("categ_id", "in", tags.ids), ("color", "=", BY_NAME)]
        if pairs := self.sudo().search(by_name):
            self._google_sync_compare(pairs._google_sync_users())

    @api.private
    @api.model
    def pairs_of(self, user):
        """The tags that have a color for a user, in the order in which they decide.

        :return: pairs of the tag's id and Google's id of the color
        """
        everybodys, own = self._pairs()
        theirs = own.get(user.id, ())
        decided = {tag for tag, _color in theirs}
        others = (one for one in everybodys.get(user.company_id.id, ()) if one[0] not in decided)
        return tuple((tag, color) for tag, color in (*theirs, *others) if color != NONE)

    @api.private
    @api.model
    def is_used(self):
        """Whether any tag has a color."""
        return any(self._pairs())

    @api.model
    @caches.remembered()
    def _pairs(self):
        """All pairs: those of companies, and those of users, each by its id."""
        everybodys, own = {}, {}
        for pair in self.sudo().search_fetch([], ["company_id", "user_id", "categ_id", "color"]):
            owner = (own, pair.user_id.id) if pair.user_id else (everybodys, pair.company_id.id)
            of_owner = owner[0].get(owner[1], ())
            owner[0][owner[1]] = (*of_owner, (pair.categ_id.id, pair.color))
        return everybodys, own
