"""The figure that tells how alike two provisions are."""

from itertools import pairwise

import pytest

from tracker.citations import Index
from tracker.compare.algebra import compose
from tracker.compare.alignment import align
from tracker.compare.carrying import carried, citations_of
from tracker.compare.likeness import figure, shown
from tracker.compare.overrule import overrule
from tracker.compare.renumbering import Entry, Renumbering, renumbering
from tracker.model import Version, articles
from tracker.reading import read_text

RULES = "第二条　渡口应当设置候船室。\n第三条　渡船应当配备救生器材，并每年检验一次。\n"


def law(words: str) -> Version:
    return read_text(f"示例市渡口条例\n第一条　{words}\n{RULES}")


def between(*texts: str) -> Entry:
    """What became of the first article, over all of these texts."""
    versions = [law(words) for words in texts]
    first, *rest = [renumbering(align(old, new)) for old, new in pairwise(versions)]
    return compose(first, *rest).entries[0]


@pytest.mark.parametrize(("old", "new"), [
    ("渡船超载的，处一千元罚款。", "渡船超载的，处五千元罚款。"), ("违反第二条的，处一千元罚款。", "违反第三条的，处一千元罚款。"),
    ("渡船应当登记。\n违反前款规定的，处一千元罚款。", "渡船应当登记。"), ("渡船应当登记。\n渡船应当登记。", "渡船应当登记。")])
def test_what_differs_in_a_word_is_less_than_the_same(old: str, new: str) -> None:
    found = between(old, new)
    assert found.similarity and found.similarity < 1
    assert shown(found.similarity) < "1.00"


@pytest.mark.parametrize("new", ["渡船超载的，处1000元罚款。", "渡船超载的,处一千元 罚款。", "渡船超载的，处一千元罚款。"])
def test_width_marks_and_figures_are_the_same_words(new: str) -> None:
    assert between("渡船超载的，处一千元罚款。", new).similarity == 1


def test_an_article_of_which_one_paragraph_went_into_another_is_not_said_to_be_there_whole() -> None:
    old = read_text("示例市渡口条例\n第一条　渡船载客不得超过核定人数，不得夹带易燃易爆物品。\n"
                    "渡船每年由船舶检验机构检验一次，合格后方可营运。\n第二条　渡口管理人应当在醒目位置公布渡运时间和乘客须知。\n")
    new = read_text("示例市渡口条例\n第一条　渡口管理人应当在醒目位置公布渡运时间和乘客须知。\n"
                    "渡船载客不得超过核定人数，不得夹带易燃易爆物品。\n")
    entry = renumbering(align(old, new)).entries[0]
    link = next(x for x in entry.links if x.old == "art_1")
    assert link.evidence == "provision" and link.similarity < 0.8


def test_over_several_steps_it_is_the_least_of_them() -> None:
    steps = "渡船超载的，处一千元罚款。", "渡船超载的，责令停航，处五千元以下罚款。", "渡船超载的，责令停航，处五千元以下的罚款。"
    alike = [between(*pair).similarity or 0 for pair in pairwise(steps)]
    assert between(*steps).similarity == min(alike) < 1


def test_the_basis_of_one_step_does_not_lend_its_figure_to_another() -> None:
    """A step that the act states, of other words, and one that is inferred, of the same words."""
    old, mid = law("渡船超载的，处一千元罚款。"), law("乘客应当爱护设施。")
    maps = [renumbering(align(old, mid, overrule(old, mid, sets=["第一条 = 第一条"]))), renumbering(align(mid, mid))]
    assert same_step(compose(*maps)) == ("inferred", same_step(maps[0])[1])


def same_step(found: Renumbering) -> tuple[str, float | None]:
    return found.entries[0].basis, found.entries[0].similarity


def test_it_is_rounded_down() -> None:
    one, other = (next(iter(articles(law(words)).values())) for words in ("渡船" * 600, "渡船" * 599 + "渡口"))
    assert shown(figure(1.0, one, other)) == "0.99"
    assert [shown(x) for x in (0.29, 0.57, 0.58, 1.0)] == ["0.29", "0.57", "0.58", "1.00"]


def test_what_changes_a_little_at_each_step_is_no_more_alike_than_both_ends() -> None:
    steps = [law(words) for words in ("渡船应当在靠岸以后放下跳板。", "渡船应当在停稳以后放下跳板。", "渡船应当在停稳以后铺设跳板。",
                                      "渡船必须在停稳以后铺设跳板。", "渡船必须在停稳以后铺设踏板。")]
    first, *rest = [renumbering(align(old, new)) for old, new in pairwise(steps)]
    found = compose(first, *rest)
    text = "示例市渡口条例第一条"
    told = carried(text, tuple(citations_of(text, (steps[0], steps[-1]))), found, Index.of(steps[0]), Index.of(steps[-1]))
    assert (told.citations[0].heirs[0].similarity or 0) < min(renumbering(align(old, new)).entries[0].similarity or 0
                                                              for old, new in pairwise(steps))
