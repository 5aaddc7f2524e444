"""What a decision states of which provision became which, against what the words alone suggest."""

from datetime import date

import pytest
from msgspec.structs import replace

from tracker.amend.apply import apply
from tracker.amend.parse import parse
from tracker.amend.stated import stated
from tracker.compare.alignment import Alignment, align
from tracker.compare.overrule import Overrule, joined, overrule
from tracker.model import Version, citation_of
from tracker.reading import read_text
from tracker.timeline.history import lineage

OLD = read_text("""示例市河道条例
第一条　为了保护河道，制定本条例。
第二条　建设单位应当提交下列材料：
（一）申请书；
（二）企业名称预先核准通知书。
第三条　河道主管机关主任由市长提名，任期五年，连续任职不得超过两届。
第四条　禁止在河道内倾倒垃圾。
第五条　违反第四条的，处一千元罚款。
""")
ORDERS = """示例市人民代表大会常务委员会关于修改《示例市河道条例》的决定
（2024年5月30日示例市第三届人民代表大会常务委员会第八次会议通过）
一、将第二条第二项修改为：“（二）环境影响评价文件。”
二、增加一条，作为第四条：“监察机构主任由市长提名，任期五年，连续任职不得超过两届。”
三、删去第四条。
四、将第五条修改为：“对破坏堤防的，依法追究责任。”
五、第一条增加一款，作为第二款：“本市行政区域内的水库参照适用。”
本决定自公布之日起施行。
"""


def said(orders: str = ORDERS, old: Version = OLD) -> tuple[Version, Overrule]:
    decision = parse(orders)
    done = apply(decision, [old]).done[0]
    return done.new, stated(done, done.new, decision.act).said


def ends(found: Alignment) -> set[tuple[str, str]]:
    pairs = {(x.old, x.new) for x in found.links} | {(x.old, x.new) for link in found.links for x in link.provisions}
    return {(citation_of(old), citation_of(new)) for old, new in pairs}


def test_what_is_changed_is_the_same_provision_however_unlike_the_words() -> None:
    new, stands = said()
    suggested, found = align(OLD, new), align(OLD, new, stands)
    assert ("第二条第一款第二项", "第二条第一款第二项") not in ends(suggested)
    assert ("第二条第一款第二项", "第二条第一款第二项") in ends(found)
    assert ("第五条", "第五条") in ends(found)
    pair = next(x for link in found.links for x in link.provisions if x.old == "art_2__para_1__item_2")
    assert (pair.basis, round(pair.similarity, 1)) == ("stated", 0.0)


def test_what_is_put_in_comes_from_nowhere_and_what_is_taken_out_goes_nowhere() -> None:
    new, stands = said()
    found = align(OLD, new, stands)
    assert (found.inserted, found.deleted) == (("art_4",), ("art_4",))
    assert found.alone == ({"art_4": "stated"}, {"art_4": "stated", "art_1__para_2": "stated"})
    assert next(x.evidence for x in found.links if x.old == "art_3") == "equal"
    assert not any("第一条第二款" in pair for pair in ends(found))


def test_each_statement_names_the_act_and_its_item() -> None:
    _, stands = said()
    assert [(x.text, x.why) for x in stands.statements] == [
        ("第一条 = 第一条", "五"), ("第二条 = 第二条", "一"), ("第四条 = 无", "三"), ("第五条 = 第五条", "四"), ("无 = 第四条", "二"),
        ("第二条第一款 = 第二条第一款", "一"), ("第二条第一款第二项 = 第二条第一款第二项", "一"), ("无 = 第一条第二款", "五")]
    assert {(x.who, x.date, x.basis) for x in stands.statements} == {
        ("示例市人民代表大会常务委员会关于修改《示例市河道条例》的决定", date(2024, 5, 30), "stated")}


def test_an_article_that_becomes_a_paragraph_and_a_paragraph_that_becomes_an_article() -> None:
    old = read_text("示例市河道条例\n第一条　为了保护河道，制定本条例。\n第二条　河道由市人民政府管理。\n河道的日常巡查由镇人民政府负责。\n"
                    "第三条　禁止在河道内倾倒垃圾。\n第四条　违反本条例的，处一千元罚款。\n")
    head = "\n".join(ORDERS.split("\n")[:2])
    new, stands = said(f"{head}\n一、将第二条第二款单列一条，作为第三条。\n二、将第三条改为第四条第一款，第四条改为第四条第二款。\n", old)
    found = align(old, new, stands)
    assert [x.text for x in stands.statements] == [
        "第二条 = 第二条", "第三条 = 第四条", "第二条第二款 = 第三条第一款", "第三条第一款 = 第四条第一款", "第四条第一款 = 第四条第二款"]
    assert {("第二条", "第二条"), ("第二条", "第三条"), ("第三条", "第四条"), ("第四条", "第四条")} <= ends(found)
    assert (found.inserted, found.deleted) == ((), ())


