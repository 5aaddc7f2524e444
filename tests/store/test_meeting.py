"""A text takes another's place: what a person recorded of the old one stands, and what the two do not have alike is seen."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Tracker
from tracker.reading import read_text
from tracker.store.meeting import discrepancies

LIFTS = "示例市电梯安全条例"
PASSED = "2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过"
AMENDED = "根据2021年5月20日示例市第一届人民代表大会常务委员会第九次会议《关于修改〈示例市电梯安全条例〉的决定》修正"
NAME = f"{LIFTS}/2021-05-20"


def law(*lines: str) -> str:
    return f"{LIFTS}\n（{PASSED}　{AMENDED}）\n" + "\n".join(lines) + "\n"


FIRST, LAST = "第一条　为了电梯安全，制定本条例。", "第四条　本条例自2020年3月1日起施行。"
YEARLY, CLOSED = "第二条　电梯应当每年检验一次。", "第三条　未经检验的电梯不得使用。"


@pytest.fixture
def dated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    """A store with a law of which persons recorded from when it, and two of its articles, are in force; and its text corrected."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "law.txt").write_text(law(FIRST, YEARLY, CLOSED, LAST), encoding="utf-8")
    tracker("init")
    tracker("import", "law.txt")
    tracker("date", NAME, "--in-force", "2021-07-01", "--because", "公报")
    tracker("date", NAME, "--provisions", "第二条", "--in-force", "2021-09-01", "--because", "公告一")
    tracker("date", NAME, "--provisions", "第四条", "--in-force", "2021-10-01", "--because", "公告二")
    return tmp_path


def known(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "versions" / f"{NAME}.json").read_text(encoding="utf-8"))["in_force"]
    return found


def test_a_corrected_text_keeps_the_days_that_persons_recorded(dated: Path, tracker: Tracker) -> None:
    before = known(dated)
    (dated / "law.txt").write_text(law(FIRST, YEARLY.replace("检验", "检测"), CLOSED, LAST), encoding="utf-8")
    said = tracker("import", "law.txt", "--correct")
    assert said.stdout == f"corrected {NAME}\n"
    assert "unknown" not in said.stderr
    assert known(dated) == before
    assert "in force from 2021-07-01" in tracker("list").stdout


def test_a_day_recorded_of_an_article_that_the_corrected_text_has_not_is_named(dated: Path, tracker: Tracker) -> None:
    (dated / "law.txt").write_text(law(FIRST, YEARLY, CLOSED), encoding="utf-8")
    said = tracker("import", "law.txt", "--correct").stderr
    assert "not kept: 第四条 in force from 2021-10-01 (公告二), which was recorded of the text before" in said
    assert "第二条" not in said
    assert "2021-07-01" in str(known(dated))
    assert "2021-09-01" in str(known(dated))


def test_a_day_recorded_of_an_article_that_has_another_number_now_is_still_its_own(dated: Path, tracker: Tracker) -> None:
    """The text was corrected by an article left out of it: what stood behind is one number further on."""
    left_out = "第三条　电梯应当标明责任人的姓名。"
    text = law(FIRST, YEARLY, left_out, CLOSED.replace("三", "四"), LAST.replace("四", "五"))
    (dated / "law.txt").write_text(text, encoding="utf-8")
    assert "not kept" not in tracker("import", "law.txt", "--correct").stderr
    stages = json.loads(tracker("export", NAME, "--format", "json").stdout)["in_force"]["stages"]
    assert [(s["provisions"], s["date"]) for s in stages] == [(["art_2"], "2021-09-01"), (["art_5"], "2021-10-01")]


def test_a_day_said_with_the_corrected_text_stands(dated: Path, tracker: Tracker) -> None:
    (dated / "law.txt").write_text(law(FIRST, YEARLY.replace("检验", "检测"), CLOSED, LAST), encoding="utf-8")
    tracker("import", "law.txt", "--correct", "--in-force", "2021-08-01", "--because", "公报更正")
    assert "2021-08-01" in str(known(dated))
    assert "2021-09-01" in str(known(dated))


def test_a_text_that_is_a_draft_after_all_keeps_no_day(dated: Path, tracker: Tracker) -> None:
    said = tracker("import", "law.txt", "--date", "2021-05-20", "--draft", "表决稿", "--correct").stderr
    assert "not kept: the whole in force from 2021-07-01 (公报)" in said
    assert f"{NAME}  a draft (表决稿), not law" in tracker("list").stdout


CHAPTERS = ("第一章　总则", FIRST, YEARLY, "第二章　管理", CLOSED, LAST)


@pytest.mark.parametrize(("official", "differ"), [
    (CHAPTERS, ()),
    (("第一章 总 则", FIRST.replace("，", ","), YEARLY, "第二章　管理", CLOSED, LAST), ()),
    (("第一章　总则", FIRST.replace("，", ""), YEARLY, "第二章　管理", CLOSED, LAST), ("art_1",)),
    (("第一章　总则", FIRST.replace("，", "，\n"), YEARLY.replace("。", "；"), "第二章　管理", CLOSED, LAST), ("art_1", "art_2")),
    (("第一章　总则", FIRST, "第二章　管理", YEARLY, CLOSED, LAST), ("art_2",)),
    (("第一章　总则", YEARLY, FIRST, "第二章　管理", CLOSED, LAST), ("art_2",)),
    (("第一章　总则", FIRST, YEARLY, "第二章　管理与使用", CLOSED, LAST), ("chp_2",)),
    (("第一章　总则", FIRST, YEARLY, CLOSED, LAST), ("chp_2",)),
    ((*CHAPTERS, "附件", "检验项目表"), ("annex_1",)),
    (("为了公众安全，特制定本条例。", *CHAPTERS), ("preamble",))])
