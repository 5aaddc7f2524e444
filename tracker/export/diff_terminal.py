"""A diff for the terminal: an article at a time, words marked [-gone-]{+come+} also where there is no colour.

Side by side where the terminal is wide enough, inline where it is narrow. Unchanged paragraphs are folded, articles that only got
another number are one line for each run.
"""

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

import click

from tracker.compare.changes import Weight
from tracker.compare.diff import Diff
from tracker.compare.references import heading_of as version_heading
from tracker.export.diff_view import (
    Block,
    Line,
    Operation,
    Piece,
    blocks,
    by_weight,
    citations_to_look_at,
    heading_of,
    is_plain,
    kinds_of,
    name_of,
    only_numbers,
    tally,
    weight_name,
)
from tracker.language import _
from tracker.model import Version

WIDE = 130
"""Columns from which on old and new stand side by side."""

_MARKS: dict[Operation, tuple[str, str]] = {"kept": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
_COLOURS: dict[Operation, str] = {"removed": "red", "added": "green"}
_WEIGHTS: dict[Weight, str] = {"substantive": "yellow", "name": "cyan", "citation": "cyan", "typographic": "blue", "renumbered": "blue"}

Styled = tuple[str, Operation]


def render(found: Diff, old: Version, new: Version, width: int = 80) -> str:
    """The diff as text with ANSI colours (`click.unstyle` takes them off); one line that says so where nothing differs."""
    if not found.changes and not found.totals.kinds.keys() - {"kept"}:
        return _("the two versions have the same text") + "\n"
    lines = [*_head(found), ""]
    for weight, group in by_weight(blocks(found, old, new)).items():
        lines.append(click.style(f"━━ {weight_name(weight)} ", bold=True, fg=_WEIGHTS.get(weight)))
        lines += [f"  {was} → {now}" for was, now in only_numbers(group)]
        for block in group:
            if not is_plain(block):
                lines += ["", *_block(block, width)]
        lines.append("")
    if not found.changes:
        lines.append(_("no change is of the kind asked for") + "\n")
    return "\n".join([*lines, *_references(found)])


def _head(found: Diff) -> Iterator[str]:
    yield click.style(f"{found.title or found.law}  {version_heading(found.old)} → {version_heading(found.new)}", bold=True)
    yield from tally(found)
    for name in found.names:
        yield _("changed throughout: {old} → {new} (places: {count})").format(old=name.old, new=name.new, count=len(name.places))


def _block(block: Block, width: int) -> Iterator[str]:
    tags = [*kinds_of(block.change), *(_(name) for name in block.change.classes)]
    yield click.style(heading_of(block), bold=True) + click.style(f"  {' · '.join(tags)}", dim=True)
    if block.change.also:
        names = "、".join(map(name_of, block.change.also))
        yield click.style("  " + _("lives on in {places} too").format(places=names), dim=True)
    folded = 0
    for line in block.lines:
        if line.kind == "kept":
            folded += 1
            continue
        yield from _folded(folded)
        folded = 0
        yield from _side_by_side(line, width) if width >= WIDE else _inline(line, width)
    yield from _folded(folded)


def _folded(count: int) -> Iterator[str]:
    if count:
        yield click.style("  " + _("… {count} unchanged").format(count=count), dim=True)


def _label(line: Line) -> list[Styled]:
    if line.was == line.num:
        return [(line.num, "kept")]
    both: list[Styled] = [(line.was, "removed"), (line.num, "added")]
    return [piece for piece in both if piece[0]]


def _inline(line: Line, width: int) -> Iterator[str]:
    indent = 2 + 2 * line.depth
    pieces: list[Styled] = [*_label(line), *((piece.text, piece.operation) for piece in line.pieces)]
    marked: list[Styled] = [(_marked(text, op), op) for text, op in pieces]
    if line.note:
        marked.append((f"（{line.note}）", "kept"))
    for row in wrapped(marked, max(20, width - indent)):
        yield " " * indent + _styled(row)


def _marked(text: str, operation: Operation) -> str:
    before, behind = _MARKS[operation]
    return f"{before}{text}{behind}"


def _styled(row: Iterable[Styled]) -> str:
    return "".join(click.style(text, fg=_COLOURS[op], strikethrough=op == "removed") if op != "kept" else text for text, op in row)


def _side_by_side(line: Line, width: int) -> Iterator[str]:
    """The old words left, the new ones right."""
    column = (width - 7) // 2
    sides = _column(line, "removed", column - 2 * line.depth), _column(line, "added", column - 2 * line.depth)
    note = f"（{line.note}）" if line.note else ""
    if note:
        yield "  " + click.style(note, dim=True)
    for at in range(max(map(len, sides))):
        left, right = (side[at] if at < len(side) else [] for side in sides)
        fill = column - 2 * line.depth - sum(columns(text) for text, _op in left)
        indent = " " * (2 + 2 * line.depth)
        yield (indent + _styled(left) + " " * max(0, fill) + " │ " + _styled(right)).rstrip()


def _column(line: Line, own: Operation, width: int) -> list[list[Styled]]:
    if all(piece.operation not in ("kept", own) for piece in line.pieces):
        return []
    label = line.was if own == "removed" else line.num
    changed = label and line.was != line.num
    pieces = [Piece(own if changed else "kept", label), *line.pieces]
    return wrapped([(_marked(piece.text, piece.operation), piece.operation) for piece in pieces
                    if piece.operation in ("kept", own) and piece.text], width)


def columns(text: str) -> int:
    """How many columns a text takes in a terminal, where a Chinese character takes two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(pieces: Iterable[Styled], width: int) -> list[list[Styled]]:
    """Pieces broken into rows of `width` columns; a mark stays with the character it opens or closes, and no row starts with a stop."""
    rows: list[list[Styled]] = [[]]
    used = 0
    for text, operation in pieces:
        part = ""
        for unit in _UNBROKEN.findall(text):
            if used + columns(unit) > width and unit[0] not in "，。；：、）》”":
                rows[-1].append((part, operation))
                rows.append([])
                part, used = "", 0
            part, used = part + unit, used + columns(unit)
        if part:
            rows[-1].append((part, operation))
    return rows


_UNBROKEN = re.compile(r"(?:\[-|\{\+)?.(?:-\]|\+\})?", re.S)


def _references(found: Diff) -> list[str]:
    """The citations a person should look at: those that point elsewhere or nowhere now."""
    doubts = citations_to_look_at(found)
    heading = click.style(f"━━ {_('citations to look at')} ", bold=True, fg="yellow")
    return [heading, *(f"  {line}" for line in doubts), ""] if doubts else []
