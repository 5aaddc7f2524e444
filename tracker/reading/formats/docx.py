"""Word documents (.docx, ECMA-376), read from their XML.

Automatic numbers are computed and stand before their paragraphs, tables come as rows, soft line breaks end a line, text boxes follow
the paragraph they hang on, footnotes and endnotes stand at the end. Comments, headers and footers, hidden text and the other view of
tracked changes are left aside. A finding tells each of these.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from tracker.errors import SourceError
from tracker.model import Finding
from tracker.reading.document import Line
from tracker.reading.formats.content import Content, Rows, finding
from tracker.reading.formats.docx_lists import Counters, W, label, value
from tracker.reading.formats.docx_package import SAVE_AS_DOCX, Package, open_package
from tracker.reading.formats.docx_text import Fields, Note, Paragraph, Word, list_place, paragraph, plain, stands, word_of
from tracker.reading.formats.numerals import number

if TYPE_CHECKING:
    from lxml.etree import _Element


class Block(NamedTuple):
    """A line to be, or a table, with what hangs on it."""

    text: str
    notes: tuple[Note, ...] = ()
    rows: Rows = ()


class State(NamedTuple):
    """What is carried through a document in its order: the automatic numbers so far, and the fields that are open."""

    counters: Counters
    fields: Fields


def read(data: bytes, name: str, revisions: str = "final") -> Content:
    """The lines of a Word document, with its tracked changes accepted (`final`) or rejected (`original`). Raises SourceError."""
    package = open_package(data, name)
    try:
        return _content(package, revisions)
    except RecursionError:
        raise SourceError("{name} has tables or text boxes within each other, too many deep to be read", hint=SAVE_AS_DOCX,
                          name=name) from None


def _content(package: Package, revisions: str) -> Content:
    parts = {role: found[0] for role, found in package.parts.items() if found}
    word = word_of(revisions, parts.get("styles"), parts.get("numbering"))
    state = State({}, [])
    body = package.document.find(W + "body")
    blocks = [] if body is None else _story(body, word, state)
    texts = {(kind, value(e, "id")): e for kind in ("footnote", "endnote") if f"{kind}s" in parts for e in parts[f"{kind}s"]}
    called = [texts[note] for block in blocks for note in block.notes if note in texts]
    blocks.extend(line for note in called for line in _footnote(note, word))
    return _numbered(blocks, _comments(parts.get("comments")), _margins(package))


def _story(container: "_Element", word: Word, state: State) -> list[Block]:
    """The paragraphs and tables of a container, in order, joined where the view has no mark between two paragraphs."""
    blocks: list[Block] = []
    pending: Paragraph | None = None
    for element in _flow(container, word, W + "p", W + "tbl"):
        if element.tag == W + "p":
            found = paragraph(element, word, state.fields)
            pending = found if pending is None else _joined(pending, found)
            if pending.joins:
                continue
        if pending is not None:
            blocks.extend(_lines(pending, word, state))
            pending = None
        if element.tag == W + "tbl":
            blocks.extend(_table(element, word, state))
    return blocks if pending is None else [*blocks, *_lines(pending, word, state)]


def _flow(container: "_Element", word: Word, *wanted: str) -> Iterator["_Element"]:
    """The wanted elements below a container, through content controls and other wrappings, without going into them."""
    stack = list(container)[::-1]
    while stack:
        element = stack.pop()
        if element.tag in wanted:
            yield element
        elif stands(element, word):
            stack.extend(list(element)[::-1])


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Two paragraphs without a mark between them; a first one with words keeps its style, as Word keeps it."""
    kept = first if first.text.strip() else second
    return replace(kept, text=first.text + second.text, joins=second.joins,
                   notes=first.notes + second.notes, boxes=first.boxes + second.boxes)


def _lines(found: Paragraph, word: Word, state: State) -> Iterator[Block]:
    place = list_place(found, word)
    before = label(word.lists, state.counters, *place) if place else ""
    first, *others = (before + found.text).split("\n")
    automatic = (Note("automatic_number", before.strip()),) if before else ()
    yield Block(first, automatic + found.notes)
    yield from (Block(line) for line in others)
    for box in found.boxes:
        inside = _story(box, word, state)
        yield from (block._replace(notes=(Note("text_box", block.text), *block.notes)) for block in inside)