def test_articles_under_another_chapter_and_other_headings_are_seen(official: tuple[str, ...], differ: tuple[str, ...]) -> None:
    found = discrepancies(read_text(law(*CHAPTERS)), read_text(law(*official)))
    assert (*found.differ, *found.lacking) == differ


@pytest.mark.parametrize(("official", "differ", "lacking"), [
    ((*CHAPTERS[:4], LAST.replace("第四条", "第三条")), (), ("art_3",)),
    ((*CHAPTERS[:2], "第二章　管理", "第二条　未经检验的电梯禁止使用。", LAST.replace("第四条", "第三条")), ("art_2",), ("art_2",)),
    ((*CHAPTERS[:5], "第四条　电梯应当保险。", LAST.replace("第四条", "第五条")), ("art_4",), ()),
    ((*CHAPTERS[:5], LAST.replace("第四条", "第五条")), ("art_5",), ()),
    ((FIRST, YEARLY, "第二章　管理", CLOSED, LAST), (), ("chp_1",))])
def test_what_a_text_lacks_is_told_apart_and_the_rest_has_its_own_numbers(
        official: tuple[str, ...], differ: tuple[str, ...], lacking: tuple[str, ...]) -> None:
    """An article that has another number because one before it is lacking, or is there besides, says what it should."""
    found = discrepancies(read_text(law(*CHAPTERS)), read_text(law(*official)))
    assert (found.differ, found.lacking) == (differ, lacking)


DECISION = """示例市人民代表大会常务委员会关于修改《示例市电梯安全条例》的决定
（2021年5月20日示例市第一届人民代表大会常务委员会第九次会议通过）
一、将第二条中的“每年”修改为“每月”。
二、增加一条，作为第四条：“电梯应当保险。”
本决定自2021年7月1日起施行。
《示例市电梯安全条例》根据本决定作相应修改，重新公布。
"""
INSURED = "第四条　电梯应当保险。"


@pytest.fixture
def computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    """A store with a law, and with the text that a decision makes of it; the official one, without its new article, is at hand."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "law.txt").write_text(f"{LIFTS}\n（{PASSED}）\n{FIRST}\n{YEARLY}\n{CLOSED}\n{LAST}\n", encoding="utf-8")
    (tmp_path / "decision.txt").write_text(DECISION, encoding="utf-8")
    (tmp_path / "official.txt").write_text(law(FIRST, YEARLY.replace("每年", "每月"), CLOSED, LAST), encoding="utf-8")
    (tmp_path / "fixed.txt").write_text(
        law(FIRST, YEARLY.replace("每年", "每月"), CLOSED, INSURED, LAST.replace("第四条", "第五条")), encoding="utf-8")
    tracker("init")
    tracker("import", "law.txt")
    tracker("amend", "apply", "decision.txt", f"{LIFTS}/2020-01-10", "--output", "computed.json")
    tracker("import", "computed.json")
    return tmp_path


def test_a_discrepancy_says_what_the_official_text_lacks(computed: Path, tracker: Tracker) -> None:
    tracker("import", "official.txt")
    told = "corrected 2021-05-20 without 第四条 of the computed text"
    assert told in tracker("timeline", LIFTS).stdout
    assert told in tracker("show", f"{LIFTS}@2021-07-01").stderr
    assert "corrected" not in tracker("show", f"{LIFTS}@2021-07-01", "第四条").stderr
    assert "corrected" not in tracker("log", LIFTS, "第四条").stdout


def test_a_discrepancy_goes_when_the_official_text_is_corrected_and_comes_with_a_worse_one(computed: Path, tracker: Tracker) -> None:
    tracker("import", "official.txt")
    for name, there in (("fixed.txt", False), ("official.txt", True), ("fixed.txt", False)):
        tracker("import", name, "--correct")
        assert ("corrected" in tracker("timeline", LIFTS).stdout) is there
    tracker("amend", "verify", "decision.txt", f"{LIFTS}/2020-01-10", NAME)


def test_a_discrepancy_with_a_text_that_the_store_never_held_is_told_to_be_of_the_text_before(computed: Path, tracker: Tracker) -> None:
    """The official text was there first: what was computed stands in no history, and is compared when it is imported again."""
    tracker("remove", NAME, "--because", "另一次序")
    shutil.rmtree(computed / "versions" / ".git")
    tracker("init")
    tracker("import", "official.txt", "computed.json")
    tracker("import", "fixed.txt", "--correct")
    assert "the official text, before it was corrected, differed" in tracker("timeline", LIFTS).stdout
    assert "confirmed" in tracker("import", "computed.json").stdout
    assert "corrected" not in tracker("timeline", LIFTS).stdout
