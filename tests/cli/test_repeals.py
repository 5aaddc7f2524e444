"""What another law, or a decision, repeals: read, proposed, and recorded when a person confirms it."""

from pathlib import Path

import pytest

from tests.conftest import Tracker
from tracker.reading.repeals import named

GREEN, ROAD = "示例市绿地条例", "示例市道路条例"
GREEN_2010 = f"""{GREEN}
（2010年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　为了管理绿地，制定本条例。
第二条　绿地应当每日开放。
绿地免费开放。
第三条　绿地应当养护。
第三条之一　绿地应当有照明。
第四条　损坏绿地的，处罚款。
第五条　本条例自2010年3月1日起施行。
"""
ROAD_2012 = f"""{ROAD}
（2012年1月10日示例市第一届人民代表大会常务委员会第五次会议通过）
第一条　道路应当养护。
第二条　本条例自2012年3月1日起施行。
"""
DECISION = """示例市人民代表大会常务委员会关于废止{named}的决定
（2019年5月20日示例市第二届人民代表大会常务委员会第一次会议通过）
{order}
本决定自2019年6月1日起施行。
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("green.txt").write_text(GREEN_2010, encoding="utf-8")
    Path("road.txt").write_text(ROAD_2012, encoding="utf-8")
    tracker("init")
    tracker("import", "green.txt", "road.txt")
    return tmp_path


def decide(named_: str, order: str) -> str:
    Path("decision.txt").write_text(DECISION.format(named=named_, order=order), encoding="utf-8")
    return "decision.txt"


@pytest.mark.parametrize(("sentence", "repealed"), [
    ("《甲条例》第三条至第五条、第八条第一款和第三款同时废止", [("甲条例", "第三条至第五条、第八条第一款、第八条第三款", "")]),
    ("自本条例施行之日起，废止《甲条例》第三条至第五条", [("甲条例", "第三条至第五条", "本条例施行之日")]),
    ("《甲条例》、《乙办法》第三章、第九条和《丙规定》（2010年公布）同时废止",
     [("甲条例", "", ""), ("乙办法", "第三章、第九条", ""), ("丙规定", "", "")]),
    ("会议决定废止《甲条例》、《乙条例》", [("甲条例", "", ""), ("乙条例", "", "")]),
    ("自2002年1月1日起，《甲条例》废止", [("甲条例", "", "2002年1月1日")]),
    ("《甲条例》（2001年通过，根据2005年《关于修改〈甲条例〉的决定》修正）自2021年1月1日起废止", [("甲条例", "", "2021年1月1日")]),
    ("依照《甲条例》，《乙办法》第三条的规定同时废止", [("乙办法", "第三条", "")]),
    ("《甲条例》废止后，从其规定", []),
    ("本条例施行前的行为，不因《甲条例》废止而免责", []),
    ("不得因市人民政府发布的《甲条例》、《乙条例》废止，拒绝履行", []),
    ("因《甲条例》废止，《乙条例》同时废止", [("乙条例", "", "")]),
    ("随《甲条例》废止而终止的，从其规定", []),
    ("《甲条例》第三条废止的，不再处罚", []),
    ("废止《甲条例》不影响已经产生的权利", []),
    ("因机构改革，如皋市人民政府发布的《甲条例》同时废止，原许可继续有效", [("甲条例", "", "")]),
    ("提出修改或者废止《甲条例》的建议", []),
    ("会议审议了关于废止《甲条例》的决定草案", []),
    ("《甲条例》中关于罚款的规定同时废止", []),
])  # fmt: skip
def test_what_a_sentence_repeals(sentence: str, repealed: list[tuple[str, str, str]]) -> None:
    assert [(one.title, "、".join(one.provisions), one.since) for one in named(sentence)] == repealed


def test_a_decision_that_repeals_several_laws_proposes_each(office: Path, tracker: Tracker) -> None:
    act = "示例市人民代表大会常务委员会关于废止《示例市绿地条例》等两件地方性法规的决定"
    items = f"会议决定，废止下列地方性法规：\n一、《{GREEN}》（2010年1月10日通过）\n二、《{ROAD}》（2012年1月10日通过）"
    said = tracker("import", decide(f"《{GREEN}》等两件地方性法规", items)).stderr
    for law in (GREEN, ROAD):
        assert f"repeals it from 2019-06-01: record it with `tracker event {law} repealed --by {act}/2019-05-20`" in said
    assert f"repealed 2019-06-01 ({act})" in tracker("event", ROAD, "repealed", "--by", f"{act}/2019-05-20").stdout
    said = tracker("check").stdout
    assert f"event {GREEN} repealed" in said and f"event {ROAD} repealed" not in said


def test_a_repeal_before_a_recorded_term_is_over_is_proposed(office: Path, tracker: Tracker) -> None:
    tracker("event", GREEN, "expired", "--date", "2030-01-01", "--because", "公报")
    tracker("event", ROAD, "expired", "--date", "2015-01-01", "--because", "公报")
    items = f"会议决定，废止下列地方性法规：\n一、《{GREEN}》（2010年1月10日通过）\n二、《{ROAD}》（2012年1月10日通过）"
    said = tracker("import", decide(f"《{GREEN}》等两件地方性法规", items)).stderr
    assert f"tracker event {GREEN} repealed" in said
    assert f"tracker event {ROAD} repealed" not in said, "it had run out before"


def test_a_repeal_before_the_day_that_a_person_gave_is_told(office: Path, tracker: Tracker) -> None:
    """Both cannot be: who records the act's day is told of the other, and how to take it back."""
    tracker("event", GREEN, "repealed", "--date", "2025-03-01", "--because", "据说")
    order = decide(f"《{GREEN}》", f"会议决定废止《{GREEN}》。")
    assert f"tracker event {GREEN} repealed" in tracker("import", order).stderr
    said = tracker("event", GREEN, "repealed", "--by", order, exit_code=2).stderr
    assert "two sources give two days" in said and "--date 2025-03-01 --take-back" in said


