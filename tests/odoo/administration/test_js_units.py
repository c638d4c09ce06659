from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestJsUnits(HttpCase):
    """The tests of the browser's own code, in ``static/tests``."""

    test_cursor_lock_timeout = 120  # for Odoo builds a large bundle first

    def test_units(self):
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&filter=@google_sync",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
