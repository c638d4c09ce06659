from odoo import api, fields, models
from odoo.fields import Domain

from ..sync.database import caches
from ..sync.odoo import time_off, workplaces
from ..sync.operations import profiles
from . import (
    res_users,
    res_users_busy,
    res_users_kept,
    res_users_meet,
    res_users_privacy,
    res_users_time_off,
    res_users_workplaces,
)

#: The settings that are each user's own in any case: nobody else consents, asks for a copy of what
#: they have, knows where they read their mail, or which of their appointments stay in Odoo.
PERSONAL = frozenset(
    {
        *res_users_kept.KEPT_SETTINGS,
        "google_sync_enabled",
        "google_populate_google",
        "google_populate_odoo",
        "google_alert_email",
    }
)

#: The settings that mean something beside another module of Odoo's alone.
_OF_MODULES = {"google_time_off": time_off, "google_workplaces": workplaces}

#: The settings that a profile can give.
OFFERED = [
    name
    for name in (*res_users.SETTINGS, "google_privacy", "google_meet", *_OF_MODULES)
    if name not in PERSONAL
]

#: Values that only users choose for themselves: Google would mail their clients, or tell people
#: that they do not come.
_THEIR_OWN = {"google_share_guests": {"mail"}, "google_time_off": {"new"}}

#: What is taken over of how a field of users is defined.
_TAKEN_OVER = ("string", "selection", "comodel_name", "help", "default")

#: How many users are named who will be changed.
_MOST_NAMED = 10


def mode_of(name):
    """The field for what the profile does about a setting."""
    return f"{name}_mode"


def _columns():
    """For each setting the field of its value, defined as it is for users, and of its mode."""
    modules = (res_users, res_users_busy, res_users_meet, res_users_privacy)
    modules += (res_users_time_off, res_users_workplaces)
    definers = [vars(module.ResUsers) for module in modules]
    columns = {}
    for name in OFFERED:
        (field,) = (fields_[name] for fields_ in definers if name in fields_)
        about = {key: field._args__[key] for key in _TAKEN_OVER if key in field._args__}
        if name in _THEIR_OWN:
            about["selection"] = [
                pair for pair in about["selection"] if pair[0] not in _THEIR_OWN[name]
            ]
        columns[name] = type(field)(**about)
        label = about.get("string") or name.replace("_", " ").title()
        columns[mode_of(name)] = fields.Selection(
            [("user", "Users decide"), ("proposed", "Proposed"), ("locked", "Locked")],
            string=f"{label}: who decides",
            required=True,
            default="user",
        )
    return columns


