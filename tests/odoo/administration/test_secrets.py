import os
import stat
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from unittest.mock import patch

from cryptography.fernet import Fernet

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged

from ....google_api.transport.oauth import Tokens
from ....sync.store import keyring

TOKENS = Tokens(
    "access-secret",
    "refresh-secret",
    datetime(2026, 3, 2, tzinfo=timezone.utc),
    frozenset({"openid"}),
)


@tagged("post_install", "-at_install")
class TestSecrets(TransactionCase):
    def setUp(self):
        super().setUp()
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.options = {"data_dir": folder.name}
        configuration = patch.object(keyring, "config", self.options)
        configuration.start()
        self.addCleanup(configuration.stop)
        self.user = new_test_user(self.env, "ana")
        self.account = self.env["google.sync.account"].of_user(self.user)

    def test_tokens_are_encrypted_and_read_back(self):
        self.env["google.sync.grant"].give(self.account, TOKENS)
        self.env.flush_all()
        self.env.cr.execute("SELECT ciphertext FROM google_sync_grant")
        ((ciphertext,),) = self.env.cr.fetchall()
        self.assertNotIn("secret", ciphertext)
        self.assertEqual(
            self.env["google.sync.grant"].load(self.account), {self.account.id: TOKENS}
        )

    def test_no_user_can_read_them(self):
        self.env["google.sync.grant"].give(self.account, TOKENS)
        for login in ("ana", "admin"):
            user = self.env["res.users"].search([("login", "=", login)])
            tokens = self.env["google.sync.token"].with_user(user)
            with self.assertRaises(AccessError):
                tokens.search([])
            with self.assertRaises(AccessError):
                self.account.with_user(user).env["google.sync.token"].search_read([])

    def test_two_threads_make_the_key_at_once(self):
        """What the first one has encrypted is read for ever."""
        link, ciphertexts = os.link, []

        def faster(source, target):
            keyring.os.link = link
            other = Thread(target=lambda: ciphertexts.append(keyring.encrypt("other")))
            other.start()
            other.join()
            link(source, target)

        with patch.object(keyring.os, "link", faster):
            ciphertexts.append(keyring.encrypt("own"))
        self.assertEqual([keyring.decrypt(one) for one in ciphertexts], ["other", "own"])
        self.assertEqual([file.name for file in self.folder.iterdir()], [keyring.KEY_FILE])

    def test_the_key_file_is_for_the_server_alone(self):
        self.assertEqual(keyring.decrypt(keyring.encrypt("x")), "x")
        (file,) = self.folder.iterdir()
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)

    def test_a_key_can_be_replaced(self):
        old, new = (Fernet.generate_key().decode() for _key in range(2))
        self.options["google_sync_key"] = old
        ciphertext = keyring.encrypt("x")
        self.options["google_sync_key"] = f"{new},{old}"
        self.assertEqual(keyring.decrypt(ciphertext), "x")
        self.options["google_sync_key"] = new
        self.assertIsNone(keyring.decrypt(ciphertext), "an unknown key asks to authorise again")

    def test_a_bad_key_is_told_with_the_remedy(self):
        self.options["google_sync_key"] = "too short"
        with self.assertRaisesRegex(UserError, "generate_key"):
            keyring.encrypt("x")

    def test_an_account_whose_tokens_cannot_be_read_is_left_out(self):
        self.env["google.sync.grant"].give(self.account, TOKENS)
        self.options["google_sync_key"] = Fernet.generate_key().decode()
        self.assertEqual(self.env["google.sync.grant"].load(self.account), {})
