"""What a draft has to give back although the law's text is untidy: draft, read, apply, print, and compare line by line."""

from dataclasses import replace

import pytest

from tracker.amend.apply import apply
from tracker.amend.drafting.draft import draft
from tracker.amend.parse import parse
from tracker.export.text import render
from tracker.model import Version
from tracker.reading import read_text

TITLE = "示例市公园条例\n"

PAIRS = {
    "an annex whose title has a line of its own": (
        "第一条　公园免费。\n第二条　公园开放。\n附件：\n公园名录\n甲园\n附件2\n收费名录\n乙园\n",
        "第一条　公园收费。\n第二条　公园开放。\n附件：\n公园名录\n甲园\n附件2\n收费名录\n乙园\n"),
    "an annex with words behind its colon": (
        "第一条　公园免费。\n第二条　公园开放。\n附件：公园名录\n甲园\n",
        "第一条　公园收费。\n第二条　公园开放。\n附件：公园名录\n甲园\n"),
    "two neighbours that change places": (
        "第一条　公园免费。\n第二条　公园开放。\n第三条　树木受保护。\n第四条　禁止攀折。\n第五条　违者劝离。\n",
        "第一条　公园免费。\n第二条　树木受保护。\n第三条　公园开放。\n第四条　禁止攀折。\n第五条　违者劝离。\n"),
    "chapters that begin with the second": (
        "第一条　公园免费。\n第二章　开放\n第二条　公园开放。\n第三章　树木\n第三条　树木受保护。\n"
        "第四章　附则\n第四条　本条例施行。\n",
        "第一条　公园免费。\n第二章　开放\n第二条　公园开放。\n第三章　树木\n第三条　树木受保护。\n第四章　罚则\n第四条　违者劝离。\n"
        "第五章　附则\n第五条　本条例施行。\n"),
    "chapters with a gap that stays": (
        "第一章　总则\n第一条　公园免费。\n第二章　开放\n第二条　公园开放。\n第六章　树木\n第三条　树木受保护。\n"
        "第七章　附则\n第四条　本条例施行。\n",
        "第一章　总则\n第一条　公园免费。\n第二章　开放\n第二条　公园开放。\n第六章　树木\n第三条　树木受保护。\n第四条　本条例施行。\n"),
    "straight quotation marks of the law": (
        "第一条　公园免费。\n第二条　公园开放。\n",
        "第一条　公园免费。\n第二条　公园不分昼夜对所有游客开放，开展\"文明游园\"活动。\n游客遵守\"三不\"规则。\n"),
    "an article that has lost its words": (
        "第一条　公园免费。\n第二条　公园开放。\n第三条　树木受保护。\n",
        "第一条　公园免费。\n第二条　\n第三条　树木受保护。\n第四条　违者劝离。\n"),
}


def below_title(version: Version) -> str:
    return render(replace(version, head=()))


@pytest.mark.parametrize("name", PAIRS)
def test_the_draft_gives_the_new_text_back(name: str) -> None:
    old, new = (read_text(TITLE + text) for text in PAIRS[name])
    made = draft(old, new)
    applied = apply(parse(made.text), [old])
    assert not made.wrong
    assert below_title(applied.versions[0]) == below_title(new) == PAIRS[name][1]