def test_a_new_text_of_a_law_that_repeals_the_one_before_it_is_no_end_of_the_law(office: Path, tracker: Tracker) -> None:
    again = GREEN_2010.replace("2010年1月10日示例市第一届", "2024年5月10日示例市第三届").replace(
        "自2010年3月1日起施行。", f"自2024年9月1日起施行。2010年1月10日通过的《{GREEN}》同时废止。")
    Path("again.txt").write_text(again, encoding="utf-8")
    tracker("import", "again.txt")
    for by in ("again.txt", f"{GREEN}/2024-05-10"):
        said = tracker("event", GREEN, "repealed", "--by", by, exit_code=2).stderr
        assert f"is a text of {GREEN} itself: that of before it, which it repeals, ends where it comes into force" in said
    assert "in force from 2024-09-01" in tracker("list").stdout


def test_a_text_told_by_its_last_change_is_one_of_its_law(office: Path, tracker: Tracker) -> None:
    """示例市绿地条例（2022年修正）, as databases print a title."""
    Path("now.txt").write_text(GREEN_2010.replace(GREEN, f"{GREEN}（2022年修正）", 1).replace("免费", "一律免费").replace(
        "通过）", "通过　2022年5月20日示例市第二届人民代表大会常务委员会第九次会议修正）"), encoding="utf-8")
    assert f"imported {GREEN}/2022-05-20" in tracker("import", "now.txt").stdout
    assert tracker("show", f"{GREEN}/2022-05-20").stdout.startswith(f"{GREEN}（2022年修正）\n")
    assert tracker("show", f"{GREEN}(2022修正)/2010-01-10").stdout.startswith(f"{GREEN}\n")


