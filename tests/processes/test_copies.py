"""What an installation leaves behind: in a copy, under another key, and once it is gone."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from practice import Practice, ground
from schema import dump, schema

from tools import databases, odoo_process, paths, postgres
from tools.odoo_log import records
from tools.stack import CREDENTIALS

SECRET = CREDENTIALS["google_sync.client_secret"]
EMAIL = "nora@gmail.example"
#: Somebody is connected, and a service account could act for others.
_CONNECT = """
import base64, json
from datetime import datetime, timedelta, timezone
from odoo.addons.google_sync.google_api.transport.oauth import SCOPES, Tokens
given = json.loads({given!r})
user = env["res.users"].create({{"name": "Nora", "login": "nora", "tz": "Europe/Paris"}})
user.google_sync_enabled = True
account = env["google.sync.account"].of_user(user)
env["google.sync.grant"].give(account, Tokens(given["access_token"], given["refresh_token"],
    datetime.now(timezone.utc) + timedelta(hours=1), frozenset(SCOPES)))
account.write({{"decision": "connected", "connected_by": "consent", "google_subject": "1",
    "google_email": {email!r}, "calendar_id": {email!r}}})
account.work_id.sync_token = "planted-cursor"
env["res.config.settings"].create({{
    "google_sync_key_file": base64.b64encode(json.dumps({key!r}).encode())}}).execute()
