"""Users who save while workers run and Google's side changes."""

from __future__ import annotations

import time

import pytest
import scale
from crowd import Crowd

pytestmark = pytest.mark.alone


def test_nobody_waits_for_a_worker_and_both_sides_agree(practice, office, staff, usual, figure):
    log = office.log()
    with Crowd(staff, f"{scale.SEED} together") as together:
        time.sleep(scale.SECONDS)
    seconds = practice.settle(staff, 60)

    retries, own = log.retries(), log.own_retries()
    saves = len(together.saves.seconds)
    figure(f"without workers {usual.figures()}")
    figure(f"with workers {together.saves.figures()}, both sides agree after {seconds:.0f} s")
    figure(f"{1000 * len(retries) / saves:.0f} retries per 1,000 saves, {len(own)} for our rows")
    for cause in sorted(set(retries)):
        figure(f"  {retries.count(cause)} × {cause}")
    assert not together.saves.failed
    assert not own
    assert not log.tracebacks()
    assert not practice.mails()
