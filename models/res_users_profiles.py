from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..sync.operations import profiles
from .google_sync_profile import OFFERED
from .res_users import OWN, SHOWN

#: Where a setting is kept, if its field is computed from that.
_KEPT_IN = {"google_privacy": "google_privacy_choice"}
#: The setting that is written by each of these names.
_SETTING_OF = {name: name for name in OFFERED} | {kept: name for name, kept in _KEPT_IN.items()}
#: What profiles write, and nobody else.
_THEIRS = frozenset({"google_locks", "google_profile_values"})
#: The fields that decide which profiles a user has.
_DECISIVE = frozenset({"active", "company_id", "company_ids", "group_ids"})


class ResUsers(models.Model):
    """What the profiles of a user's groups have decided."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_locks = fields.Json(
        string="Locked by Profiles",
        readonly=True,
        copy=False,
        groups=OWN,
        help="By setting the id of the profile that has locked it.",
    )
    google_profile_values = fields.Json(
        string="Given by Profiles",
        readonly=True,
        copy=False,
        groups=OWN,
        help="By setting the value that a profile has given last. Who has another one has chosen "
        "it.",
    )
    google_locked = fields.Json(compute="_compute_google_locked", compute_sudo=True, **SHOWN)
    google_lock_notice = fields.Text(compute="_compute_google_locked", compute_sudo=True, **SHOWN)

    @api.depends("google_locks")
    @api.depends_context("lang")
    def _compute_google_locked(self):
        """The names of the settings that are locked, and who has locked what, in words."""
        for user in self:
            locking = user._google_locking()
            by_profile = defaultdict(list)
            for name in OFFERED:
                if name in locking:
                    by_profile[locking[name]].append(user._google_label(name))
            user.google_locked = list(locking)
            user.google_lock_notice = "\n".join(
                self.env._(
                    "Set by the profile “%(profile)s”: %(settings)s. Ask %(person)s to change it.",
                    profile=profile.name,
                    settings=", ".join(labels),
                    person=profile.user_id.name,
                )
                for profile, labels in by_profile.items()
            )

    @api.model
    def _google_label(self, name):
        """What the setting is called, in the reader's language."""
        return self._fields[name]._description_string(self.env)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_google_profile_writer(vals)
        users = super().create(vals_list)
        users._follow_google_profiles()
        return users

    def write(self, vals):
        if not self._check_google_profile_writer(vals):
            self._check_google_locks(vals)
        result = super().write(vals)
        if not _DECISIVE.isdisjoint(vals):
            self._follow_google_profiles()
        return result

    @api.model
    def _check_google_profile_writer(self, vals):
        """:return: whether a profile writes this
        :raise AccessError: somebody else writes what only profiles do
        """
        is_theirs = not _THEIRS.isdisjoint(vals)
        if is_theirs and not self.env.su:
            raise AccessError(self.env._("Only profiles can lock settings."))
        return is_theirs

    def _check_google_locks(self, vals):
        """:raise UserError: a profile has locked one of the settings, and it would change"""
        names = [name for name in vals if name in _SETTING_OF]
        for user in self.sudo() if names else ():
            locking = user._google_locking()
            for name in names:
                setting, field = _SETTING_OF[name], self._fields[name]
                wanted = field.convert_to_cache(vals[name], user, validate=False) or False
                if setting in locking and wanted != user.google_setting(setting):
                    raise UserError(
                        self.env._(
                            "“%(setting)s” is locked for %(user)s by the profile “%(profile)s”. "
                            "Ask %(person)s to change it.",
                            setting=self._google_label(setting),
                            user=user.name,
                            profile=locking[setting].name,
                            person=locking[setting].user_id.name,
                        )
                    )

    def _google_locking(self):
        """By setting the profile that has locked it for this user."""
        locks = self.google_locks or {}
        profile = self.env["google.sync.profile"].sudo()
        known = profile.browse(set(locks.values())).exists() if locks else profile
        # One that is gone has left its locks to the scheduled action.
        return {name: by for name, one in locks.items() if (by := known & profile.browse(one))}

    def _follow_google_profiles(self):
        """Have the profiles of the groups that they are in by now; costs nothing without any."""
        if self.env["google.sync.profile"].in_force():
            self.env.flush_all()
            profiles.follow(self.sudo())
            profiles.look_again(self.env)

    # -- for sync/operations/profiles.py ----------------------------------------------------------

    @api.private
    @api.model
    def google_setting_columns(self):
        """By setting that a profile can give the field in which it is kept."""
        return {name: _KEPT_IN.get(name, name) for name in OFFERED}

    @api.private
    def google_setting(self, name):
        """What the user has for a setting, as it is written."""
        column = _KEPT_IN.get(name, name)
        return self._fields[column].convert_to_write(self[column], self)

    @api.private
    def google_is_locked(self, name):
        """Whether a profile has locked the setting for the user."""
        return name in (self.google_locks or {})
