"""What runs beside what: nobody waits for a database, and who measures time is alone."""

from __future__ import annotations

from tools import paths, sharding, side_by_side, suites


def job(label, seconds, database):
    return side_by_side.Job(label, False, seconds, database, lambda _sessions: None)


def labels(*jobs):
    return [job.label for job in side_by_side.in_order(jobs)]


def test_the_longest_go_first_but_one_that_needs_no_database_is_the_second():
    pure = job("contract", 20, False), job("engine", 40, False)
    odoo = job("odoo2", 390, True), job("odoo1", 400, True), job("neighbours", 30, True)
    assert labels(*pure, *odoo) == ["odoo1", "engine", "odoo2", "neighbours", "contract"]
    assert labels(*odoo) == ["odoo1", "odoo2", "neighbours"]
    assert labels(*pure) == ["engine", "contract"]
    assert labels() == []


def test_files_that_measure_time_run_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    folder = paths.Path("tests/processes")
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "test_crowd.py").write_text("pytestmark = pytest.mark.alone\n")
    (tmp_path / folder / "test_upgrade.py").write_text("def test_all_is_kept(house): ...\n")
    crowd, upgrade = str(folder / "test_crowd.py"), str(folder / "test_upgrade.py")

    servers = suites.Suite("processes", folder, measures=True)
    assert servers.apart(servers.targets([])) == ([upgrade], [crowd])
    assert servers.apart([crowd]) == ([], [crowd])
    assert servers.apart([f"{upgrade}::test_all_is_kept"]) == ([f"{upgrade}::test_all_is_kept"], [])
    others = suites.Suite("others", folder)
    assert others.apart(others.targets([])) == ([str(folder)], [])


def test_tours_are_in_one_session_and_all_else_is_shared(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    tests = "    def test_one(self): ...\n"
    files = [paths.Path(f"test_{name}.py") for name in ("a", "b", "c", "tours", "d")]
    for count, file in enumerate(files, start=1):
        case = "TourCase" if file.stem == "test_tours" else "GoogleSyncCase"
        (tmp_path / file).write_text(f"class Test({case}):\n{tests * count}")
    tours, *others = sharding.split(files, 2)
    assert tours == [paths.Path("test_tours.py")]
    assert [[file.stem for file in part] for part in others] == [
        ["test_a", "test_d"],
        ["test_b", "test_c"],
    ]
