"""What runs beside what: nobody waits for a database, and who measures time is alone."""

from __future__ import annotations

import threading

import pytest

from tools import paths, side_by_side, suites


def job(label, seconds, database, run=lambda _sessions: None, waits=False):
    return side_by_side.Job(label, False, seconds, database, run, waits)


def labels(*jobs):
    return [job.label for job in side_by_side.in_order(jobs)]


def test_the_longest_go_first_but_one_that_needs_no_database_is_the_second():
    pure = job("contract", 20, False), job("engine", 40, False)
    odoo = job("odoo2", 390, True), job("odoo1", 400, True), job("neighbours", 30, True)
    assert labels(*pure, *odoo) == ["odoo1", "engine", "odoo2", "neighbours", "contract"]
    assert labels(*odoo) == ["odoo1", "odoo2", "neighbours"]
    assert labels(*pure) == ["engine", "contract"]
    assert labels(job("waiting", 500, True, waits=True), *odoo[:1]) == ["odoo2", "waiting"]
    assert labels() == []


@pytest.mark.parametrize(("number", "together"), [(1, 1), (2, 3)])
def test_one_that_waits_runs_beside_as_many_as_compute(number, together):
    running, most = [], []
    meeting = threading.Barrier(together)

    def run(_sessions):
        running.append(None)
        most.append(len(running))
        meeting.wait(30)
        running.pop()

    jobs = [job(f"computes {each}", 1, False, run) for each in range(2 * max(number, together - 1))]
    jobs += [job(f"waits {each}", 1, False, run, waits=True) for each in range(len(jobs) // 2)]
    side_by_side.Sessions(number).run(jobs)
    assert max(most) == together


def test_files_that_measure_time_run_alone_and_those_that_wait_beside(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    folder = paths.Path("tests/processes")
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "test_crowd.py").write_text("pytestmark = pytest.mark.alone\n")
    (tmp_path / folder / "test_push.py").write_text("pytestmark = pytest.mark.waits\n")
    (tmp_path / folder / "test_upgrade.py").write_text("def test_all_is_kept(house): ...\n")
    crowd, push, upgrade = (
        str(folder / f"test_{name}.py") for name in ("crowd", "push", "upgrade")
    )

    servers = suites.Suite("processes", folder, measures=True)
    assert servers.apart(servers.targets([])) == ([upgrade], [push], [crowd])
    assert servers.apart([crowd]) == ([], [], [crowd])
    single = f"{upgrade}::test_all_is_kept"
    assert servers.apart([single]) == ([single], [], [])
    others = suites.Suite("others", folder)
    assert others.apart(others.targets([])) == ([str(folder)], [], [])
