"""What a text says of its own time in force: from when it is law, which provisions have a day of their own, and when it ends."""

from datetime import date

import pytest

from tracker.model import Version
from tracker.reading import read_text
from tracker.reading.expiry import endings

HEAD = "示例市公园条例\n（2023年9月20日示例市人民代表大会常务委员会通过）\n"
PARK = HEAD + """第一章　总则
第一条　公园每日开放。
第二章　管理
第二条　公园由管理机构养护。
第三条　下列行为禁止：
（一）吸烟；
（二）摆摊；
（三）宿营。
第三章　附则
第四条　公园门票三年内有效，养犬登记证有效期五年。
第五条　"""
CODE = HEAD + """第一编　通则
第一章　一般规定
第一条　公园每日开放。
第二章　设立
第二条　公园由市人民政府设立。
第三章　经费
第三条　公园经费列入预算。
第二编　分则
第一章　动物
第四条　公园可以养动物。
第二章　植物
第五条　公园应当种植乡土树种。
第三章　水体
第六条　公园水体应当清洁。
第三编　附则
第一章　施行
第七条　"""


def park(said: str, text: str = PARK) -> Version:
    return read_text(f"{text}{said}\n")


def own_days(version: Version) -> list[tuple[str, str, str]]:
    """The provisions with a commencement of their own, the day, and how that is known."""
    return [(" ".join(s.provisions), str(s.date or ""), s.basis) for s in version.in_force.stages]


@pytest.mark.parametrize("said", [
    "本条例自2024年1月1日起施行。", "本条例自2024年1月1日零时起施行。", "本条例自2024年1月1日起试行。",
    "除第二条外，自2024年1月1日起施行。",
    "本条例除第二条、第三条外，自2024年1月1日起施行。", "除第二条自2025年1月1日起施行外，本条例自2024年1月1日起施行。",
    "本条例自2024年1月1日起至2028年12月31日止施行。"])
def test_the_day_of_the_text_as_a_whole(said: str) -> None:
    assert park(said).in_force.date == date(2024, 1, 1)


@pytest.mark.parametrize("said", ["本条例对新建公园自2024年1月1日起施行，对既有公园自2025年1月1日起施行。",
                                  "本条例自2024年1月1日起在示例区施行，自2025年1月1日起在全市施行。"])
def test_several_days_by_addressee_are_no_day_of_the_text(said: str) -> None:
    version = park(said)
    assert (version.in_force.date, version.in_force.basis) == (None, "unknown")
    assert "a person has to say" in version.in_force.reason
    assert version.findings[0].kind == "commencement_by_addressee"


def test_a_general_day_stands_beside_one_for_some_persons() -> None:
    version = park("本条例自2024年1月1日起施行，对既有公园自2025年1月1日起施行。")
    assert version.in_force.date == date(2024, 1, 1)
    assert [(f.kind, f.line, f.text) for f in version.findings] == [("commencement_by_addressee", 13, "对既有公园自2025年1月1日起施行")]


@pytest.mark.parametrize(("said", "provisions", "day", "basis"), [
    ("其中第三条第一款第一项、第三项和第二条自2025年1月1日起施行",
     "art_3__para_1__item_1 art_3__para_1__item_3 art_2", "2025-01-01", "text"),
    ("其中第一条至第三条自2025年1月1日起施行", "art_1 art_2 art_3", "2025-01-01", "text"),
    ("第一章、第二章自2025年1月1日起施行", "chp_1 chp_2", "2025-01-01", "text"),
    ("但第二条除外", "art_2", "", "unknown"),
    ("第三条第一款第一项自2025年1月1日起施行，第二项暂缓施行", "art_3__para_1__item_1", "2025-01-01", "text"),
    ("本条例第二条，自2025年1月1日起施行", "art_2", "2025-01-01", "text"),
    ("第二条自本条例公布之日起施行", "art_2", "", "unknown"),
    ("第二条自省人民代表大会常务委员会批准后施行", "art_2", "", "unknown"),
    ("第二条暂缓施行", "art_2", "", "text"),
    ("第二条的施行日期由市人民政府确定", "art_2", "", "text"),
    ("第二条对新建公园自2024年3月1日起施行，对既有公园自2025年1月1日起施行", "art_2", "", "unknown"),
    ("第二条自公布之日起六个月后施行", "art_2", "", "unknown"),
    ("第二条自本条例施行之日起满一年后施行", "art_2", "", "unknown")])
def test_provisions_with_a_commencement_of_their_own(said: str, provisions: str, day: str, basis: str) -> None:
    version = park(f"本条例自2024年1月1日起施行，{said}。")
    assert own_days(version)[0] == (provisions, day, basis)
    assert version.in_force.date == date(2024, 1, 1)


def test_a_paragraph_named_alone_is_one_of_the_article_named_before_it() -> None:
    version = park("本条例自2024年1月1日起施行，第三条第一款第一项自2025年1月1日起施行，第二项自2026年1月1日起施行。")
    assert own_days(version) == [("art_3__para_1__item_1", "2025-01-01", "text"), ("art_3__para_1__item_2", "2026-01-01", "text")]


def test_a_day_for_a_part_of_what_a_provision_says_is_open_to_a_person() -> None:
    version = park("本条例自2024年1月1日起施行。第二条规定的行政处罚，自2025年1月1日起施行。")
    assert own_days(version) == []
    assert [f.kind for f in version.findings] == ["commencement_in_part"]


def test_an_exception_is_filled_by_the_day_given_elsewhere() -> None:
    assert own_days(park("除第二条外，本条例自2024年1月1日起施行。第二条自2025年1月1日起施行。")) == [("art_2", "2025-01-01", "text")]
    assert own_days(park("除第二条自2025年1月1日起施行外，本条例自2024年1月1日起施行。")) == [("art_2", "2025-01-01", "text")]


