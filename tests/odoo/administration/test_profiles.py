from odoo.tests import TransactionCase, tagged

from ....models.google_sync_profile import OFFERED, PERSONAL, mode_of


@tagged("post_install", "-at_install")
class TestProfileFields(TransactionCase):
    """A profile can give each setting, as it is for users."""

    def test_no_setting_is_forgotten(self):
        settings = set(self.env["res.users"]._google_settings())
        self.assertEqual(set(OFFERED) | PERSONAL, settings)
        self.assertFalse(PERSONAL & set(OFFERED))

    def test_each_is_what_it_is_for_users(self):
        users, profile = self.env["res.users"], self.env["google.sync.profile"]
        for name in OFFERED:
            theirs, ours = users._fields[name], profile._fields[name]
            with self.subTest(name):
                self.assertEqual((ours.type, ours.string), (theirs.type, theirs.string))
                self.assertEqual(ours.comodel_name, theirs.comodel_name)
                if ours.type == "selection":
                    left_out = {"mail"} if name == "google_share_guests" else set()
                    values = set(theirs.get_values(self.env)) - left_out
                    self.assertEqual(set(ours.get_values(self.env)), values)

    def test_the_form_shows_each_of_them(self):
        arch = self.env["google.sync.profile"].get_view(view_type="form")["arch"]
        for name in OFFERED:
            self.assertEqual(arch.count(f'<field name="{name}"'), 1, name)
            self.assertEqual(arch.count(f'<field name="{mode_of(name)}"'), 1, name)
