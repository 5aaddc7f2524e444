"""What the store refuses before anything is touched, and what is as before where git refuses."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.conftest import PARK_2020, Tracker, git
from tracker import codec
from tracker import store as stores
from tracker.errors import DocumentError, StoreError
from tracker.export.site import addresses
from tracker.reading import read_text
from tracker.store import publication

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


@pytest.mark.parametrize("write", ["remove", "take back"])
def test_what_was_taken_out_but_not_committed_is_committed_when_said_again(shelf: Path, tracker: Tracker, write: str,
                                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    tracker("event", LAW, "suspended", "--date", "2021-01-01", "--until", "2021-02-01", "--because", "flood")
    with monkeypatch.context() as patched:
        patched.setattr("tracker.store.change.commit", lambda *_: "")
        tracker(*WRITES[write])
    assert "not as in git's last commit" in tracker("check").stdout
    tracker(*WRITES[write])
    assert git(shelf, "status", "--porcelain") == ""
    assert "not as in git's last commit" not in tracker("check").stdout
    tracker(*WRITES[write], exit_code=2)  # it is done: there is nothing to take out any more


@pytest.mark.parametrize("left", [["law.json", "2022-05-20.json", "sources/2022-05-20.txt"], ["2022-05-20.json"], []])
def test_a_removal_killed_anywhere_is_completed(shelf: Path, tracker: Tracker, left: list[str]) -> None:
    """The last version's files go one after the other; `left` are those that are still there."""
    tracker("remove", f"{LAW}/2020-01-10", "--because", "mistake")
    for path in (shelf / LAW).rglob("*.*"):
        if path.is_file() and str(path.relative_to(shelf / LAW)) not in left:
            path.unlink()
    assert "removed" in tracker(*WRITES["remove"]).stdout
    assert git(shelf, "status", "--porcelain") == ""
    assert git(shelf, "ls-files", LAW) == ""


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


def test_a_repository_that_git_will_not_read_is_no_empty_history(shelf: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(words: str) -> None:
        for command in (("log", LAW, "第一条", "--known", "2030-01-01"), ("feed",), ("feed", "--since", "2020-01-01")):
            assert words in tracker(*command, exit_code=2).stderr
        assert words in tracker("check", exit_code=1).stdout

    with monkeypatch.context() as patched:
        patched.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own switch
        refused("dubious ownership")
    head = git(shelf, "rev-parse", "HEAD").strip()
    (shelf / ".git" / "objects" / head[:2] / head[2:]).unlink()
    refused(head)


@pytest.mark.parametrize("day", ["0001-01-01", "1911-10-10", "1969-12-31"])
def test_nothing_was_known_before_git_can_date_it(shelf: Path, tracker: Tracker, day: str) -> None:
    assert "held nothing" in tracker("log", LAW, "第一条", "--known", day, exit_code=2).stderr
    assert len(json.loads(tracker("feed", "--json", "--since", day).stdout)["changes"]) == 2


def test_the_last_day_there_is_can_be_asked_for(shelf: Path, tracker: Tracker) -> None:
    assert "第一条" in tracker("log", LAW, "第一条", "--known", "9999-12-31").stdout
    assert json.loads(tracker("feed", "--json", "--since", "9999-12-31").stdout)["changes"] == []
    tracker("event", LAW, "expired", "--date", "9999-12-31", "--because", "gazette")
    assert "DTSTART;VALUE=DATE:99991231" in tracker("timeline", LAW, "--format", "ics").stdout


def test_a_folder_that_is_no_store_is_told_from_an_empty_one(desk: Path, tracker: Tracker) -> None:
    (desk / "empty").mkdir()
    for command in ("list", "check"):
        assert "no store" in tracker(command, "--store", "empty", exit_code=2).stderr
    tracker("init", "made")
    for command in ("list", "check"):
        tracker(command, "--store", "made")


def test_a_site_within_the_store_is_refused(shelf: Path, tracker: Tracker) -> None:
    for out in ("versions/pages", "versions", "versions/../versions/a/b"):
        assert "outside of versions" in tracker("site", out, exit_code=2).stderr
    assert sorted(p.name for p in shelf.iterdir()) == [".git", ".gitattributes", LAW]


@pytest.mark.parametrize("name", ["tracker-site.json", "index.html", "_site"])
def test_a_law_named_like_the_site_s_own_file_is_left_out_and_the_rest_is_written(shelf: Path, tracker: Tracker, name: str) -> None:
    tracker("import", "park-2020.txt", "--law", name)
    for _ in range(2):
        assert f"refused {name}" in tracker("site", "pages", exit_code=2).stderr
        assert json.loads(Path("pages/tracker-site.json").read_text())["sections"] == ["_site", LAW]
        assert LAW in Path("pages/index.html").read_text(encoding="utf-8")
        assert Path("pages/_site/style.css").is_file()
        assert (Path("pages") / LAW / "index.html").is_file()


def test_the_mark_of_a_site_is_one_name() -> None:
    assert addresses.MARK == publication.MARK


@pytest.mark.parametrize("kind", ["manifest", "changes", "law"])
def test_a_document_of_another_kind_says_what_it_is_and_what_was_expected(shelf: Path, tracker: Tracker, kind: str) -> None:
    made = {"manifest": ("manifest", "versions"), "changes": ("feed", "--json")}
    content = tracker(*made[kind]).stdout if kind in made else (shelf / LAW / "law.json").read_text(encoding="utf-8")
    Path("k.json").write_text(content, encoding="utf-8")
    for words in (("diff", "k.json", "park-2020.txt"), ("read", "k.json"), ("import", "k.json")):
        assert f"k.json is a document of the kind {kind}; expected: version" in tracker(*words, exit_code=2).stderr
    said = tracker("diff", "park-2020.txt", "park-2022.txt", "--alignment", "k.json", exit_code=2).stderr
    assert f"k.json is a document of the kind {kind}; expected: alignment" in said
    Path("third.txt").write_text(PARK_2020.replace("1月10日", "1月11日"), encoding="utf-8")
    assert "imported" in tracker("import", "k.json", "third.txt", exit_code=2).stdout


def test_a_document_that_is_only_written_is_loaded_as_no_value(shelf: Path, tracker: Tracker) -> None:
    with pytest.raises(DocumentError, match=r"kind changes; expected: version, law"):
        codec.load(tracker("feed", "--json").stdout.encode(), "k.json")


@pytest.mark.parametrize("ending", ["", ".json", ".xml", ".txt"])
def test_devices_and_pipes_are_refused_at_once(shelf: Path, tracker: Tracker, ending: str) -> None:
    pipe = Path(f"pipe{ending}")
    os.mkfifo(pipe)
    for words in (("diff", str(pipe), "park-2020.txt"), ("read", str(pipe)), ("import", str(pipe)), ("read", "/dev/zero"),
                  ("diff", "park-2020.txt", "/dev/zero"), ("amend", "parse", str(pipe)),
                  ("diff", "park-2020.txt", "park-2022.txt", "--alignment", str(pipe))):
        assert "is no regular file" in tracker(*words, exit_code=2).stderr
