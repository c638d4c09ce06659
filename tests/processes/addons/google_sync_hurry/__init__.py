"""Loaded by a server beside the addon: what it waits for takes a part of the time.

Clocks stay as they are. How often Google is asked is a setting, and no matter of this module.
"""

import os

from odoo.addons.google_sync.models import google_sync_lease_mixin, google_sync_link
from odoo.addons.google_sync.sync.reconcile import reconciler

#: What is as long as people's patience: until an account is tried again, or a record, a run that
#: a guard has stopped, and a contact of which nobody knows whether it has arrived.
WAITS = (
    (google_sync_lease_mixin, ("FIRST_RETRY", "LONGEST_RETRY", "STOPPED_FOR")),
    (google_sync_link, ("FIRST_RETRY", "LONGEST_RETRY")),
    (reconciler, ("LISTED_AFTER",)),
)


def wait_less():
    """Shorten each wait by the factor in the environment."""
    factor = float(os.environ["SOAK_SPEED"])
    for module, names in WAITS:
        for name in names:
            setattr(module, name, getattr(module, name) / factor)
