"""Every formula of the drafting practice is read as a lawyer reads it: the table cases/decisions/formulas.md, and mixes of its rows."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.amend.readings import FRAME
from tracker.amend.describe import describe
from tracker.amend.instructions import Amendment
from tracker.amend.parse import parse
from tracker.amend.quotations import plain, quotations
from tracker.numbering import chinese

TABLE = Path(__file__).parent.parent / "cases" / "decisions" / "formulas.md"
ROWS = [tuple(cell.strip().replace("¶", "\n") for cell in line.strip("|").split(" | "))
        for line in TABLE.read_text(encoding="utf-8").split("\n") if line.startswith("| ") and not line.startswith(("| 决定的话", "| ---"))]
ORDER = re.compile("修改为|改为|增加|删[去除]|合并|作为|单列")


def read(words: str) -> Amendment:
    return parse(FRAME.format(items=words))


def told(amendment: Amendment) -> str:
    unread = [f"不能读：{passage.text}" for passage in amendment.unread]
    return "；".join([*(describe(order, 0) for order in amendment.instructions), *unread]).replace("\n", "¶")


@pytest.mark.parametrize(("words", "reading"), ROWS, ids=[words[:40] for words, _ in ROWS])
def test_a_formula_is_read_as_the_table_says(words: str, reading: str) -> None:
    amendment = read(f"一、{words}")
    assert told(amendment) == reading.replace("\n", "¶")
    assert {order.law for order in amendment.instructions} <= {None, 0, 1}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([row for row in ROWS if "不能读" not in row[1] and "《" not in row[0]]), min_size=1, max_size=12))
def test_items_do_not_disturb_each_other(rows: list[tuple[str, str]]) -> None:
    items = "\n".join(f"{chinese(number)}、{words}" for number, (words, _) in enumerate(rows, 1))
    amendment = read(items)
    assert told(amendment) == "；".join(reading for _, reading in rows).replace("\n", "¶")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ROWS), min_size=1, max_size=8))
def test_sources_hold_their_own_words_and_nothing_that_orders_is_outside_them(rows: list[tuple[str, str]]) -> None:
    text = FRAME.format(items="\n".join(f"{chinese(number)}、{words}" for number, (words, _) in enumerate(rows, 1)))
    amendment = parse(text)
    spans = [order.source for order in amendment.instructions] + [passage.source for passage in amendment.unread]
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(set(range(quote.start, quote.end)) <= covered for quote in quotations(plain(text)))
    body = text.index("作如下修改")
    outside = "".join(c if at not in covered else " " for at, c in enumerate(text) if at > body + 5)
    assert not ORDER.search(outside)
    for order in amendment.instructions:
        for inner in [*(pair.source for pair in order.words), *([order.payload.source] if order.payload else [])]:
            assert order.source.start <= inner.start < inner.end <= order.source.end
