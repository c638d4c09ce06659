"""Odoo changes modules while workers have something to do; and the addon goes, and comes back."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from crowd import Crowd
from practice import Practice, each, ground, wait_until

from tools import databases, odoo_process, paths, postgres
from tools.stack import CREDENTIALS


@pytest.fixture(scope="module")
def house():
    with ground("modules") as made:
        yield Practice(made)


@pytest.fixture
def data(tmp_path):
    """A data directory for these servers alone: with the addon goes the key of other databases of
    which nobody has committed a secret, as those of tests."""
    return ("--data-dir", str(tmp_path))


def test_the_addon_is_removed_in_the_middle_of_its_work_and_comes_back(house, data, figure):
    database = house.ground.database
    with house.office(2, 2, *data) as office:
        house.serves(office)
        people = house.hire(office, 3)
        each(people, lambda person: person.connect())
        house.settle(people, 60)
        log = office.log()
        house.slow_google(1)
        with Crowd(people, "modules"), an_action_of_odoos_own(database):
            time.sleep(3)  # from now on there is always something to do
            seconds = uninstall(house.admin(office))
        house.heal_google()
        assert complaints(log) == []
        assert left(database) == []
        before = {person: visits(person) for person in people}
    odoo_process.run_once(database, *data, "-i", paths.ADDON)
    databases.set_parameters(database, CREDENTIALS)
    with house.office(2, 0, *data) as office:
        house.serves(office)
        house.move(people, office)
        for person in people:
            person.save(google_import_events=True, google_past_days=36500)
            person.save(google_future_days=36500)
            person.connect()
            person.save(google_populate_google=True, google_populate_odoo=True)
        wait_until(lambda: not any(map(is_copying, people)), 60, "the copies")
        house.rest()
        for person in people:
            google, odoo = visits(person)
            assert google == odoo
            # What was just on its way may be two appointments; nothing else is.
            agreed = set(before[person][0]) & set(before[person][1])
            assert {visit: google.count(visit) for visit in agreed} == dict.fromkeys(agreed, 1)
    figure(f"removed after {seconds:.0f} s")
    assert not house.mails()


@contextmanager
def an_action_of_odoos_own(database):
    """It takes longer than people who save something are to wait."""
    statement = (
        "WITH action AS (SELECT FROM ir_cron WHERE cron_name NOT LIKE 'Google Sync%'"
        " LIMIT 1 FOR NO KEY UPDATE) SELECT pg_sleep(9) FROM action"
    )
    with ThreadPoolExecutor(1) as pool:
        action = pool.submit(postgres.sql, statement, database)
        yield
        action.result()


def uninstall(admin):
    """:return: seconds until it was done"""
    started = time.monotonic()
    named = [("name", "=", paths.ADDON)]
    modules = admin.call("ir.module.module", "search", named)
    admin.call("ir.module.module", "button_immediate_uninstall", modules)
    return time.monotonic() - started


def complaints(log):
    """Errors of workers. People's requests may meet what is about to go."""
    workers = ("odoo.addons.google_sync", "odoo.addons.base.models.ir_cron")
    return [
        one.text
        for one in log.records()
        if one.level in ("ERROR", "CRITICAL") and one.logger.startswith(workers)
    ]


def left(database):
    """What is still there of it."""
    return postgres.sql(
        "SELECT cron_name FROM ir_cron WHERE cron_name LIKE 'Google Sync%'"
        " UNION ALL SELECT key FROM ir_config_parameter WHERE key LIKE 'google\\_sync%'"
        " UNION ALL SELECT res_model FROM ir_attachment WHERE res_model LIKE 'google.sync.%'"
        " UNION ALL SELECT relname FROM pg_class WHERE relname LIKE 'google\\_sync\\_%'",
        database,
    )


def is_copying(person):
    return person.read("google_populate_google") or person.read("google_populate_odoo")


def visits(person):
    """What each side shows, in order."""
    return [
        sorted(
            (one["title"], one["start"], one["place"]) for shown in side.values() for one in shown
        )
        for side in (person.in_google(), person.in_odoo())
    ]
