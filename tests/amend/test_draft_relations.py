"""Drafts on articles that are joined or divided, and on 款 that become articles: they say where a rule went."""

import re
from itertools import count

import pytest

from tests.amend.test_draft import items
from tracker.amend.drafting.draft import draft
from tracker.numbering import chinese
from tracker.reading import read_text

LAW = """示例市公园条例
第一条　公园免费开放，不得收取门票。
第二条　公园应当每日开放。
公园闭园应当提前三日公告。
公园的开放时间由园林部门确定并公布。
第三条　举办活动的，应当经园林部门批准。
第四条　禁止攀折花木、捕捉鸟类、占用绿地。
第五条　违反本条例规定的，由园林部门责令改正。
"""
FOLLOWS = "此外，对条文顺序作相应调整。"
CASES = {
    "a 款 becomes the next article": (
        [("公园的开放", "条　公园的开放")],
        ["将第二条第三款改为第三条。"]),
    "several 款 become the next article": (
        [("公园闭园", "条　公园闭园")],
        ["将第二条第二款、第三款改为第三条。"]),
    "a 款 becomes an article with other words": (
        [("公园的开放时间由园林部门", "条　公园的开放时间由园林部门会同有关部门")],
        ["将第二条第三款改为第三条，其中的“园林部门确定并公布”修改为“园林部门会同有关部门确定并公布”。"]),
    "a 款 becomes an article further on, and what stays is changed": (
        [("公园的开放时间由园林部门确定并公布。\n", ""), ("提前三日", "提前五日"),
         ("第四条", "条　公园的开放时间由园林部门确定并公布。\n第四条")],
        ["一、将第二条第二款修改为：“公园闭园应当提前五日公告。”", "二、将第二条第三款改为第四条。"]),
    "articles joined as they are": (
        [("第四条　禁", "禁")],
        ["将第三条、第四条合并，作为第三条。"]),
    "articles joined in new words": (
        [("举办活动的，应当经园林部门批准。\n第四条　禁止攀折花木、捕捉鸟类、占用绿地。",
          "举办活动、占用绿地，应当经市园林部门批准；禁止攀折花木或者捕捉鸟类。")],
        ["将第三条、第四条合并，作为第三条，修改为：“举办活动、占用绿地，应当经市园林部门批准；禁止攀折花木或者捕捉鸟类。”"]),
    "articles that change places": (
        [("第三条　举办活动的，应当经园林部门批准。\n第四条　禁止攀折花木、捕捉鸟类、占用绿地。",
          "第三条　禁止攀折花木、捕捉鸟类、占用绿地。\n第四条　举办活动的，应当经园林部门批准。")],
        ["将第三条与第四条对调。"]),
    "an article divided": (
        [("禁止攀折花木、捕捉鸟类、占用绿地。", "禁止攀折花木，违者劝离出园。\n条　禁止捕捉鸟类、占用绿地，违者报告园林部门。")],
        ["将第四条分为两条，作为第四条、第五条，修改为：", "“第四条　禁止攀折花木，违者劝离出园。",
         "“第五条　禁止捕捉鸟类、占用绿地，违者报告园林部门。”"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_draft_says_where_a_rule_went(name: str) -> None:
    slips, expected = CASES[name]
    text = LAW
    for old, new in slips:
        assert old in text
        text = text.replace(old, new)
    numbers = count(1)
    made = draft(read_text(LAW), read_text(re.sub("(?m)^(?:第.)?条　", lambda _: f"第{chinese(next(numbers))}条　", text)))
    assert items(made) == [*expected, FOLLOWS]
    assert made.wrong == ()
