"""``make bench`` in small: each work still does what it says, and finds the right records in the
end. How long it takes says nothing here."""

import pytest

from bench import run
from bench.works import Measured
from tools import postgres


@pytest.mark.parametrize(
    "work", ["push_1k", "idle_1k", "one_of_10k", "contacts_5k_in", "contacts_5k_out"]
)
def test_a_work_in_small(work, monkeypatch):
    monkeypatch.setenv("BENCH_SHARE", "0.01")
    with postgres.running():
        assert run.measure(Measured("ours", work), ()) > 0
