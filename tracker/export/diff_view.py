"""A diff laid out for reading: blocks (an article, a heading, a title) with their lines, whatever the format that shows them.

The terminal, Markdown and web pages are rendered from these blocks and decide nothing about the comparison themselves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from tracker.compare.changes import Change, Kind, Weight, Words
from tracker.compare.diff import Diff
from tracker.compare.edits import Edit, segments
from tracker.compare.inside import base_text
from tracker.compare.repointed import Reference
from tracker.language import _
from tracker.model import Provision, Version, citation_of, places

Operation = Literal["kept", "removed", "added"]
Placed = Mapping[str, Provision]

FIRST: tuple[Weight, ...] = ("substantive", "name", "citation", "typographic", "renumbered")
"""The order in which a reader meets changes: what matters most comes first."""


class Piece(Struct, frozen=True):
    """Words that stay, go or come; with the edit they are part of."""

    operation: Operation
    text: str
    edit: Edit | None = None


class Line(Struct, frozen=True):
    """One 款, 项, 目 or heading: its labels before and now, its words in pieces. `depth` from 0; `note` says where it came from.

    `kind` as in the change; a line that is `kept` may be folded away.
    """

    kind: Kind
    depth: int
    was: str
    num: str
    pieces: tuple[Piece, ...]
    note: str = ""


class Block(Struct, frozen=True):
    """One unit's change: an anchor, its name before and now, the change itself, its lines."""

    anchor: str
    was: str
    now: str
    change: Change
    lines: tuple[Line, ...]


def blocks(found: Diff, old: Version, new: Version) -> tuple[Block, ...]:
    """All changes as blocks, in the order of the diff."""
    placed = places(old), places(new)
    return tuple(_block(change, number, *placed) for number, change in enumerate(found.changes, 1))


def by_weight(made: Iterable[Block]) -> dict[Weight, list[Block]]:
    """Blocks by significance, what matters most first; weights that none has are left out."""
    groups: dict[Weight, list[Block]] = {weight: [] for weight in FIRST}
    for block in made:
        groups.setdefault(block.change.significance, []).append(block)
    return {weight: group for weight, group in groups.items() if group}


def _block(change: Change, number: int, old: Placed, new: Placed) -> Block:
    names = "、".join(_name(key, old[key]) for key in change.old), _name(change.new, new[change.new]) if change.new else ""
    lines = (line for line in _lines(change, 0, old, new) if line.was or line.num or any(piece.text for piece in line.pieces))
    return Block(f"c{number}", *names, change, tuple(lines))


def _name(key: str, node: Provision) -> str:
    if node.type in ("article", "paragraph", "item"):
        return citation_of(key) if node.type != "article" or not node.num else _within(key) + node.num
    if node.num:
        return f"{node.num} {node.heading}".strip()
    return _(node.type)


def _within(key: str) -> str:
    """What stands before an article's number where numbers restart: 第一编."""
    above = citation_of(key.rpartition("__")[0]) if "__" in key else ""
    return above if "_" not in above else ""


def name_of(key: str) -> str:
    """A provision as a citation where it has one, else its id."""
    return citation_of(key)


def weight_name(weight: Weight) -> str:
    """A weight in the user's words; what is only renumbered stands with what only moved, split or merged."""
    return _("renumbered or moved") if weight == "renumbered" else _(weight)


def heading_of(block: Block) -> str:
    """A block's name before and now: 第五条 → 第六条; one name where it kept it, — where there is none."""
    return f"{block.was or '—'} → {block.now or '—'}" if block.was != block.now else block.now


def is_plain(block: Block) -> bool:
    """Whether a block says no more than its two numbers."""
    change = block.change
    return change.kind == "renumbered" and not change.moved and all(line.kind == "kept" for line in block.lines)


def only_numbers(made: Iterable[Block]) -> list[tuple[str, str]]:
    """The names before and now of what only got another number, a run of neighbours as one: 第五条 … 第九条 (5)."""
    runs: list[list[Block]] = []
    for block in filter(is_plain, made):
        if runs and _goes_on(runs[-1][-1], block):
            runs[-1].append(block)
        else:
            runs.append([block])
    return [(_span([block.was for block in run]), _span([block.now for block in run])) for run in runs]


def _goes_on(before: Block, block: Block) -> bool:
    pairs = (before.change.old[0], block.change.old[0]), (before.change.new, block.change.new)
    return all(_number(there) == _number(here) + 1 for here, there in pairs)


def _number(key: str) -> int:
    number = key.rpartition("_")[2]
    return int(number) if number.isdigit() else -9


def _span(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} … {names[-1]} ({len(names)})"


def kinds_of(change: Change) -> tuple[str, ...]:
    """What became of a unit, in the user's words: `renumbered`, `split`, `moved` …"""
    told = [_(change.kind)] if change.kind not in ("kept", "moved") else []
    if change.kind == "changed" and change.was != change.num:
        told.append(_("renumbered"))
    told += [_("moved")] if change.moved else []
    return (*told, _(change.basis)) if change.basis else tuple(told)


