"""A server that goes on while another process upgrades the addon: what it knows is the past."""

from __future__ import annotations

import re
import shutil

import pytest
from crowd import Crowd
from practice import Practice, each, ground, wait_until

from tools import odoo_process, paths

NEXT = "19.0.999.0.0"
#: As others before: all that workers keep of records is written in other words.
_MIGRATION = """
def migrate(cr, version):
    cr.execute("UPDATE google_sync_link SET base = base")
"""


@pytest.fixture
def house():
    with ground("versions") as made:
        yield Practice(made)


@pytest.fixture
def next_version(tmp_path):
    """The option by which Odoo runs the next version of the addon."""
    addon = tmp_path / paths.ADDON
    shutil.copytree(paths.ROOT, addon, ignore=shutil.ignore_patterns(".*", "tests", "fake_google"))
    manifest = addon / "__manifest__.py"
    text = re.sub(r'"version": "[^"]+"', f'"version": "{NEXT}"', manifest.read_text())
    manifest.write_text(text)
    migration = addon / "migrations" / NEXT / "pre-words.py"
    migration.parent.mkdir()
    migration.write_text(_MIGRATION)
    (folders,) = re.findall(r"^addons_path = (.+)$", paths.ODOO_CONF.read_text(), re.MULTILINE)
    return f"--addons-path={folders.replace(str(paths.ADDONS), str(tmp_path))}"


def test_an_upgrade_while_another_server_is_at_work(house, next_version, figure):
    database = house.ground.database
    with house.office(2, 2) as former:
        house.serves(former)
        people = house.hire(former, 3)
        each(people, lambda person: person.connect())
        house.settle(people, 60)
        log = former.log()
        house.slow_google(0.3)
        with Crowd(people, "upgrade") as crowd:
            odoo_process.run_once(database, "-u", paths.ADDON, next_version)
            # Who was not started anew would read what is stored now as if it were of yesterday.
            wait_until(lambda: advice(log), 30, "a word of the former server")
        house.rest()
        house.forget_requests()
        house.tick("ir_cron_sync")
        house.rest()
        assert house.requests() == []
        assert [one for one in log.tracebacks() if "google_sync" in one] == []
    house.heal_google()
    with house.office(2, 0, next_version) as office:
        house.move(people, office)
        seconds = house.settle(people, 60)
    figure(
        f"{crowd.saves.figures()}, both sides agree {seconds:.0f} s after the new server's start"
    )
    assert not house.mails()


def advice(log):
    """What the former server's log tells the administrator."""
    return [one.text for one in log.records() if f"the database has {NEXT}" in one.text]
