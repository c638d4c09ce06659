"""What happens when the addon is installed or uninstalled, besides what Odoo does by itself."""

from .sync.setup.farewell import Farewell
from .sync.store import job_queue


def post_init_hook(env):
    """Know this database from copies that will be made of it."""
    env["google.sync.secret"]._settle()


def uninstall_hook(env):
    """Give back what Google has granted, and forget the settings; Odoo keeps what belongs to no
    record."""
    _begin_anew(env)
    farewell = Farewell(env)
    job_queue.forget(env)
    env["ir.config_parameter"].search([("key", "=like", "google_sync.%")]).unlink()
    keys = [("module.name", "=", "google_sync"), ("type", "=", "f")]
    env["ir.model.constraint"].search(keys).unlink()  # Odoo would keep those of its own models
    # Nothing is given up before it is certain that the addon goes.
    env.cr.postcommit.add(farewell.say)


def _begin_anew(env):
    """Have no scheduled action at work or started any more, and see what the last ones have
    written: PostgreSQL would refuse to delete ours else, and Odoo would leave them."""
    env.cr.commit()  # pylint: disable=invalid-commit  # nothing has been done so far
    env.cr.execute("LOCK TABLE ir_cron, ir_cron_trigger IN EXCLUSIVE MODE")
