"""The store in bulk and what it learnt since: nothing missing, nothing told twice, the same feed for the same history."""

import json
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import PARK_2022, Tracker, git
from tracker import codec
from tracker import store as stores
from tracker.export.atom import ATOM
from tracker.model import Law, Version
from tracker.store.learnt import news

PARK = "示例市公园条例"


def told(shelf: Path, since: str = "") -> list[tuple[str, str]]:
    return [(str(each.version), each.done) for each in news(stores.open_store(shelf), since).changes]


def test_each_change_is_told_once_in_order(shelf: Path, tracker: Tracker) -> None:
    Path("park-2022.txt").write_text(PARK_2022.replace("不得收费", "不得另行收费"), encoding="utf-8")
    tracker("import", "park-2022.txt", "--correct")
    tracker("date", f"{PARK}/2022-05-20", "--in-force", "2022-08-01", "--because", "the gazette says so")
    tracker("remove", f"{PARK}/2020-01-10", "--because", "by mistake")
    assert told(shelf) == [("2020-01-10", "added"), ("2022-05-20", "added"), ("2022-05-20", "corrected"), ("2022-05-20", "dated"),
                           ("2020-01-10", "removed")]


def test_asking_again_gives_what_comes_next(shelf: Path, tracker: Tracker) -> None:
    store = stores.open_store(shelf)
    first = news(store)
    assert news(store, first.until).changes == ()
    tracker("remove", f"{PARK}/2020-01-10", "--because", "by mistake")
    later = news(store, first.until)
    assert (later.since, [each.done for each in later.changes]) == (first.until, ["removed"])


def test_a_day_counts_from_its_beginning(shelf: Path) -> None:
    assert told(shelf, str(date.today())) == told(shelf)
    assert told(shelf, "2999-01-01") == []


def test_other_files_of_the_repository_are_no_news(shelf: Path) -> None:
    repository = Path(git(shelf, "rev-parse", "--show-toplevel").strip())
    (repository / "README").write_text("x", encoding="utf-8")
    git(repository, "add", "README")
    git(repository, "-c", "user.name=x", "-c", "user.email=x@example", "commit", "-qm", "a file")
    assert len(told(shelf)) == 2


@pytest.mark.parametrize("since", ["yesterday", "--all", "0" * 40, "2024-02-30"])
def test_what_is_no_day_and_no_commit_is_refused(since: str, shelf: Path, tracker: Tracker) -> None:
    assert "neither a day nor a commit" in tracker("feed", f"--since={since}", exit_code=2).stderr


# In bulk


def documents(text: str) -> list[object]:
    return [codec.load(line.encode(), "line") for line in text.splitlines()]


def test_every_law_and_version_is_a_line(shelf: Path, tracker: Tracker) -> None:
    law, *versions = documents(tracker("export", "--all").stdout)
    assert isinstance(law, Law) and law == stores.laws(stores.open_store(shelf))[0]
    assert [v.version for v in versions if isinstance(v, Version)] == [date(2020, 1, 10), date(2022, 5, 20)]
    tracker("export", "--all", "--format", "ndjson", "--output", "all.ndjson")
    assert Path("all.ndjson").read_text(encoding="utf-8") == tracker("export", "--all").stdout


def test_since_a_commit_only_what_changed_is_there(shelf: Path, tracker: Tracker) -> None:
    start = news(stores.open_store(shelf)).changes[0].commit
    first, *rest = tracker("export", "--all", "--since", start).stdout.splitlines()
    assert [(each["version"], each["done"]) for each in json.loads(first)["changes"]] == [("2022-05-20", "added")]
    assert [type(found).__name__ for found in documents("\n".join(rest))] == ["Law", "Version"]
    tracker("remove", f"{PARK}/2022-05-20", "--because", "x")
    tracker("remove", f"{PARK}/2020-01-10", "--because", "x")
    only = tracker("export", "--all", "--since", start).stdout.splitlines()
    assert len(only) == 1 and json.loads(only[0])["changes"][-1]["done"] == "removed"


def test_an_empty_store_has_no_lines_and_an_empty_feed(desk: Path, tracker: Tracker) -> None:
    tracker("init")
    assert tracker("export", "--all").stdout == ""
    feed = etree.fromstring(tracker("feed").stdout.encode())
    assert feed.findall(f"{{{ATOM}}}entry") == []
    assert feed.findtext(f"{{{ATOM}}}updated")


def test_a_damaged_version_leaves_no_file(shelf: Path, tracker: Tracker) -> None:
    (shelf / PARK / "2022-05-20.json").write_text("{}", encoding="utf-8")
    assert "SHA-256" in tracker("export", "--all", "--output", "all.ndjson", exit_code=2).stderr
    assert not list(Path().glob("*all.ndjson*")) and not list(Path().glob(".tracker-tmp*"))


@pytest.mark.parametrize("words", [("export",), ("export", PARK, "--all"), ("export", "--all", "--format", "html"),
                                   ("export", PARK, "--since", "2024-01-01"), ("feed", "../x"), ("export", "../x", "--format", "akn")])
def test_what_makes_no_sense_is_refused(words: tuple[str, ...], shelf: Path, tracker: Tracker) -> None:
    assert "error" in tracker(*words, exit_code=2).stderr


# Feed


def test_the_feed_is_the_same_for_the_same_history_and_its_ids_stay(shelf: Path, tracker: Tracker) -> None:
    before = tracker("feed").stdout
    assert tracker("feed").stdout == before
    tracker("remove", f"{PARK}/2020-01-10", "--because", "by mistake")
    ids = [[e.text for e in etree.fromstring(text.encode()).iter(f"{{{ATOM}}}id")] for text in (before, tracker("feed").stdout)]
    assert ids[1][2:] == ids[0][1:]  # one new entry at the top
    assert len(set(ids[1])) == 4


def test_links_lead_to_where_the_laws_are_published(shelf: Path, tracker: Tracker) -> None:
    feed = etree.fromstring(tracker("feed", PARK, "--base", "https://laws.example/").stdout.encode())
    links = [e.get("href") for e in feed.iter(f"{{{ATOM}}}link")]
    assert links[0] == "https://laws.example/"
    assert str(links[1]).endswith("/@2022-05-20/") and "公园" not in str(links[1])
