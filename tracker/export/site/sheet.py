"""A version's text laid out for a page: unit by unit with anchors, and in the margin what changed against the version before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tracker.compare.alignment import Alignment
from tracker.compare.changes import Change, Weight, every
from tracker.compare.diff import Diff
from tracker.export.diff_view import kinds_of
from tracker.export.text import label_of
from tracker.language import _
from tracker.model import DIVISIONS, Provision, Version, citation_of, places

EXCERPTS, EXCERPT = 3, 36
"""How many edits a margin quotes, and how many characters of each; the comparison has them all."""

LEVELS = {"part": 2, "subpart": 3, "chapter": 3, "section": 4}

Bar = Literal["", "changed", "inserted"]


class Line(Struct, frozen=True):
    """A 款, 项, 目, row or heading of a unit: its anchor, label and words; `bar` marks words that changed. `rows` is a table."""

    id: str
    depth: int
    num: str
    text: str
    bar: Bar = ""
    rows: tuple[tuple[str, ...], ...] = ()


class Gone(Struct, frozen=True):
    """A unit that the version before had at this place: its name, its id there if it is an article, and where the comparison has it."""

    name: str
    key: str
    anchor: str


class Note(Struct, frozen=True):
    """What stands in the margin of a unit: what became of it, its name before where it was another, and the first edits (words that
    go, words that come). `anchor` is where the comparison has it, empty where nothing changed in it; `more`: there are more edits."""

    kinds: tuple[str, ...] = ()
    weight: Weight = "identical"
    was: tuple[str, ...] = ()
    excerpts: tuple[tuple[str, str], ...] = ()
    more: bool = False
    anchor: str = ""
    gone: tuple[Gone, ...] = ()


class Unit(Struct, frozen=True):
    """An article, a heading, a title or anything else that stands by itself. `level` is that of its heading, 0 where it has none."""

    id: str
    type: str
    num: str
    heading: str
    lines: tuple[Line, ...]
    level: int = 0
    note: Note | None = None


def units(version: Version, found: Diff | None = None, aligned: Alignment | None = None) -> list[Unit]:
    """A version's units in document order; with notes where its comparison with the version before is given, and how they align."""
    bars, notes = _bars(found), _notes(found, aligned)
    ids = iter(places(version))
    return [unit for part in (version.head, version.body, version.tail) for node in part for unit in _units(node, ids, bars, notes)]


def _units(node: Provision, ids: Iterator[str], bars: Mapping[str, Bar], notes: Mapping[str, Note]) -> Iterator[Unit]:
    key = next(ids)
    if node.type in DIVISIONS:
        yield Unit(key, node.type, node.num, node.heading, (), LEVELS[node.type], notes.get(key))
        for child in node.children:
            yield from _units(child, ids, bars, notes)
    elif node.type == "article":
        lines = tuple(line for child in node.children for line in _lines(child, 0, ids, bars))
        yield Unit(key, node.type, node.num, node.heading, lines, 0, notes.get(key))
    else:
        yield Unit(key, node.type, "", "", tuple(_lines(node, 0, ids, bars, key)), 0, notes.get(key))


def _lines(node: Provision, depth: int, ids: Iterator[str], bars: Mapping[str, Bar], key: str = "") -> Iterator[Line]:
    key = key or next(ids)
    words = node.heading + node.text
    if node.num or words or node.rows:
        yield Line(key, depth, label_of(node), words, bars.get(key, ""), node.rows)
    inner = depth + (node.type in ("paragraph", "item"))
    for child in node.children:
        yield from _lines(child, inner, ids, bars)


def _bars(found: Diff | None) -> dict[str, Bar]:
    """Whose own words are new or changed, by id."""
    bars: dict[str, Bar] = {}
    for change in every(found.changes) if found else ():
        if change.new and change.kind == "inserted":
            bars[change.new] = "inserted"
        elif change.new and (change.text or change.heading or change.rows is not None):
            bars[change.new] = "changed"
    return bars


def _notes(found: Diff | None, aligned: Alignment | None) -> dict[str, Note]:
    """The margin by unit; an article that is gone is noted at the one behind which it stood."""
    if found is None or aligned is None:
        return {}
    notes = {change.new: _note(change, at) for at, change in enumerate(found.changes, 1) if change.new}
    for key, gone in _gone(found, aligned).items():
        notes[key] = replace(notes.get(key, Note()), gone=tuple(gone))
    return notes


def _gone(found: Diff, aligned: Alignment) -> dict[str, list[Gone]]:
    """What the new version no longer has, by the article that stood before it and lives on; by "" where there is none."""
    numbers = {change.old[0]: at for at, change in enumerate(found.changes, 1) if not change.new}
    onward = {link.old: link.new for link in aligned.links}
    made: dict[str, list[Gone]] = {}
    anchor = ""
    for key, node in aligned.outlines[0].placed.items():
        anchor = onward.get(key, anchor)
        if key in numbers:
            made.setdefault(anchor, []).append(Gone(_name(key, node), key if node.type == "article" else "", f"c{numbers[key]}"))
    return made


def _name(key: str, node: Provision) -> str:
    return f"{node.num} {node.heading}".strip() if node.type in DIVISIONS else citation_of(key) if node.num else _(node.type)


def gone_first(found: Diff, aligned: Alignment) -> Sequence[Gone]:
    """What is gone from before the first article that lives on."""
    return _gone(found, aligned).get("", [])


def _note(change: Change, at: int) -> Note:
    was = tuple(map(citation_of, change.old)) if change.old != (change.new,) and change.old else ()
    quoted = list(_excerpts(change)) if change.kind not in ("inserted", "renumbered", "moved") else []
    anchor = change.significance if change.kind == "renumbered" else f"c{at}"  # what only got another number is listed in its section
    return Note(kinds_of(change), change.significance, was, tuple(quoted[:EXCERPTS]), len(quoted) > EXCERPTS, anchor)


def _excerpts(change: Change) -> Iterator[tuple[str, str]]:
    for inner in every((change,)):
        for words in (inner.heading, inner.text):
            yield from ((_short(e.removed), _short(e.added)) for e in (words.edits if words else ()))


def _short(words: str) -> str:
    return words if len(words) <= EXCERPT else words[:EXCERPT - 1] + "…"


def outline(made: Iterable[Unit]) -> list[Unit]:
    """The divisions: what a table of contents links to."""
    return [unit for unit in made if unit.level]


def divisions(version: Version) -> Mapping[str, Sequence[str]]:
    """The headings that each article stands under, outermost first."""
    found: dict[str, Sequence[str]] = {}
    above: list[tuple[str, str]] = []
    for key, node in places(version).items():
        if node.type in DIVISIONS:
            above = [(k, name) for k, name in above if key.startswith(f"{k}__")] + [(key, f"{node.num} {node.heading}".strip())]
        elif node.type == "article":
            found[key] = [name for _, name in above]
    return found


def words_of(unit: Unit) -> str:
    """A unit's words in one line, its number aside."""
    return unit.heading + "".join(line.num + line.text + "".join(c for row in line.rows for c in row) for line in unit.lines)
