"""What must hold of the Google page wherever it is shown."""

from lxml import etree

from odoo.tests import Form


class GooglePageMixin:
    """Tests of the page, for databases with and without ``hr``."""

    def _page(self, user, view):
        arch = self.env["res.users"].with_user(user).get_view(self.env.ref(view).id)["arch"]
        return etree.fromstring(arch).find('.//page[@name="google_sync"]')

    def check_page(self, view):
        page = self._page(self.env.ref("base.user_admin"), view)
        self.assertIsNotNone(page, view)
        names = {field.get("name") for field in page.iter("field")}
        self.assertLessEqual(
            {
                "google_sync_enabled",
                "google_import_events",
                "google_populate_google",
                "google_contact_category_id",
                "google_import_contacts",
                "google_email_alerts",
                "google_alert_email",
                "google_email_full_log",
                "google_privacy",
            },
            names,
        )

    def check_labels(self, user, view):
        """The user gets each field of the page that they may read, and its label with it.

        :param view: the id of a view with the page
        """
        users = self.env["res.users"].with_user(user)
        views = users.get_views([(self.env.ref(view).id, "form")])
        page = etree.fromstring(views["views"]["form"]["arch"]).find('.//page[@name="google_sync"]')
        self.assertIsNotNone(page, view)
        whole = self.env.ref("google_sync.res_users_view_form_google_page").arch
        self.assertEqual(_fields_and_labels(page), _fields_and_labels(etree.fromstring(whole)))
        labels = {name for tag, name in _fields_and_labels(page) if tag == "label"}
        self.assertIn("google_sync_enabled", labels)
        self.assertLessEqual(labels, set(views["models"]["res.users"]["fields"]))

    def check_own_settings(self, user, view):
        """A user without any right of administration changes their own settings, and no others."""
        with Form(user.with_user(user), view=view) as form:
            form.google_sync_enabled = True
            form.google_populate_google = True
            form.google_import_focus_time = True
            form.google_email_alerts = True
            self.assertEqual(form.google_alert_email, user.email, "their own address at first")
            form.google_alert_email = "me@private.example"
            form.google_privacy = "initials"
            self.assertFalse(form.google_sync_administers)
        self.assertTrue(user.google_sync_enabled)
        self.assertTrue(user.google_populate_google)
        self.assertTrue(user.google_import_focus_time)
        self.assertEqual(user.google_alert_email, "me@private.example")
        self.assertEqual(user.google_privacy, "initials")


def _fields_and_labels(tree):
    """What the page has, in its order."""
    return [
        (node.tag, node.get("name") or node.get("for"))
        for node in tree.xpath(".//field | .//label[@for]")
    ]
