"""What happens when the addon is installed or uninstalled, besides what Odoo does by itself."""


def uninstall_hook(env):
    """Forget the settings, the client's secret among them; Odoo keeps what belongs to no record."""
    env["ir.config_parameter"].search([("key", "=like", "google_sync.%")]).unlink()
