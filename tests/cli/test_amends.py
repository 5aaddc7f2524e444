"""An amending decision kept in the store, of which the law has no version: told until that version is there."""

from pathlib import Path

import pytest

from tests.conftest import Tracker, lay_out

FISH = "示例省渔业条例"
BY = f"　根据2015年3月27日示例省第十二届人民代表大会常务委员会第十五次会议《关于修改〈{FISH}〉的决定》修正"
ACT = f"示例省人民代表大会常务委员会关于修改《{FISH}》的决定"
LAW = """{title}
（2008年11月28日示例省第十一届人民代表大会常务委员会第六次会议通过{note}）
第一条　为了发展事业，制定本条例。
第二条　从事{trade}的，应当依法取得{paper}。
第三条　本条例自2009年1月1日起施行。
"""
DECISION = """{title}
（{made}示例省第十二届人民代表大会常务委员会第十五次会议通过）
示例省第十二届人民代表大会常务委员会第十五次会议决定对《{law}》作如下修改：
将第二条中的“{old}”修改为“{new}”。
本决定自{day}起施行。
《{law}》根据本决定作相应修改，重新公布。
"""
OF_2015 = DECISION.format(title=ACT, law=FISH, made="2015年3月27日", old="养殖证", new="养殖许可证", day="2015年5月1日")
OF_2026 = DECISION.format(title=ACT, law=FISH, made="2026年11月20日", old="养殖许可证", new="电子养殖许可证", day="2090年1月1日")
TEXTS = {
    "fish": LAW.format(title=FISH, note="", trade="养殖", paper="养殖证"),
    "fish-2015": LAW.format(title=FISH, note=BY, trade="养殖", paper="养殖许可证"),
    "by-order": LAW.format(title=FISH, note=BY.replace("2015年3月27日", "2015年4月10日"), trade="养殖", paper="养殖许可证"),
    "renamed": LAW.format(title="示例省水产条例", note=BY, trade="养殖", paper="养殖许可证"),
    "later": LAW.format(title=FISH, note="　2018年11月23日示例省第十三届人民代表大会常务委员会第六次会议修订", trade="养殖",
                        paper="养殖许可证").replace("自2009年", "自2019年"),
    "tea": LAW.format(title="示例省茶业条例", note="", trade="种植", paper="种植证"),
    "salt": LAW.format(title="示例省盐业条例", note="", trade="制盐", paper="制盐证"),
    "act": OF_2015,
    "act-2026": OF_2026,
    "taken-over": LAW.format(title=FISH, trade="养殖", paper="养殖证", note="NOTE").replace(
        "示例省第十一届人民代表大会常务委员会第六次会议通过NOTE",
        f"样本市人民政府发布　2012年3月1日《示例省人民代表大会常务委员会关于修改〈{FISH}〉的决定》修正"),
    "open": OF_2015.replace("本决定自2015年5月1日起施行", "本决定的施行日期由省人民政府另行规定"),
    "published": OF_2015.replace("2015年5月1日", "公布之日"),
    "draft": OF_2015.replace("的决定\n（", "的决定（草案）\n（", 1),
    "amendment": OF_2015.replace(ACT, f"{FISH}修正案", 1),
    "water": LAW.format(title="示例省实施《示例渔业法》办法", note="", trade="养殖", paper="养殖证"),
    "water-act": OF_2015.replace(FISH, "示例省实施〈示例渔业法〉办法"),
    "water-amendment": OF_2015.replace(ACT, "示例省实施《示例渔业法》办法修正案").replace(FISH, "示例省实施〈示例渔业法〉办法"),
    "approval": OF_2015.replace("关于修改《", "关于批准修改《", 1),
    "study": OF_2015.replace(ACT, f"示例省人民代表大会常务委员会关于修改后的《{FISH}》贯彻实施的决定"),
    "city": OF_2015.replace("示例省人民代表大会常务委员会", "样本市人民政府").replace("示例省第十二届人民代表大会", "样本市人民政府"),
    "several": """示例省人民代表大会常务委员会关于修改和废止部分地方性法规的决定
（2015年3月27日示例省第十二届人民代表大会常务委员会第十五次会议通过）
一、对《示例省渔业条例》作出修改
将第二条修改为：“从事养殖的，应当依照《示例省盐业条例》取得养殖许可证。
《示例省盐业条例》第一条的规定修改的，从其规定。”
二、将《示例省茶业条例》第二条中的“种植证”修改为“种植许可证”。
三、废止《示例省盐业条例》。
本决定自2015年5月1日起施行。
""",
}
TOLD = f"{ACT}/2015-03-27 amends it from 2015-05-01, and no version in the store is known to be made by it"


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """A store, and the texts as files."""
    monkeypatch.chdir(tmp_path)
    lay_out(TEXTS)
    tracker("init")


@pytest.mark.parametrize(("first", "second"), [("fish", "act"), ("act", "fish")])
def test_it_is_told_in_either_order_of_import(tracker: Tracker, first: str, second: str) -> None:
    assert "amends it" not in tracker("import", f"{first}.txt").stderr
    assert tracker("import", f"{second}.txt").stderr.count(TOLD) == 1


