import logging

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, file_open

from ..sync.database import caches
from ..sync.database.transactions import own_environment
from ..sync.store import keyring
from ..sync.store.unlogged import SECRET_PARAMETERS

_logger = logging.getLogger(__name__)

#: The parameter that names the database in which Google's tokens may be used.
HOME = "google_sync.database"
#: Google's own page shows the last four characters of its secrets, which have 35.
_LONG = 24
#: Nobody's start waits longer for somebody who takes the same secret in.
_LONGEST_WAIT = "2s"


class GoogleSyncSecret(models.Model):
    """The secrets of this Odoo's setup, encrypted: what belongs to no account.

    They come in through fields that are not stored, or as parameters that hand them over, and are
    encrypted before anything reaches the database.
    """

    _name = "google.sync.secret"
    _inherit = "google.sync.encrypted.mixin"
    _description = "Google Sync: secret of the setup"

    name = fields.Char(required=True)

    _name_unique = models.Constraint("UNIQUE(name)", "There is one secret of each name.")

    @api.private
    @api.model
    def keep(self, name, text):
        """Keep a secret in place of the one there was; nothing is kept of an empty one."""
        text = str(text or "").strip()
        if not text:
            self.forget(name)
        elif kept := self._of(name):
            kept.ciphertext = keyring.encrypt(text)
        else:
            self.sudo().create({"name": name, "ciphertext": keyring.encrypt(text)})
        caches.forget(self.env, "stable")

    @api.private
    @api.model
    def load(self, name):
        """The secret; ``None`` where there is none, or its key is not there any more."""
        if waiting := self._waiting(name):
            # It is good at once; this transaction would not see what another one makes of it.
            self._take_in()
            return waiting
        ciphertext = self._ciphertext(name)
        return keyring.decrypt(ciphertext) if ciphertext else None

    @api.private
    @api.model
    def is_kept(self, name):
        return bool(self._ciphertext(name) or self._waiting(name))

    @api.private
    @api.model
    def hint(self, name):
        """Return a hint by which an administrator recognizes the secret; empty if there is none."""
        text = self.load(name) if self.is_kept(name) else ""
        if text is None:
            return self.env._("This server cannot decrypt it. Enter it again.")
        # Of one that is short, its end would be too much of it.
        end = text[-4:] if len(text) >= _LONG else ""
        return text and f"••••••••{end}"

    @api.private
    @api.model
    def forget(self, name):
        self._of(name).unlink()
        caches.forget(self.env, "stable")

    @api.model
    @caches.remembered("name", cache="stable")
    def _ciphertext(self, name):
        """Nothing but this is in a cache: the key is looked for each time."""
        return self._of(name).ciphertext

    @api.model
    def _of(self, name):
        return self.sudo().search([("name", "=", name)])

    # -- what was written as a parameter by SQL, past the ORM --------------------------------------

    @api.model
    def _waiting(self, name):
        return self.env["ir.config_parameter"].sudo().get_param(name)

    @api.model
    def _take_in(self):
        """Encrypt what waits, and delete it where it lies open."""
        query = SQL(
            "DELETE FROM ir_config_parameter WHERE key = ANY(%s) AND value != ''"
            " RETURNING key, value",
            list(SECRET_PARAMETERS),
        )
        try:
            with own_environment(self.env) as env:
                env.cr.execute(SQL("SELECT set_config('lock_timeout', %s, true)", _LONGEST_WAIT))
                for name, text in env.execute_query(query):
                    env[self._name].keep(name, text)
                caches.forget(env, "stable")
            if self.env.registry.ready:  # while it is made, nobody remembers anything of it
                self.env.registry.signal_changes()
        except (psycopg2.OperationalError, psycopg2.IntegrityError) as error:
            # Another process does the same, or somebody enters another one.
            _logger.info("A secret is taken in by somebody else: %s", type(error).__name__)
        except UserError as error:
            _logger.warning("A secret cannot be encrypted: %s", error)

    # -- copies of a database ----------------------------------------------------------------------

    @api.private
    @api.model
    def at_home(self):
        """Whether this is the database to which Google's access was given, and not a copy of it.

        Odoo gives each copy another uuid. A copy has the original's access: both would write to
        the same calendars, and end each other's access.
        """
        parameter = self.env["ir.config_parameter"].sudo().get_param
        home = parameter(HOME)
        return not home or home == parameter("database.uuid")

    @api.model
    def _settle(self):
        """Forget what is the original's if this is a copy, and be a database of its own."""
        parameters = self.env["ir.config_parameter"].sudo()
        if not self.at_home():
            _logger.warning(
                "This is a copy of another database. Its access to Google is not used here. "
                "Google Sync is switched off, and users must connect again."
            )
            self.env.flush_all()
            with file_open("google_sync/data/neutralize.sql") as script:
                self.env.cr.execute(script.read())
            self.env.invalidate_all()
            caches.forget(self.env, "stable")
        parameters.set_param(HOME, parameters.get_param("database.uuid"))

    def _register_hook(self):
        super()._register_hook()
        if any(map(self._waiting, SECRET_PARAMETERS)):
            self._take_in()
        if not self.at_home():
            try:
                with own_environment(self.env) as env:
                    env[self._name]._settle()
            except psycopg2.OperationalError as error:
                # Another process has begun with it. Until it is done nothing is asked of Google.
                _logger.info("The copy is settled by somebody else: %s", type(error).__name__)
