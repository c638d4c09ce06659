from odoo.tests import TransactionCase, new_test_user, tagged

from ..preferences import GooglePageMixin


@tagged("post_install", "-at_install")
class TestPreferencesWithHr(GooglePageMixin, TransactionCase):
    """``hr`` makes its own preferences form out of Odoo's."""

    def test_the_form_of_hr_has_the_page(self):
        self.check_page("hr.res_users_view_form_preferences")
        self.check_page("base.view_users_form")

    def test_employees_change_their_own_settings(self):
        ana = new_test_user(self.env, "ana", tz="Europe/Paris")
        self.env["hr.employee"].create({"name": "Ana", "user_id": ana.id})
        self.check_labels(ana, "hr.res_users_view_form_preferences")
        self.check_own_settings(ana, "hr.res_users_view_form_preferences")
