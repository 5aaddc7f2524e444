"""Two decisions on one text: where they conflict, and what both make where they do not."""

from datetime import date

import pytest

from tests.amend.outcomes import DECISION, PARK, changed, decision
from tracker import codec
from tracker.amend.conflicts import Conflicts, conflicts
from tracker.errors import AmendError
from tracker.export.text import render
from tracker.model import Version, walk

CLOSING = "\n此外，对条文顺序作相应调整。"
CASES = {
    "an order that cannot be carried out": ("将第四条中的“蓝图”修改为“规划”。", "将第六条中的“报”修改为“经”。", [("undone", "4")]),
    "the same words": ("将第四条中的“规划”修改为“城市规划”。", "将第四条中的“规划”修改为“总体规划”。", [("overlap", "4")]),
    "one article replaced by both": ("将第四条修改为：“甲。”", "将第四条修改为：“乙。”", [("overlap", "4")]),
    "an article replaced, words in it changed": ("将第四条修改为：“甲。”", "将第四条中的“规划”修改为“总体规划”。", [("overlap", "4")]),
    "a 款 replaced, its article too": ("将第三条第二款修改为：“甲。”", "将第三条修改为：“乙。”", [("overlap", "3")]),
    "an article changed that the other deletes": ("将第九条修改为：“甲。”", "删去第九条。", [("deleted", "9")]),
    "a 款 added to an article that the other deletes": ("第三条增加一款，作为第三款：“甲。”", "删去第三条。", [("deleted", "3")]),
    "words in a chapter that the other deletes": ("将第六条中的“报”修改为“经”。", "删去第二章。", [("deleted", "6")]),
    "the same new number": ("增加一条，作为第九条：“甲。”" + CLOSING, "增加一条，作为第九条：“乙。”" + CLOSING, [("number", "9")]),
    "both add a 款": ("第三条增加一款，作为第三款：“甲。”", "第三条增加一款，作为第一款：“乙。”", [("order", "3")]),
    "the same 项 claimed twice": ("第十条增加一项，作为第四项：“（四）甲。”", "第十条增加一项，作为第四项：“（四）乙。”",
                                 [("number", "4"), ("order", "10")]),
    "numbers that hold in neither": ("一、增加一条，作为第四条：“甲。”\n二、将第五条改为第六条。" + CLOSING,
                                     "一、删去第四条。\n二、将第六条改为第五条。" + CLOSING, [("number", "5"), ("number", "6")]),
    "words changed that the other brings": ("将本条例中的“园林部门”统一修改为“公园主管部门”。",
                                            "第三条增加一款，作为第三款：“园林部门应当公开电话。”", [("order", "3")]),
}
JOINT = {
    "different articles": ("将第四条修改为：“甲。”", "将第六条中的“报”修改为“经”。"),
    "the same change twice": ("将第四条中的“规划”修改为“城市规划”。", "将第四条中的“规划”修改为“城市规划”。"),
    "different words of one article": ("将第八条中的“门票”修改为“入园费”。", "将第八条中的“公示”修改为“公布”。"),
    "articles added in different places": ("增加一条，作为第四条：“甲。”" + CLOSING, "增加一条，作为第十条：“乙。”" + CLOSING),
    "one adds, the other deletes": ("增加一条，作为第四条：“甲。”" + CLOSING, "删去第九条。" + CLOSING),
    "the one puts an article behind those that the other deletes": (
        "增加两条，作为第七条、第八条：“第七条　甲。\n“第八条　乙。”" + CLOSING, "删去第五条、第六条。" + CLOSING),
    "the one puts articles before one that the other deletes": (
        "增加一条，作为第一条：“甲。”\n增加一条，作为第二条：“乙。”" + CLOSING, "删去第一条。" + CLOSING),
    "one splits the first article": (
        "将第一条分为两条，作为第一条、第二条：“第一条　甲。\n“第二条　乙。”" + CLOSING, "删去第六条。" + CLOSING),
    "numbers of which those of one follow": ("增加一条，作为第四条：“甲。”" + CLOSING,
                                             "一、删去第八条。\n二、将第九条改为第八条。" + CLOSING),
    "different 款 of one article": ("将第三条第一款修改为：“甲。”", "将第三条第二款修改为：“乙。”"),
}


def both(one: str, other: str) -> tuple[Conflicts, Version | None]:
    return conflicts(PARK, decision(one), decision(other))


@pytest.mark.parametrize("name", CASES)
def test_a_conflict_is_found_with_its_kind_and_place(name: str) -> None:
    one, other, expected = CASES[name]
    for found, joint in (both(one, other), both(other, one)):
        assert sorted((c.kind, c.article) for c in found.conflicts) == expected
        assert joint is None