def test_a_decision_that_repeals_provisions_is_no_source_for_the_end_of_the_law(office: Path, tracker: Tracker) -> None:
    """A range has what stands between its ends in the law, 第三条之一 too."""
    decision = decide(f"《{GREEN}》部分条款", f"会议决定废止《{GREEN}》第三条至第四条、第二条第一款。")
    assert f"repeals\t《{GREEN}》第三条至第四条、第二条第一款\n" in tracker("amend", "parse", decision).stdout
    order = f"event {GREEN} repealed --provisions 第三条、第三条之一、第四条、第二条第一款"
    assert f"from 2019-06-01: record it with `tracker {order} --by" in tracker("import", decision).stderr
    other = tracker("event", GREEN, "repealed", "--provisions", "第一条", "--by", decision, exit_code=2).stderr
    assert f"it repeals: 《{GREEN}》第三条至第四条、第二条第一款" in other
    whole = tracker("event", GREEN, "repealed", "--by", decision).stdout
    assert tracker(*order.split(), "--by", decision).stdout == whole.replace("recorded", "unchanged"), "the provisions are the act's"
    assert "repeals its" not in tracker("check").stdout
    text = tracker("show", f"{GREEN}@2019-06-01").stdout
    assert "免费" in text and not any(words in text for words in ("每日", "养护", "照明", "罚款"))


def test_what_the_repealed_law_does_not_have_is_told(office: Path, tracker: Tracker) -> None:
    said = tracker("import", decide(f"《{GREEN}》部分条款", f"会议决定废止《{GREEN}》第三条、第九条。")).stderr
    assert "repeals its 第三条、第九条 from 2019-06-01; its text of that day has no 第九条, or had other" in said


def test_a_repeal_may_have_a_day_of_its_own(office: Path, tracker: Tracker) -> None:
    law = f"示例市公园条例\n（2020年1月10日示例市第二届人民代表大会常务委员会第三次会议通过）\n第一条　公园应当开放。\n" \
          f"第二条　本条例自2020年3月1日起施行。《{GREEN}》自2021年1月1日起废止。\n"
    Path("park.txt").write_text(law, encoding="utf-8")
    assert "repeals it from 2021-01-01" in tracker("import", "park.txt").stderr


def test_words_that_only_speak_of_a_repeal_date_none(office: Path, tracker: Tracker) -> None:
    """第二条 comes into force later than the repeal that 第三条 orders."""
    Path("park.txt").write_text(f"""示例市公园条例
（2024年4月10日示例市第二届人民代表大会常务委员会第三次会议通过）
第一条　公园应当开放。
第二条　本条例施行前的行为，不因《{GREEN}》废止而免责。
第三条　本条例自2024年5月1日起施行，其中第二条自2024年7月1日起施行。《{GREEN}》同时废止。
""", encoding="utf-8")
    assert "示例市公园条例/2024-04-10 (第三条) repeals it from 2024-05-01" in tracker("import", "park.txt").stderr
    assert "repealed 2024-05-01" in tracker("event", GREEN, "repealed", "--by", "park.txt").stdout


def test_an_item_of_a_decision_may_have_a_day_of_its_own(office: Path, tracker: Tracker) -> None:
    by = decide("部分地方性法规", f"一、废止《{GREEN}》。\n二、废止《{ROAD}》。")
    text = Path(by).read_text(encoding="utf-8")
    Path(by).write_text(text.replace("日起施行。", "日起施行，其中第一项自2020年7月1日起施行。"), encoding="utf-8")
    assert "repealed 2020-07-01" in tracker("event", GREEN, "repealed", "--by", by).stdout
    assert "repealed 2019-06-01" in tracker("event", ROAD, "repealed", "--by", by).stdout


def test_a_repeal_is_told_whichever_of_the_two_texts_was_there_first(office: Path, tracker: Tracker) -> None:
    tracker("import", decide(f"《{ROAD}》", f"废止《{ROAD}》。"))
    tracker("remove", f"{ROAD}/2012-01-10", "--because", "误导入")
    said = tracker("import", "road.txt").stderr
    assert f"`tracker event {ROAD} repealed --by" in said
    assert said.count("repealed --by") == 1
    assert "repealed --by" in tracker("timeline", ROAD).stdout
    assert "repealed --by" in tracker("show", f"{ROAD}@2019-06-01", "第一条").stderr
    assert "repealed --by" not in tracker("show", f"{ROAD}@2019-05-31", "第一条").stderr


