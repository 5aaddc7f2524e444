"""What a text says of its own time in force: from when it is law, which provisions have a day of their own, and when it ends."""

from datetime import date, timedelta

import pytest

from tracker import codec, language
from tracker.model import Version
from tracker.reading import read_text
from tracker.reading.expiry import endings
from tracker.reading.reasons import why

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
    "本条例自2024年1月1日起至2028年12月31日止施行。", "本条例及其附件自2024年1月1日起施行。", "本条例的施行日期为2024年1月1日。",
    "本条例自2024年1月1日00:00起施行。", "本条例经省人民代表大会常务委员会批准，自2024年1月1日起施行。"])
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
    ("第二条的实施时间由市人民政府决定", "art_2", "", "text"),
    ("第二条的施行日期为2025年1月1日", "art_2", "2025-01-01", "text"),
    ("第二条自公布之日起满三十日施行", "art_2", "", "unknown"),
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
    assert own_days(version) == [("art_2", "", "unknown")]
    assert [f.kind for f in version.findings] == ["commencement_in_part"]
    language.use("en")
    assert why(version.in_force.stages[0]) == ("the text gives a day only to a part of what it says: a person has to say which: "
                                               "in force 2025-01-01 (第五条第一款, characters 30–38)")


def test_a_day_for_a_part_does_not_bind_a_text_amended_later() -> None:
    said = GAS.replace("第二条自", "第二条中关于标识的规定自")
    assert own_days(read_text(said.format(amended="", day="2002年1月1日"))) == [("art_2", "", "unknown")]
    assert own_days(read_text(said.format(amended=AMENDED, day="2002年1月1日"))) == []
    assert own_days(read_text(said.format(amended=AMENDED, day="2009年1月1日"))) == [("art_2", "", "unknown")]


def test_a_text_made_under_a_provision_is_no_part_of_it() -> None:
    version = park("本条例自2024年1月1日起施行。依照第二条制定的办法，自2025年1月1日起施行。")
    assert own_days(version) == [] and [f.kind for f in version.findings] == ["commencement_in_part"]


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


@pytest.mark.parametrize(("named", "sure"), [("第二条", []), ("第二条、第三条", [("art_3", "2025-01-01", "text")]),
                                             ("第一条至第二条", [("art_1", "2025-01-01", "text")])])
def test_a_day_for_a_number_that_two_articles_bear_is_neither_s(named: str, sure: list[tuple[str, str, str]]) -> None:
    twice = PARK.replace("第三条　下列", "第二条　公园实行分级管理。\n第三条　下列")
    version = park(f"本条例自2024年1月1日起施行，{named}自2025年1月1日起施行。", twice)
    assert own_days(version) == [*sure, ("art_2 art_2~2", "", "unknown")]
    assert version.findings[-1].kind == "commencement_of_nothing"


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
    ("本条例自2024年1月1日起施行，有效期为三年六个月。", ("", "2027-07-01", True)),
    ("本条例自2024年1月1日起施行，有效期至新条例施行之日止。", ("", "", False)),
    ("本条例自公布之日起施行，有效期五年。", ("", "", True)),
    ("本条例自2024年1月1日起施行，试行两年。", ("", "2026-01-01", True)),
    ("本条例自2024年1月1日起试行一年。", ("", "2025-01-01", True)),
    ("本条例试行两年，自2024年1月1日起施行。", ("", "2026-01-01", True)),
    ("本条例自2024年1月1日起施行。试行期为两年。", ("", "2026-01-01", True)),
    ("本条例自2024年1月1日起施行，施行期限五年。", ("", "2029-01-01", True)),
    ("本条例自2024年1月1日起施行，实施期限为五年。", ("", "2029-01-01", True)),
    ("本条例自2024年1月1日起施行，为期九十日。", ("", "2024-03-31", True)),
    ("本条例自2024年1月1日起施行，试行期自2024年1月1日至2025年6月30日。", ("", "2025-07-01", False)),
    ("本条例自2024年1月1日起施行，试行至2025年6月30日。", ("", "2025-07-01", False)),
    ("本条例自2024年1月1日起施行，有效期五年，自2024年3月1日起算。", ("", "2029-03-01", True)),
    ("本条例试行两年，自公布之日起三十日后施行。", ("", "", True)),
    ("本条例的施行日期由市人民政府决定，有效期五年。", ("", "", True)),
    ("本条例及其附件的施行日期由市人民政府另行公布，有效期至2028年12月31日。", ("", "2029-01-01", False)),
    ("本条例自公布之日起满三十日施行，施行期限五年。", ("", "", True)),
    ("本条例自2024年1月1日起施行。第二条有效期至2025年12月31日。", ("art_2", "2026-01-01", False)),
    ("本条例自2024年1月1日起施行，其中第二条自2024年3月1日起施行，至2025年12月31日止。", ("art_2", "2026-01-01", False))])
def test_the_end_that_a_text_sets_itself(said: str, end: tuple[str, str, bool]) -> None:
    assert ends(park(said)) == [end]


