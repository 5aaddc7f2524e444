"""前款, 前条, 本条 and the like after a decision: what they meant is what they mean, or the report says that it is not."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import language
from tracker.amend.apply import Applied, apply
from tracker.amend.parse import parse
from tracker.model import Version, articles
from tracker.numbering import chinese
from tracker.reading import read_text

MARKET = read_text("""示例市集市条例
第一章　总则
第一条　为了规范集市，制定本条例。
第二章　管理
第二条　市商务部门负责集市管理。
区商务部门负责本区集市管理。
前两款规定的部门应当公开电话。
第三条　集市应当公示价格。
违反前款规定的，责令改正。
违反本条第一款规定，拒不改正的，处五百元罚款。
第四条　经营者不得有下列行为：
（一）短斤少两；
（二）前项规定以外的欺诈；
（三）占道。
有前款第三项行为的，责令离场。
第五条　违反前条规定的，处罚款。
本章规定由市商务部门解释。
第三章　附则
第六条　本条例自2015年5月1日起施行。
""")
DECISION = ("关于修改《示例市集市条例》的决定\n（2024年5月30日示例市人民代表大会常务委员会通过）\n{items}\n此外，对条文顺序作相应调整。\n"
            "本决定自2024年7月1日起施行。\n")


def amended(items: str, old: Version = MARKET) -> Applied:
    language.use("zh")
    return apply(parse(DECISION.format(items=items)), [old])


@pytest.mark.parametrize(("items", "told"), [
    ("将第三条第二款单列一条，作为第四条。", [("4", "引用前款，原指现第三条第一款，现在已无所指")]),
    ("将第三条第三款单列一条，作为第四条。", [("4", "引用本条第一款，原指现第三条，现在所指变为第四条")]),
    ("第三条增加一款，作为第二款：“甲。”", [("3", "引用前款，原指现第三条第一款，现在所指变为第三条第二款")]),
    ("第二条增加一款，作为第三款：“甲。”", [
        ("2", "引用前两款，原指现第二条第一款、第二条第二款，现在所指变为第二条第二款、第二条第三款")]),
    ("将第三条第一款修改为：“甲。\n“乙。”", [("3", "引用前款，原指现第三条第一款，现在所指变为第三条第二款")]),
    ("第四条第一款增加一项，作为第二项：“（二）强卖；”", [("4", "引用前项，原指现第四条第一款第一项，现在所指变为第四条第一款第二项"),
                                          ("4", "引用前款第三项，其序号现为前款第四项；决定没有规定引用随之调整")]),
    ("增加一条，作为第五条：“甲。”", [("6", "引用前条，原指现第四条，现在所指变为第五条")]),
    ("将第五条移至第三章，作为第六条。", [
        ("6", "引用前条，原指现第四条，现在所指变为第五条"), ("6", "引用本章，原指现第二章，现在所指变为第三章")]),
    ("删去第三条第一款。", [("3", "引用前款，该处已被决定删去"), ("3", "引用本条第一款，该处已被决定删去")]),
    ("删去第二章章名。", [("5", "引用本章，该处已被决定删去")]),
    ("第三条增加一款，作为第一款：“甲。”", [("3", "引用本条第一款，其序号现为本条第二款；决定没有规定引用随之调整")]),
    ("一、第三条增加一款，作为第二款：“甲。”\n二、将第三条第二款中的“前款”修改为“本条第一款”。", []),
])  # fmt: skip
def test_what_a_citation_without_a_number_comes_to_mean_is_told(items: str, told: list[tuple[str, str]]) -> None:
    found = amended(items).report.problems
    assert [(one.article, one.message) for one in found if one.kind in ("turned", "lost", "dangling", "shifted")] == told


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 6), st.data())
def test_the_paragraph_before_is_the_same_or_the_report_says_so(size: int, data: st.DataObject) -> None:
    citing = [at > 1 and data.draw(st.booleans()) for at in range(1, size + 1)]
    words = [f"违反前款规定的，责令改正{chinese(at)}。" if cites else f"规定{chinese(at)}。" for at, cites in enumerate(citing, 1)]
    old = read_text("示例市集市条例\n第一条　制定本条例。\n第二条　" + "\n".join(words) + "\n第三条　附则。\n")
    at = data.draw(st.integers(1, size))
    order = data.draw(st.sampled_from([
        "删去第二条第{at}款。", "第二条增加一款，作为第{at}款：“新。”", "将第二条第{at}款单列一条，作为第三条。",
        "将第二条第{at}款移至第三条，作为第一款。"]))
    made = amended(order.format(at=chinese(at)), old)
    told = {one.place for one in made.report.problems if one.kind in ("turned", "lost", "dangling")}
    for node in articles(made.versions[0]).values():
        texts = ["", *(child.text for child in node.children)]
        for before, text in pairwise(texts):
            if "前款" in text and before != words[words.index(text) - 1]:
                assert f"art_2__para_{words.index(text) + 1}" in told
