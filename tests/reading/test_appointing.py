"""Commencements of another law that an act appoints, or puts off."""

import pytest

from tracker.reading import read_text
from tracker.reading.appointing import appointments

ACT = """示例省人民代表大会常务委员会关于{title}的决定
（2015年10月10日示例省第十二届人民代表大会常务委员会第二十次会议通过）
一、{said}
二、本决定自2015年10月20日起施行。
"""
PORT = "示例省港口条例"


def read(said: str, title: str = "《示例省港口条例》施行日期") -> list[tuple[str, str, str]]:
    """The titles, the provisions and the days that an act appoints; no day: a person has to read it."""
    found = appointments(read_text(ACT.format(title=title, said=said)))
    return [(one.title, "、".join(one.provisions), str(one.date or "")) for one in found]


@pytest.mark.parametrize(("said", "provisions", "day"), [
    ("《示例省港口条例》自2016年1月1日起施行。", "", "2016-01-01"),
    ("根据《示例省港口条例》第三条的规定，会议决定：《示例省港口条例》自2016年1月1日起施行。", "", "2016-01-01"),
    ("《示例省港口条例》的施行日期确定为2016年1月1日。", "", "2016-01-01"),
    ("现将《示例省港口条例》的施行日期公布如下：自2016年1月1日起施行。", "", "2016-01-01"),
    ("《示例省港口条例》自本决定施行之日起施行。", "", "2015-10-20"),
    ("《示例省港口条例》第二条的施行日期推迟至2024年1月1日。", "第二条", "2024-01-01"),
    ("将《示例省港口条例》第二条、第五条的施行日期由2023年1月1日调整为2024年1月1日。", "第二条、第五条", "2024-01-01"),
    ("推迟《示例省港口条例》第二条的施行日期至2024年1月1日。", "第二条", "2024-01-01"),
    ("《示例省港口条例》第二条延期至2024年1月1日施行。", "第二条", "2024-01-01"),
    ("推迟施行《示例省港口条例》第二条。", "第二条", ""), ("《示例省港口条例》第二条推迟一年施行。", "第二条", ""),
    ("《示例省港口条例》第二条自2016年1月1日起施行，其他条款自2017年1月1日起施行。", "第二条", "")])
def test_what_appoints_a_day(said: str, provisions: str, day: str) -> None:
    assert read(said) == [(PORT, provisions, day)]


def test_one_day_of_several_laws() -> None:
    assert read("《示例省港口条例》、《示例省航道条例》自2016年1月1日起施行。") == [
        (PORT, "", "2016-01-01"), ("示例省航道条例", "", "2016-01-01")]


@pytest.mark.parametrize("said", [
    "《示例省港口条例》自2016年1月1日起施行以来，成效显著。", "自《示例省港口条例》施行之日起收取费用。",
    "《示例省港口条例》的施行日期由省人民政府另行规定。",
    "建议《示例省港口条例》自2016年1月1日起施行。", "《示例省港口条例》自2016年1月1日起废止。"])
def test_what_appoints_none(said: str) -> None:
    assert read(said) == []


def test_an_act_that_amends_speaks_of_what_it_makes() -> None:
    assert read("《示例省港口条例》第二条自2016年1月1日起施行。", "修改《示例省港口条例》") == []


def test_words_on_another_law_are_not_unread_ones_on_the_act() -> None:
    act = read_text(ACT.format(title="暂缓施行《示例省港口条例》第二条", said="暂缓施行《示例省港口条例》第二条。"))
    assert act.findings == ()


def test_a_notice_of_one_sentence_is_no_note_of_its_title() -> None:
    notice = ("示例省人民代表大会常务委员会公告\n（第三十号）\n《示例省港口条例》自2016年1月1日起施行。\n现予公告。\n"
              "示例省人民代表大会常务委员会\n2015年10月10日\n")
    assert [(one.title, str(one.date)) for one in appointments(read_text(notice))] == [(PORT, "2016-01-01")]
