"""Laws of order, on invented laws: what a decision does not name keeps its order, or the report says that it does not."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from tests.amend.laws import WHAT
from tracker.amend.apply import Applied, apply
from tracker.amend.parse import parse
from tracker.model import Version, articles
from tracker.numbering import Number, chinese
from tracker.reading import read_text

DECISION = ("示例市人民代表大会常务委员会关于修改《示例市集市条例》的决定\n（2024年5月30日示例市人民代表大会常务委员会通过）\n"
            "决定对《示例市集市条例》作如下修改：\n{items}\n此外，对条文顺序作相应调整。\n本决定自2024年7月1日起施行。\n")
RULES = [f"集市应当{what}。" for what in WHAT]
quick = settings(max_examples=200, deadline=None)


def law(rules: Sequence[str]) -> Version:
    """A law of one 款 an article."""
    return read_text("示例市集市条例\n" + "".join(f"第{chinese(at)}条　{rule}\n" for at, rule in enumerate(rules, 1)))


def amended(old: Version, items: Sequence[str]) -> Applied:
    text = DECISION.format(items="\n".join(f"{chinese(at)}、{item}" for at, item in enumerate(items, 1)))
    return apply(parse(text), [old])


def order_of(version: Version) -> list[str]:
    return ["".join(child.text for child in node.children) for node in articles(version).values()]


class Case(Struct, frozen=True):
    """How many articles a law has, which of them go, in front of which new ones come, and which numbers are stated for others."""

    size: int
    deleted: frozenset[int]
    inserted: frozenset[int]
    stated: dict[int, int]

    @property
    def line(self) -> list[str]:
        """The articles in their order afterwards, as the law's own rules and 新 before one."""
        kept = [at for at in range(self.size) if at not in self.deleted]
        return [rule for at in kept for rule in (*([f"新在第{chinese(at + 1)}条前。"] if at in self.inserted else []), RULES[at])]

    def items(self, stated: dict[int, int]) -> list[str]:
        new = [f"增加一条，作为第{chinese(at)}条：“{rule}”" for at, rule in enumerate(self.line, 1) if rule not in RULES]
        gone = [f"删去第{chinese(at + 1)}条。" for at in sorted(self.deleted)]
        return gone + new + [f"将第{chinese(old + 1)}条改为第{chinese(now)}条。" for old, now in sorted(stated.items())]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    size = draw(st.integers(3, 14))
    places = st.integers(0, size - 1)
    deleted = frozenset(draw(st.sets(places, max_size=2)))
    kept = [at for at in range(size) if at not in deleted]
    inserted = draw(st.sets(st.sampled_from(kept), max_size=2))
    stated = draw(st.dictionaries(st.sampled_from(kept), st.integers(-3, 3), max_size=5))
    return Case(size, deleted, frozenset(inserted), stated)


@quick
@given(cases())
def test_right_numbers_need_no_word(case: Case) -> None:
    right = {at: case.line.index(RULES[at]) + 1 for at in case.stated}
    made = amended(law(RULES[:case.size]), case.items({at: now for at, now in right.items() if now != at + 1}) or ["删去第九十九条。"])
    assert order_of(made.versions[0]) == case.line
    assert not [found for found in made.report.problems if found.kind in ("number_wrong", "number_taken", "moved")]


@quick
@given(cases())
def test_what_no_instruction_names_changes_places_with_nothing_unseen(case: Case) -> None:
    stated = {at: max(1, case.line.index(RULES[at]) + 1 + off) for at, off in case.stated.items()}
    made = amended(law(RULES[:case.size]), case.items(stated) or ["删去第九十九条。"])
    after = order_of(made.versions[0])
    told = {found.article for found in made.report.problems}
    kept = [at for at in range(case.size) if at not in case.deleted]
    for one, other in combinations(kept, 2):
        here, there = after.index(RULES[one]), after.index(RULES[other])
        if here > there and not {one, other} <= stated.keys():
            assert one not in stated or str(Number(here + 1)) in told
            assert other not in stated or str(Number(there + 1)) in told
            assert one in stated or other in stated


def test_an_article_that_nothing_names_is_not_moved_by_the_numbers_of_others() -> None:
    made = amended(law(RULES[:12]), ["删去第七条。", "增加一条，作为第八条：“新。”", "将第九条改为第十条。", "将第十条改为第十一条。"])
    assert order_of(made.versions[0]) == [*RULES[:6], RULES[7], "新。", *RULES[8:12]]
    assert [(found.kind, found.place, found.expected) for found in made.report.problems if found.place] == [
        ("number_wrong", "art_9", "9"), ("number_wrong", "art_10", "10")]


def test_a_paragraph_that_goes_past_many_others_is_told() -> None:
    old = read_text("示例市集市条例\n第一条　" + "\n".join(RULES[:6]) + "\n")
    made = amended(old, ["将第一条第一款改为第六款。"])
    assert [(found.kind, found.place) for found in made.report.problems] == [("moved", "art_1__para_1")]