def test_a_repeal_whose_day_is_not_known_was_not_before_the_act_that_orders_it(office: Path, tracker: Tracker) -> None:
    Path("decision.txt").write_text(DECISION.format(named=f"《{ROAD}》", order=f"废止《{ROAD}》。").replace("2019年6月1日", "公布之日"),
                                    encoding="utf-8")
    tracker("event", ROAD, "repealed", "--by", "decision.txt")
    assert "道路应当养护" in tracker("show", f"{ROAD}@2019-05-19", "第一条").stdout
    tracker("show", f"{ROAD}@2019-05-20", "第一条", exit_code=2)
    assert "废止 日期不明" in tracker("list", "--lang", "zh").stdout


def test_a_repeal_in_other_words_or_in_a_list_is_told_and_a_damaged_document_hides_nothing(office: Path, tracker: Tracker) -> None:
    """停止执行 repeals as 废止 does; what a list names stands far behind the word."""
    new = f"""示例市绿道条例
（2019年5月20日示例市第二届人民代表大会常务委员会第一次会议通过）
第一条　为了管理绿道，制定本条例。
第二条　本条例自2019年6月1日起施行。《{ROAD}》同时停止执行。
"""
    Path("path.txt").write_text(new, encoding="utf-8")
    tracker("import", "path.txt")
    tracker("import", decide("部分条例", f"废止下列条例：\n1.《{GREEN}》\n2.《示例市广场条例》"))
    for law in (ROAD, GREEN):
        assert "repealed --by" in tracker("show", f"{law}@2020-01-01", "第一条").stderr
    (office / "versions" / "示例市绿道条例" / "2019-05-20.json").write_text("{", encoding="utf-8")
    tracker("show", f"{ROAD}@2020-01-01", "第一条")


def test_a_repeal_that_begins_with_its_day_is_no_note_on_the_history_of_the_act(office: Path, tracker: Tracker) -> None:
    told = tracker("import", decide(f"《{GREEN}》", f"自2019年9月1日起废止《{GREEN}》。")).stderr
    assert "repeals it from 2019-09-01" in told


AFFORESTATION = f"""示例市城市绿化条例
（2015年6月1日示例市第五届人民代表大会常务委员会第八次会议通过）
第一条　为了建设绿地，制定本条例。
第二条　本条例自2015年10月1日起施行。《{GREEN}》同时废止。
"""


def test_what_is_repealed_with_a_law_ends_when_that_is_law(office: Path, tracker: Tracker) -> None:
    """同时废止 is on the day of the commencement, also where a person says that this was put off; before or behind the recording."""
    Path("new.txt").write_text(AFFORESTATION, encoding="utf-8")
    tracker("import", "new.txt")
    by = "示例市城市绿化条例/2015-06-01"
    assert "repealed 2015-10-01" in tracker("event", GREEN, "repealed", "--by", by).stdout
    told = tracker("date", by, "--in-force", "2016-01-01", "--because", "常委会决定推迟施行").stderr
    line = f"{by} says 2016-01-01 now: `tracker event {GREEN} repealed --by {by}` records that in its place"
    assert line in told and line in tracker("check").stdout
    assert "repealed 2016-01-01" in tracker("event", GREEN, "repealed", "--by", by).stdout
    assert "says" not in tracker("check").stdout
    tracker("event", GREEN, "repealed", "--date", "2016-01-01", "--take-back", "--because", "试")
    assert "repeals it from 2016-01-01" in tracker("check").stdout


