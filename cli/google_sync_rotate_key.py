# Odoo loads commands as its own, beside their addons.
# pylint: disable=odoo-addons-relative-import

import argparse
import sys

from odoo.cli.command import Command
from odoo.modules.registry import Registry
from odoo.tools import config


class RotateKey(Command):
    """Replace the key that encrypts what Google Sync keeps secret, while the servers run.

    Encrypts with a new key from now on, and encrypts anew what is in the databases. The former keys
    stay, for those who are at work read and write by them. An hour later drop them:
    --drop-former.
    """

    name = "google_sync_rotate_key"

    def run(self, args):
        own, options = self._options(args)
        config.parse_config(options, setup_logging=True)
        if not config["db_name"]:
            sys.exit("Name the databases that this key serves: -d NAME,NAME")
        # Odoo knows the addons by their names only now.
        from odoo.addons.google_sync.sync.store import keyring

        if keyring.is_configured():
            self._say("The first of the keys in google_sync_key of the configuration encrypts.")
        elif not own.drop_former:
            keyring.add_key()
            self._say(f"A new key is the first one in {keyring.key_file()} now.")
        encrypted = [pair for name in config["db_name"] for pair in self._renew(name)]
        if own.drop_former:
            self._drop_former(keyring, set(encrypted))
        elif keyring.count_keys() > 1:
            self._say("The former keys are still there. In an hour: --drop-former")

    def _options(self, args):
        """Ours, and those of Odoo."""
        parser = argparse.ArgumentParser(
            prog=self.prog,
            description=self.__doc__,
            epilog="All other options are Odoo's: -c FILE, -d NAME,NAME",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        parser.add_argument(
            "--drop-former",
            action="store_true",
            help="make no new key; encrypt anew what still needs a former one, and forget those",
        )
        return parser.parse_known_args(args)

    def _renew(self, database):
        """:return: where something encrypted may lie: pairs of a table and a column"""
        from odoo.addons.google_sync.sync.store import key_rotation

        registry = Registry(database)
        if "google.sync.secret" not in registry:
            self._say(f"{database}: Google Sync is not installed.")
            return []
        count = key_rotation.renew(registry)
        self._say(f"{database}: {count.renewed} encrypted anew, {count.lost} that no key opens.")
        return count.columns

    def _drop_former(self, keyring, encrypted):
        from odoo.addons.google_sync.sync.setup import other_databases

        # No Odoo lies in the one by which they are found.
        try:
            needing = other_databases.that_need("postgres", encrypted, keyring.needs_former_key)
        except other_databases.CannotTell:
            sys.exit("The former keys stay: not all databases can be asked whether they need them.")
        if needing:
            sys.exit(f"The former keys stay: {', '.join(needing)} need them. Name them, too: -d")
        if keyring.is_configured():
            self._say("Leave only the first key in google_sync_key, and restart the servers.")
            return
        keyring.drop_former_keys()
        self._say("The former keys are gone.")

    def _say(self, text):
        sys.stdout.write(f"{text}\n")
