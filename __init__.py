from odoo.exceptions import UserError

# Views, rights and texts have ids by this name: under another one, Odoo would not find them.
if (name := __name__.rpartition(".")[2]) != "google_sync":
    # pylint: disable-next=translation-required  # an addon that is refused has no translations
    raise UserError(
        f"Google Sync lies in a folder named “{name}”. Rename the folder to “google_sync”,"
        " restart Odoo, choose Apps > Update Apps List, and install Google Sync again."
    )

from . import controllers, models, wizards
from .hooks import post_init_hook, uninstall_hook