@pytest.mark.parametrize("name", JOINT)
def test_without_a_conflict_there_is_a_joint_text_in_whichever_order(name: str) -> None:
    texts = []
    for pair in (JOINT[name], JOINT[name][::-1]):
        found, joint = both(*pair)
        assert found.conflicts == ()
        assert joint is not None
        texts.append([line for line in render(joint).splitlines() if "通过" not in line])
    assert texts[0] == texts[1]


def test_the_joint_text_has_what_both_decisions_order() -> None:
    _, joint = both("增加一条，作为第四条：“甲。”" + CLOSING, "删去第九条。" + CLOSING)
    assert joint is not None
    old, new = ([line for line in render(version).splitlines() if "通过" not in line] for version in (PARK, joint))
    assert list(changed(old, new)) == [
        "+ 第四条　甲。", "  第二章　建　　设", "~ 第四条至第八条 → 第五条至第九条", "- 第九条　举办活动的，应当经园林部门批准。",
        "- 第十二条　违反第六条规定，未经批准建设的，责令停止建设。", "+ 第十二条　违反第七条规定，未经批准建设的，责令停止建设。"]


@pytest.mark.parametrize(("name", "before", "behind"), [
    ("the one puts an article behind those that the other deletes", "公园建设应当符合规划。", "公园应当每日开放。"),
    ("the one puts articles before one that the other deletes", None, "本市公园的建设和管理，适用本条例。"),
    ("one splits the first article", None, "本市公园的建设和管理，适用本条例。"),
])
def test_what_one_decision_puts_in_stands_where_it_was_put(name: str, before: str | None, behind: str) -> None:
    _, joint = both(*JOINT[name])
    assert joint is not None
    opening = [node.children[0].text for node in walk(joint.body) if node.type == "article"]
    at = opening.index("甲。")
    assert opening[at + 1] == "乙。"
    assert (opening[at - 1] if at else None, opening[at + 2]) == (before or None, behind)


def test_a_conflict_names_both_instructions() -> None:
    found, _ = both("一、删去第九条。\n二、将第四条修改为：“甲。”", "一、将第八条修改为：“乙。”\n二、将第四条修改为：“丙。”")
    assert [(c.first, c.second, c.place) for c in found.conflicts] == [(1, 1, "art_4")]


def test_a_number_claimed_twice_is_cited_in_full() -> None:
    said = [[c.message for c in both(*CASES[name][:2])[0].conflicts if c.kind == "number"]
            for name in ("the same new number", "the same 项 claimed twice")]
    assert said == [["both decisions make a provision 第九条"], ["both decisions make a provision 第十条第一款第四项"]]


def test_numbers_that_do_not_hold_together_are_told_with_what_they_would_be() -> None:
    found, _ = both(*CASES["numbers that hold in neither"][:2])
    assert [(c.message, c.place, c.first, c.second) for c in found.conflicts] == [
        ("beside the other decision the old 第五条 would be 第五条, not 第六条", "art_5", 1, None),
        ("beside the other decision the old 第六条 would be 第六条, not 第五条", "art_6", None, 1)]


def test_the_joint_text_is_made_by_both_acts_in_the_order_of_their_days() -> None:
    first = decision("删去第九条。", DECISION.replace("2024年7月1日", "2025年1月1日"))
    later = DECISION.replace("2024年5月30日", "2024年9月27日").replace("第八次", "第十次").replace("2024年7月1日", "2024年10月1日")
    for pair in ((first, decision("删去第八条。", later)), (decision("删去第八条。", later), first)):
        _, joint = conflicts(PARK, *pair)
        assert joint is not None
        assert next(node.text for node in joint.head if node.type == "title_note") == (
            "（2015年3月20日示例市第十五届人民代表大会常务委员会第六次会议通过　"
            "根据2024年5月30日示例市第十六届人民代表大会常务委员会第八次会议《关于修改〈示例市公园条例〉的决定》第一次修正　"
            "根据2024年9月27日示例市第十六届人民代表大会常务委员会第十次会议《关于修改〈示例市公园条例〉的决定》第二次修正）")
        assert (joint.version, joint.in_force.date) == (date(2024, 9, 27), date(2025, 1, 1))


def test_conflicts_are_a_document() -> None:
    found, _ = both(*CASES["the same new number"][:2])
    assert codec.decode("conflicts", codec.encode("conflicts", found)) == found


def test_a_decision_on_another_law_is_refused() -> None:
    from tracker.amend.parse import parse

    other = parse("示例市人民代表大会常务委员会关于修改《示例市湖泊条例》等二件地方性法规的决定\n一、修改《示例市湖泊条例》\n"
                  "将第一条修改为：“甲。”\n二、修改《示例市档案条例》\n将第二条修改为：“乙。”\n")
    with pytest.raises(AmendError, match="湖泊"):
        conflicts(PARK, decision("删去第九条。"), other)
