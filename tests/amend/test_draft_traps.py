"""What a draft has to give back although the law's text is untidy: draft, read, apply, print, and compare line by line."""

import re

import pytest
from msgspec.structs import replace

from tracker.amend.apply import apply
from tracker.amend.drafting.draft import draft
from tracker.amend.parse import parse
from tracker.export.text import render
from tracker.model import Version
from tracker.numbering import chinese
from tracker.reading import read_text

TITLE = "示例市公园条例\n"
PORT = ("第一章　总则\n第一条　港口免费。\n第二章　合同\n第一节　一般\n第二条　托运人应当申报。\n第三条　承运人应当保管。\n"
        "第二节　旅客\n第四条　旅客凭票。\n第五条　行李随船。\n第三节　租船\n第六条　租船应当书面。\n第三章　附则\n第七条　本条例施行。\n")



def chapters(first: int) -> str:
    """Eleven chapters of an article each, counted from a number on."""
    return "".join(f"第{chinese(at)}章　树木\n第{chinese(at)}条　树木受保护，编为{at - first}号。\n" for at in range(first, first + 11))


PAIRS = {
    "an annex whose title has a line of its own": (
        "第一条　公园免费。\n第二条　公园开放。\n附件：\n公园名录\n甲园\n附件2\n收费名录\n乙园\n",
        "第一条　公园收费。\n第二条　公园开放。\n附件：\n公园名录\n甲园\n附件2\n收费名录\n乙园\n"),
    "an annex with words behind its colon": (
        "第一条　公园免费。\n第二条　公园开放。\n附件：公园名录\n甲园\n",
        "第一条　公园收费。\n第二条　公园开放。\n附件：公园名录\n甲园\n"),
    "words of an annex": (
        "第一条　公园免费。\n附件1：公园名录\n甲园，由市管理\n附件2：收费名录\n乙园\n",
        "第一条　公园免费。\n附件1：公园名录\n甲园，由区管理\n附件2：收费名录\n丙园、丁园\n戊园\n"),
    "an annex that goes beside one that changes": (
        "第一条　公园免费。\n附件1：公园名录\n甲园\n附件2：收费名录\n乙园\n",
        "第一条　公园免费。\n附件1：公园名录\n甲园、丙园\n"),
    "a cell of a table in an annex": (
        "第一条　公园收费。\n附表：收费表\n档次\t标准\n一\t五元以下\n二\t十元以下\n",
        "第一条　公园收费。\n附表：收费表\n档次\t标准\n一\t六元以下\n二\t十元以下\n"),
    "a row of a table in an annex": (
        "第一条　公园收费。\n附表：收费表\n档次\t标准\n一\t五元以下\n",
        "第一条　公园收费。\n附表：收费表\n档次\t标准\n一\t五元以下\n二\t十元以下\n"),
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
    "a chapter that takes in the sections behind it": (
        PORT, PORT.replace("第二节　旅客", "第三章　其他合同\n第一节　旅客").replace("第三节　租船", "第二节　租船")
        .replace("第三章　附", "第四章　附")),
    "a chapter that begins inside a section": (
        PORT, PORT.replace("第三条", "第三章　承运人\n第三条").replace("第二节　旅客", "第一节　旅客")
        .replace("第三节　租船", "第二节　租船").replace("第三章　附", "第四章　附")),
    "two chapters that each take in a section of another": (
        PORT, PORT.replace("第二节　旅客", "第三章　旅客运输\n第一节　旅客").replace("第三节　租船", "第四章　船舶租用\n第一节　租船")
        .replace("第三章　附", "第五章　附")),
    "a chapter with sections of its own among those of another": (
        PORT, PORT.replace("第二节　旅客\n第四条　旅客凭票。\n", "第三章　旅客\n第一节　订立\n第四条　旅客凭票。\n第二节　履行\n")
        .replace("第三节　租船", "第四章　租船").replace("第三章　附", "第五章　附")),
    "a chapter put in before ten others": (
        chapters(1), "第一章　宗旨\n第一条　公园免费。\n" + chapters(2)),
    "an article that comes to stand before the first chapter": (
        "第一条　公园免费。\n第二条　公园开放。\n第一章　树木\n第三条　树木受保护。\n第四条　禁止攀折。\n",
        "第一条　公园免费。\n第二条　公园开放。\n第三条　禁止攀折。\n第一章　树木\n第四条　树木受保护。\n"),
    "an article that becomes the first of its own chapter": (
        "第一章　开放\n第一条　公园免费。\n第二条　公园开放。\n第二章　树木\n第三条　树木受保护。\n第四条　禁止攀折。\n第五条　禁钓。\n",
        "第一章　开放\n第一条　公园免费。\n第二条　公园开放。\n第二章　树木\n第三条　禁钓。\n第四条　树木受保护。\n第五条　禁止攀折。\n"),
    "articles that change places across chapters": (
        "第一章　开放\n第一条　公园免费。\n第二条　公园开放。\n第二章　树木\n第三条　树木受保护。\n第四条　禁止攀折。\n",
        "第一章　开放\n第一条　公园免费。\n第二条　禁止攀折。\n第二章　树木\n第三条　树木受保护。\n第四条　公园开放。\n"),
    "款 that go over several lines": (
        "第一条　公园免费。\n树木受保护，\n禁止攀折。\n公园开放。\n公园整洁。\n第二条　违者劝离。\n",
        "第一条　公园免费。\n树木受保护，\n禁止攀折。\n公园整洁。\n第二条　违者劝离。\n"),
    "quotation marks within those of the law": (
        "第一条　公园免费。\n第二条　公园开放。\n",
        "第一条　公园免费。\n第二条　公园开展“读‘三不’规则”活动。\n第三条　“活动”指讲座。\n"),
    "a move into a chapter whose number another one has": (
        "第一章　总则\n第一条　公园免费。\n第二条　公园开放。\n第二章　树木\n第三条　禁止攀折。\n"
        "第二章　附则\n第四条　本条例施行。\n第五条　废止旧例。\n",
        "第一章　总则\n第一条　公园免费。\n第二章　树木\n第二条　禁止攀折。\n"
        "第二章　附则\n第三条　公园开放。\n第四条　本条例施行。\n第五条　废止旧例。\n"),
    "an article put in at the start of such a chapter, and its heading changed": (
        "第一章　总则\n第一条　公园免费。\n第二章　树木\n第二条　禁止攀折。\n第二章　附则\n第三条　本条例施行。\n",
        "第一章　总则\n第一条　公园免费。\n第二章　树木\n第二条　禁止攀折。\n第二章　杂则\n第三条　可以垂钓。\n第四条　本条例施行。\n"),
    "a text in points without articles": (
        "决定如下：\n一、公园免费。\n公园不收停车费。\n二、禁止下列行为：\n（一）攀折；\n（二）野炊。\n三、违者劝离。\n",
        "决定如下：\n一、公园免费。\n公园不收停车费和导览费。\n二、禁止下列行为：\n（一）攀折；\n（二）野炊；\n（三）垂钓。\n三、违者劝离。\n"),
    "a text of paragraphs without articles": (
        "你局请示收悉。\n公园免费。\n公园开放。\n特此批复。\n", "你局请示收悉。\n公园收费。\n公园每日开放。\n特此批复。\n"),
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
    assert not re.search("[a-z]", made.text)  # no id in official words
    assert below_title(applied.versions[0]) == below_title(new) == PAIRS[name][1]


def test_an_annex_that_gets_another_name_is_told() -> None:
    old, new = (read_text(f"{TITLE}第一条　公园免费。\n附件：{name}\n甲园\n") for name in ("公园名录", "市属公园名录"))
    assert (draft(old, new).text, draft(old, new).wrong) == ("", ("annex",))
