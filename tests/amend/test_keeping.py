"""An article that a decision does not name stays as it was: on invented laws and decisions, and told where it does not."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.amend.laws import WHAT, WHO
from tracker.amend.apply import apply, worked
from tracker.amend.done import Done
from tracker.amend.parse import parse
from tracker.amend.problems import problems_of
from tracker.amend.twigs import Twigs
from tracker.model import Version, articles, text_of
from tracker.numbering import chinese
from tracker.reading import read_text

DECISION = ("示例市人民代表大会常务委员会关于修改《示例市集市条例》的决定\n（2024年5月30日示例市人民代表大会常务委员会通过）\n"
            "决定对《示例市集市条例》作如下修改：\n{items}\n本决定自2024年7月1日起施行。\n")
RULES = [f"{who}应当{what}。" for who, what in zip(WHO + WHO, WHAT, strict=False)]


@st.composite
def orders(draw: st.DrawFn, size: int) -> tuple[str, set[int]]:
    """An order on an article, with the places of the articles that it names."""
    at, other = draw(st.integers(1, size)), draw(st.integers(1, size))
    new = draw(st.integers(1, size + 3))
    one, two, three = (f"第{chinese(number)}条" for number in (at, other, new))
    return draw(st.sampled_from([
        (f"将{one}修改为：“新的规则。”", {at}), (f"删去{one}。", {at}), (f"将{one}中的“应当”修改为“可以”。", {at}),
        (f"增加一条，作为{three}：“新的规则。”", set()), (f"在{one}后增加一条：“新的规则。”", set()),
        (f"将{one}改为{three}。", {at}), (f"将{one}与{two}对调。", {at, other}),
        (f"{one}增加一款，作为第二款：“新的规则。”", {at}), (f"将{one}、{two}合并，作为{one}。", {at, other}),
        (f"将{one}改为{two}第二款。", {at, other}), (f"将{one}移至{two}之后。", {at}),
        (f"将{one}分为两条，作为{one}、{three}：“一新规则。”“二新规则。”", {at}),
    ]))


@settings(max_examples=300, deadline=None)
@given(st.integers(3, 12), st.data())
def test_what_a_decision_does_not_name_stays_as_it_was(size: int, data: st.DataObject) -> None:
    chapters = data.draw(st.sets(st.integers(1, size), max_size=3))
    lines = [line for at in range(1, size + 1)
             for line in ([f"第{chinese(len([x for x in chapters if x <= at]))}章　甲"] if at in chapters else []) + [
                 f"第{chinese(at)}条　{RULES[at - 1]}"]]
    drawn = data.draw(st.lists(orders(size), min_size=1, max_size=5))
    items = "\n".join(f"{chinese(at)}、{order}" for at, (order, _) in enumerate(drawn, 1))
    made = apply(parse(DECISION.format(items=items)), [read_text("示例市集市条例\n" + "\n".join(lines))])
    words = Counter(text_of(child) for node in articles(made.versions[0]).values() for child in node.children)
    unnamed = {at for at in range(1, size + 1) if all(at not in named for _, named in drawn)}
    assert {RULES[at - 1]: words[RULES[at - 1]] for at in unnamed} == {RULES[at - 1]: 1 for at in unnamed}, items
    assert not {found.kind for found in made.report.problems} & {"vanished", "doubled", "altered"}


LAW = read_text("示例市集市条例\n第一条　甲。\n第二条　乙。\n第三条　丙。\n")


def tampered(done: Done, body: Twigs) -> Done:
    return replace(done, built=replace(done.built, body=body))


@pytest.mark.parametrize("kind", ["vanished", "doubled", "altered"])
def test_an_article_that_the_decision_does_not_name_and_that_is_not_as_it_was_is_told(kind: str) -> None:
    done = worked(parse(DECISION.format(items="将第一条修改为：“新。”")), [LAW])[0]
    first, second, third = done.built.body
    other = replace(second, node=replace(third.node, num=second.node.num))
    body = {"vanished": (first, third), "doubled": (first, second, second, third), "altered": (first, other, third)}[kind]
    assert [(found.severity, found.kind, found.article) for found in problems_of(tampered(done, body)) if found.kind != "no_adjust"] == [
        ("error", kind, "2")]


def test_words_changed_for_the_whole_law_are_named_everywhere() -> None:
    law: Version = read_text("示例市集市条例\n第一条　甲。\n第二条　甲乙。\n")
    made = apply(parse(DECISION.format(items="将条例中的“甲”统一修改为“丁”。")), [law])
    assert made.report.problems == ()
