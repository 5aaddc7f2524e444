"""Provisions that an act takes out by an item with a day of its own: each stands until that day, and no longer."""

from pathlib import Path

import pytest

from tests.conftest import Tracker

BUS = "示例市客运条例"
OLD = """示例市客运条例
（2015年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　客运应当取得许可。
许可每年审验一次。
第二条　驾驶员应当有本市户籍。
第三条　车辆应当喷涂标志。
第四条　违反第二条、第三条规定的，处一百元罚款。
第五条　本条例自2015年3月1日起施行。
"""
ACT = """示例市人民代表大会常务委员会关于修改《示例市客运条例》的决定
（2018年5月20日示例市第二届人民代表大会常务委员会第九次会议通过）
示例市第二届人民代表大会常务委员会第九次会议决定对《示例市客运条例》作如下修改：
一、{item}。
二、将第四条修改为：“违反本条例的，处二百元罚款。”
{begins}
《示例市客运条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。
"""
LATER = "本决定自2018年7月1日起施行，其中第一项自2019年1月1日起施行。"
EARLIER = "本决定自2019年1月1日起施行，其中第一项自2018年7月1日起施行。"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    """A store with the law as enacted."""
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(OLD, encoding="utf-8")
    tracker("init")
    tracker("import", "old.txt")
    return tmp_path


def amend(tracker: Tracker, item: str, begins: str) -> str:
    """Apply the act to the law and import the new text; what apply told."""
    Path("act.txt").write_text(ACT.format(item=item, begins=begins), encoding="utf-8")
    told = tracker("amend", "apply", "act.txt", f"{BUS}/2015-01-10", "-o", "new.json").stderr
    tracker("import", "new.json")
    return told


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("begins", [LATER, EARLIER])
@pytest.mark.parametrize(("item", "words", "place"), [("删去第二条", "户籍", "第二条"), ("删去第一条第二款", "审验", "第一条第二款")])
def test_what_is_taken_out_on_a_day_of_its_own_stands_until_then(tracker: Tracker, item: str, words: str, place: str, begins: str) -> None:
    assert "doubt" not in amend(tracker, item, begins)
    day = "2019-01-01" if begins == LATER else "2018-07-01"
    before, waits = ("2018-12-31", "2018-07-01") if begins == LATER else ("2018-06-30", "2018-12-31")
    assert words in tracker("show", f"{BUS}@{before}").stdout
    assert words not in tracker("show", f"{BUS}@{day}").stdout
    assert place in tracker("timeline", BUS, "--on", waits).stdout
    assert f"{place} as version 2015-01-10 numbers them: taken out from {day}" in tracker("timeline", BUS).stdout
    assert f"2018-05-20  deleted  {place}  in force from {day}" in tracker("log", f"{BUS}/2015-01-10", place).stdout
    assert f"to before {day}" in tracker("grep", words).stdout
    assert "0 errors" in tracker("check").stdout


@pytest.mark.usefixtures("office")
def test_the_act_says_the_same_of_the_official_text(tracker: Tracker) -> None:
    amend(tracker, "删去第二条", LATER)
    tracker("export", f"{BUS}/2018-05-20", "-o", "official.txt")
    tracker("remove", f"{BUS}/2018-05-20", "--because", "computed")
    tracker("import", "official.txt")
    assert "第二条 as version 2015-01-10 numbers them: taken out from 2019-01-01" in tracker(
        "date", f"{BUS}/2018-05-20", "--by", "act.txt").stdout
    assert "户籍" in tracker("show", f"{BUS}@2018-08-01").stdout
    tracker("date", f"{BUS}/2018-05-20", "--in-force", "2018-08-01", "--because", "公报")
    assert "户籍" in tracker("show", f"{BUS}@2018-08-01").stdout


@pytest.mark.usefixtures("office")
def test_a_person_says_when_something_is_taken_out(tracker: Tracker) -> None:
    assert "the new text has no 第十九条" in amend(tracker, "删去第二条", LATER.replace("第一项", "第十九条"))
    assert "第二条 as version 2015-01-10 numbers them: taken out, day not known" in tracker("timeline", BUS).stdout
    assert "it is not known from when it is in force" in tracker("show", f"{BUS}@2018-08-01").stderr
    tracker("date", f"{BUS}/2018-05-20", "--taken-out", "第二条", "--in-force", "2019-01-01", "--because", "公报")
    assert "第二条 as version 2015-01-10 numbers them: taken out from 2019-01-01 (公报)" in tracker("timeline", BUS).stdout
    assert "户籍" in tracker("show", f"{BUS}@2018-12-31").stdout
    assert "户籍" not in tracker("show", f"{BUS}@2019-01-01").stdout
    assert "no version before" in tracker(
        "date", f"{BUS}/2015-01-10", "--taken-out", "第二条", "--in-force", "2019-01-01", "--because", "公报", exit_code=2).stderr


@pytest.mark.usefixtures("office")
def test_what_an_annex_says_has_no_day_of_its_own(tracker: Tracker) -> None:
    Path("old.txt").write_text(OLD + "附件\n收费标准\n起步价十元。\n", encoding="utf-8")
    tracker("import", "old.txt", "--correct")
    assert "of what these items change" in amend(tracker, "将附件中的“十元”修改为“十二元”", LATER)
    assert "cannot be said what they changed" in tracker("date", f"{BUS}/2018-05-20", "--by", "act.txt", exit_code=2).stderr


@pytest.mark.usefixtures("office")
def test_what_is_taken_out_does_not_live_on_in_what_is_put_in_however_alike(tracker: Tracker) -> None:
    amend(tracker, "删去第二条", f"三、增加一条，作为第四条：“驾驶员应当有本市户籍或者居住证。”\n{LATER}")
    waits = tracker("show", f"{BUS}@2018-08-01").stdout
    assert "驾驶员应当有本市户籍。" in waits
    assert "驾驶员应当有本市户籍或者居住证。" in waits
    assert "deleted  第二条  in force from 2019-01-01" in tracker("log", f"{BUS}/2015-01-10", "第二条").stdout


@pytest.mark.usefixtures("office")
def test_a_text_between_is_followed(tracker: Tracker) -> None:
    amend(tracker, "删去第二条", LATER)
    note = "根据2016年5月20日示例市第一届人民代表大会常务委员会第九次会议《关于修改〈示例市客运条例〉的决定》修正"
    between = OLD.replace("会议通过）", f"会议通过　{note}）")
    Path("between.txt").write_text(between.replace("喷涂标志", "喷涂统一标志"), encoding="utf-8")
    tracker("import", "between.txt")
    tracker("date", f"{BUS}/2016-05-20", "--in-force", "2016-06-01", "--because", "公报")
    assert "户籍" in tracker("show", f"{BUS}@2018-08-01").stdout
    assert "户籍" not in tracker("show", f"{BUS}@2019-01-01").stdout