def test_it_is_told_wherever_the_text_before_is_given_as_law(tracker: Tracker) -> None:
    assert tracker("import", "fish.txt", "act.txt").stderr.count(TOLD) == 1
    assert TOLD in tracker("show", f"{FISH}@2016-01-01", "第二条").stderr
    assert TOLD not in tracker("show", f"{FISH}@2015-04-30", "第二条").stderr
    assert TOLD in tracker("timeline", FISH).stdout
    assert TOLD in tracker("timeline", FISH, "--on", "2016-01-01").stdout
    assert TOLD not in tracker("timeline", FISH, "--on", "2015-04-30").stdout
    assert TOLD in tracker("check").stdout


def test_it_comes(tracker: Tracker) -> None:
    tracker("import", "fish.txt", "fish-2015.txt", "act-2026.txt")
    assert f"2090-01-01  amended, not confirmed ({ACT}/2026-11-20)" in tracker("timeline", FISH, "--upcoming").stdout
    assert f"{FISH}: amended, not confirmed" in tracker("timeline", "--upcoming").stdout


def test_the_command_makes_the_version_and_it_is_told_no_more(tracker: Tracker) -> None:
    tracker("import", "fish.txt", "act-2026.txt", "act.txt")
    told = tracker("timeline", FISH).stdout
    commands = [part for part in told.split("`") if part.startswith("tracker amend apply")]
    assert [command.split()[-3] for command in commands] == [f"{FISH}/2008-11-28", f"{FISH}/2015-03-27"]
    for command in commands:
        tracker(*command.split()[1:])
        tracker("import", "NEW.json")
    assert "养殖许可证" in tracker("show", f"{FISH}@2016-01-01", "第二条").stdout
    assert "电子养殖许可证" in tracker("show", f"{FISH}@2090-01-01", "第二条").stdout
    assert "amends it from" not in tracker("check").stdout


@pytest.mark.parametrize("official", ["fish-2015", "by-order", "renamed"])
def test_the_official_text_ends_it_also_by_its_promulgation_or_under_a_new_name(tracker: Tracker, official: str) -> None:
    tracker("import", "fish.txt", "act.txt")
    assert "amends" not in tracker("import", f"{official}.txt").stderr
    assert "amends it" not in tracker("check").stdout


def test_behind_a_later_text_it_is_no_doubt_of_a_day(tracker: Tracker) -> None:
    tracker("import", "fish.txt", "act.txt", "later.txt")
    assert TOLD in tracker("check").stdout
    assert TOLD in tracker("show", f"{FISH}@2018-12-31").stderr
    assert TOLD not in tracker("show", f"{FISH}@2019-01-01").stderr


def test_a_day_that_is_not_known_or_not_set(tracker: Tracker) -> None:
    tracker("import", "fish.txt")
    assert "amends it from a day not known" in tracker("import", "published.txt").stderr
    assert "amends it" in tracker("show", f"{FISH}@2015-03-27").stderr
    assert "amends it" not in tracker("show", f"{FISH}@2015-03-26").stderr
    tracker("remove", f"{ACT}/2015-03-27", "--because", "误")
    assert "amends it from a day not set yet" in tracker("import", "open.txt").stderr
    assert "amends it" not in tracker("show", f"{FISH}@2020-01-01").stderr
    assert "no day set  amended" in tracker("timeline", FISH, "--upcoming").stdout


def test_an_act_on_several_laws_amends_those_of_its_items(tracker: Tracker) -> None:
    told = tracker("import", "fish.txt", "tea.txt", "salt.txt", "several.txt").stderr
    assert [line.split(":")[0].strip() for line in told.splitlines() if "amends it from 2015-05-01" in line] == [FISH, "示例省茶业条例"]
    assert "amends" not in tracker("timeline", "示例省盐业条例").stdout


def test_an_amendment_by_its_name(tracker: Tracker) -> None:
    assert f"{FISH}修正案/2015-03-27 amends it from 2015-05-01" in tracker("import", "fish.txt", "amendment.txt").stderr


@pytest.mark.parametrize(("first", "second"), [("water", "water-act"), ("water-act", "water"), ("water", "water-amendment")])
def test_a_title_inside_a_title(tracker: Tracker, first: str, second: str) -> None:
    tracker("import", f"{first}.txt")
    assert "2015-03-27 amends it from 2015-05-01" in tracker("import", f"{second}.txt").stderr


@pytest.mark.parametrize("act", ["approval", "study"])
def test_an_act_that_approves_or_speaks_of_an_amendment_is_none(tracker: Tracker, act: str) -> None:
    assert "amends" not in tracker("import", "fish.txt", f"{act}.txt").stderr


def test_a_law_of_another_body_may_not_be_meant(tracker: Tracker) -> None:
    told = tracker("import", "fish.txt", "city.txt").stderr
    assert "amends it" not in told
    assert "of 样本市人民政府 amends a law of this title from 2015-05-01, and the texts of 示例省渔业条例 name other bodies" in told


def test_a_body_that_amended_it_before_is_its_own(tracker: Tracker) -> None:
    assert "2015-03-27 amends it from 2015-05-01" in tracker("import", "taken-over.txt", "act.txt").stderr


def test_a_draft_amends_nothing(tracker: Tracker) -> None:
    tracker("import", "fish.txt")
    assert "amends" not in tracker("import", "draft.txt", "--draft", "一审稿", "--date", "2015-03-01").stderr