class GoogleSyncProfile(models.Model):
    """Settings of the Google page that an administrator decides for groups of users."""

    _name = "google.sync.profile"
    _description = "Google Sync: profile"
    _order = "sequence, id"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", help="Only for users who may work for this company. Empty: for all."
    )
    group_ids = fields.Many2many(
        "res.groups", string="Groups", help="Users of any of these groups have this profile."
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        help="Users are told to ask this person if they want to change a locked setting.",
    )
    vars().update(_columns())
    member_count = fields.Integer(string="Users", compute="_compute_member_count")
    outlook = fields.Text(string="What Saving Does", compute="_compute_outlook")

    @api.depends("group_ids", "company_id")
    def _compute_member_count(self):
        for profile in self:
            profile.member_count = len(profile.members())

    @api.depends(
        "active",
        "sequence",
        "group_ids",
        "company_id",
        *OFFERED,
        *(mode_of(name) for name in OFFERED),
    )
    @api.depends_context("lang")
    def _compute_outlook(self):
        """Tell whose settings change when the profile is saved."""
        for profile in self:
            profile.outlook = profile._outlook()

    @api.constrains(*OFFERED)
    def _check_values(self):
        """Refuse values that users could not enter themselves."""
        for profile in self:
            values = {name: profile[name] for name in OFFERED}
            self.env.user.new(values, origin=self.env.user)._validate_fields(OFFERED)

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made._decided()
        return made

    def write(self, vals):
        result = super().write(vals)
        self._decided()
        return result

    def unlink(self):
        result = super().unlink()
        self._decided()
        return result

    def copy_data(self, default=None):
        """A copy is edited first: it has no groups yet, so it changes nobody."""
        default = {"group_ids": [], **(default or {})}
        copied = super().copy_data(default)
        if "name" in default:
            return copied
        return [{**one, "name": self.env._("%s (copy)", one["name"])} for one in copied]

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Show beside each setting what the profile does about it.

        A setting that the view does not name comes last; one that needs a module which is not
        installed is not shown.
        """
        arch, view = super()._get_view(view_id, view_type, **options)
        here = offered_here(self.env)
        for node in [node for node in arch.iter("field") if node.get("name") in OFFERED]:
            if node.get("name") not in here:
                node.getparent().remove(node)
        for rest in arch.xpath("//group[@name='others']"):
            shown = {node.get("name") for node in arch.iter("field")}
            missing = [name for name in here if name not in shown]
            rest.extend(rest.makeelement("field", name=name) for name in missing)
            for node in [node for node in arch.iter("field") if node.get("name") in OFFERED]:
                if self._fields[node.get("name")].type == "selection":
                    node.set("widget", "radio")  # which shows long choices, too
                _add_mode(node)
        return arch, view

    def _decided(self):
        """Users get it, or lose their locks; also those whose groups are being changed by somebody
        who does not know of it yet."""
        caches.forget(self.env)
        self.env.flush_all()
        profiles.spread(self.env)
        profiles.look_again(self.env, profiles.LONGEST_TRANSACTION)

    @api.model
    def _cron_spread(self):
        profiles.spread_in_portions(self.env)

    def _outlook(self):
        """:return: in sentences what saving would do to users"""
        own = self._origin.sudo()
        them = self.sudo()
        others = self.sudo().in_force() - own
        ordered = (others | them if self.active else others).sorted(
            lambda one: (one.sequence, one._origin.id or float("inf"))
        )
        users = profiles.concerned(others | own) | them.members()
        columns = {column: name for name, column in users.google_setting_columns().items()}
        labels = {name: users._google_label(name) for name in OFFERED}
        changed = [
            (user.name, ", ".join(labels[columns[one]] for one in values if one in columns))
            for user, values in profiles.changes(users, ordered)
            if not columns.keys().isdisjoint(values)
        ]
        return self._outlook_text(len(them.members()), changed)

    def _outlook_text(self, count, changed):
        """:param changed: pairs of a user's name, and the labels of what changes"""
        if not count:
            return self.env._("Choose a group with users. Nobody has this profile yet.")
        if not changed:
            return self.env._("Users with this profile: %s. Saving changes no setting.", count)
        lines = [
            self.env._("%(name)s: %(value)s", name=name, value=what)
            for name, what in sorted(changed)[:_MOST_NAMED]
        ]
        if more := len(changed) - len(lines):
            lines.append(self.env._("… and %s more", more))
        first = self.env._(
            "Users with this profile: %(count)s. Saving changes settings of %(changed)s of them:",
            count=count,
            changed=len(changed),
        )
        return "\n".join([first, *lines])

    # -- for sync/operations/profiles.py ----------------------------------------------------------

    @api.private
    @api.model
    def in_force(self):
        """The profiles of all companies, the most important one first; none costs no query."""
        return self.sudo().browse(self._in_force_ids())

    @caches.remembered()
    def _in_force_ids(self):
        profiles = self.sudo().with_context(active_test=True)
        return profiles.search([("group_ids", "!=", False)])._ids

    @api.private
    def members(self, users=None):
        """The users who have this profile.

        :param users: only those among them
        """
        found = Domain("all_group_ids", "in", self.group_ids.ids) & Domain("share", "=", False)
        if self.company_id:
            found &= Domain("company_ids", "in", self.company_id.ids)
        if users is not None:
            found &= Domain("id", "in", users.ids)
        return self.env["res.users"].sudo().search(found)

    @api.private
    def rules(self):
        """Return the :class:`~..sync.operations.profiles.Rule` of each setting that it decides."""
        return {
            name: profiles.Rule(
                self._origin.id or 0,
                self[mode_of(name)] == "locked",
                self._fields[name].convert_to_write(self[name], self),
            )
            for name in OFFERED
            if self[mode_of(name)] != "user"
        }


def offered_here(env):
    """Return the settings that are of use in this Odoo."""
    return [
        name for name in OFFERED if name not in _OF_MODULES or _OF_MODULES[name].is_installed(env)
    ]


def _add_mode(node):
    """Put the mode of a setting, and its label, before its value."""
    name = node.get("name")
    parent, index = node.getparent(), node.getparent().index(node)
    row = node.makeelement("div", {"class": "d-flex flex-wrap align-items-baseline column-gap-3"})
    parent.insert(index, node.makeelement("label", {"for": name}))
    parent.insert(index + 1, row)
    # What is seen is the label of the value, which is not there while users decide.
    spoken = node.makeelement("label", {"for": mode_of(name), "class": "visually-hidden"})
    mode = node.makeelement("field", {"name": mode_of(name), "class": "w-auto mb-0"})
    node.set("invisible", f"{mode_of(name)} == 'user'")
    node.set("class", "w-auto mb-0 o_google_sync_choice")
    row.extend([spoken, mode, node])
