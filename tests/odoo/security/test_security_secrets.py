"""Secrets come in once, lie encrypted, and are in nothing that anybody reads: no screen, no call,
no table, no log, no copy."""

import base64
import json
import logging
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from cryptography.fernet import Fernet

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import SQL, file_open

from ....google_api.transport.id_tokens import Identity
from ....sync.setup.farewell import Farewell
from ....sync.store import key_rotation, keyring, switch
from ....sync.store.key_rotation import encrypted_fields
from ...common import FakeGoogleMixin, GoogleSyncCase
from ...connect_case import ConnectCase
from ...workspace import WorkspaceMixin
from ..administration.test_secrets import TOKENS

SECRET = "GOCSPX-planted-0123456789-abcdefghij"
OTHER = "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w"
PARAMETER = "google_sync.client_secret"
#: All that could tell what is asked, answered or written.
LOGGERS = (
    *("odoo.sql_db", "odoo.service.model", "odoo.http", "odoo.addons.google_sync", "werkzeug"),
    *("odoo.http.rpc.request", "odoo.http.rpc.response", "odoo.orm", "odoo.models"),
    *("urllib3", "requests_oauthlib", "oauthlib", "google", "google.auth", "googleapiclient"),
    *("google.auth.transport.requests", "httplib2"),
)


