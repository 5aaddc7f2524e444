"""Versions that a title note tells of and the store does not have: told, and no other text passed off as theirs."""

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Tracker
from tracker import store as stores
from tracker.model import text_of

PARK = "示例市公园条例"
ADOPTED = "2000年3月10日示例市第一届人民代表大会常务委员会第三次会议通过"
FIRST = "根据2004年5月20日示例市第二届人民代表大会常务委员会第八次会议《关于修改〈示例市公园条例〉的决定》第一次修正"
SECOND = "根据2010年6月1日示例市第三届人民代表大会常务委员会第九次会议《关于修改〈示例市公园条例〉的决定》第二次修正"


def text(*history: str, rule: str = "公园每日开放。") -> str:
    return f"{PARK}\n（{'　'.join(history)}）\n第一条　{rule}\n第二条　本条例自2000年5月1日起施行。\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    """A store with the text of 2000 and that of 2010, whose title note tells of an amendment in between."""
    monkeypatch.chdir(tmp_path)
    tracker("init")
    (tmp_path / "2000.txt").write_text(text(ADOPTED), encoding="utf-8")
    (tmp_path / "2004.txt").write_text(text(ADOPTED, FIRST.replace("第一次", ""), rule="公园全年开放。"), encoding="utf-8")
    (tmp_path / "2010.txt").write_text(text(ADOPTED, FIRST, SECOND, rule="公园全年免费开放。"), encoding="utf-8")
    tracker("import", "2000.txt")
    return tmp_path


def kept(tracker: Tracker, *names: str) -> str:
    """What importing some of the texts tells; the day of each commencement is said."""
    told = tracker("import", *(f"{name}.txt" for name in names)).stderr
    for name, day in {"2004": "2004-05-20", "2010": "2010-06-01"}.items():
        if name in names:
            tracker("date", f"{PARK}/{day}", "--in-force", day, "--because", "the decision says so")
    return told


SAID = "the title note of version 2010-06-01 names what the store has no version of: amended 2004-05-20"


def test_a_version_that_only_the_title_note_names_is_told(office: Path, tracker: Tracker) -> None:
    assert SAID in kept(tracker, "2010")
    assert SAID in tracker("check").stdout
    assert SAID in tracker("timeline", PARK).stdout
    assert SAID in tracker("log", PARK, "第一条").stderr
    assert SAID in tracker("blame", PARK).stderr


def test_what_the_law_was_while_a_missing_version_may_have_been_law_is_not_known(office: Path, tracker: Tracker) -> None:
    kept(tracker, "2010")
    assert "每日" in tracker("show", f"{PARK}@2004-05-19", "第一条").stdout
    for day in ("2004-05-20", "2006-01-01", "2010-05-31"):
        refused = tracker("show", f"{PARK}@{day}", exit_code=2)
        assert SAID in refused.stderr and f"name a version: {PARK}/2000-03-10" in refused.stderr
        asked = tracker("timeline", PARK, "--on", day, exit_code=1).stdout
        assert f"{day}: unknown" in asked and SAID in asked
        assert '"version_missing"' in tracker("timeline", PARK, "--on", day, "--json", exit_code=1).stdout
    tracker("blame", f"{PARK}@2006-01-01", exit_code=2)
    assert "免费" in tracker("show", f"{PARK}@2010-06-01", "第一条").stdout


def test_a_version_that_comes_later_is_missing_no_more(office: Path, tracker: Tracker) -> None:
    kept(tracker, "2010")
    kept(tracker, "2004")
    assert "全年开放" in tracker("show", f"{PARK}@2006-01-01", "第一条").stdout
    assert "no version of" not in tracker("check").stdout


def test_before_the_oldest_version_of_a_law_that_is_older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """The oldest text held is a revision of 2010: an earlier one was law before, and the store does not have it."""
    monkeypatch.chdir(tmp_path)
    revised = "2010年6月1日示例市第三届人民代表大会常务委员会第九次会议修订"
    (tmp_path / "2010.txt").write_text(text(ADOPTED, revised).replace("2000年5月1日", "2010年9月1日"), encoding="utf-8")
    tracker("init")
    tracker("import", "2010.txt")
    said = "the oldest version held changed an older text, which the store does not have"
    assert said in tracker("show", f"{PARK}@2010-08-31", exit_code=1).stderr
    answer = tracker("timeline", PARK, "--on", "2010-08-31", exit_code=1).stdout
    assert f"2010-08-31: not in the store — {said}" in answer and "nothing is in force" not in answer
    tracker("show", f"{PARK}@2010-09-01")


AGAIN = "2004年5月20日示例市第二届人民代表大会常务委员会第八次会议通过"


def test_an_adoption_told_behind_the_first_one_made_a_version_too(office: Path, tracker: Tracker) -> None:
    """2004年…通过 behind 2000年…通过, as judicial interpretations tell their amendments."""
    (office / "2010.txt").write_text(text(ADOPTED, AGAIN, SECOND.replace("第二次", ""), rule="公园全年免费开放。"), encoding="utf-8")
    said = SAID.replace("amended 2004", "adopted 2004")
    assert said in kept(tracker, "2010")
    assert said in tracker("show", f"{PARK}@2006-01-01", exit_code=2).stderr


def test_an_adoption_told_behind_the_first_enacts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    monkeypatch.chdir(tmp_path)
    tracker("init")
    (tmp_path / "2004.txt").write_text(text(ADOPTED, AGAIN), encoding="utf-8")
    kept(tracker, "2004")
    assert "2004-05-20  earliest version held" in tracker("log", PARK, "第一条").stdout
    assert "the oldest version held changed an older text" in tracker("show", f"{PARK}@2001-01-01", exit_code=1).stderr
    assert "not in the store" in tracker("timeline", PARK, "--on", "2001-01-01", exit_code=1).stdout


def test_two_bodies_that_adopt_a_law_in_turn_enact_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    monkeypatch.chdir(tmp_path)
    tracker("init")
    (tmp_path / "both.txt").write_text(text(ADOPTED, "2000年4月1日示例市人民检察院检察委员会第二次会议通过"), encoding="utf-8")
    tracker("import", "both.txt")
    assert "2000-04-01  enacted" in tracker("log", PARK, "第一条").stdout
    assert "it is in force from 2000-05-01" in tracker("show", f"{PARK}@2000-04-30", exit_code=1).stderr


def test_whether_the_oldest_version_is_the_first_is_told_as_log_tells_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                                         tracker: Tracker) -> None:
    """The file is of 2004, its note tells only of 2000: an act that the note does not name made this text."""
    monkeypatch.chdir(tmp_path)
    tracker("init")
    (tmp_path / f"{PARK}(2004-05-20).txt").write_text(text(ADOPTED), encoding="utf-8")
    tracker("import", f"{PARK}(2004-05-20).txt")
    tracker("date", f"{PARK}/2004-05-20", "--in-force", "2004-05-20", "--because", "the decision says so")
    assert "earliest version held" in tracker("log", PARK, "第一条").stdout
    said = "the oldest version held is not known to be the first enactment, and the store has no older text"
    assert said in tracker("show", f"{PARK}@2002-01-01", exit_code=1).stderr
    assert said in tracker("timeline", PARK, "--on", "2002-01-01", exit_code=1).stdout


def test_the_act_of_a_version_is_none_of_an_earlier_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """The file is of 2010, the last act that its note tells is of 2004: that one did not make this text."""
    monkeypatch.chdir(tmp_path)
    tracker("init")
    (tmp_path / f"{PARK}(2010-06-01).txt").write_text(text(ADOPTED, FIRST.replace("第一次", "")), encoding="utf-8")
    tracker("import", f"{PARK}(2010-06-01).txt")
    for told in (tracker("log", f"{PARK}/2010-06-01", "第一条"), tracker("blame", f"{PARK}/2010-06-01")):
        assert "2010-06-01" in told.stdout and "关于修改" not in told.stdout


def test_the_text_of_a_day_is_told_without_reading_later_texts(office: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """What title notes tell stands in law.json: a law of fifty versions costs what one of two does."""
    kept(tracker, "2004", "2010")
    read: list[str] = []
    whole = stores.folder.bytes_of
    monkeypatch.setattr(stores.folder, "bytes_of", lambda path: read.append(path.name) or whole(path))
    held = stores.open_store(Path("versions"))
    assert "每日" in text_of(stores.in_force_on(held, stores.law_named(held, PARK), date(2003, 1, 1)).body[0])
    assert [name for name in read if name != "law.json"] == ["2000-03-10.json"]


def test_a_text_under_a_new_name_is_told_of_the_law_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    monkeypatch.chdir(tmp_path)
    tracker("init")
    renamed = text(ADOPTED, FIRST).replace(PARK, "示例市公园管理办法", 1)
    for name, words in {"old": text(ADOPTED), "new": renamed}.items():
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    tracker("import", "old.txt")
    tracker("import", "new.txt", "--law", PARK)
    (tmp_path / "apart.txt").write_text(renamed.replace("每日", "全年"), encoding="utf-8")
    said = f"{PARK} and 示例市公园管理办法 have one title, 《示例市公园管理办法》"
    assert said in tracker("import", "apart.txt").stderr and said in tracker("check").stdout
    tracker("remove", "示例市公园管理办法/2004-05-20", "--because", "改名")
    assert said not in tracker("check").stdout
