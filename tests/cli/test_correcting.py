"""A correction of a printed text (更正): the act tells its day and the provisions."""

from pathlib import Path

import pytest

from tests.conftest import Tracker

WASTE = "示例市垃圾条例"
TEXT = """示例市垃圾条例
（2019年6月26日示例市第十五届人民代表大会常务委员会第五次会议通过）
第一条　单位未分类投放的，处五万元以上五十元以下罚款。
第二条　个人未分类投放的，处五十元以上二百元以下罚款。
第三条　本条例自2019年9月1日起施行。
"""
GAZETTE = "示例市人民代表大会常务委员会公报更正\n2019年7月15日\n{said}\n"
NOTICE = """示例市人民代表大会常务委员会关于更正《示例市垃圾条例》的公告
（2019年7月15日示例市人民代表大会常务委员会公布）
一、{said}
二、本公告自公布之日起施行。
"""
SAID = "《示例市垃圾条例》第一条中的“五十元以下”应为“五十万元以下”，特此更正。"


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """A store with the law, as corrected."""
    monkeypatch.chdir(tmp_path)
    Path("waste.txt").write_text(TEXT.replace("五十元以下", "五十万元以下"), encoding="utf-8")
    tracker("init")
    tracker("import", "waste.txt")


@pytest.mark.parametrize(("act", "said"), [
    (GAZETTE, SAID), (NOTICE, SAID), (NOTICE, "第一条中的“五十元以下”更正为“五十万元以下”。"),
    (NOTICE, "第一条“五十元以下”有误，应为“五十万元以下”。")])
def test_the_act_tells_the_day_and_the_provisions(tracker: Tracker, act: str, said: str) -> None:
    Path("act.txt").write_text(act.format(said=said), encoding="utf-8")
    recorded = tracker("event", f"{WASTE}/2019-06-26", "corrected", "--by", "act.txt").stdout
    assert f"recorded {WASTE} corrected 2019-07-15 第一条 (" in recorded
    assert "corrected" not in tracker("log", WASTE, "第二条").stdout
    assert "2019-07-15  corrected  第一条" in tracker("log", WASTE, "第一条").stdout


def test_what_the_act_does_not_say_is_refused(tracker: Tracker) -> None:
    version = f"{WASTE}/2019-06-26"
    Path("act.txt").write_text(GAZETTE.format(said=SAID), encoding="utf-8")
    assert "is of 2019-07-15, not of 2019-08-01" in tracker(
        "event", version, "corrected", "--date", "2019-08-01", "--by", "act.txt", exit_code=2).stderr
    Path("act.txt").write_text(GAZETTE.format(said=SAID + "\n《示例市垃圾条例》题目应为《示例市生活垃圾条例》。"), encoding="utf-8")
    assert "does not say all of it plainly" in tracker("event", version, "corrected", "--by", "act.txt", exit_code=2).stderr
    Path("act.txt").write_text(GAZETTE.format(said=SAID.replace("垃圾", "绿地")), encoding="utf-8")
    assert "it says so of: 《示例市绿地条例》" in tracker("event", version, "corrected", "--by", "act.txt", exit_code=2).stderr


def test_a_notice_says_from_when_it_is_in_force(tracker: Tracker) -> None:
    Path("act.txt").write_text(NOTICE.format(said=SAID), encoding="utf-8")
    assert "in force from 2019-07-15" in tracker("read", "act.txt").stdout


@pytest.mark.parametrize("asked", [
    ["show", WASTE, "第一条"], ["show", f"{WASTE}@2019-09-10", "第一条"], ["show", f"{WASTE}/2019-06-26", "第一条"],
    ["show", f"{WASTE}/2019-06-26"], ["timeline", WASTE, "--on", "2019-09-10"], ["timeline", WASTE, "--on", "2019-09-10", "--json"],
    ["timeline", WASTE, "--on", "2023-01-01"]])
def test_a_correction_is_of_the_text_from_its_first_day(tracker: Tracker, asked: list[str]) -> None:
    """What was misprinted never was law: the correction is told wherever the words are shown, also of a day before it."""
    tracker("event", f"{WASTE}/2019-06-26", "corrected", "--date", "2020-03-05", "--provisions", "第一条", "--because", "公报更正")
    told = tracker(*asked)
    assert "corrected 2020-03-05 第一条 (公报更正)" in told.stdout + told.stderr


def test_a_correction_is_not_told_of_what_it_does_not_touch(tracker: Tracker) -> None:
    tracker("event", f"{WASTE}/2019-06-26", "corrected", "--date", "2020-03-05", "--provisions", "第一条", "--because", "公报更正")
    assert "corrected" not in tracker("show", f"{WASTE}/2019-06-26", "第二条").stderr
    assert "corrected" not in tracker("show", "waste.txt", "第一条").stderr
