"""What the store refuses before anything is touched, and what is as before where git refuses."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PARK_2020, Tracker, git
from tracker import store as stores
from tracker.errors import DocumentError, StoreError
from tracker.reading import read_text

LAW = "示例市公园条例"


def tampered(shelf: Path, change: "dict[str, Any]") -> None:
    path = shelf / LAW / "law.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change), encoding="utf-8")


def listed(shelf: Path) -> "list[dict[str, Any]]":
    found: list[dict[str, Any]] = json.loads((shelf / LAW / "law.json").read_text(encoding="utf-8"))["versions"]
    return found


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and ".git/" not in str(p)}


@pytest.mark.parametrize("name", ["../../../victim.txt", "/etc/hosts", "..", "a\\b"])
def test_a_source_that_leads_out_of_the_store_is_refused(shelf: Path, tracker: Tracker, name: str) -> None:
    victim = shelf.parent / "victim.txt"
    victim.write_text("x")
    first, second = listed(shelf)
    tampered(shelf, {"versions": [first, second | {"source": name}]})
    before = everything(shelf.parent)
    Path("other.txt").write_text(PARK_2020.replace("每日", "每周"), encoding="utf-8")
    before |= everything(shelf.parent)
    for words in (("remove", f"{LAW}/2022-05-20", "--because", "x"), ("import", "--correct", "other.txt"), ("site", "pages")):
        said = tracker(*words, exit_code=2).stderr
        assert "law.json: at $.versions[1].source" in said
    assert "$.versions[1].source" in tracker("check", exit_code=1).stdout
    assert {k: v for k, v in everything(shelf.parent).items() if not k.startswith("pages/")} == before


def test_a_law_of_another_name_than_its_folder_s_is_refused(shelf: Path, tracker: Tracker) -> None:
    tampered(shelf, {"law": "../示例市公园条例"})
    assert "at $.law" in tracker("remove", f"{LAW}/2022-05-20", "--because", "x", exit_code=2).stderr
    assert "at $.law" in tracker("check", exit_code=1).stdout


@pytest.mark.parametrize(("order", "where"), [([0, 1, 1], "$.versions[2]"), ([1, 0], "$.versions[1]"), ([], "$.versions")])
def test_versions_stand_once_each_and_oldest_first(shelf: Path, tracker: Tracker, order: list[int], where: str) -> None:
    held = listed(shelf)
    tampered(shelf, {"versions": [held[at] for at in order]})
    assert f"law.json: at {where}: " in tracker("log", LAW, "第一条", exit_code=2).stderr
    assert f"at {where}: " in tracker("check", exit_code=1).stdout
    assert f"at {where}: " in tracker("site", "pages", exit_code=2).stderr
    with pytest.raises(DocumentError):
        stores.law_named(stores.open_store(shelf), LAW)


def _hook(shelf: Path) -> Path:
    hook = shelf / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n")
    hook.chmod(0o755)
    return hook


def _lock(shelf: Path) -> Path:
    lock = shelf / ".git" / "index.lock"
    lock.touch()
    return lock


WRITES = {
    "import": ("import", "third.txt"),
    "correct": ("import", "--correct", "other.txt"),
    "date": ("date", f"{LAW}/2022-05-20", "--in-force", "2022-08-01", "--because", "gazette"),
    "event": ("event", LAW, "expired", "--date", "2030-01-01", "--because", "gazette"),
    "take back": ("event", LAW, "suspended", "--date", "2021-01-01", "--because", "mistake", "--take-back"),
    "remove": ("remove", f"{LAW}/2022-05-20", "--because", "mistake"),
}


@pytest.mark.parametrize("refusing", [_hook, _lock])
@pytest.mark.parametrize("write", sorted(WRITES))
def test_what_git_refuses_was_never_done_and_can_be_done_again(shelf: Path, tracker: Tracker, write: str, refusing: Any) -> None:
    Path("third.txt").write_text(PARK_2020.replace("1月10日", "1月11日"), encoding="utf-8")
    Path("other.txt").write_text(PARK_2020.replace("每日", "每周"), encoding="utf-8")
    tracker("event", LAW, "suspended", "--date", "2021-01-01", "--until", "2021-02-01", "--because", "flood")
    before = everything(shelf)
    obstacle = refusing(shelf)
    assert "git refused the commit" in tracker(*WRITES[write], exit_code=2).stderr
    obstacle.unlink()
    assert everything(shelf) == before
    assert git(shelf, "status", "--porcelain") == ""
    tracker(*WRITES[write])
    assert everything(shelf) != before
    assert git(shelf, "status", "--porcelain") == ""


def test_files_that_git_never_had_survive_its_refusal(shelf: Path, tracker: Tracker) -> None:
    git(shelf, "rm", "-r", "-q", "--cached", LAW)
    git(shelf, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "forgotten")
    before = everything(shelf)
    _hook(shelf)
    tracker("event", LAW, "expired", "--date", "2030-01-01", "--because", "gazette", exit_code=2)
    assert everything(shelf) == before


def test_an_event_recorded_but_not_committed_is_committed_when_said_again(shelf: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch
                                                                          ) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("tracker.store.change.commit", lambda *_: "")
        tracker(*WRITES["event"])
    assert git(shelf, "status", "--porcelain") != ""
    assert "recorded" in tracker(*WRITES["event"]).stdout
    assert git(shelf, "status", "--porcelain") == ""


def test_a_folder_in_a_version_s_place_is_refused_before_anything_is_written(shelf: Path, tracker: Tracker) -> None:
    path = shelf / LAW / "2022-05-20.json"
    path.unlink()
    path.mkdir()
    before = everything(shelf)
    assert "2022-05-20.json" in tracker("remove", f"{LAW}/2022-05-20", "--because", "x", exit_code=2).stderr
    assert everything(shelf) == before


def test_what_cannot_be_kept_leaves_no_file(shelf: Path) -> None:
    before = everything(shelf)
    version = read_text(PARK_2020.replace("1月10日", "1月11日"))
    with pytest.raises(StoreError, match="ending"):
        stores.add(stores.open_store(shelf), version, b"x", ".t\nxt")
    untitled = replace(read_text(PARK_2020.replace("2020年1月10日", "2023年1月10日")), title="")
    with pytest.raises(DocumentError):
        stores.add(stores.open_store(shelf), untitled, b"x", ".txt")
    assert everything(shelf) == before


@pytest.mark.parametrize("name", ["公园@条例", "--条例", "-"])
def test_names_that_no_command_could_say_are_refused(shelf: Path, tracker: Tracker, name: str) -> None:
    said = tracker("import", "park-2020.txt", f"--law={name}", exit_code=2).stderr
    assert "cannot name a law" in said
    assert "--law" in said
    assert sorted(p.name for p in shelf.iterdir() if p.is_dir() and p.name != ".git") == [LAW]
