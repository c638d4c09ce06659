from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_time

from ..sync.google.access import oauth_client
from ..sync.odoo.policies import SIDES
from ..sync.operations.move_calendar import CalendarMove
from ..sync.reporting import tasks

#: After this time both sides may look different, and so the preview is made anew.
GOOD_FOR = timedelta(minutes=15)

#: How long it can be read in whatever tab it is open.
KEPT_HOURS = 24.0

#: The questions of the dialogue, and the user's setting that each stands for.
WISHES = {
    "populate_google": "google_populate_google",
    "populate_odoo": "google_populate_odoo",
    "import_events": "google_import_events",
    "import_contacts": "google_import_contacts",
    "workplaces": "google_workplaces",
}
#: What is known of the user when they begin.
_KNOWN = ("has_contacts", "has_workplaces", "switches_on")


class GoogleSyncPreview(models.TransientModel):
    """Shows a user what the next sync would do, before it does anything.

    Each request is a row that nobody writes or deletes afterwards; the newest one of a user counts.
    The scheduled action makes the preview, because no user's transaction waits for Google, and adds
    the results as parts and lines (``sync.preview.run``). What is shown is computed from both.
    """

    _name = "google.sync.preview"
    _description = "Google Sync: preview"
    _transient_max_hours = KEPT_HOURS

    asked = fields.Boolean(
        readonly=True, help="The user wants to see it. Before that they choose what to look at."
    )
    state = fields.Selection(
        [("draft", "What to look at"), ("waiting", "Preparing"), ("ready", "Ready")],
        compute="_compute_state",
    )
    import_events = fields.Boolean(
        string="Send new, changed and deleted Google appointments into Odoo"
    )
    populate_google = fields.Boolean(string="Copy all my Odoo appointments to Google, once")
    populate_odoo = fields.Boolean(string="Copy all my Google appointments to Odoo, once")
    has_contacts = fields.Boolean(readonly=True)
    import_contacts = fields.Boolean(string="Send new and changed Google contacts into Odoo")
    has_workplaces = fields.Boolean(
        readonly=True, help="The user can have their working locations kept the same."
    )
    workplaces = fields.Boolean(string="Keep my working locations the same in Odoo and Google")
    switches_on = fields.Boolean(readonly=True, help="The sync is not switched on yet.")
    locked = fields.Json(
        compute="_compute_locked", help="The questions that a profile has answered for the user."
    )
    part_ids = fields.One2many("google.sync.preview.part", "preview_id", readonly=True)
    line_ids = fields.One2many("google.sync.preview.line", "preview_id", readonly=True)
    as_of = fields.Datetime(compute="_compute_state")
    clock = fields.Char(compute="_compute_clock", help="When both sides were looked at.")
    more = fields.Integer(string="Not shown", compute="_compute_more")
    is_newest = fields.Boolean(compute="_compute_is_newest")
    is_applicable = fields.Boolean(compute="_compute_is_applicable")
    was_outdated = fields.Boolean(readonly=True)

    _newest_index = models.Index("(create_uid, id) WHERE asked")

    @api.depends("asked", "has_contacts", "workplaces", "part_ids.state", "part_ids.looked_at")
    def _compute_state(self):
        """It is there once all of its parts are; as old as the oldest of them."""
        for preview in self:
            done = preview.part_ids.filtered(lambda part: part.state != "waiting")
            ready = set(done.mapped("kind")) == set(preview._kinds())
            shown = "ready" if ready else "waiting"
            preview.state = shown if preview.asked else "draft"
            preview.as_of = ready and min(done.mapped("looked_at"))

    @api.depends("create_uid.google_locks")
    def _compute_locked(self):
        for preview in self:
            user = preview.create_uid
            preview.locked = [
                wish for wish, name in WISHES.items() if user.sudo().google_is_locked(name)
            ]

    @api.depends("asked")
    def _compute_is_newest(self):
        for preview in self:
            preview.is_newest = not preview._is_outdated()

    @api.depends("as_of")
    @api.depends_context("lang", "tz")
    def _compute_clock(self):
        for preview in self:
            preview.clock = preview.as_of and format_time(
                self.env, preview.as_of, tz=self.env.user.tz, time_format="short"
            )

    @api.depends("part_ids.line_count", "line_ids")
    def _compute_more(self):
        for preview in self:
            preview.more = sum(preview.part_ids.mapped("line_count")) - len(preview.line_ids)

    @api.depends("state", "is_newest", "part_ids.state")
    def _compute_is_applicable(self):
        for preview in self:
            there = "ready" in preview.part_ids.mapped("state")
            preview.is_applicable = preview.state == "ready" and preview.is_newest and there

    def write(self, vals):
        if any(self.mapped("asked")):
            raise UserError(
                self.env._(
                    "This preview cannot be changed any more. Press Back to preview something else."
                )
            )
        return super().write(vals)

    # -- what the user does ---------------------------------------------------------------------

    @api.model
    def _open_for_user(self):
        """The dialogue for the current user; it has their settings to begin with.

        What they have ticked to be done once waits until they apply it.
        """
        user = self.env.user
        preview = self.create(
            {
                **{wish: user[setting] for wish, setting in WISHES.items()},
                "has_contacts": bool(user.google_contact_category_id),
                "has_workplaces": user.google_offers_workplaces,
                "switches_on": not user.google_sync_enabled,
            }
        )
        preview._put_populate_off()
        return preview._open()

    def _put_populate_off(self):
        """Leave to this preview what has been ticked to be done once, and has not begun."""
        account = self.account()
        begun = tasks.total(account, tasks.COPY["google"]) or account.is_claimed()
        names = [f"google_populate_{side}" for side in SIDES]
        ticked = {name: False for name in names if self.create_uid[name] and not begun}
        if ticked:
            self.create_uid.sudo().write(ticked)

    def _open(self):
        return self._get_records_action(name=self.env._("Preview of the next sync"), target="new")

    def action_show(self):
        """Have it made."""
        self.ensure_one()
        self.check_access("write")
        self._check_possible()
        return self._ask()._open()

    def action_look_again(self):
        """Show whether it is there by now."""
        self.check_access("read")
        return self._open()

    def action_open_newest(self):
        """Show what was asked for since."""
        self.check_access("read")
        return self._newest()._open()

    def action_back(self):
        """Choose something else to look at."""
        self.ensure_one()
        self.check_access("read")
        return self.create(self._wishes())._open()

    def action_apply(self):
        """Let the next run do it; what was seen too long ago is shown anew instead."""
        self.ensure_one()
        self.check_access("write")
        if self._is_outdated():
            raise UserError(self.env._("There is a newer preview. Open that one."))
        if not self.is_applicable:
            raise UserError(self.env._("There is nothing to apply yet. Wait for the preview."))
        if self.as_of + GOOD_FOR < fields.Datetime.now():
            self._check_possible()
            return self._ask(was_outdated=True)._open()
        self.grant_wishes()
        account = self.account()
        account.request_sync()
        account.contacts_ids.request_sync()
        return self.env.user._google_notify(
            "success", self.env._("Applied. The sync starts shortly.")
        )

    # -- parts of it ----------------------------------------------------------------------------

    @api.private
    def account(self):
        return self.env["google.sync.account"].of_user(self.create_uid)

    def _check_possible(self):
        """:raise UserError: Google cannot be asked, with the remedy"""
        account = self.account()
        oauth_client(self.env)
        if account.state == "disconnected":
            raise UserError(self.env._("Connect your Google account first."))
        if CalendarMove(account).next_moves():
            raise UserError(
                self.env._(
                    "Your appointments are being moved to the calendar “%(calendar)s”. Try again "
                    "when they are there.",
                    calendar=account.calendar_name,
                )
            )

    def _ask(self, was_outdated=False):
        """Let the scheduled action make it as soon as this transaction has been committed.

        :return: the row that asks for it
        """
        if self.has_contacts:
            self.env["google.sync.contacts"].of_user(self.create_uid)
        asked = self.create({**self._wishes(), "asked": True, "was_outdated": was_outdated})
        self.env["ir.cron"].google_sync_wake()
        return asked

    def _wishes(self):
        """What was ticked, as values of another preview."""
        return {name: self[name] for name in (*WISHES, *_KNOWN)}

    def _kinds(self):
        """The kinds of its parts."""
        wanted = {
            "calendar": True,
            "contacts": self.has_contacts,
            "workplaces": self.has_workplaces and self.workplaces,
        }
        return [kind for kind, is_wanted in wanted.items() if is_wanted]

    @api.private
    def subject_of(self, kind):
        """The user's account, or its contacts."""
        account = self.account()
        return account.contacts_ids if kind == "contacts" else account

    def _is_outdated(self):
        """Whether the user has asked for another one since."""
        return self.asked and self != self._newest()

    def _newest(self):
        """The one that the user has asked for last; none, if there is none."""
        wanted = [("create_uid", "=", self.create_uid.id), ("asked", "=", True)]
        return self.search(wanted, order="id desc", limit=1)

    @api.private
    def grant_wishes(self):
        """Give the user the settings that were previewed, for good or in a transaction that is
        never committed."""
        user = self.create_uid
        wanted = {"google_sync_enabled": True}
        free = {wish: name for wish, name in WISHES.items() if wish not in (self.locked or ())}
        wanted.update((setting, self[wish]) for wish, setting in free.items())
        if not self.has_contacts:
            wanted.pop("google_import_contacts", None)
        if not self.has_workplaces:
            wanted.pop("google_workplaces", None)
        changed = {name: value for name, value in wanted.items() if user[name] != value}
        if changed:
            user.sudo().write(changed)
