"""Rulings: what a person decided about an instruction that cannot be carried out as written."""

from datetime import date

from tests.amend.outcomes import PARK, decision
from tracker import codec
from tracker.amend.apply import Applied, apply
from tracker.amend.report import failed
from tracker.amend.rulings import Meaning, NewWords, Ruling, Rulings
from tracker.export.text import render

WRONG_ARTICLE = decision("一、将第五条中的“门票”修改为“入园费”。\n二、将第四条中的“规划”修改为“城市规划”。")
MEANT = Ruling(Meaning("word_edit", ("第八条",), words=(NewWords("门票", "入园费"),)), "市人大常委会法工委", "条号有误，见更正", item="一",
               operation="word_edit", targets=("第五条",), date=date(2024, 6, 20))


def ruled(amendment: object, *rulings: Ruling) -> Applied:
    return apply(amendment, [PARK], rulings=rulings)  # type: ignore[arg-type]


def test_an_instruction_means_what_was_ruled_and_the_report_says_who_and_why() -> None:
    assert failed(ruled(WRONG_ARTICLE).report)
    made = ruled(WRONG_ARTICLE, MEANT)
    assert "公园不得收取入园费；" in render(made.versions[0])
    assert "公园建设应当符合城市规划。" in render(made.versions[0])
    assert not failed(made.report)
    assert [outcome.ruling for outcome in made.report.instructions] == ["市人大常委会法工委：条号有误，见更正", ""]


def test_a_passage_that_could_not_be_read_is_settled_by_its_words() -> None:
    amendment = decision("一、将第七条第二款与第三款颠倒。\n二、删去第九条。")
    ruling = Ruling(Meaning("renumber", ("第七条第二款", "第七条第三款"), ("第七条第三款", "第七条第二款")), "法工委", "写法不规范",
                    unread="第二款与第三款颠倒")
    made = ruled(amendment, ruling)
    assert not failed(made.report)
    assert "公园的开放时间由园林部门确定。\n公园闭园应当提前三日公告。" in render(made.versions[0])


def test_the_examples_of_the_schema_are_about_orders_that_cannot_be_carried_out_as_written() -> None:
    given = codec.schema("rulings")["examples"][0]
    named, unread = codec.decode("rulings", given).rulings
    amendment = decision("一、将第四条修改为：“公园应当绿化。”\n二、将第五条中的“园林局”修改为“公园主管部门”。\n"
                         "三、将第十一条二款修改为：“公园应当免费开放。”")
    assert [passage.text for passage in amendment.unread] == ["将第十一条二款修改为：“公园应当免费开放。”"]
    assert [found.instruction for found in apply(amendment, [PARK]).report.problems if found.kind == "no_words"] == [1]
    assert sorted(ruled(amendment, named, unread).settled.rulings) == [1, 2]


def test_an_order_can_be_ruled_to_change_nothing() -> None:
    amendment = decision("一、将第四条中的“规划”修改为“城市规划”。\n二、对个别文字作相应修改。")
    assert failed(ruled(amendment).report)
    made = ruled(amendment, Ruling(Meaning("disapply"), "法工委", "无可修改的文字", operation="adjust"))
    assert not failed(made.report)


def test_a_ruling_that_no_longer_fits_is_an_error() -> None:
    mended = decision("一、将第八条中的“门票”修改为“入园费”。")
    made = ruled(mended, MEANT)
    assert [(found.kind, found.severity) for found in made.report.problems] == [("ruling_unfit", "error")]
    assert made.report.problems[0].message == (
        "entry 1 (item 一, operation word_edit, targets 第五条): the decision has no such instruction; "
        "the nearest (item 一, operation word_edit, targets 第八条) differs in targets")


def test_a_ruling_that_fits_two_instructions_is_an_error() -> None:
    amendment = decision("一、将第五条中的“资金”修改为“经费”。\n二、将第五条中的“范围”修改为“红线”。")
    made = ruled(amendment, Ruling(MEANT.means, "法工委", "不明", operation="word_edit"))
    assert [found.kind for found in made.report.problems] == ["ruling_unfit"]
    assert made.report.problems[0].message.partition(": ")[2] == (
        "it names 2 instructions: item 一, operation word_edit, targets 第五条 | item 二, operation word_edit, targets 第五条; "
        "item, operation and targets together tell them apart")


def test_a_ruling_with_a_place_that_cannot_be_read_is_an_error() -> None:
    for place in ("那一条", "序言那一段"):
        made = ruled(WRONG_ARTICLE, Ruling(Meaning("delete", (place,)), "法工委", "笔误", item="一、"))
        told = next(found.message for found in made.report.problems if found.kind == "ruling_unfit")
        assert told.startswith("entry 1 (item 一、): means.targets: ") and told.endswith("expected one such as 第三条第二款")


NESTED = decision("一、将第五条作如下修改：\n（一）将“资金”修改为“经费”；\n（二）将“范围”修改为“红线”。\n"
                  "二、增加一条，作为第九条：“公园免费。”")


def test_an_item_is_named_with_or_without_its_marks_and_an_insertion_by_its_new_number() -> None:
    for named in ("一、（二）", "一（二）", "一(二)"):
        assert ruled(NESTED, Ruling(Meaning("disapply"), "法工委", "误植", item=named)).settled.rulings.keys() == {1}
    assert ruled(NESTED, Ruling(Meaning("disapply"), "法工委", "误植", targets=("第九条",))).settled.rulings.keys() == {2}


def test_a_ruling_that_names_nothing_or_what_another_has_ruled_is_an_error() -> None:
    told = [found.message for found in ruled(WRONG_ARTICLE, Ruling(Meaning("disapply"), "法工委", "误植")).report.problems]
    assert any(message.startswith("entry 1: it names no instruction") for message in told)
    again = ruled(WRONG_ARTICLE, MEANT, Ruling(Meaning("disapply"), "法工委", "误植", operation="word_edit", targets=("第五条",)))
    assert [found.message.partition(": ")[2] for found in again.report.problems] == ["it is about the same order as entry 1"]


def test_a_ruling_names_what_the_decision_says_not_what_another_ruling_makes_of_it() -> None:
    turned = Ruling(Meaning("replace", ("第四条",), lines=("公园应当整洁。",)), "法工委", "误植", item="二")
    other = Ruling(MEANT.means, "法工委", "误植", operation="word_edit", targets=("第五条",))
    assert not failed(ruled(WRONG_ARTICLE, turned, other).report)


def test_words_that_no_unread_passage_has_are_told_with_those_that_are_unread() -> None:
    amendment = decision("一、将第七条第二款与第三款颠倒。\n二、删去第九条。")
    told = [found.message for found in ruled(amendment, Ruling(Meaning("disapply"), "法工委", "误植", unread="颠倒次序")).report.problems]
    assert "entry 1 (“颠倒次序”): no unread passage has these words; unread: “将第七条第二款与第三款颠倒”" in told


def test_rulings_are_a_document() -> None:
    file = Rulings(WRONG_ARTICLE.act.title, (MEANT, Ruling(Meaning("disapply"), "法工委", "无", unread="适当修改")))
    assert codec.decode("rulings", codec.encode("rulings", file)) == file
