"""A Google that is slow, or says nothing: Odoo answers as ever, and all is well soon after."""

from __future__ import annotations

import time

import pytest
import scale
from crowd import Crowd

pytestmark = pytest.mark.alone

#: Within so many seconds all accounts are in sync again.
RECOVERY = 90


def test_a_slow_google(practice, office, staff, usual, figure):
    stays_quick(practice, office, staff, usual, figure, lambda: practice.slow_google(5))


@pytest.mark.skipif(not scale.LONG, reason="part of `make faults`")
def test_a_silent_google(practice, office, staff, usual, figure):
    stays_quick(practice, office, staff, usual, figure, practice.silence_google)


def stays_quick(practice, office, staff, usual, figure, fall_ill):
    log = office.log()
    fall_ill()
    with Crowd(staff, f"{scale.SEED} ill", google=False) as crowd:
        time.sleep(scale.SECONDS)
    practice.heal_google()
    try:
        seconds = practice.settle(staff, RECOVERY)
        figure(f"all in sync {seconds:.0f} s after Google is well again")
    finally:
        figure(f"{crowd.saves.figures()}; p95 {usual.percentile(95):.2f} s without workers")
    assert not crowd.saves.failed
    assert crowd.saves.percentile(95) <= 2 * usual.percentile(95) + 0.5
    assert log.overtime() == []
