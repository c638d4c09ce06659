"""One running stand-in for the whole suite, emptied for each test."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from address_book import AddressBook
from people import Person

from fake_google import FakeGoogle


@pytest.fixture(scope="session")
def running():
    with FakeGoogle() as google:
        yield google


@pytest.fixture
def google(running):
    running.google.latency = 0.0
    running.google.quota.enabled = False
    running.google.reset()
    yield running
    # What was ordered has happened; or else the test has shown less than it says.
    assert not running.google.faults.missed()


@pytest.fixture
def ann(google):
    return Person(google, "ann@example.com", "Ann", "Europe/Brussels")


@pytest.fixture
def bob(google):
    return Person(google, "bob@example.com", "Bob", "America/New_York")


@pytest.fixture
def book(ann):
    return AddressBook(ann)