def test_an_article_of_a_修正案_that_goes_past_others_is_told() -> None:
    old = law(RULES[:6])
    made = apply(parse("示例市集市条例修正案\n（2024年5月30日示例市人民代表大会常务委员会通过）\n将第二条改为第七条。\n"
                       "本修正案自2024年7月1日起施行。\n"), [old])
    assert order_of(made.versions[0]) == [RULES[0], *RULES[2:6], RULES[1]]
    assert [(found.kind, found.place) for found in made.report.problems] == [("moved", "art_2")]


def test_an_article_between_two_others_keeps_its_place_when_the_one_before_it_moves_or_goes() -> None:
    old = read_text("示例市集市条例\n第一条　甲。\n第二条　乙。\n第二条之一　丙。\n第三条　丁。\n第三条之一　戊。\n"
                    "第四条　己。\n第五条　庚。\n第六条　辛。\n第七条　壬。\n")
    moved = amended(old, ["将第三条改为第七条。"]).versions[0]
    assert [(key, node.children[0].text) for key, node in articles(moved).items()][1:5] == [
        ("art_2", "乙。"), ("art_2-1", "丙。"), ("art_2-2", "戊。"), ("art_3", "己。")]
    gone = amended(old, ["删去第三条。"])
    assert [(found.kind, found.article, found.place) for found in gone.report.problems] == [
        ("number_taken", "2-2", "art_3-1"), ("number_taken", "2-1", "")]


@pytest.mark.parametrize(("order", "count"), [
    ("将第八条、第九条合并，作为第八条。", 0),
    ("将第三条、第九条合并，作为第八条。", 0),
    ("将第三条、第九条合并，作为第九条。", 1),
    ("将第八条、第九条合并，作为第三条。", 5),
    ("将第五条分为两条，作为第五条、第六条：“甲。”“乙。”", 0),
    ("将第五条分为两条，作为第六条、第七条：“甲。”“乙。”", 1),
])  # fmt: skip
def test_an_article_made_of_others_that_goes_past_what_is_not_named_is_told(order: str, count: int) -> None:
    moved = [found.message for found in amended(law(RULES[:12]), [order]).report.problems if found.kind == "moved"]
    assert bool(moved) == bool(count)
    assert all(f"past {count} 条" in message for message in moved)


# Numbers that stand twice or out of order


def numbered(numbers: Sequence[int], rules: Sequence[str] = RULES) -> Version:
    """A law whose articles print these numbers."""
    return read_text("示例市集市条例\n" + "".join(f"第{chinese(at)}条　{rule}\n" for at, rule in zip(numbers, rules, strict=False)))


def printed(version: Version) -> list[str]:
    return [f"{node.num}{''.join(child.text for child in node.children)}" for node in articles(version).values()]


@quick
@given(st.lists(st.integers(1, 9), min_size=3, max_size=9), st.data())
def test_articles_keep_their_order_whatever_numbers_they_print(numbers: list[int], data: st.DataObject) -> None:
    once = [at for at, number in enumerate(numbers) if numbers.count(number) == 1]
    gone = data.draw(st.sets(st.sampled_from(once), max_size=2)) if once else set()
    behind = data.draw(st.sampled_from([*once, -1])) if once else -1
    items = [f"删去第{chinese(numbers[at])}条。" for at in sorted(gone)]
    items += [f"在第{chinese(numbers[behind])}条后增加一条：“新。”"] if behind >= 0 else []
    made = amended(numbered(numbers), items or ["删去第九十九条。"])
    after = [RULES[at] for at in range(len(numbers)) if at not in gone]
    assert [rule for rule in order_of(made.versions[0]) if rule != "新。"] == after


def test_an_article_with_a_wrong_number_keeps_it_and_is_told_where_those_around_it_change_theirs() -> None:
    twice = numbered([1, 2, 3, 3, 4, 5], ["甲。", "乙。", "丙。", "丁。", "戊。", "己。"])
    assert printed(amended(twice, ["将第五条修改为：“新。”"]).versions[0])[2:] == ["第三条丙。", "第三条丁。", "第四条戊。", "第五条新。"]
    assert amended(twice, ["将第五条修改为：“新。”"]).report.problems == ()
    made = amended(twice, ["删去第二条。"])
    assert printed(made.versions[0]) == ["第一条甲。", "第二条丙。", "第三条丁。", "第三条戊。", "第四条己。"]
    assert [(found.severity, found.kind, found.article, found.place) for found in made.report.problems] == [
        ("doubt", "misnumbered", "3", "art_3~2")]


def test_a_number_out_of_order_makes_no_gap_in_the_others() -> None:
    made = amended(numbered([1, 3, 2, 4, 5], ["甲。", "乙。", "丙。", "丁。", "戊。"]), ["将第五条修改为：“新。”"])
    assert printed(made.versions[0]) == ["第一条甲。", "第三条乙。", "第二条丙。", "第四条丁。", "第五条新。"]


