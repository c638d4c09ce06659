"""The practice that all tests share, and the figures that they tell at the end."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import scale
from crowd import Crowd
from practice import Practice, each, ground

_FIGURES = pytest.StashKey[list]()


def pytest_configure(config):
    config.stash[_FIGURES] = []


def pytest_terminal_summary(terminalreporter, config):
    if figures := config.stash[_FIGURES]:
        terminalreporter.section("figures")
        for line in figures:
            terminalreporter.write_line(line)


@pytest.fixture
def figure(request):
    """Tells a figure at the end of the session, whether the test fails or not."""
    figures = request.config.stash[_FIGURES]
    return lambda text: figures.append(f"{request.node.name}: {text}")


@pytest.fixture(scope="session")
def practice():
    with ground("processes") as made:
        yield Practice(made)


@pytest.fixture(scope="session")
def office(practice):
    """A server with two workers for people and two for scheduled actions."""
    with practice.office(2, 2) as office:
        practice.serves(office)
        yield office


@pytest.fixture(scope="session")
def staff(practice, office):
    """People who are connected."""
    people = practice.hire(office, scale.USERS)
    each(people, lambda person: person.connect())
    return people


@pytest.fixture(scope="session")
def usual(practice, office, staff):
    """The saves of all while no worker has anything to do."""
    practice.allow(office, False)
    with Crowd(staff, f"{scale.SEED} usual", google=False) as crowd:
        time.sleep(scale.SECONDS)
    practice.allow(office, True)
    practice.settle(staff, 60)  # what has waited meanwhile would keep others from waking a worker
    return crowd.saves


@pytest.fixture(scope="session")
def quiet():
    """Another practice, in which nothing works but what a test starts."""
    with ground("quiet") as made:
        yield Practice(made)


@pytest.fixture(scope="session")
def desk(quiet):
    """Its server for people, without scheduled actions."""
    with quiet.office(0) as desk:
        quiet.serves(desk)
        yield desk


@pytest.fixture(autouse=True)
def well(request):
    """Each test leaves a Google that is well."""
    yield
    for name in {"practice", "quiet"} & set(request.fixturenames):
        practice = request.getfixturevalue(name)
        practice.heal_google()
        practice.forget_requests()
