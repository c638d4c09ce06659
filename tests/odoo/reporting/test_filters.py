"""Whoever makes a filter or a group of their own is offered what they know from a screen."""

from odoo.tests import TransactionCase, new_test_user, tagged

from ....models.google_sync_profile import OFFERED, mode_of

#: What is on no screen of its own, and yet speaks for itself.
_PLAIN = {
    "calendar.event": {
        "google_sync_conference",
        "google_sync_erased",
        "google_sync_meet",
        "google_sync_organizer",
    },
    "google.sync.account": {"connected_by", "invited_at", "invited_by_id", "paused_by_id"},
    "google.sync.erasure": {"contact_number", "partner_id"},
    "google.sync.freshness": {"account_id"},
    "google.sync.link": {"made_in"},
    "google.sync.profile": {*OFFERED, *map(mode_of, OFFERED)},  # its form is made of them
    "google.sync.run": {
        "delay",
        "google_seconds",
        "planning_seconds",
        "reading_seconds",
        "writing_seconds",
    },
    "google.sync.run.line": {"is_erased", "kind", "user_id"},
    "res.partner": {"google_sync_email_claimed"},
    "res.users": {"google_sync_account_ids"},
}
#: What Odoo adds to each model.
_ODOOS = {"id", "display_name", "create_uid", "create_date", "write_uid", "write_date"}


@tagged("post_install", "-at_install")
class TestFilters(TransactionCase):
    def test_what_is_offered_is_on_a_screen(self):
        ana = new_test_user(self.env, "ana", google_sync_enabled=True)
        shown = self._shown()
        for user in (ana, self.env.ref("base.user_admin")):
            for name in self._filtered(user):
                with self.subTest(name, user=user.login):
                    known = shown.get(name, set()) | _PLAIN.get(name, set()) | _ODOOS
                    self.assertEqual(sorted(self._offered(name, user) - known), [])

    def _filtered(self, user):
        """The models of the addon's lists."""
        actions = self.env["ir.actions.act_window"].search([("target", "!=", "new")])
        xmlids = actions.get_external_id()
        ours = actions.filtered(lambda one: xmlids[one.id].startswith("google_sync."))
        models = {*ours.mapped("res_model"), "calendar.event", "res.partner"}
        return [name for name in models if self.env[name].with_user(user).has_access("read")]

    def _offered(self, model, user):
        fields = self.env[model].with_user(user).fields_get()
        return {
            name
            for name, about in fields.items()
            if (about["searchable"] or about.get("groupable"))
            and about["type"] != "json"
            and self.env[model]._fields[name]._module == "google_sync"
        }

    def _shown(self):
        """The fields that some view has, by their models."""
        found = {}

        def look(node, model):
            for child in node:
                name = child.get("name")
                field = child.tag == "field" and self.env[model]._fields.get(name)
                if field:
                    found.setdefault(model, set()).add(name)
                look(child, field.comodel_name if field and field.relational else model)

        for view in self.env["ir.ui.view"].search([("model", "!=", False)]):
            if view.model in self.env:
                look(view._get_combined_arch(), view.model)
        return found