def _lines(change: Change, depth: int, old: Placed, new: Placed) -> Iterator[Line]:
    node = new[change.new] if change.new else old[change.old[0]]
    first = old[change.old[0]] if change.old else None
    if change.heading:
        gap = (Piece("kept", " "),) if change.num else ()  # between 第一章 and 总则, as printed
        yield Line(change.kind, depth, change.was, change.num, (*gap, *_pieces(change.heading, first.heading if first else "", old)))
    elif node.heading and change.type == "article":
        yield Line("kept", depth, change.was, change.num, (Piece("kept", node.heading),))
    if node.text or change.text:
        yield _line(change, node, first, depth, old)
    if change.rows is not None or (change.kind == "deleted" and node.rows):
        yield from _rows(first.rows if first else (), change.rows or (), depth)
    inner = depth + (1 if node.type in ("paragraph", "item") else 0)
    if change.children:
        for child in change.children:
            yield from _lines(child, inner, old, new)
    elif change.kind in ("kept", "moved", "renumbered"):
        yield from _kept(node.children, inner)


def _line(change: Change, node: Provision, first: Provision | None, depth: int, old: Placed) -> Line:
    pieces = _pieces(change.text, first.text if first else "", old) if change.text else (Piece("kept", node.text),)
    labels = ("", "") if change.type == "article" else (change.was, change.num)
    return Line(change.kind, depth, *labels, pieces, _note(change))


def _note(change: Change) -> str:
    """Where a provision inside a unit came from, where that is not plain from its place."""
    if change.type == "article" or not change.old or not change.new:
        return ""
    if change.moved or change.kind in ("split", "merged", "reorganized"):
        return _("from {places}").format(places="、".join(citation_of(key) for key in change.old))
    return ""


def _pieces(words: Words, first: str, old: Placed) -> tuple[Piece, ...]:
    base = base_text(words.base, old) if words.base else first
    return tuple(Piece(operation, text, edit) for operation, text, edit in segments(base, words.edits))


def _kept(nodes: Iterable[Provision], depth: int) -> Iterator[Line]:
    for node in nodes:
        yield Line("kept", depth, node.num, node.num, (Piece("kept", node.heading + node.text),))
        yield from _kept(node.children, depth + 1)


def _rows(old: tuple[tuple[str, ...], ...], new: tuple[tuple[str, ...], ...], depth: int) -> Iterator[Line]:
    """A table's rows: those that both have stand once."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, there, until in matcher.get_opcodes():
        if tag == "equal":
            yield from (Line("kept", depth, "", "", (Piece("kept", " | ".join(row)),)) for row in old[start:end])
            continue
        yield from (Line("deleted", depth, "", "", (Piece("removed", " | ".join(row)),)) for row in old[start:end])
        yield from (Line("inserted", depth, "", "", (Piece("added", " | ".join(row)),)) for row in new[there:until])


def tally(found: Diff) -> tuple[str, ...]:
    """The totals in words: how many articles were changed, inserted, … and how many changes are substantive."""
    totals = found.totals
    counted = [f"{_(kind)} {n}" for kind, n in sorted(totals.kinds.items(), key=lambda item: _ORDER.index(item[0])) if n]
    weighed = [f"{weight_name(weight)} {totals.significance[weight]}" for weight in FIRST if totals.significance.get(weight)]
    said = (_("articles: {counts}").format(counts=_(", ").join(counted)),
            _("significance of articles: {counts}").format(counts=_(", ").join(weighed)))
    return (*said, _("the two have nothing in common: no article of one lives on in the other")) if is_apart(found) else said


def is_apart(found: Diff) -> bool:
    """Whether two texts with articles share none: they are of different laws."""
    return found.totals.kinds.keys() == {"inserted", "deleted"}


_ORDER = ("changed", "inserted", "deleted", "split", "merged", "reorganized", "renumbered", "moved", "kept")


def citations_to_look_at(found: Diff) -> tuple[str, ...]:
    """The citations that point elsewhere or nowhere now, each in a sentence."""
    return tuple(_verdict(reference) for reference in found.references if reference.kind != "follows")


def _verdict(reference: Reference) -> str:
    reads = f"{reference.was} → {reference.text}" if reference.was and reference.was != reference.text else reference.text
    expected = "、".join(map(citation_of, reference.expected)) or "—"
    if reference.kind == "dangling":
        said = _("{text} names nothing in the new version (what it cited is now: {expected})")
    elif reference.kind == "repointed":
        said = _("{text} reads as before, but what it cited is now: {expected}")
    else:
        said = _("{text} does not follow: what it cited is now: {expected}")
    return f"{citation_of(reference.place)}：{said.format(text=reads, expected=expected)}"
