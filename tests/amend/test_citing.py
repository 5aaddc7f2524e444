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
DECISION = ("关于修改《{law}》的决定\n（2024年5月30日示例市人民代表大会常务委员会通过）\n{items}\n此外，对条文顺序作相应调整。\n"
            "本决定自2024年7月1日起施行。\n")


def amended(items: str, old: Version = MARKET) -> Applied:
    language.use("zh")
    return apply(parse(DECISION.format(items=items, law=old.title)), [old])


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


GREEN = read_text("""示例市绿地条例
第一条　为了保护绿地，制定本条例。
第二条　绿地应当登记。
第三条　绿地不得侵占。
第四条　绿地应当养护。
第五条　绿地应当开放。
第六条　绿地分为下列各项：
（一）公共绿地；
（二）单位绿地；
（三）居住绿地；
（四）防护绿地。
第七条　违反第二条至第四条规定的，罚款。
第八条　违反第二条、第四条规定的，警告。
第九条　第六条第一项至第三项绿地免费。
第十条　第六条第三项、第四项绿地登记。
""")


def cited_in(made: Applied, was: str) -> str:
    """The words of the old text's article in the new one."""
    found = [node.children[0].text for node in articles(made.versions[0]).values()]
    ends = {"第七条": "罚款。", "第八条": "警告。", "第九条": "免费。", "第十条": "登记。"}
    return next(text for text in found if text.endswith(ends[was]) and text != "绿地应当登记。")


@pytest.mark.parametrize(("items", "was", "now", "told"), [
    ("增加一条，作为第三条：“甲。”", "第七条", "违反第二条至第五条规定的，罚款。",
     "引用第二条至第四条，现为第二条至第五条，其中包括原来没有的第三条"),
    ("增加一条，作为第五条：“甲。”", "第七条", "违反第二条至第四条规定的，罚款。", ""),
    ("增加一条，作为第二条：“甲。”", "第七条", "违反第三条至第五条规定的，罚款。", ""),
    ("将第三条、第四条合并为第三条，修改为：“甲。”", "第七条", "违反第二条至第三条规定的，罚款。",
     "引用第二条至第四条，现为第二条至第三条，其中的条款与原有条款不是一一对应"),
    ("将第二条、第三条、第四条合并为第二条，修改为：“甲。”", "第七条", "违反第二条规定的，罚款。",
     "引用第二条至第四条，现为第二条，其中的条款与原有条款不是一一对应"),
    ("将第三条分为两条，作为第三条、第四条，修改为：“第三条　甲。\n“第四条　乙。”", "第七条", "违反第二条至第五条规定的，罚款。",
     "引用第二条至第四条，现为第二条至第五条，其中的条款与原有条款不是一一对应"),
    ("删去第三条。", "第七条", "违反第二条至第三条规定的，罚款。", "引用第二条至第四条，其中第三条已被决定删去；现写作第二条至第三条"),
    ("删去第二条、第三条。", "第七条", "违反第二条规定的，罚款。", "引用第二条至第四条，其中第二条、第三条已被决定删去；现写作第二条"),
    ("删去第二条、第三条、第四条。", "第七条", "违反第二条至第四条规定的，罚款。", "引用第二条至第四条，该处已被决定删去"),
    ("将第四条移至第五条之后，作为第五条。", "第七条", "违反第二条至第四条规定的，罚款。",
     "引用第二条至第四条，该处现为第二条、第三条、第五条；字句未动"),
    ("将第四条移至第一条之后，作为第二条。", "第七条", "违反第二条至第四条规定的，罚款。", ""),
    ("将第二条、第三条、第四条合并为第二条，修改为：“甲。”", "第八条", "违反第二条规定的，警告。",
     "引用第四条，该处已与并列引用之处合为一处，只写一次"),
    ("第六条增加一项，作为第二项：“（二）庭院绿地；”", "第九条", "第六条第一项至第四项绿地免费。",
     "引用第六条第一项至第三项，现为第六条第一项至第四项，其中包括原来没有的第六条第一款第二项"),
    ("将第六条第三项、第四项合并为第三项，修改为：“（三）其他绿地。”", "第十条", "第六条第三项绿地登记。",
     "引用第四项，该处已与并列引用之处合为一处，只写一次"),
])  # fmt: skip
def test_a_range_or_a_list_follows_what_it_names_and_says_what_changed_in_it(items: str, was: str, now: str, told: str) -> None:
    made = amended(f"{items}\n此外，对引用的条、款、项序号作相应调整。", GREEN)
    assert cited_in(made, was) == now
    article = next(str(node.number) for node in articles(made.versions[0]).values() if node.children[0].text == now)
    assert [one.message for one in made.report.problems if one.message.startswith("引用") and one.article == article] == [told] * bool(told)


def test_without_a_clause_on_citations_a_range_is_told_as_a_single_one_is() -> None:
    law = parse("关于修改《示例市绿地条例》的决定\n（2024年5月30日示例市人民代表大会常务委员会通过）\n增加一条，作为第三条：“甲。”\n")
    language.use("zh")
    told = [one.message for one in apply(law, [GREEN]).report.problems if one.kind == "shifted"]
    assert told[:2] == ["引用第二条至第四条，其序号现为第二条至第五条；决定没有规定引用随之调整",
                        "引用第四条，其序号现为第五条；决定没有规定引用随之调整"]
