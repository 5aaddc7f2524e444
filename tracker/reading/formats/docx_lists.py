"""Automatic numbers of Word documents (ECMA-376 Part 1, 17.9): computed by the word processor, absent from the text.

A paragraph names a list and a level, itself or through its style; the label follows from what came before it.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from tracker.reading.formats.numerals import ENCLOSED, number, numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile("%([1-9])")


class Level(Struct, frozen=True):
    """One level of a list: `text` has %1 to %9 where the numbers of the levels go; `restart` as the standard has it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""
    suffix: str = "tab"


class List(Struct, frozen=True):
    """A list that paragraphs name by its id: its counter is shared with the lists of the same definition (`counter`)."""

    counter: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int] = {}


Lists = Mapping[str, List]
Counters = dict[tuple[str, int], int]
"""The counting so far: (counter, level) → number; (`list/id`, level) marks a restart already done."""


def value(element: "_Element | None", name: str = "val", default: str = "") -> str:
    """An attribute in Word's namespace, or the default; of no element too."""
    return default if element is None else str(element.get(W + name, default))


def lists_of(root: "_Element | None") -> Lists:
    """The lists that the numbering part defines, by id."""
    if root is None:
        return {}
    abstract = {value(a, "abstractNumId"): a for a in root.iter(W + "abstractNum")}
    linked = {value(a.find(W + "styleLink")): a for a in abstract.values() if a.find(W + "styleLink") is not None}
    return {value(n, "numId"): _list(n, abstract, linked) for n in root.iter(W + "num")}


def _list(num: "_Element", abstract: Mapping[str, "_Element"], linked: Mapping[str, "_Element"]) -> List:
    counter = value(num.find(W + "abstractNumId"))
    definition = abstract.get(counter)
    link = None if definition is None else definition.find(W + "numStyleLink")
    if link is not None and value(link) in linked:
        definition = linked[value(link)]
        counter = value(definition, "abstractNumId")
    levels = {} if definition is None else {number(value(lvl, "ilvl")): _level(lvl) for lvl in definition.iter(W + "lvl")}
    restarts: dict[int, int] = {}
    for override in num.iter(W + "lvlOverride"):
        at, own, start = number(value(override, "ilvl")), override.find(W + "lvl"), override.find(W + "startOverride")
        if own is not None:
            levels[at] = _level(own)
        if start is not None:
            restarts[at] = number(value(start), 1)
    return List(counter, levels, restarts)


def _level(lvl: "_Element") -> Level:
    restart, legal = lvl.find(W + "lvlRestart"), lvl.find(W + "isLgl")
    return Level(start=number(value(lvl.find(W + "start"), default="0")), format=_format(lvl), text=value(lvl.find(W + "lvlText")),
                 restart=None if restart is None else number(value(restart)), legal=on(legal), style=value(lvl.find(W + "pStyle")),
                 suffix=value(lvl.find(W + "suff"), default="tab"))


def _format(lvl: "_Element") -> str:
    """The level's number format; one that newer programs wrap in alternate content is found inside it."""
    return value(next(lvl.iter(W + "numFmt"), None), default="decimal")


def on(element: "_Element | None") -> bool:
    """A switch of WordprocessingML: there, and not turned off."""
    return element is not None and value(element, default="1") not in ("0", "false", "off")


def label(lists: Lists, counters: Counters, list_id: str, at: int) -> str:
    """The label of the next paragraph of a list at a level, with what separates it from the text; moves the counters on."""
    chosen = lists.get(list_id)
    if chosen is None or at not in chosen.levels:
        return ""
    _advance(chosen, counters, list_id, at)
    level = chosen.levels[at]
    if level.format == "bullet":
        return ""
    shown = _PLACE.sub(lambda match: _shown(chosen, counters, level, int(match[1]) - 1), level.text)
    return shown + _separator(shown, level.suffix)


def _advance(chosen: List, counters: Counters, list_id: str, at: int) -> None:
    key, once = (chosen.counter, at), (f"list/{list_id}", at)
    if at in chosen.restarts and once not in counters:
        counters[once] = 1
        counters[key] = chosen.restarts[at]
    else:
        counters[key] = counters[key] + 1 if key in counters else chosen.restarts.get(at, chosen.levels[at].start)
    for below, level in chosen.levels.items():
        if below > at and (level.restart is None or level.restart > at):
            counters.pop((chosen.counter, below), None)


def _shown(chosen: List, counters: Counters, level: Level, at: int) -> str:
    other = chosen.levels.get(at)
    if other is None:
        return ""
    count = counters.get((chosen.counter, at), other.start)
    return numeral(count, "decimal" if level.legal else other.format)


def _separator(shown: str, suffix: str) -> str:
    """A space where the label would otherwise run into the text: 第一条 and bare numbers need one also where Word prints none."""
    closed = shown.endswith(("、", "）", ")", ".", "．", "，", "】", "〕")) or shown[-1:] in ENCLOSED
    return "" if not shown or (suffix == "nothing" and closed) else "\u3000"
