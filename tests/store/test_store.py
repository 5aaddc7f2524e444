"""The store: what is imported is kept whole, committed alone, and found again; what is damaged is said."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PARK_2020, PARK_2022, Tracker, git
from tracker import store as stores
from tracker.errors import StoreError
from tracker.reading import read_text

LAW = "示例市公园条例"


def test_an_import_is_files_and_one_commit(shelf: Path) -> None:
    files = sorted(str(p.relative_to(shelf)) for p in shelf.rglob("*") if p.is_file() and ".git/" not in str(p))
    assert files == [".gitattributes", f"{LAW}/2020-01-10.json", f"{LAW}/2022-05-20.json", f"{LAW}/law.json",
                     f"{LAW}/sources/2020-01-10.txt", f"{LAW}/sources/2022-05-20.txt"]
    assert (shelf / LAW / "sources" / "2020-01-10.txt").read_text(encoding="utf-8") == PARK_2020
    subjects = git(shelf, "log", "--format=%s").splitlines()
    assert subjects == [f"{LAW}: version 2022-05-20 imported", f"{LAW}: version 2020-01-10 imported", "versions: a store of laws"]
    assert git(shelf, "status", "--porcelain") == ""


def test_the_same_text_again_changes_nothing(shelf: Path, tracker: Tracker) -> None:
    before = git(shelf, "rev-parse", "HEAD")
    assert "unchanged" in tracker("import", "park-2020.txt").stdout
    assert git(shelf, "rev-parse", "HEAD") == before


def test_another_text_for_the_same_date_is_refused_unless_corrected(shelf: Path, tracker: Tracker) -> None:
    Path("park-2020.txt").write_text(PARK_2020.replace("每日", "每周"), encoding="utf-8")
    refused = tracker("import", "park-2020.txt", exit_code=2)
    assert "another text" in refused.stderr
    assert "--correct" in refused.stderr
    assert "corrected" in tracker("import", "--correct", "park-2020.txt").stdout
    assert "每周" in tracker("show", f"{LAW}/2020-01-10").stdout
    assert "每日" in git(shelf, "show", f"HEAD~1:./{LAW}/2020-01-10.json")


def test_a_commit_touches_only_its_own_paths(desk: Path, tracker: Tracker) -> None:
    git(desk, "init", "-q")
    (desk / "work.txt").write_text("x")
    git(desk, "add", "work.txt")
    tracker("init", "laws")
    tracker("import", "park-2020.txt", "--store", "laws")
    assert git(desk, "status", "--porcelain").splitlines() == ["A  work.txt", "?? park-2020.txt", "?? park-2022.txt"]
    assert set(git(desk, "show", "--name-only", "--format=", "-z", "HEAD").strip("\0").split("\0")) == {
        f"laws/{LAW}/2020-01-10.json", f"laws/{LAW}/law.json", f"laws/{LAW}/sources/2020-01-10.txt"}


def test_without_an_identity_the_commit_is_the_tracker_s(shelf: Path) -> None:
    assert git(shelf, "log", "-1", "--format=%an") == "tracker\n"


def test_with_an_identity_the_commit_is_the_person_s(desk: Path, tracker: Tracker) -> None:
    tracker("init")
    git(desk / "versions", "config", "user.name", "Clerk")
    git(desk / "versions", "config", "user.email", "clerk@example.org")
    tracker("import", "park-2020.txt")
    assert git(desk / "versions", "log", "-1", "--format=%an") == "Clerk\n"


def test_a_repository_that_ignores_the_folder_is_left_alone(desk: Path, tracker: Tracker) -> None:
    git(desk, "init", "-q")
    (desk / ".gitignore").write_text("/.demo/\n", encoding="utf-8")
    tracker("init", ".demo/versions")
    tracker("import", "park-2020.txt", "--store", ".demo/versions")
    assert "park" not in git(desk, "status", "--porcelain", "--untracked-files=no")
    assert git(desk, "rev-list", "--all") == ""
    assert "imported" in git(desk / ".demo" / "versions", "log", "--format=%s")


def test_where_there_is_no_repository_it_says_what_to_do(desk: Path, tracker: Tracker) -> None:
    assert "tracker init versions" in tracker("import", "park-2020.txt", exit_code=2).stderr
    (desk / "versions").mkdir()
    said = tracker("import", "park-2020.txt", exit_code=2).stderr
    assert "in no git repository" in said
    assert "tracker init" in said


@pytest.mark.parametrize("name", ["law.json", "2020-01-10.json"])
@pytest.mark.parametrize("damage", [b"", b"{", b'{"$schema": 1}', "缺".encode("gb18030")])
def test_damage_is_found_and_named(shelf: Path, tracker: Tracker, name: str, damage: bytes) -> None:
    (shelf / LAW / name).write_bytes(damage)
    assert name in tracker("check", exit_code=1).stdout
    assert name in tracker("show", f"{LAW}/2020-01-10", exit_code=2).stderr


def test_a_digest_that_does_not_fit_is_found(shelf: Path, tracker: Tracker) -> None:
    path = shelf / LAW / "2020-01-10.json"
    path.write_text(path.read_text(encoding="utf-8").replace("每日", "每月"), encoding="utf-8")
    assert "SHA-256" in tracker("check", exit_code=1).stdout
    assert "SHA-256" in tracker("show", f"{LAW}/2020-01-10", exit_code=2).stderr
    (shelf / LAW / "sources" / "2022-05-20.txt").write_text("x")
    assert "sources/2022-05-20.txt" in tracker("check", exit_code=1).stdout


def test_many_are_one_commit_and_one_that_is_refused_stops_nothing(shelf: Path, tracker: Tracker) -> None:
    texts = [PARK_2020.replace("1月10日", f"1月{day}日") for day in range(10, 15)] + [PARK_2020.replace("每日", "每周")]
    entries = [stores.Entry(read_text(text), text.encode(), ".txt") for text in texts]
    done = stores.add_all(stores.open_store(shelf), entries)
    assert [one.done if isinstance(one, stores.Outcome) else str(one) for one in done] == [
        "unchanged", *["imported"] * 4, f"{LAW}/2020-01-10 is in the store with another text"]
    assert git(shelf, "log", "-1", "--format=%B").strip().splitlines() == [
        "4 versions kept", "", *(f"{LAW}: version 2020-01-{day} imported" for day in range(11, 15))]
    assert git(shelf, "status", "--porcelain") == ""
    tracker("check")


def test_writing_stopped_before_its_commit_leaves_a_sound_store(shelf: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    text = PARK_2020.replace("1月10日", "1月11日")
    with monkeypatch.context() as patched:
        patched.setattr("tracker.store.change.commit", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            stores.add_all(stores.open_store(shelf), [stores.Entry(read_text(text), text.encode(), ".txt")])
    tracker("check")
    assert git(shelf, "status", "--porcelain") != ""
    stores.add(stores.open_store(shelf), read_text(text), text.encode(), ".txt")
    assert git(shelf, "status", "--porcelain") == ""
    assert git(shelf, "log", "-1", "--format=%s").strip() == f"{LAW}: version 2020-01-11 imported"


def test_a_correction_from_a_file_of_another_kind_takes_the_old_source_away(shelf: Path, tracker: Tracker) -> None:
    text = PARK_2020.replace("每日", "每周")
    stores.add(stores.open_store(shelf), read_text(text), text.encode(), ".md", correct=True)
    assert sorted(p.name for p in (shelf / LAW / "sources").iterdir()) == ["2020-01-10.md", "2022-05-20.txt"]
    assert git(shelf, "status", "--porcelain") == ""
    tracker("check")


def test_a_removed_version_stays_in_history(shelf: Path, tracker: Tracker) -> None:
    tracker("remove", f"{LAW}/2022-05-20", "--because", "imported by mistake")
    assert [str(h.version) for h in stores.law_named(stores.open_store(shelf), LAW).versions] == ["2020-01-10"]
    assert "imported by mistake" in git(shelf, "log", "-1", "--format=%b")
    assert "不得收费" in git(shelf, "show", f"HEAD~1:./{LAW}/2022-05-20.json")
    tracker("remove", f"{LAW}/2020-01-10", "--because", "and that one")
    assert tracker("list").stdout == ""
    tracker("check")


def test_a_law_is_found_by_any_of_its_names(shelf: Path) -> None:
    opened = stores.open_store(shelf)
    for name in (LAW, f"《{LAW}》", f"中华人民共和国{LAW}"):
        assert stores.law_named(opened, name).law == LAW
    with pytest.raises(StoreError, match="no law named 示例市公园办法") as error:
        stores.law_named(opened, "示例市公园办法")
    assert LAW in error.value.advice()


@pytest.mark.parametrize("name", ["../x", "a/b", ".hidden", "x" * 300, "a\\b", ""])
def test_no_name_leads_out_of_the_store(shelf: Path, tracker: Tracker, name: str) -> None:
    before = sorted(shelf.parent.rglob("*"))
    if name:
        tracker("import", "park-2020.txt", "--law", name, exit_code=2)
    with pytest.raises(StoreError):
        stores.law_named(stores.open_store(shelf), name)
    assert sorted(p for p in shelf.parent.rglob("*") if p.name != "tracker.lock") == [p for p in before if p.name != "tracker.lock"]


def _import(folder: str, text: str, done: "multiprocessing.Queue[str]") -> None:
    version = read_text(text)
    done.put(stores.add(stores.Store(Path(folder)), version, text.encode(), ".txt").done)


def test_two_imports_at_once_both_arrive(desk: Path, tracker: Tracker) -> None:
    tracker("init")
    done: multiprocessing.Queue[str] = multiprocessing.Queue()
    texts = [PARK_2020, PARK_2022, PARK_2020.replace("公园", "绿地"), PARK_2022.replace("公园", "绿地")]
    workers = [multiprocessing.Process(target=_import, args=(str(desk / "versions"), text, done)) for text in texts]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [done.get(timeout=5) for _ in workers] == ["imported"] * 4
    tracker("check")
    assert len(stores.laws(stores.Store(desk / "versions"))) == 2
    assert git(desk / "versions", "status", "--porcelain") == ""


def _start_import(days: range = range(11, 20)) -> "subprocess.Popen[bytes]":
    for day in days:
        Path(f"t{day}.txt").write_text(PARK_2020.replace("2020年1月10日", f"2020年1月{day}日"), encoding="utf-8")
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-m", "tracker", "import", *(f"t{day}.txt" for day in days)],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)


def _finish_import(shelf: Path, tracker: Tracker, days: range = range(11, 20)) -> None:
    """The store is sound, and the same command again completes what was cut off."""
    tracker("check")
    for lock in (shelf / ".git").glob("*.lock"):  # git's own lock, left where git itself was killed: git says so, a person removes it
        if lock.name != "tracker.lock":
            lock.unlink()
    tracker("import", *(f"t{day}.txt" for day in days))
    tracker("check")
    assert len(json.loads((shelf / LAW / "law.json").read_text(encoding="utf-8"))["versions"]) == 2 + len(days)
    assert git(shelf, "status", "--porcelain") == ""
    assert not list(shelf.rglob(".tracker-*"))


@pytest.mark.parametrize("wait", [0.05, 0.15, 0.25, 0.35, 0.5])
def test_an_import_killed_anywhere_leaves_a_sound_store(shelf: Path, tracker: Tracker, wait: float) -> None:
    process = _start_import()
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    _finish_import(shelf, tracker)


def test_ctrl_c_in_an_import_ends_it_between_two_versions(shelf: Path, tracker: Tracker) -> None:
    process = _start_import(days := range(11, 31))  # enough that a busy machine does not finish before the signal
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"imported")
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1].decode()
    assert "Traceback" not in said
    assert process.returncode != 0
    assert not list(shelf.rglob(".tracker-*"))
    _finish_import(shelf, tracker, days)


def _half_written(law: Path, ready: Any, done: Any) -> None:
    """Another process in the middle of a write: the version is there, law.json does not name it yet."""
    from tracker.store.repository import locked, repo_of

    with locked(repo_of(stores.Store(law.parent))):
        page, before = law / "2022-05-20.json", (law / "law.json").read_bytes()
        was = page.read_bytes()
        page.write_bytes(was.replace("每日".encode(), "每周".encode()))
        ready.set()
        done.wait(10)
        page.write_bytes(was)
        (law / "law.json").write_bytes(before)


def test_what_another_process_is_writing_is_not_called_damaged(shelf: Path, tracker: Tracker) -> None:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    writer = context.Process(target=_half_written, args=(shelf / LAW, ready, done))
    writer.start()
    try:
        assert ready.wait(20)
        said = tracker("show", f"{LAW}/2022-05-20", exit_code=2).stderr
        assert "another process may be writing it: give the command again" in said
        timer = threading.Timer(0.5, done.set)
        timer.start()
        assert "0 errors" in tracker("check").stdout
    finally:
        done.set()
        writer.join(20)


def test_a_version_written_while_it_was_read_is_to_be_read_again(shelf: Path, tracker: Tracker) -> None:
    store = stores.open_store(shelf)
    law = stores.law_named(store, LAW)
    tracker("date", f"{LAW}/2022-05-20", "--in-force", "2022-07-01", "--because", "示例")
    with pytest.raises(StoreError, match="was changed while it was read"):
        stores.version(store, law, law.versions[-1])