def test_a_修正案_keeps_the_order_of_the_text_too() -> None:
    old = numbered([1, 3, 2, 4], ["甲。", "乙。", "丙。", "丁。"])
    made = apply(parse("示例市集市条例修正案\n（2024年5月30日示例市人民代表大会常务委员会通过）\n"
                       "在第三条后增加一条，作为第三条之一：“新。”\n本修正案自2024年7月1日起施行。\n"), [old])
    assert printed(made.versions[0]) == ["第一条甲。", "第三条乙。", "第三条之一新。", "第二条丙。", "第四条丁。"]
    assert [(found.kind, found.place) for found in made.report.problems] == [("misnumbered", "art_2")]


def test_what_is_put_beside_an_article_with_a_wrong_number_stands_there_or_is_told() -> None:
    old = numbered([1, 3, 2, 4, 5], ["甲。", "乙。", "丙。", "丁。", "戊。"])
    made = amended(old, ["在第二条后增加一条：“新。”"])
    assert order_of(made.versions[0]) == ["甲。", "乙。", "丙。", "新。", "丁。", "戊。"]
    told = amended(old, ["在第二条后增加一条，作为第三条：“新。”"])
    assert "not_beside" in {found.kind for found in told.report.problems}


RESTARTING = read_text("示例市集市条例\n第一编　总则\n第一条　甲。\n第二条　乙。\n第二编　分则\n第一条　丙。\n第二条　丁。\n第三条　戊。\n")


def test_each_division_whose_articles_begin_anew_is_numbered_by_itself() -> None:
    made = amended(RESTARTING, ["删去第一编第一条。", "删去第二编第二条。"])
    assert printed(made.versions[0]) == ["第一条乙。", "第一条丙。", "第二条戊。"]
    assert made.report.problems == ()


def test_a_new_article_that_could_stand_in_several_divisions_is_told() -> None:
    told = amended(RESTARTING, ["增加一条，作为第二条：“新。”"]).report.problems
    assert ("error", "restarts") in {(found.severity, found.kind) for found in told}
    assert amended(RESTARTING, ["在第一编中增加一条，作为第二条：“新。”"]).report.problems == ()


# Numbers that the old text skips, and numbers beside an article that the decision names


def as_amendment(old: Version, item: str) -> Applied:
    return apply(parse("示例市集市条例修正案\n（2024年5月30日示例市人民代表大会常务委员会通过）\n" + item +
                       "\n本修正案自2024年7月1日起施行。\n"), [old])


@pytest.mark.parametrize(("numbers", "item", "after", "told"), [
    ([1, 2, 4, 5], "增加一条，作为第三条：“新。”", [1, 2, 3, 5, 6], ["at_gap"]),
    ([1, 2, 4, 5], "增加一条，作为第二条：“新。”", [1, 2, 3, 5, 6], []),
    ([1, 2, 9, 4, 5], "将第九条改为第三条。", [1, 2, 3, 4, 5], []),
])  # fmt: skip
def test_a_number_that_the_old_text_skips_is_filled_by_what_stands_there(numbers: list[int], item: str, after: list[int],
                                                                         told: list[str]) -> None:
    made = amended(numbered(numbers), [item])
    assert [node.number for node in articles(made.versions[0]).values()] == [Number(at) for at in after]
    assert [found.kind for found in made.report.problems] == told


@pytest.mark.parametrize("keeps", [False, True])
def test_an_article_put_behind_another_under_a_number_that_stands_elsewhere_is_told(keeps: bool) -> None:
    item = "在第五条后增加一条，作为第三条之一：“新。”"
    made = as_amendment(law(RULES[:6]), item) if keeps else amended(law(RULES[:6]), [item])
    assert [(found.severity, found.kind, found.article) for found in made.report.problems] == [("error", "not_beside", "3-1")]
    right = "在第五条后增加一条，作为第五条之一：“新。”"
    assert (as_amendment(law(RULES[:6]), right) if keeps else amended(law(RULES[:6]), [right])).report.problems == ()


@pytest.mark.parametrize("keeps", [False, True])
def test_what_is_put_behind_an_article_with_a_wrong_number_under_that_number_stands_there(keeps: bool) -> None:
    old, item = numbered([1, 2, 9, 4, 5], ["甲。", "乙。", "丙。", "丁。", "戊。"]), "在第九条后增加一条，作为第九条之一：“新。”"
    made = as_amendment(old, item) if keeps else amended(old, [item])
    assert printed(made.versions[0]) == ["第一条甲。", "第二条乙。", "第九条丙。", "第九条之一新。", "第四条丁。", "第五条戊。"]
    assert {found.kind for found in made.report.problems} <= {"misnumbered"}
