"""Whatever the engines make of any two texts of a law comes back from its JSON: `decode(encode(x)) == x`, for every kind of document."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import tracker
from tracker import codec
from tracker.amend.conflicts import conflicts
from tracker.amend.rulings import Meaning, NewWords, Ruling, Rulings
from tracker.citations import Index
from tracker.compare.carrying import carried, citations_of
from tracker.compare.overrule import Overrule, Statement
from tracker.compare.references import reference
from tracker.model import Event, Law, Version, held_as
from tracker.numbering import chinese
from tracker.reading import read_text
from tracker.timeline.blame import blame
from tracker.timeline.history import lineage

WORDS = ["公园", "管理单位", "应当", "可以", "每日开放", "三十日内", "一千元", "市人民政府", "依照第一条", "收费", "绿地"]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(lambda words: "".join(words) + "。")
ARTICLE = st.one_of(
    SENTENCE,
    st.lists(SENTENCE, min_size=2, max_size=3).map("\n".join),
    st.lists(SENTENCE, min_size=1, max_size=3).map(
        lambda items: "不得：\n" + "\n".join(f"（{chinese(n)}）{words}" for n, words in enumerate(items, 1))))
PAIR = st.lists(ARTICLE, min_size=2, max_size=6, unique=True).flatmap(
    lambda old: st.tuples(st.just(old), st.lists(st.one_of(st.sampled_from(old), ARTICLE), min_size=2, max_size=6)))
NOTES = ("2020年1月10日示例市人民代表大会常务委员会通过",
         "2020年1月10日示例市人民代表大会常务委员会通过　2022年5月20日示例市人民代表大会常务委员会修订")


def law(articles: list[str], note: str, begins: str) -> Version:
    body = [*articles, f"本条例自{begins}起施行。"]
    return read_text(f"示例市公园条例\n（{note}）\n" + "".join(f"第{chinese(n)}条　{text}\n" for n, text in enumerate(body, 1)))


def repealing(old: Version, new: Version) -> Law:
    event = Event("repealed", date(2030, 1, 1), "示例市人民代表大会", act="示例市公园条例废止决定", provisions=("art_1",), basis="person")
    return Law(new.law, new.title, events=(event,), versions=(held_as(old, "0" * 64, "a.txt"), held_as(new, "f" * 64)))


def in_conflict(old: Version, new: Version) -> Any:
    decision = tracker.parse_amendment(tracker.draft(old, new).text)
    other = "示例市人民代表大会常务委员会关于修改《示例市公园条例》的决定\n一、将第一条修改为：“公园免费。”\n二、删去第二条。\n"
    return conflicts(old, decision, tracker.parse_amendment(other))[0]


def cited(old: Version, new: Version) -> Any:
    text = "依照《示例市公园条例》第一条、第二条第二款和第三条第一项办理。"
    return carried(text, tuple(citations_of(text, [old])), tracker.renumbering(old, new), Index.of(old), Index.of(new))


MADE: dict[str, Callable[[Version, Version], Any]] = {
    "version": lambda old, new: new,
    "law": repealing,
    "timeline": lambda old, new: tracker.timeline.timeline(
        repealing(old, new), [old, new], date(2024, 1, 1), day=date(2023, 1, 1)),
    "lineage": lambda old, new: lineage([old, new], "第一条", 0),
    "blame": lambda old, new: blame([old, new], words=True),
    "diff": lambda old, new: tracker.diff(old, new),
    "renumbering": lambda old, new: tracker.renumbering(old, new),
    "alignment": lambda old, new: Overrule(old.law, reference(old), reference(new), (
        Statement("set", ("art_1",), ("art_2",), "第一条", "某人", "两条同义", date(2024, 1, 1)),
        Statement("not", ("art_2",), ("art_1",)))),
    "citations": cited,
    "amendment": lambda old, new: tracker.parse_amendment(tracker.draft(old, new).text),
    "report": lambda old, new: tracker.apply(tracker.parse_amendment(tracker.draft(old, new).text), [old]).report,
    "rulings": lambda old, new: Rulings("关于修改《示例市公园条例》的决定", (
        Ruling(Meaning("word_edit", ("第一条",), words=(NewWords("公园", "绿地"),), everywhere=True), "某人", "全条均改", "一",
               "word_edit", ("第一条",), date=date(2024, 1, 1)),)),
    "conflicts": in_conflict,
}


def test_every_kind_is_made() -> None:
    assert MADE.keys() == codec._CLASSES.keys()


@pytest.mark.parametrize("kind", MADE)
@settings(max_examples=12, deadline=None)
@given(PAIR)
def test_what_is_made_of_any_two_texts_comes_back(kind: str, pair: tuple[list[str], list[str]]) -> None:
    old, new = law(pair[0], NOTES[0], "2020年3月1日"), law(pair[1], NOTES[1], "2022年7月1日")
    new = replace(new, in_force=replace(new.in_force, reason="某人所知", basis="person"))
    if kind in ("amendment", "report", "conflicts") and not tracker.draft(old, new).text:
        return  # nothing is ordered where nothing differs
    value = MADE[kind](old, new)
    document = codec.encode(kind, value)
    assert codec.decode(kind, document) == value
    assert codec.dump(codec.encode(kind, codec.load(codec.dump(document), "x.json"))) == codec.dump(document)