GREEN_2015 = f"""{GREEN}
（2015年6月1日示例市第五届人民代表大会常务委员会第八次会议通过）
第一条　绿地率不得低于百分之三十。
第二条　本条例自2015年10月1日起施行。{{order}}
"""
GARDEN = """示例市园林条例
（2022年6月1日示例市第六届人民代表大会常务委员会第八次会议通过）
第一条　为了保护园林，制定本条例。
第二条　本条例自2022年8月1日起施行。{order}
"""
OLD = f"{GREEN}（2010）"
"""The law of 2010, kept apart from that of its title of 2015."""


@pytest.fixture
def two(office: Path, tracker: Tracker) -> Path:
    tracker("remove", f"{GREEN}/2010-01-10", "--because", "另存")
    tracker("import", "green.txt", "--law", OLD)
    return office


@pytest.mark.parametrize("words", [
    "2010年1月10日示例市第一届人民代表大会常务委员会第三次会议通过的《示例市绿地条例》", "《示例市绿地条例》（2010年1月10日通过）"])
def test_of_two_laws_of_one_title_that_is_repealed_whose_day_is_given(two: Path, tracker: Tracker, words: str) -> None:
    Path("new.txt").write_text(GREEN_2015.format(order=f"{words}同时废止。"), encoding="utf-8")
    told = tracker("import", "new.txt").stderr
    command = f"tracker event {OLD} repealed --by {GREEN}/2015-06-01"
    line = f"{OLD}: {GREEN}/2015-06-01 (第二条) repeals it from 2015-10-01: record it with `{command}`"
    assert line in told and line in tracker("check").stdout and line.partition(": ")[2] in tracker("timeline", OLD).stdout
    Path("garden.txt").write_text(GARDEN.format(order=f"{words}同时废止。"), encoding="utf-8")
    garden = tracker("import", "garden.txt").stderr
    assert f"{OLD}: 示例市园林条例/2022-06-01" in garden and f"{GREEN}: 示例市园林条例/2022-06-01" not in garden
    assert "示例市园林条例" not in tracker("timeline", GREEN).stdout
    wrong = tracker("event", GREEN, "repealed", "--by", "示例市园林条例/2022-06-01", exit_code=2).stderr
    assert f"means another law of this title than {GREEN}: “2010年1月10日" in wrong
    assert "repealed 2015-10-01" in tracker("event", OLD, "repealed", "--by", f"{GREEN}/2015-06-01").stdout
    assert "repeals" not in tracker("check").stdout


def test_of_two_laws_of_one_title_both_are_told_where_the_words_give_no_day(two: Path, tracker: Tracker) -> None:
    Path("new.txt").write_text(GREEN_2015.format(order=""), encoding="utf-8")
    Path("garden.txt").write_text(GARDEN.format(order=f"《{GREEN}》同时废止。"), encoding="utf-8")
    tracker("import", "new.txt")
    for said in (tracker("import", "garden.txt").stderr, tracker("check").stdout):
        assert f"`tracker event {GREEN} repealed --by 示例市园林条例/2022-06-01`; or it means {OLD}, of the same title" in said
        assert f"`tracker event {OLD} repealed --by 示例市园林条例/2022-06-01`; or it means {GREEN}, of the same title" in said
    assert f"or it means {OLD}, of the same title" in tracker("timeline", GREEN).stdout


def test_a_day_that_is_none_of_the_law_is_told(office: Path, tracker: Tracker) -> None:
    """The store has one law of the title, adopted in 2010; the act repeals one of 2001."""
    Path("garden.txt").write_text(GARDEN.format(order=f"2001年3月1日示例市人大常委会通过的《{GREEN}》同时废止。"), encoding="utf-8")
    told = tracker("import", "garden.txt").stderr
    said = "says “2001年3月1日示例市人大常委会通过的” of a law of this title that is repealed by it"
    assert f"{said}, and the texts of {GREEN} do not" in told
    words = f"event {GREEN} repealed --date 2022-08-01 --because"
    assert f"`tracker {words} REASON` records it" in told
    tracker(*words.split(), "公报更正")
    assert "of a law of this title" not in tracker("check").stdout