def test_a_paragraph_that_becomes_an_article_in_other_words_is_that_article_s_and_leaves_its_own_where_it_was() -> None:
    old = read_text("示例市灯光条例\n第一条　为了规范灯光，制定本条例。\n第二条　设置灯光应当有固定场所。\n设置者应当申请许可。\n")
    head = "\n".join(ORDERS.split("\n")[:2]).replace("河道", "灯光")
    new, stands = said(f"{head}\n将第二条第二款改为第三条，修改为：“经营人自开业之日起十日内备案。”\n", old)
    assert [x.text for x in stands.statements] == ["第二条 = 第二条", "第二条第二款 = 第三条第一款"]
    found = align(old, new, stands)
    assert ("第二条第二款", "第三条第一款") in ends(found)
    dated = replace(old, version=date(2005, 3, 10)), replace(new, version=date(2016, 5, 26))
    steps = lineage(dated, "第三条", 1, lambda *_: found).steps
    assert [(s.kind, s.old, s.new) for s in steps][1:] == [("changed", ("art_2__para_2",), ("art_3",))]


def unsaid(official: str, orders: str = ORDERS, old: Version = OLD) -> list[str]:
    """What the act states and an official text does not bear out, with the reason and what shows it."""
    decision = parse(orders)
    found = stated(apply(decision, [old]).done[0], read_text(official), decision.act)
    return [f"{x.text} {x.why} {'、'.join(map(citation_of, x.places))}" for x in found.unsaid]


RIGHT = """示例市河道条例
第一条　为了保护河道，制定本条例。
本市行政区域内的水库参照适用。
第二条　建设单位应当提交下列材料：
（一）申请书；
（二）环境影响评价文件。
第三条　河道主管机关主任由市长提名，任期五年，连续任职不得超过两届。
第四条　监察机构主任由市长提名，任期五年，连续任职不得超过两届。
第五条　对破坏堤防的，依法追究责任。
"""


@pytest.mark.parametrize(("right", "wrong", "lost"), [
    ("追究责任", "追究法律责任", []),  # a word more: it is the same article
    ("监察机构主任由市长提名，任期五年，连续任职不得超过两届", "禁止在河道内倾倒垃圾",
     ["第四条 = 无 stays 第四条、第四条第一款", "无 = 第四条 words 第四条"]),
    ("对破坏堤防的，依法追究责任", "违反第四条的，处一千元罚款", ["第五条 = 第五条 words 第五条"]),
    ("\n本市行政区域内的水库参照适用。", "", ["无 = 第一条第二款 parts 第一条"]),
    ("第五条　", "第四条之一　鱼类应当登记。\n第五条　", [f"{x} articles 第四条之一" for x in (
        "第一条 = 第一条", "第二条 = 第二条", "第四条 = 无", "第五条 = 第五条", "无 = 第四条", "第二条第一款 = 第二条第一款",
        "第二条第一款第二项 = 第二条第一款第二项", "无 = 第一条第二款")])])
def test_what_the_official_text_does_not_bear_out_is_not_said(right: str, wrong: str, lost: list[str]) -> None:
    assert unsaid(RIGHT) == []
    assert unsaid(RIGHT.replace(right, wrong)) == lost


def test_articles_that_the_official_text_has_the_other_way_round_are_not_said_to_be_each_other() -> None:
    """The act moves one article behind the other, the official text leaves both where they were."""
    old = "示例市渡口条例\n第一条　渡口实行夜间值守。\n第二条　渡船应当配备救生器材。\n第三条　禁止超载。\n"
    head = "\n".join(ORDERS.split("\n")[:2]).replace("河道", "渡口")
    moved = f"{head}\n一、将第一条改为第二条。\n二、将第二条改为第一条。\n三、将第三条中的“超载”修改为“超载和抢行”。\n"
    assert unsaid(old.replace("超载", "超载和抢行"), moved, read_text(old)) == [
        f"第{old}条{part} = 第{new}条{part} words 第{new}条{part}" for part in ("", "第一款") for old, new in ("一二", "二一")]


def test_a_person_s_word_comes_before_the_act_s() -> None:
    new, stands = said()
    person = overrule(OLD, new, sets=["第三条 = 第四条"], nots=["第五条 = 第五条"], who="法工委")
    found = align(OLD, new, joined(stands, person))
    assert ("第三条", "第四条") in ends(found)
    assert ("第五条", "第五条") not in ends(found)