class Listener(logging.Handler):
    """Keeps all that a handler could write, also what only some formats show."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.heard = []

    def emit(self, record):
        self.heard.append(f"{record.getMessage()} {vars(record)!r}")


@contextmanager
def everything_logged():
    """:return: what is logged within, at the lowest level of all loggers"""
    listener = Listener()
    loggers = [logging.getLogger(), *map(logging.getLogger, LOGGERS)]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    loggers[0].addHandler(listener)
    try:
        yield listener.heard
    finally:
        loggers[0].removeHandler(listener)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


class SecretsMixin:
    def rows_with(self, text):
        """The tables of the whole database in which the text lies open."""
        self.env.flush_all()
        tables = self.env.execute_query(
            SQL(
                "SELECT relname FROM pg_class WHERE relkind = 'r'"
                " AND relnamespace = 'public'::regnamespace"
            )
        )
        look = SQL(" UNION ALL ").join(
            SQL(
                "SELECT %s FROM %s AS t WHERE strpos(t::text, %s) > 0",
                name,
                SQL.identifier(name),
                text,
            )
            for (name,) in tables
        )
        return {name for (name,) in self.env.execute_query(look)}

    def settings(self, **values):
        return self.env["res.config.settings"].create(values)

    def stored(self):
        return self.env["google.sync.secret"].load(PARAMETER)


@tagged("post_install", "-at_install")
class TestClientSecret(SecretsMixin, TransactionCase):
    def test_however_it_comes_in_it_lies_encrypted_only(self):
        parameters = self.env["ir.config_parameter"]

        def by_settings(secret):
            self.settings(google_sync_client_secret=secret).execute()

        def by_settings_that_are_there(secret):
            settings = self.settings()
            settings.google_sync_client_secret = secret
            settings.execute()

        def by_parameter(secret):
            parameters.set_param(PARAMETER, secret)

        def by_a_new_parameter(secret):
            parameters.search([("key", "=", PARAMETER)]).unlink()
            parameters.create({"key": PARAMETER, "value": secret})

        def by_the_parameter(secret):
            parameters.search([("key", "=", PARAMETER)]).value = secret

        def by_another_name(secret):
            parameters.search([("key", "=", PARAMETER)]).unlink()
            parameters.create({"key": "x", "value": "y"}).write(
                {"key": PARAMETER, "value": f" {secret} "}
            )

        for number, way in enumerate(
            (
                by_settings,
                by_settings_that_are_there,
                by_parameter,
                by_a_new_parameter,
                by_the_parameter,
                by_another_name,
            )
        ):
            with self.subTest(way.__name__), everything_logged() as heard:
                secret = f"{SECRET}{number}"
                way(secret)
                self.env.flush_all()
                self.assertEqual(self.stored(), secret)
                self.assertFalse([line for line in heard if SECRET in line])
                self.assertFalse(parameters.get_param(PARAMETER))
        self.assertFalse(self.rows_with(SECRET))

    def test_it_is_told_to_nobody(self):
        settings = self.settings(google_sync_client_secret=SECRET)
        settings.execute()
        names = list(self.env["res.config.settings"]._fields)
        spec = {name: {} for name in names if name.startswith("google_sync")}
        told = [
            settings.read(),
            self.settings().read(),
            settings.export_data(["google_sync_client_secret"]),
            settings.web_read(spec),
            self.env["res.config.settings"].onchange({}, [], spec),
            settings.get_values(),
        ]
        users = [self.env.ref("base.user_admin"), self.env.ref("base.public_user")]
        users.append(new_test_user(self.env, "colleague"))
        users.append(new_test_user(self.env, "outsider", groups="base.group_portal"))
        told += [
            self.env["res.config.settings"].with_user(user).default_get(names) for user in users
        ]
        self.assertNotIn(SECRET, str(told))
        self.assertIn(f"••••••••{SECRET[-4:]}", str(told[0]))
        for user in users[1:]:
            of_others = self.env["res.config.settings"].with_user(user).default_get(names)
            self.assertFalse([name for name in of_others if name.startswith("google_")])

    def test_nobody_has_rights_where_it_lies(self):
        self.settings(google_sync_client_secret=SECRET)
        kept = self.env["google.sync.secret"].sudo().search([])
        for login in ("admin", "demo"):
            user = self.env["res.users"].search([("login", "=", login)])
            secrets = kept.with_user(user).browse(kept.ids)
            for ask in (
                secrets.read,
                secrets.search_read,
                secrets.unlink,
                lambda secrets=secrets: secrets.write({"ciphertext": "x"}),
                lambda secrets=secrets: secrets.create({"name": "x", "ciphertext": "x"}),
            ):
                with self.subTest(login), self.assertRaises(AccessError):
                    ask()
            for name in ("keep", "load", "hint", "forget", "is_kept"):
                self.assertTrue(getattr(type(kept), name)._api_private, name)

    def test_saving_without_it_keeps_it(self):
        self.settings(google_sync_client_secret=SECRET).execute()
        for blank in (False, "", None):
            self.settings(google_sync_client_secret=blank, google_sync_client_id="x").execute()
        self.assertEqual(self.stored(), SECRET)

    def test_what_is_shown_in_its_place(self):
        for secret, hint in (("", ""), ("short-secret", "••••••••"), (SECRET, "••••••••ghij")):
            with self.subTest(secret):
                self.env["google.sync.secret"].keep(PARAMETER, secret)
                settings = self.settings()
                self.assertEqual(settings.google_sync_client_secret_hint or "", hint)
                self.assertEqual(settings.google_sync_has_client_secret, bool(secret))

    def test_it_can_be_removed(self):
        parameters = self.env["ir.config_parameter"]
        for remove in (
            lambda: self.settings().action_google_sync_remove_client_secret(),
            lambda: parameters.set_param(PARAMETER, False),
            lambda: parameters.set_param(PARAMETER, ""),
        ):
            parameters.set_param(PARAMETER, SECRET)
            remove()
            self.assertIsNone(self.stored())

    def test_without_its_key_it_is_asked_for_again(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("google_sync.enabled", "True")
        parameters.set_param("google_sync.client_id", "x")
        parameters.set_param(PARAMETER, SECRET)
        with patch.object(keyring, "config", {"google_sync_key": Fernet.generate_key().decode()}):
            self.assertIn("cannot decrypt it", self.settings().google_sync_client_secret_hint)
            self.assertIsNone(self.stored())
            parameters.set_param(PARAMETER, OTHER)
            self.assertEqual(self.stored(), OTHER)


@tagged("post_install", "-at_install")
class TestLogs(SecretsMixin, WorkspaceMixin, ConnectCase):
    """What people do in a browser, at DEBUG."""

    def test_no_secret_is_in_any_log(self):
        key_file = self.new_key()
        content = base64.b64encode(json.dumps(key_file).encode()).decode()
        self.authenticate("admin", "admin")
        with everything_logged() as heard:
            settings = self.call(
                "res.config.settings",
                "web_save",
                [],
                {"google_sync_client_secret": SECRET, "google_sync_key_file": content},
                {"google_sync_client_secret": {}, "google_sync_key_file": {}},
            )
            self.call("ir.config_parameter", "set_param", None, PARAMETER, OTHER)
            parameter = self.env["ir.config_parameter"].search([("key", "=", PARAMETER)])
            self.call("ir.config_parameter", "write", parameter.ids, {"value": OTHER})
            # As by a form in which something else is changed.
            values = {"google_sync_client_id": "x", "google_sync_client_secret": SECRET}
            spec = {name: {} for name in values}
            self.call(
                "res.config.settings", "onchange", [], values, ["google_sync_client_id"], spec
            )
        self.assertEqual(settings[0]["google_sync_client_secret"], False)
        self.assertEqual(self.stored(), OTHER)
        self.assertTrue(self.env["google.sync.service.account"].load())
        self.assertTrue([line for line in heard if "call res.config.settings" in line], "logged")
        self._assert_unheard(heard, SECRET, OTHER, content[200:240], self._of_key(key_file))

    def test_no_token_is_in_any_log(self):
        self.env["google.sync.secret"].keep(PARAMETER, "demo-secret")
        with everything_logged() as heard:
            self.come_back(self.decide(self.ana, self.consent_page()))
        self.assertEqual(self.account().state, "connected")
        tokens = self.env["google.sync.grant"].load(self.account())[self.account().id]
        self._assert_unheard(heard, tokens.access_token, tokens.refresh_token)
        self._assert_unheard(heard, "demo-secret")

    def test_no_assertion_is_in_any_log(self):
        self.set_up_workspace()
        lea = self.new_colleague("lea")
        with everything_logged() as heard:
            account = self.connect_by_service_account(lea)
        tokens = self.env["google.sync.grant"].load(account)[account.id]
        self._assert_unheard(heard, tokens.access_token, "assertion", self._of_key(self.key_file))

    def _of_key(self, key_file):
        return json.dumps(key_file["private_key"])[60:100]

    def _assert_unheard(self, heard, *secrets):
        self.assertTrue(heard)
        for secret in secrets:
            self.assertTrue(secret)
            self.assertFalse([line for line in heard if secret in line])


class EverythingCase(SecretsMixin, WorkspaceMixin, GoogleSyncCase):
    """An Odoo that has something secret wherever there can be something."""

    def set_up_once(self):
        super().set_up_once()
        self.env["ir.config_parameter"].set_param(PARAMETER, SECRET)
        self.set_up_workspace()
        self.account = self.connect(self.ana)
        self.sync()
        identity = Identity("somebody", "somebody@gmail.example", "Somebody")
        self.env["google.sync.token"].keep(
            self.env["google.sync.grant"].of(self.account).id, TOKENS
        )
        self.env["google.sync.revocation"].want(TOKENS, identity.subject)
        self.env["google.sync.migration.access"].lay_aside(self.account, {"token": "x"})
        self.env["google.sync.busy.calendar"].add_address(
            self.ana, "Elsewhere", "https://calendar.example/secret-word.ics"
        )
        erasure = self.env["google.sync.erasure"].create({"contact_number": 7})
        self.env["google.sync.erasure.words"].keep(erasure, ["Miller"])
        consents = self.env["google.sync.consent"].sudo()
        consents.create({"key": "k", "user_id": self.ana.id, **self._sealed(consents)})
        self.env.flush_all()

    def _sealed(self, model):
        """Something encrypted in each field of a model that nobody may read."""
        return {
            name: keyring.encrypt(f"{name} of {model._name}")
            for table, name in encrypted_fields(self.env)
            if table == model._table
        }

    def encrypted(self):
        """By table and column: what lies there encrypted."""
        self.env.flush_all()
        found = {}
        for table, column in encrypted_fields(self.env):
            rows = self.env.execute_query(
                SQL("SELECT %s FROM %s", SQL.identifier(column), SQL.identifier(table))
            )
            found[table, column] = [text for (text,) in rows if text]
        return found


@tagged("post_install", "-at_install")
class TestCopies(EverythingCase):
    """A copy of the database has nothing by which it could act."""

    def test_neutralized_it_has_nothing(self):
        empty = [place for place, texts in self.encrypted().items() if not texts]
        self.assertFalse(empty, "the test has something everywhere")
        with file_open("google_sync/data/neutralize.sql") as script:
            self.env.cr.execute(script.read())
        self._assert_harmless()

    def _assert_harmless(self):
        self.env.invalidate_all()
        self.env.registry.clear_all_caches()
        self.assertFalse([place for place, texts in self.encrypted().items() if texts])
        self.assertFalse(self.env["google.sync.work"].search([("sync_token", "!=", False)]))
        self.assertFalse(self.env["google.sync.request"].sudo().search([]))
        self.assertFalse(self.env["google.sync.change"].sudo().search([]))
        self.assertFalse(switch.is_on(self.env))
        self.assertEqual(self.account.state, "disconnected")

    def test_one_that_odoo_makes_is_another_database(self):
        self.assertTrue(switch.is_on(self.env))
        self.env["ir.config_parameter"].init(force=True)
        self._assert_harmless()
        self.assertTrue(self.env["google.sync.secret"].at_home())
        self.env["ir.config_parameter"].set_param("google_sync.enabled", "True")
        self.assertTrue(switch.is_on(self.env), "it may begin anew")

    def test_another_uuid_alone_is_enough(self):
        self.requests_made()
        self.env["ir.config_parameter"].set_param("database.uuid", "another-one")
        self.assertFalse(switch.is_on(self.env))
        self.sync()
        self.give_access_back()
        self.assertFalse(self.requests_made())
        self.env["google.sync.secret"]._settle()
        self._assert_harmless()


@tagged("post_install", "-at_install")
class TestRotation(EverythingCase):
    """The key is replaced while people and workers go on."""

    def set_up_once(self):
        self._use_own_folder()
        super().set_up_once()
        self.key = self.file.read_text()

    def setUp(self):
        super().setUp()
        self._use_own_folder()
        self.file.write_text(self.key)
        self.file.chmod(0o600)

    def _use_own_folder(self):
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.enterContext(patch.object(keyring, "config", {"data_dir": folder.name}))
        self.file = Path(folder.name) / keyring.KEY_FILE

    def _renew(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            count = key_rotation.renew(self.registry)
        self.env.invalidate_all()
        return count

    def _texts(self):
        return [text for texts in self.encrypted().values() for text in texts]

    def test_everything_is_readable_at_any_moment(self):
        before = sorted(map(keyring.decrypt, self._texts()))
        former = self.file.read_text()
        keyring.add_key()
        self.assertEqual(sorted(map(keyring.decrypt, self._texts())), before)
        count = self._renew()
        self.assertEqual((count.renewed, count.lost), (len(before), 0))
        with patch.object(keyring, "config", {"google_sync_key": former}):
            self.assertFalse(list(filter(keyring.opens, self._texts())))
        keyring.drop_former_keys()
        self.assertEqual(sorted(map(keyring.decrypt, self._texts())), before)
        self.assertEqual(self.stored(), SECRET)
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)
        self.sync()
        self.assertEqual(self.account.state, "connected")

    def test_who_has_begun_before_loses_nothing(self):
        late = keyring.encrypt("late")
        keyring.add_key()
        self._renew()
        # A worker commits only now what it has encrypted with the former key.
        self.env["google.sync.revocation"].sudo().search([]).ciphertext = late
        self.assertTrue(keyring.needs_former_key(late))
        self.assertEqual(self._renew().renewed, 1)
        keyring.drop_former_keys()
        self.assertEqual(
            keyring.decrypt(self.env["google.sync.revocation"].sudo().search([]).ciphertext), "late"
        )

    def test_a_second_time_there_is_nothing_to_do(self):
        keyring.add_key()
        self._renew()
        texts = self._texts()
        self.assertEqual(self._renew().renewed, 0)
        self.assertEqual(self._texts(), texts)

    def test_what_no_key_opens_stays_as_it_is(self):
        lost = Fernet(Fernet.generate_key()).encrypt(b"x").decode()
        self.env["google.sync.revocation"].sudo().search([]).ciphertext = lost
        keyring.add_key()
        self.assertEqual(self._renew().lost, 1)
        self.assertEqual(self.env["google.sync.revocation"].sudo().search([]).ciphertext, lost)

    def test_what_is_named_like_a_secret_is_one(self):
        """Whoever adds a column for one has it encrypted, renewed and neutralized."""
        known = set(encrypted_fields(self.env))
        telling = ("ciphertext", "secret", "id_token", "verifier", "password", "private_key")
        for model in self.env.values():
            if model._name.startswith("google.sync.") and model._auto:
                for field in model._fields.values():
                    if field.store and any(word in field.name for word in telling):
                        self.assertIn((model._table, field.name), known)


@tagged("post_install", "-at_install")
class TestFarewell(SecretsMixin, FakeGoogleMixin, TransactionCase):
    """Uninstalling gives the access back, in a time that is bounded."""

    def set_up_once(self):
        super().set_up_once()
        self.ana = self.new_user("ana")
        self.account = self.connect(self.ana)

    def _say(self):
        farewell = Farewell(self.env)
        with (
            patch.object(Farewell, "_remove_key"),
            self.assertLogs("odoo.addons.google_sync.sync.setup.farewell", logging.INFO) as logs,
        ):
            farewell.say()
        return "\n".join(logs.output)

    def test_google_ends_it(self):
        token = self.env["google.sync.grant"].load(self.account)[self.account.id].access_token
        self.assertIn("Access to 1 Google accounts was given back", self._say())
        self.assert_revoked(token)

    def test_google_does_not_answer(self):
        self.fault("oauth.revoke", status=503, times=-1)
        self.assertIn("did not take back access to 1", self._say())

    def test_switched_off_google_is_asked_nothing(self):
        self.env["ir.config_parameter"].set_param("google_sync.enabled", "False")
        token = self.env["google.sync.grant"].load(self.account)[self.account.id].access_token
        self.assertIn("asked nothing", self._say())
        with self.assertRaises(AssertionError):
            self.assert_revoked(token)
