"""No account sends more than its share in any minute, whoever asks and however often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from google_sync.google_api.pacer import Pacer
from hypothesis import given
from hypothesis import strategies as st
from world import Time

LIMIT, WINDOW = 100, 60.0


def make():
    time = Time()
    return Pacer(LIMIT, WINDOW, time), time


def test_what_fits_goes_at_once():
    pacer, _time = make()
    assert [pacer.reserve("ana", 50) for _part in range(2)] == [0, 0]


def test_what_does_not_fit_waits_until_the_window_has_moved_on():
    pacer, time = make()
    pacer.reserve("ana", 60)
    time.now += 20
    pacer.reserve("ana", 40)
    assert pacer.reserve("ana", 60) == pytest.approx(40)
    assert pacer.reserve("ana", 40) == pytest.approx(60)


def test_accounts_do_not_wait_for_each_other():
    pacer, _time = make()
    pacer.reserve("ana", LIMIT)
    assert pacer.reserve("bob", LIMIT) == 0


def test_who_does_not_want_to_wait_books_nothing():
    pacer, time = make()
    pacer.reserve("ana", LIMIT)
    assert pacer.reserve("ana", 1, patience=30.0) is None
    time.now += 30
    assert pacer.reserve("ana", LIMIT, patience=30.0) == pytest.approx(30)


def test_more_than_the_limit_never_fits():
    pacer, _time = make()
    with pytest.raises(ValueError, match="limit"):
        pacer.reserve("ana", LIMIT + 1)


_steps = st.lists(
    st.tuples(
        st.floats(0, 90, allow_nan=False),
        st.integers(1, LIMIT),
        st.sampled_from([0.0, 10.0, 60.0, 1e9]),
    ),
    max_size=40,
)


@given(_steps)
def test_no_window_ever_holds_more_than_the_limit(steps):
    pacer, time = make()
    sent = []
    for pause, count, patience in steps:
        time.now += pause
        wait = pacer.reserve("ana", count, patience)
        if wait is not None:
            assert 0 <= wait <= patience
            sent.append((time.now + wait, count))
    for moment, _count in sent:
        # A hair's breadth less than the window, for floats do not add up exactly.
        inside = (c for other, c in sent if moment <= other < moment + WINDOW - 1e-6)
        assert sum(inside) <= LIMIT


@given(_steps)
def test_nobody_waits_longer_than_there_is_reason_to(steps):
    """A moment earlier, the requests would not have fitted, or would have overtaken others."""
    pacer, time = make()
    sent = []
    for pause, count, _patience in steps:
        time.now += pause
        moment = time.now + pacer.reserve("ana", count)
        if moment > time.now + 1e-6:
            earlier = moment - 1e-3
            booked = sum(c for other, c in sent if other > earlier - WINDOW)
            overtaken = any(other > earlier for other, _count in sent)
            assert overtaken or booked + count > LIMIT
        sent.append((moment, count))


def test_threads_share_one_limit():
    pacer, _time = make()
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _n: pacer.reserve("ana", 1), range(4 * LIMIT)))
    assert sorted(waits) == sorted(n // LIMIT * WINDOW for n in range(4 * LIMIT))
