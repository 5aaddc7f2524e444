"""Whole decisions: packages, annexes, amendments, orders, quotations that are not closed; each beside what a lawyer reads in it."""

from pathlib import Path

import pytest

from tests.amend.readings import FRAME, told
from tracker import codec
from tracker.amend.instructions import Amendment, Place
from tracker.amend.parse import parse
from tracker.errors import AmendError
from tracker.numbering import Number

CASES = sorted((Path(__file__).parent.parent / "cases" / "decisions").glob("*.txt"))


def read(items: str) -> Amendment:
    return parse(FRAME.format(items=items))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_decision_is_read_as_written_beside_it(case: Path) -> None:
    amendment = parse(case.read_text(encoding="utf-8"))
    assert "\n".join(told(amendment)) + "\n" == case.with_suffix(".reading.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_word_of_a_decision_has_its_place(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    amendment = parse(text)
    parts = [*amendment.instructions, *amendment.commencement, *amendment.repeals, *amendment.clauses, *amendment.unread]
    covered = {at for part in parts for at in range(part.source.start, part.source.end)}
    left = "".join(c if at not in covered else " " for at, c in enumerate(text))
    words = left.replace("此外", " ").replace("同时", " ").replace("废止", " ").replace("并", " ").split()
    assert all(len(word.strip("，。；：、（）().一二三四五六七八九十第条0123456789款项")) == 0 for word in words), words


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_reading_is_a_document(case: Path) -> None:
    amendment = parse(case.read_text(encoding="utf-8"))
    assert codec.decode("amendment", codec.encode("amendment", amendment)) == amendment


def steps(place: Place) -> list[tuple[str, str]]:
    return [(step.type, str(step.number)) for step in place.steps]


def test_targets_are_in_the_old_numbering_and_results_in_the_new_one() -> None:
    amendment = read("一、将第二十四条改为第二十六条，增加一款，作为第一款：“甲。”\n第一款改为第二款，修改为：“乙。”")
    renumbered, inserted, moved, replaced = amendment.instructions
    assert steps(renumbered.targets[0]) == [("article", "24")]
    assert inserted.anchor is not None
    assert steps(inserted.anchor) == [("article", "24")]
    assert steps(inserted.results[0]) == [("article", "26"), ("paragraph", "1")]
    assert (steps(moved.targets[0]), steps(moved.results[0])) == (
        [("article", "24"), ("paragraph", "1")], [("article", "26"), ("paragraph", "2")])
    assert (replaced.targets, replaced.results) == (moved.targets, moved.results)


def test_a_place_named_by_its_new_number_is_carried_back() -> None:
    amendment = read("一、将第七条改为第八条。第八条第二款修改为：“甲。”")
    assert steps(amendment.instructions[1].targets[0]) == [("article", "7"), ("paragraph", "2")]


def test_the_next_item_starts_afresh() -> None:
    amendment = read("一、将第七条改为第八条。\n二、将第八条改为第九条，第二款修改为：“甲。”")
    assert steps(amendment.instructions[2].targets[0]) == [("article", "8"), ("paragraph", "2")]


def test_items_below_a_heading_take_its_place_over() -> None:
    amendment = read("一、对第十条作如下修改：\n（一）第一款修改为：“甲。”\n（二）增加一款，作为第三款：“乙。”\n"
                     "二、第三条第二款修改为：“丙。”")
    assert [steps(order.targets[0])[0][1] for order in amendment.instructions if order.targets] == ["10", "3"]
    assert [order.item for order in amendment.instructions] == ["一、（一）", "一、（二）", "二、"]
    assert amendment.instructions[1].results[0].article == Number(10)


def test_a_place_says_how_much_of_it_was_inherited() -> None:
    amendment = read("一、将第五条第一款第一项、第二项中的“甲”修改为“乙”，第二款修改为：“丙。”")
    first, second = amendment.instructions
    assert [place.inherited for place in first.targets] == [0, 2]
    assert second.targets[0].inherited == 1


def test_what_cannot_be_read_says_where_and_what_was_expected() -> None:
    text = FRAME.format(items="一、将第七条第二款与第三款颠倒。\n二、将第八条修改为。\n三、修改为“甲”“乙”两种。")
    amendment = parse(text)
    assert [text[passage.source.start:passage.source.end] for passage in amendment.unread] == [passage.text for passage in amendment.unread]
    assert [passage.text for passage in amendment.unread][:2] == ["将第七条第二款与第三款颠倒", "将第八条修改为"]
    assert all(passage.expected for passage in amendment.unread)
    assert "new words" in amendment.unread[1].expected


def test_a_title_with_a_verb_of_amendment_announces_no_new_text() -> None:
    amendment = parse(FRAME.format(items="一、删去第三条。").replace("公园条例", "禁止非法增加负担条例"))
    assert [order.operation for order in amendment.instructions] == ["delete"]
    assert amendment.unread == ()


def test_a_decision_on_a_修正案_is_a_decision() -> None:
    assert parse(FRAME.format(items="一、删去第三条。")).act.kind == "decision"
    assert parse(FRAME.format(items="一、删去第三条。").replace("公园条例", "公园条例修正案")).act.kind == "decision"


def test_a_bare_name_may_begin_as_a_preposition_does() -> None:
    found = parse("示例自治县自治条例修正案\n一、自治条例第二条修改为：“自治县设示例镇。”\n二、自治条例第三条“甲”修改为“乙”。")
    assert [target.title for target in found.targets] == ["示例自治县自治条例"]
    assert [one.law for one in found.instructions] == [0, 0]


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(AmendError, match="empty"):
        parse(" \n　\n")


def test_a_text_that_is_no_decision_has_no_instructions() -> None:
    amendment = parse("示例市公园条例\n第一条　为了管理公园，制定本条例。\n第二条　公园应当每日开放。\n")
    assert amendment.instructions == ()


@pytest.mark.parametrize("words", [
    "废止第四条。", "恢复原第八条。", "对第四条进行修改。", "附件作相应调整。", "有关罚款的条款相应修改。", "请把第四条写得好看一些。"])
def test_an_item_that_orders_nothing_is_never_passed_over(words: str) -> None:
    found = read(f"一、将第一条中的“甲”修改为“乙”。\n二、{words}\n三、删去第五条。\n")
    assert [one.item for one in found.instructions] == ["一、", "三、"]
    assert [one.text for one in found.unread] == [words]


@pytest.mark.parametrize(("closing", "laws"), [("here", [0]), ("there", [None])])
def test_a_clause_on_the_order_of_articles_between_the_items_on_two_laws_is_about_the_first(closing: str, laws: list[int | None]) -> None:
    follows = "此外，对条文顺序作相应调整。\n"
    text = ("示例市人民代表大会常务委员会关于修改《示例市公园条例》等二件地方性法规的决定\n一、修改《示例市公园条例》\n（一）删去第二条。\n"
            f"{follows if closing == 'here' else ''}二、修改《示例市湖泊条例》\n（一）删去第三条。\n{follows if closing == 'there' else ''}"
            "本决定自2024年7月1日起施行。\n")
    assert [one.law for one in parse(text).instructions if one.operation == "adjust"] == laws


@pytest.mark.parametrize("items", ["一、删去第二条。二、除第五条外，将本条例中的“甲”修改为“乙”。",
                                   "第一条　删去第二条。\n第二条　除第五条外，将本条例中的“甲”修改为“乙”。"])
def test_an_item_may_begin_with_what_it_leaves_out(items: str) -> None:
    found = parse(FRAME.format(items=items))
    assert not found.unread
    assert [one.operation for one in found.instructions] == ["delete", "word_edit"]