@pytest.mark.parametrize("said", [
    "《示例市湿地条例》第二条自2025年1月1日起施行。本条例自2024年1月1日起施行。",
    "对公园广场依照本条例执行，但本条例第二条除外。本条例自2024年1月1日起施行。",
    "办法由市人民政府制定。第六条本条例自2024年1月1日起施行。",
    "修改为：“第二条自2025年1月1日起施行。”本条例自2024年1月1日起施行。"])
def test_what_is_no_commencement_of_a_provision(said: str) -> None:
    assert own_days(park(said)) == []


def test_chapters_that_begin_again_in_each_part() -> None:
    version = park("本条例自2024年1月1日起施行，第二编第三章自2025年1月1日起施行。", CODE)
    assert own_days(version) == [("part_2__chp_3", "2025-01-01", "text")]
    either = park("本条例自2024年1月1日起施行，第三章自2025年1月1日起施行。", CODE)
    assert own_days(either) == [("part_1__chp_3 part_2__chp_3", "", "unknown")]
    assert either.findings[-1].kind == "commencement_of_nothing"


def test_a_day_for_an_article_that_is_not_there_is_a_finding() -> None:
    version = park("本条例自2024年1月1日起施行，第九条自2025年1月1日起施行。")
    assert own_days(version) == []
    assert [(f.kind, f.text) for f in version.findings] == [("commencement_of_nothing", "第九条自2025年1月1日起施行")]


def ends(version: Version) -> list[tuple[str, str, bool]]:
    """The provisions that end (none: all), the first day no longer in force, and whether that is counted."""
    return [(" ".join(e.provisions), str(e.date or ""), e.counted) for e in endings(version)]


@pytest.mark.parametrize(("said", "end"), [
    ("本条例自2024年1月1日起施行，有效期五年。", ("", "2029-01-01", True)),
    ("本条例自2024年1月1日起施行。自施行之日起有效期5年。", ("", "2029-01-01", True)),
    ("本条例自2024年1月1日起施行。有效期为自施行之日起五年。", ("", "2029-01-01", True)),
    ("本条例有效期五年，自2024年1月1日起施行。", ("", "2029-01-01", True)),
    ("本条例自2024年1月31日起施行，有效期十三个月。", ("", "2025-03-01", True)),
    ("本条例自2024年1月1日起施行，有效期至2028年12月31日。", ("", "2029-01-01", False)),
    ("本条例自2024年1月1日起施行，有效期五年，至2028年12月31日止。", ("", "2029-01-01", False)),
    ("本条例自2024年1月1日起施行，至2028年12月31日止。", ("", "2029-01-01", False)),
    ("本条例自2024年1月1日起至2028年12月31日止施行。", ("", "2029-01-01", False)),
    ("本条例自2024年1月1日起施行，自2029年1月1日起失效。", ("", "2029-01-01", False)),
    ("本条例自2024年1月1日起施行，2028年12月31日自行失效。", ("", "", False)),
    ("本条例自2024年1月1日起施行，有效期为三年六个月。", ("", "", False)),
    ("本条例自2024年1月1日起施行，有效期至新条例施行之日止。", ("", "", False)),
    ("本条例自公布之日起施行，有效期五年。", ("", "", True)),
    ("本条例自2024年1月1日起施行。第二条有效期至2025年12月31日。", ("art_2", "2026-01-01", False)),
    ("本条例自2024年1月1日起施行，其中第二条自2024年3月1日起施行，至2025年12月31日止。", ("art_2", "2026-01-01", False))])
def test_the_end_that_a_text_sets_itself(said: str, end: tuple[str, str, bool]) -> None:
    assert ends(park(said)) == [end]


@pytest.mark.parametrize("said", [
    "本条例自2024年1月1日起施行。", "本条例自2024年1月1日起施行，《示例市绿地条例》自2029年1月1日起废止。",
    "依照本条例规定的有效期五年。本条例自2024年1月1日起施行。", "本条例自2024年1月1日起施行。许可证有效期至2028年12月31日。",
    "修改为：“本条例有效期五年。”本条例自2024年1月1日起施行。"])
def test_what_is_no_end_of_the_text(said: str) -> None:
    assert ends(park(said)) == []


def test_an_amended_text_counts_from_the_first_commencement() -> None:
    amended = PARK.replace("通过）", "通过　根据2025年3月1日示例市人民代表大会常务委员会《关于修改〈示例市公园条例〉的决定》修正）")
    version = park("本条例自2024年1月1日起施行，有效期五年。", amended)
    assert version.in_force.date is None
    assert ends(version) == [("", "2029-01-01", True)]


GAS = """示例市燃气条例
（2001年9月10日示例市第一届人民代表大会常务委员会第三次会议通过{amended}）
第一条　燃气应当安全。
第二条　燃气用具应当标识。
第三条　本条例自2001年10月1日起施行，第二条自{day}起施行。
"""
AMENDED = "　根据2008年6月18日示例市第二届人民代表大会常务委员会第八次会议《关于修改〈示例市燃气条例〉的决定》修正"


def test_a_day_of_its_own_binds_no_version_made_after_it() -> None:
    """The last article of the amended text still shows the day of the first enactment, which was past when the amendment was made."""
    assert own_days(read_text(GAS.format(amended="", day="2002年1月1日"))) == [("art_2", "2002-01-01", "text")]
    assert own_days(read_text(GAS.format(amended=AMENDED, day="2002年1月1日"))) == []
    assert own_days(read_text(GAS.format(amended=AMENDED, day="2009年1月1日"))) == [("art_2", "2009-01-01", "text")]
