from odoo.tests import TransactionCase, tagged

from ...kept_caches import KeptCaches


@tagged("post_install", "-at_install")
class TestKeptCaches(TransactionCase):
    """What the tests of a class know of each other."""

    def test_what_is_changed_is_forgotten_and_what_is_only_found_is_kept(self):
        parameters = self.env["ir.config_parameter"]
        self.assertFalse(parameters.get_param("tests.planted"))
        templates = self.registry._Registry__caches["templates"]
        kept = KeptCaches(self.registry)
        with self.env.cr.savepoint() as place:
            parameters.set_param("tests.planted", "changed")
            self.assertEqual(parameters.get_param("tests.planted"), "changed")
            templates["planted"] = "found"
            place.rollback()
        kept.look()
        self.registry.clear_all_caches()
        kept.restore()
        self.assertFalse(parameters.get_param("tests.planted"))
        self.assertEqual(templates.pop("planted"), "found")
