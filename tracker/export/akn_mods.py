"""An amending act's orders as Akoma Ntoso's `mod`s: where they stand in its text, what they quote, what they do to which law.

A `mod` is a passage of the decision with one order or with several that share words. What an order quotes is a `quotedText` (words) or
a `quotedStructure` (new provisions); its quotation marks stand in attributes, as the standard has it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date as Date
from typing import TYPE_CHECKING

from msgspec import Struct

from tracker.amend.instructions import LAST, Amendment, Commencement, Instruction, Operation, Place, Repeal, Span
from tracker.export.akn_names import iri_part
from tracker.export.akn_text import add
from tracker.model import step_id
from tracker.numbering import path

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPENING, _CLOSING = "“", "”"
_TYPES: dict[Operation, str] = {
    "replace": "substitution", "insert": "insertion", "delete": "repeal", "renumber": "renumbering", "move": "renumbering",
    "exchange": "renumbering", "merge": "join", "split": "split", "word_edit": "substitution", "insert_words": "insertion",
    "delete_words": "repeal", "heading": "substitution", "rename": "substitution", "adjust": "renumbering"}
_SIDES = {"before": "before", "after": "after", "start": "start", "end": "end", "inside": "inside", "between": "inside"}
_UNNUMBERED = ("preamble", "title", "toc")


class Quotation(Struct, frozen=True):
    """A quotation inside a `mod`: its eId, its range with the marks; `structure`: new provisions, not words."""

    key: str
    start: int
    end: int
    structure: bool
    quoted: bool = True


class Mod(Struct, frozen=True):
    """A passage (code points of the decision's text) that orders something."""

    key: str
    start: int
    end: int
    orders: tuple[Instruction, ...]
    quotations: tuple[Quotation, ...]


def mods(found: Amendment, text: str) -> tuple[Mod, ...]:
    """The passages in the order of the text; none overlap."""
    groups: list[list[Instruction]] = []
    end = -1
    for order in sorted(found.instructions, key=lambda o: (o.source.start, o.source.end)):
        if order.source.start < end:
            groups[-1].append(order)
        else:
            groups.append([order])
        end = max(end, order.source.end)
    return tuple(_mod(f"mod_{at}", group, text) for at, group in enumerate(groups, 1))


def _mod(key: str, orders: Sequence[Instruction], text: str) -> Mod:
    start, end = min(o.source.start for o in orders), max(o.source.end for o in orders)
    new = sorted({(o.payload.source.start, o.payload.source.end): o.payload.quoted for o in orders if o.payload}.items())
    quotations: list[Quotation] = []
    at = start
    for (first, last), quoted in new:
        if first >= at:
            quotations += _words(key, Span(at, first), text, len(quotations))
            quotations.append(Quotation(f"{key}__qstr_{len(quotations) + 1}", first, last, structure=True, quoted=quoted))
            at = last
    quotations += _words(key, Span(at, end), text, len(quotations))
    return Mod(key, start, end, tuple(orders), tuple(quotations))


def _words(key: str, inside: Span, text: str, before: int) -> list[Quotation]:
    """The words in outermost quotation marks; a mark without its counterpart is text."""
    found: list[Quotation] = []
    depth, opened = 0, 0
    for at in range(inside.start, inside.end):
        if text[at] == _OPENING:
            depth, opened = depth + 1, at if depth == 0 else opened
        elif text[at] == _CLOSING and depth:
            depth -= 1
            if not depth and "\n" not in text[opened:at]:
                found.append(Quotation(f"{key}__qtext_{before + len(found) + 1}", opened, at + 1, structure=False))
    return found


# The analysis


def write_active(parent: "_Element", found: Amendment, passages: Sequence[Mod], known: Mapping[str, str], text: str,
                 paragraph: Callable[[int], str]) -> None:
    """What the act does: a textualMod for each order, an efficacyMod for what no longer applies, a forceMod for each law it repeals
    and for provisions with a commencement of their own. `known` are the addresses of laws by title, `paragraph` gives the eId of
    the paragraph around an offset."""
    active = add(parent, "activeModifications")
    works = [known.get(target.title) or work_of(target.title) for target in found.targets]
    count = 0
    for passage in passages:
        for order in passage.orders:
            if order.operation in _TYPES or order.operation == "disapply":
                count += 1
                _textual(active, f"amod_{count}", order, passage, _targets(order.law, works), found, text)
    for at, repeal in enumerate(found.repeals, 1):
        _force(active, f"fmod_repeal_{at}", "endOfEnactment", f"#{paragraph(repeal.source.start)}",
               _repealed(repeal, known.get(repeal.title) or work_of(repeal.title)), f"tg_repeal_{at}" if repeal.date else "")
    for at, clause in enumerate(found.commencement, 1):
        destinations = [(f"{work}{fragment(where)[0]}", "") for work in _targets(clause.law, works) for where in clause.provisions]
        if destinations:
            _force(active, f"fmod_{at}", "entryIntoForce", f"#{paragraph(clause.source.start)}", destinations,
                   f"tg_{at}" if clause.date else "")
    if not len(active):
        parent.remove(active)


def _repealed(repeal: Repeal, work: str) -> list[tuple[str, str]]:
    """The addresses of what is repealed, each with the last id of a range (第三条至第五条)."""
    ends = [[f"#{'__'.join(map(step_id, path(end)))}" for end in cited.split("至")] for cited in repeal.provisions]
    return [(work + first, last[0] if last else "") for first, *last in ends] or [(work, "")]


def work_of(title: str) -> str:
    """The address of a law of which only the title is known."""
    return f"/akn/cn/act/law/undated/{iri_part(title.removeprefix('中华人民共和国') or title)}"


def _targets(law: int | None, works: Sequence[str]) -> Sequence[str]:
    return works if law is None else works[law:law + 1]


def _textual(active: "_Element", key: str, order: Instruction, passage: Mod, works: Sequence[str], found: Amendment,
             text: str) -> None:
    places = order.targets or ((order.anchor,) if order.anchor else order.results) or (Place(),)
    known = [(fragment(where), order.position if where is order.anchor or order.operation == "insert_words" else "") for where in places]
    whole = all(exact for (_, exact), _ in known) and order.operation != "adjust"
    name, kind = ("efficacyMod", "inapplication") if order.operation == "disapply" else ("textualMod", _TYPES[order.operation])
    made = add(active, name, type=kind, eId=key, **({} if whole else {"incomplete": "true"}))
    add(made, "source", href=f"#{passage.key}")
    for work in works or ("",):
        for (place, _), position in known:
            add(made, "destination", href=f"{work}{place}", **({"pos": _SIDES[position]} if position else {}))
    period = _period(order, found)
    if period:
        add(made, "force", period=f"#{period}")
    if name == "textualMod":
        _old_and_new(made, order, passage, works, text)


def _old_and_new(made: "_Element", order: Instruction, passage: Mod, works: Sequence[str], text: str) -> None:
    """The words or provisions that go (`old`) and those that come (`new`); new numbers as places in the law."""
    said = {_plain(text[q.start + 1:q.end - 1]): q.key for q in passage.quotations if not q.structure}
    gone = () if order.operation == "insert_words" else (*(w.old for w in order.words), *order.old)
    for old in dict.fromkeys(gone):
        if _plain(old) in said:
            add(made, "old", href=f"#{said[_plain(old)]}")
    if order.payload:
        new = next((q.key for q in passage.quotations if q.structure and q.start == order.payload.source.start), "")
        if new:
            add(made, "new", href=f"#{new}")
    for word in dict.fromkeys(w.new for w in order.words):
        if word and _plain(word) in said:
            add(made, "new", href=f"#{said[_plain(word)]}")
    if order.operation in ("renumber", "move", "merge", "split"):
        for work in works:
            for where in order.results:
                add(made, "new", href=f"{work}{fragment(where)[0]}")


def _plain(words: str) -> str:
    """Words without the difference between the marks of a law and those of a decision that quotes it."""
    return words.translate(str.maketrans("‘’", "“”"))


def fragment(where: Place) -> tuple[str, bool]:
    """A place as an id behind `#`, and whether it says all: a portion of a provision, an unnumbered division or a 项 of a 款 that is not
    named has no id, nor has the last 款 of an article; then it is what lies around it."""
    steps = list(where.steps)
    at = next((n for n, step in enumerate(steps) if step.type == "article"), 0)
    found: list[str] = []
    for step in steps[at:]:
        skipped = found and found[-1].startswith("art_") and step.type not in ("paragraph", "table")
        if skipped or step.number == LAST or (step.number is None and step.type not in _UNNUMBERED) or step.type == "body":
            return ("#" + "__".join(found) if found else ""), False
        found.append(step_id((step.type, step.number)) if step.number else step.type)
    return ("#" + "__".join(found) if found else ""), not where.portion


def _period(order: Instruction, found: Amendment) -> str:
    """The temporal group of the commencement that is about an order: of its own item, else of the whole act."""
    mine = [(at, c) for at, c in enumerate(found.commencement, 1) if c.law in (None, order.law) and not c.provisions]
    own = (at for at, c in mine if c.date and any(order.item.startswith(item) for item in c.items))
    whole = (at for at, c in sorted(mine, key=lambda one: one[1].law is None) if not c.items)
    at = next(own, 0) or next(whole, 0)
    return f"tg_{at}" if at and found.commencement[at - 1].date else ""


def _force(active: "_Element", key: str, kind: str, source: str, destinations: Sequence[tuple[str, str]],
           period: str) -> None:
    """`destinations` are addresses, each with the id at which a range from there ends."""
    made = add(active, "forceMod", type=kind, eId=key)
    add(made, "source", href=source)
    for first, last in destinations:
        add(made, "destination", href=first, **({"upTo": last} if last else {}))
    if period:
        add(made, "force", period=f"#{period}")


def days(found: Amendment) -> Mapping[str, Date]:
    """The days that the act's clauses name, by what they begin or end: `1` for the first commencement, `repeal_1` for the first repeal."""
    return dict(_days(found.commencement)) | {f"repeal_{at}": r.date for at, r in enumerate(found.repeals, 1) if r.date}


def _days(clauses: Sequence[Commencement]) -> Iterator[tuple[str, Date]]:
    yield from ((str(at), clause.date) for at, clause in enumerate(clauses, 1) if clause.date)
