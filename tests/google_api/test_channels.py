"""Channels, from our side."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from google_sync.google_api.calendar import channels
from google_sync.google_api.transport.errors import AddressRefused, AlreadyExists, RetryLater
from world import CALENDAR

ADDRESS = "https://odoo.practice.eu/google_sync/push"


def watch(session, channel_id="one", address=ADDRESS):
    return channels.watch(session, CALENDAR, channel_id, "token", address)


def kept(google):
    return [channel["id"] for channel in google.control("GET", "channels")["channels"]]


def test_a_channel_is_made_and_stopped_once(google, ana):
    channel = watch(ana)
    now = datetime.now(timezone.utc)
    assert timedelta(days=6) < channel.expires_at - now < timedelta(days=8)
    assert kept(google) == ["one"]
    channels.stop(ana, channel.id, channel.resource_id)
    channels.stop(ana, channel.id, channel.resource_id)
    assert kept(google) == []


def test_one_whose_answer_is_lost_is_not_asked_for_again(google, ana):
    google.fault("events.watch", kind="timeout_after", seconds=0)
    with pytest.raises(RetryLater):
        watch(ana)
    assert google.asked() == ["events.watch"]
    with pytest.raises(AlreadyExists):
        watch(ana)


@pytest.mark.parametrize("habit", ["https", "unverified"])
def test_an_address_that_google_refuses_is_nobodys_access(google, ana, habit):
    google.control("POST", "settings", channel_addresses=habit)
    address = ADDRESS if habit == "unverified" else "http://odoo.practice.eu/google_sync/push"
    with pytest.raises(AddressRefused):
        watch(ana, address=address)
    assert google.asked() == ["events.watch"]  # and for no other token


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"resourceId": "", "expiration": "1"},
        {"resourceId": ["x"], "expiration": "1"},
        {"resourceId": "x" * 300, "expiration": "1"},
        {"resourceId": "x", "expiration": "soon"},
        {"resourceId": "x", "expiration": "٣"},
        {"resourceId": "x", "expiration": None},
    ],
)
def test_an_answer_that_names_no_channel(ana, monkeypatch, answer):
    monkeypatch.setattr(ana, "call", lambda *_asked, **_how: answer)
    with pytest.raises(RetryLater):
        watch(ana)


def test_a_channel_without_end_has_one(ana, monkeypatch):
    answer = {"resourceId": "x", "expiration": "9" * 40}
    monkeypatch.setattr(ana, "call", lambda *_asked, **_how: answer)
    assert watch(ana).expires_at < datetime.now(timezone.utc) + timedelta(days=367)
