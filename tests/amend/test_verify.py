"""The official text against the computed one: every class of difference, on the invented law, as cases/amend/verify.md has it."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from tests.amend.outcomes import CASES, PARK, decision
from tracker.amend.apply import apply
from tracker.amend.report import Report
from tracker.amend.verify import verify
from tracker.export.text import render
from tracker.model import Version
from tracker.reading import read_text

ORDER = "将第四条中的“规划”修改为“城市规划”。"
Slips = list[tuple[str, str]]
KINDS = {"typography": "排版", "citation": "引用", "not_followed": "未照办", "not_ordered": "无指令", "misprint": "误植"}


def written() -> Iterator[tuple[str, str, Slips, list[str]]]:
    """Each case: its title, the decision's words, how the official text differs, what is found."""
    for block in (CASES / "verify.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        title, *lines = block.rstrip("\n").split("\n")
        slips = [tuple(line[2:].replace("¶", "\n").split(" → ")) for line in lines if line.startswith("> ")]
        words = [line for line in lines if line and line[0] not in ">*"]
        yield title, "\n".join(words), [(a, b) for a, b in slips], [line for line in lines if line.startswith("* ")]


def official(items: str, slips: Slips) -> Version:
    """The text that the decision gives, with slips."""
    text = render(apply(decision(items), [PARK]).versions[0])
    for right, wrong in slips:
        assert right in text, right
        text = text.replace(right, wrong, 1)
    return replace(read_text(text), version=None)


def told(report: Report) -> list[str]:
    return [f"* {found.article} {KINDS[found.kind]} [-{found.computed}-]{{+{found.official}+}}".replace("\n", "¶")
            + (f" 指令{found.instruction + 1}" if found.instruction is not None else "") for found in report.differences]


@pytest.mark.parametrize(("items", "slips", "found"), [pytest.param(*rest, id=title) for title, *rest in written()])
def test_every_difference_is_found_and_classed(items: str, slips: Slips, found: list[str]) -> None:
    assert told(verify(apply(decision(items), [PARK]), [official(items, slips)])) == found


# The title note


@pytest.mark.parametrize(("right", "wrong", "doubt"), [
    ("根据2024年5月30日", "2024年5月30日", ""),
    ("第八次会议《关于修改〈示例市公园条例〉的决定》修正", "第八次会议第一次修正", ""),
    ("根据2024年5月30日", "根据2024年5月31日", "the official title note does not tell of this act, of 2024-05-30"),
    ("　根据2024年5月30日示例市第十六届人民代表大会常务委员会第八次会议《关于修改〈示例市公园条例〉的决定》修正", "",
     "the official title note does not tell of this act, of 2024-05-30"),
    ("示例市第十六届人民代表大会常务委员会第八次", "示例市第十六届人民代表大会第三次",
     "the official title note names 示例市第十六届人民代表大会第三次会议, the decision 示例市第十六届人民代表大会常务委员会第八次会议"),
])  # fmt: skip
def test_a_title_note_is_doubted_for_what_it_tells_not_for_how_it_is_printed(right: str, wrong: str, doubt: str) -> None:
    report = verify(apply(decision(ORDER), [PARK]), [official(ORDER, [(right, wrong)])])
    told = [(found.article, found.severity, found.message) for found in report.problems]
    assert told == ([("title_note", "doubt", doubt)] if doubt else [])
    assert report.differences == ()


def test_a_text_without_a_title_note_is_not_doubted() -> None:
    made = apply(decision(ORDER), [PARK])
    bare = [node for node in made.versions[0].head if node.type != "title_note"]
    assert verify(made, [replace(made.versions[0], head=tuple(bare), events=())]).problems == ()


def test_articles_in_another_order_are_a_difference() -> None:
    made = apply(decision(ORDER), [PARK])
    first, *others = made.versions[0].body
    one, two, *rest = first.children
    report = verify(made, [replace(made.versions[0], body=(replace(first, children=(two, one, *rest)), *others))])
    assert [(found.article, found.kind, found.computed, found.official) for found in report.differences] in (
        [("1", "not_followed", "第一条", "第二条、第一条")], [("2", "not_followed", "第一条、第二条", "第二条")])