env.cr.commit()
"""
_STATE = """
from odoo.addons.google_sync.sync.store import switch
secrets = env["google.sync.secret"]
accounts = env["google.sync.account"].search([])
print("FOUND", json.dumps({
    "secret": secrets.load("google_sync.client_secret"),
    "tokens": len(env["google.sync.grant"].load(accounts)),
    "key": bool(env["google.sync.service.account"].load()),
    "allowed": switch.is_on(env),
    "decisions": accounts.mapped("decision"),
    "active": env["ir.cron"].search([("cron_name", "like", "Google Sync")]).mapped("cron_name"),
}))
"""
_UNINSTALL = f"""
env["ir.module.module"].search([("name", "=", "{paths.ADDON}")]).button_immediate_uninstall()
"""


class House:
    """One server's data directory, and its databases.

    :ivar key_file: of all of them
    """

    def __init__(self, practice: Practice, data: Path):
        self.practice = practice
        self.data = data
        self.database = practice.ground.database
        self.key_file = data / "google_sync.key"
        self.given: dict = {}

    def odoo(self, *words: str, script: str = "") -> str:
        """Run a command of Odoo's; returns all that it writes."""
        done = subprocess.run(
            self._command(*words),
            input=script,
            capture_output=True,
            text=True,
            env=odoo_process.environment(self.practice.ground.fake_url),
            cwd=paths.DEV,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout + done.stderr

    def rotate(self, *words: str) -> str:
        return self.odoo("google_sync_rotate_key", "-d", *words)

    def _command(self, name: str, *words: str) -> list[str]:
        command = odoo_process.command(name)
        # Where Odoo looks for commands that are not its own; only there it wants to know first.
        command.insert(command.index(name), f"--addons-path={paths.ADDONS}")
        return [*command, "--data-dir", str(self.data), *words]

    def shell(self, script: str, database: str | None = None) -> str:
        return self.odoo("shell", "-d", database or self.database, "--no-http", script=script)

    def state(self, database: str | None = None) -> dict:
        lines = self.shell(f"import json\n{_STATE}", database).splitlines()
        (found,) = [line for line in lines if "FOUND " in line]
        return json.loads(found.partition("FOUND ")[2])

    def keys(self) -> list[Fernet]:
        return [Fernet(key) for key in self.key_file.read_text().split()]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with ground("copies") as made:
        house = House(Practice(made), tmp_path_factory.mktemp("data"))
        fake = house.practice.fake
        fake.make_account(EMAIL, "Nora", "Europe/Paris")
        body = {"email": EMAIL, "client_id": CREDENTIALS["google_sync.client_id"]}
        house.given = fake.request("POST", "/_fake/accounts", body)
        key = fake.request("POST", "/_fake/service_accounts", {})
        house.shell(_CONNECT.format(given=json.dumps(house.given), email=EMAIL, key=key))
        yield house


@pytest.fixture
def copy(house):
    """The name of a copy that is not there yet."""
    name = f"{house.database}_copy"
    yield name
    databases.drop(name)


def encrypted(text: str) -> list[str]:
    return [word for word in text.split() if word.startswith("gAAAA")]


def tables_with(word: str, database: str) -> set[str]:
    """The tables in which there is something of the name, but for the database's own."""
    tables, table = set(), ""
    for line in dump(database).splitlines():
        if line.startswith("COPY "):
            table = line.split()[1].removeprefix("public.")
        elif word in line.replace(database, ""):
            tables.add(table)
    return tables


def test_what_tools_write_as_a_parameter_is_taken_in(house):
    backup = dump(house.database)
    for secret in (SECRET, house.given["access_token"], house.given["refresh_token"]):
        assert secret not in backup
    assert "PRIVATE KEY" not in backup
    assert all(key not in backup for key in house.key_file.read_text().split())
    assert len(encrypted(backup)) == 3  # the client's secret, a grant, and a service account


def test_the_key_is_replaced_while_a_server_runs(house, copy):
    postgres.sql(f'CREATE DATABASE "{copy}" OWNER {postgres.ROLE} TEMPLATE "{house.database}"')
    with house.practice.office(0, 0, "--data-dir", str(house.data)) as office:
        admin = house.practice.admin(office)

        def works():
            """Google accepts the secret, as the server reads it."""
            settings = admin.call("res.config.settings", "create", {})
            answer = admin.call("res.config.settings", "action_google_sync_test", [settings])
            return answer["params"]["type"] == "success"

        assert works()
        (former,) = house.keys()
        said = house.rotate(house.database)
        assert f"{house.database}: 3 encrypted anew, 0 that no key opens" in said
        assert len(house.keys()) == 2
        assert works()
        with pytest.raises(AssertionError, match=f"stay: {copy} need"):
            house.rotate(house.database, "--drop-former")
        house.rotate(f"{house.database},{copy}", "--drop-former")
        assert works()
    assert len(house.keys()) == 1
    for text in encrypted(dump(house.database)):
        with pytest.raises(InvalidToken):
            former.decrypt(text.encode())


def test_a_neutralized_copy_can_do_nothing(house, copy):
    postgres.sql(f'CREATE DATABASE "{copy}" OWNER {postgres.ROLE} TEMPLATE "{house.database}"')
    house.odoo("neutralize", "-d", copy)
    backup = dump(copy)
    assert encrypted(backup) == []
    assert "planted-cursor" not in backup
    assert SECRET not in backup
    assert house.state(copy) == {
        "secret": None,
        "tokens": 0,
        "key": False,
        "allowed": False,
        "decisions": ["disconnected"],
        "active": [],
    }


def test_a_copy_that_odoo_makes_leaves_the_original_alone(house, copy):
    before = encrypted(dump(house.database))
    house.odoo("db", "duplicate", house.database, copy)
    assert encrypted(dump(copy)) == []
    state = house.state(copy)
    assert (state["allowed"], state["decisions"]) == (False, ["disconnected"])
    assert encrypted(dump(house.database)) == before


def test_nothing_is_left_once_it_is_uninstalled(house):
    said = house.shell(_UNINSTALL)
    assert "Access to 1 Google accounts was given back" in said
    assert not house.key_file.exists()
    fake = house.practice.fake
    with pytest.raises(OSError, match="401"):
        fake.request("GET", "/oauth2/v2/userinfo", None, house.given["access_token"])
    plain = f"{house.database}_plain"
    try:
        databases.create(plain, addon=False)
        assert sorted(schema(house.database) - schema(plain)) == []
    finally:
        databases.drop(plain)
    # Odoo knows that there is such a module; and what browsers were told is forgotten in a day.
    assert tables_with("google_sync", house.database) <= {
        *("ir_module_module", "ir_model_data", "bus_bus"),
    }


def test_it_can_be_installed_again_and_complains_of_nothing(house):
    for words in (("-i", paths.ADDON), ("-u", paths.ADDON)):
        odoo_process.run_once(house.database, *words)
        log = list(records(paths.LOGS / f"{house.database}-install.log"))
        assert log
        assert [str(record) for record in log if record.trouble] == []