def _table(element: "_Element", word: Word, state: State) -> list[Block]:
    """A table as one block; a frame of a single cell is no table, its paragraphs stand for themselves."""
    rows: list[tuple[str, ...]] = []
    notes: list[Note] = []
    single: list[Block] = []
    for tr in _flow(element, word, W + "tr"):
        change = _row_change(tr)
        notes.extend([Note("tracked_change", change[1] % plain(tr))] if change else [])
        if change and change[0] != word.revisions:
            continue
        cells = [_cell(tc, word, state) for tc in _flow(tr, word, W + "tc")]
        single = [block for _, blocks in cells for block in blocks] if len(cells) == 1 and not rows else []
        notes.extend(note for _, blocks in cells for block in blocks for note in block.notes)
        before = number(value(tr.find(f"{W}trPr/{W}gridBefore")))
        rows.append(("",) * min(before, 64) + tuple(cell for texts, _ in cells for cell in texts))
    return single or ([Block("", tuple(notes), tuple(rows))] if rows or notes else [])


def _row_change(tr: "_Element") -> tuple[str, str] | None:
    """The view that a tracked row belongs to, and how the finding writes it."""
    for tag, view, mark in (("ins", "final", "{+%s+}"), ("del", "original", "[-%s-]")):
        if tr.find(f"{W}trPr/{W}{tag}") is not None:
            return view, mark
    return None


def _cell(tc: "_Element", word: Word, state: State) -> tuple[tuple[str, ...], list[Block]]:
    """A cell's text, with empty cells beside it for the columns that it spans; one that goes on from above is empty."""
    blocks = _story(tc, word, state)
    properties = tc.find(W + "tcPr")
    merge = None if properties is None else properties.find(W + "vMerge")
    gone = None if properties is None else properties.find(W + ("cellDel" if word.revisions == "final" else "cellIns"))
    text = "" if gone is not None or (merge is not None and value(merge) != "restart") else "\n".join(_flat(block) for block in blocks)
    span = 1 if properties is None else number(value(properties.find(W + "gridSpan")), 1)
    return (text.strip("\n"), *("",) * (min(span, 64) - 1)), blocks


def _flat(block: Block) -> str:
    """A block as text in a cell: a table within a table keeps its rows as lines."""
    return "\n".join("\t".join(row) for row in block.rows) if block.rows else block.text


def _footnote(note: "_Element", word: Word) -> Iterator[Block]:
    """A note's lines, without its number: its mark in the text is no text either."""
    for block in _story(note, word, State({}, [])):
        yield block._replace(notes=(Note("footnote_text", block.text.strip()), *block.notes))


def _comments(part: "_Element | None") -> dict[str, str]:
    if part is None:
        return {}
    return {value(c, "id"): "：".join(filter(None, (value(c, "author"), plain(c)))) for c in part.iter(W + "comment")}


def _margins(package: Package) -> Iterator[Finding]:
    """Headers and footers that say something, each once, and other files that the document takes in."""
    parts = (*package.parts.get("header", ()), *package.parts.get("footer", ()))
    for words in dict.fromkeys(plain(part).strip() for part in parts):
        if any("\u4e00" <= c <= "\u9fff" for c in words):
            yield finding("page_header", 1, words)
    for _chunk in package.document.iter(W + "altChunk"):
        yield finding("embedded", 1, "")


def _numbered(blocks: Iterable[Block], comments: dict[str, str], margins: Iterable[Finding]) -> Content:
    lines: list[Line] = []
    findings = list(margins)
    for block in blocks:
        if block.text.strip() or block.rows:
            lines.append(Line(block.text, len(lines) + 1, block.rows))
        findings.extend(_findings(block.notes, max(1, len(lines)), comments))
    return Content(tuple(lines), "", _once(findings))


def _findings(notes: Iterable[Note], line: int, comments: dict[str, str]) -> Iterator[Finding]:
    changes = "".join(note.text for note in notes if note.kind == "tracked_change")
    if changes:
        yield finding("tracked_change", line, changes)
    for kind, words in notes:
        if kind == "comment":
            yield finding("comment", line, comments.get(words, ""))
        elif kind == "footnote_text":
            yield finding("footnote", line, words)
        elif kind not in ("tracked_change", "footnote", "endnote"):
            yield finding(kind, line, words)


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Automatic numbers are told once, at the first: they are in every paragraph of a list."""
    kept = list(findings)
    numbers = [f for f in kept if f.kind == "automatic_number"]
    return tuple(f for f in kept if f.kind != "automatic_number" or f is numbers[0])