@pytest.mark.parametrize("said", [
    "本条例自2024年1月1日起施行。", "本条例自2024年1月1日起施行，《示例市绿地条例》自2029年1月1日起废止。",
    "本条例自2024年1月1日起施行，1998年5月1日发布的《示例市绿地条例》同时废止。", "本条例自2024年1月1日起施行，试行期满后另行规定。",
    "本条例施行两年后，市人民政府应当评估。本条例自2024年1月1日起施行。", "本条例自2024年1月1日起施行。项目执行期限三年。",
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


def told_why(said: str, note: str = "（2023年9月20日示例市人民代表大会常务委员会通过　2023年10月8日公布）") -> str:
    """Why the day of the text as a whole is not known, in words."""
    language.use("en")
    version = park(said, f"示例市公园条例\n{note}\n第一条　公园每日开放。\n第二条　")
    assert version.in_force.date is None and codec.decode("version", codec.encode("version", version)) == version
    return why(version.in_force)


@pytest.mark.parametrize(("said", "day"), [("2024年元月1日", date(2024, 1, 1)), ("二〇二四年元月十五日", date(2024, 1, 15))])
def test_the_month_of_yuan_is_january(said: str, day: date) -> None:
    version = park(f"本条例自{said}起施行。", PARK.replace("2023年9月20日", "2023年元月20日"))
    assert (version.adopted, version.in_force.date) == (date(2023, 1, 20), day)
    assert park(f"本条例自2023年12月1日起施行，第二条自{said}起施行。").in_force.stages[0].date == day
    assert endings(park(f"本条例自2023年12月1日起施行，有效期至{said}。"))[0].date == day + timedelta(days=1)


@pytest.mark.parametrize("said", [
    "自公布之日起三十日后施行", "自公布之日起满三十日施行", "自公布之日起满一个月后施行", "自公布之日起30日施行",
    "自公布之日后满三十日起施行", "自公布三十日后施行", "自发布之日起第三十日施行", "自公布之日的次日起施行", "自公布后施行",
    "公布后三十日施行", "自公布之日起满半年施行"])
def test_a_time_after_promulgation_is_not_counted(said: str) -> None:
    assert told_why(f"本条例{said}。") == "it is in force some time after its promulgation"


@pytest.mark.parametrize("said", ["自2024年1月1日起满三十日施行", "自省人民代表大会常务委员会批准之日起三十日后施行",
                                  "报省人民代表大会常务委员会批准后施行", "经省人民代表大会常务委员会批准后公布施行"])
def test_a_time_after_another_day_is_not_counted(said: str) -> None:
    assert told_why(f"本条例{said}。") == "it is in force some time after the day of another event"


@pytest.mark.parametrize("said", ["自公布起施行", "自公布之时起施行", "自发布之日起在全市施行", "自公布之日起发生法律效力",
                                  "自2023年10月8日（含）起施行"])
def test_the_day_of_promulgation_in_other_words(said: str) -> None:
    version = park(f"本条例{said}。", PARK.replace("通过）", "通过　2023年10月8日公布）"))
    assert version.in_force.date == date(2023, 10, 8)


def test_the_day_of_an_event_that_is_not_told_is_named_as_what_it_is() -> None:
    assert told_why("本条例自国务院批准之日起施行。") == (
        "it is in force from the day of another event, and the text does not say when that was")
    assert told_why("本条例自公布之日起施行。", "（2023年9月20日通过）") == (
        "it is in force from its promulgation, and the text does not say when that was")


def test_what_waits_for_another_act_is_no_commencement_of_the_text() -> None:
    assert told_why("评估办法由主管部门制定，报市人民政府批准后施行。") == "the text does not say from when it is in force"


def test_a_commencement_before_the_text_was_made_is_told_with_both_days() -> None:
    """The text was never amended: its day is not that of another enactment, it cannot be."""
    assert told_why("本条例自2023年9月1日起施行。") == (
        "the text says that it is in force from a day before it was made: in force 2023-09-01 (第二条第一款, characters 5–13), "
        "promulgated 2023-10-08 (题注, characters 29–38)")


def test_two_days_of_commencement_are_both_named() -> None:
    assert told_why("本条例自2024年1月1日起施行。\n本条例自2024年3月1日起施行。") == (
        "the text gives two dates: in force 2024-01-01 (第二条第一款, characters 5–13), "
        "in force 2024-03-01 (第二条第二款, characters 5–13)")
    noted = "（2023年9月20日示例市人民代表大会常务委员会通过，自2023年10月1日起施行）"
    assert told_why("本条例自2024年1月1日起施行。", noted) == (
        "the text gives two dates: in force 2024-01-01 (第二条第一款, characters 5–13), "
        "in force 2023-10-01 (题注, characters 30–39)")
    assert "2023-10-08 (第二条第一款, characters 5–8)" in told_why("本条例自公布之日起施行。本条例自2024年1月1日起施行。")


def test_two_days_of_one_provision_are_both_named() -> None:
    language.use("en")
    stage, = park("本条例自2024年1月1日起施行。第二条自2025年1月1日起施行，第二条自2026年1月1日起施行。").in_force.stages
    assert (stage.date, stage.basis) == (None, "unknown")
    assert why(stage) == ("the text gives two dates: in force 2025-01-01 (第五条第一款, characters 22–30), "
                          "in force 2026-01-01 (第五条第一款, characters 39–47)")


def test_one_day_said_twice_is_one_day() -> None:
    version = park("本条例自公布之日起施行。本条例自2023年10月8日起施行。", PARK.replace("通过）", "通过　2023年10月8日公布）"))
    assert version.in_force.date == date(2023, 10, 8)


def test_a_day_of_no_calendar_is_told_so() -> None:
    assert told_why("本条例自2024年2月30日起施行。") == "the day that the text states is none of the calendar"


def test_a_day_far_off_is_told() -> None:
    text = "示例市公园条例\n（2021年5月20日示例市人民代表大会通过）\n第一条　公园应当开放。\n第二条　本条例自{year}年1月1日起施行。\n"
    slip, right = (read_text(text.format(year=year)) for year in ("2202", "2022"))
    assert [(f.kind, f.line, f.text) for f in slip.findings] == [("commencement_far", 4, "2202年1月1日")] and not right.findings
