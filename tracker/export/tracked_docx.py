"""The new text of a law as a Word document in which every difference from the old one is a tracked change (修订).

Accepting all changes gives the new text, rejecting all the old one. What moved is deleted where it was and inserted where it is. The
changes bear the date of the new version, where it has one, and never that of a clock.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import count, groupby
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from tracker.compare import lexicon
from tracker.compare.alignment import Alignment, align
from tracker.compare.edits import between, segments
from tracker.compare.origins import origins
from tracker.compare.outline import Outline
from tracker.export import word
from tracker.export.table_lines import Page
from tracker.export.table_marks import side_of
from tracker.export.table_rows import in_both_orders
from tracker.export.word import Style
from tracker.model import DIVISIONS, Version

AUTHOR = "tracker"
_TITLE = Style("法律标题", word.TITLE, 22, centred=True, after=12)
_DIVISION = Style("章节", word.BLACK, 16, centred=True, keep=True, before=8, after=8)
_NOTE = Style("题注", word.KAI, 16, centred=True)
_TEXT = Style("条文", size=16, indent=2)
_CELL = Style("表格", size=14)
_FOOT = Style("页码", size=14, centred=True)
_STYLES = (_TITLE, _DIVISION, _NOTE, _TEXT, _CELL, _FOOT)
_ROLES = {**dict.fromkeys(DIVISIONS, _DIVISION), "title": _TITLE, "title_note": _NOTE}


class Block(Struct, frozen=True):
    """A paragraph or a table: the type of provision, its id, the words, or for a table its rows."""

    role: str
    key: str
    text: str
    rows: "Rows" = ()


Tag = Literal["", "ins", "del"]
Rows = tuple[tuple[str, ...], ...]
_TAGS: dict[str, Tag] = {"kept": "", "removed": "del", "added": "ins"}


class Entry(Struct, frozen=True):
    """A paragraph of the document with its words in pieces, or a table with its rows, each kept, inserted or deleted. `mark` says
    whether the paragraph's end is inserted or deleted."""

    block: Block
    pieces: tuple[tuple[str, Tag], ...] = ()
    rows: tuple[tuple[tuple[str, ...], Tag], ...] = ()
    mark: Tag = ""


class _Writer(Struct, frozen=True):
    """Writes entries as XML with the attributes of each change: its number, author and date."""

    styles: Mapping[str, str]
    date: str
    numbers: Iterator[int] = field(default_factory=count)

    def entry(self, entry: Entry) -> str:
        """A paragraph, or a table with the empty paragraph that parts it from the next."""
        if entry.rows:
            return self.table(entry.rows) + word.paragraph(self.styles[_CELL.name], "")
        words = "".join(self.words(text, tag) for text, tag in entry.pieces)
        mark = f"<w:rPr>{self.changed(entry.mark)}</w:rPr>" if entry.mark else ""
        return word.paragraph(self.styles[_ROLES.get(entry.block.role, _TEXT).name], words, mark)

    def changed(self, tag: Tag, content: str = "") -> str:
        """A tracked insertion or deletion around runs, or as the mark of a paragraph or row."""
        return f'<w:{tag} w:id="{next(self.numbers)}" w:author="{AUTHOR}"{self.date}>{content}</w:{tag}>'

    def words(self, text: str, tag: Tag) -> str:
        """Words as they stand, or inserted or deleted."""
        run = word.run(text, tag="delText" if tag == "del" else "t") if text else ""
        return self.changed(tag, run) if tag and run else run

    def table(self, rows: Sequence[tuple[tuple[str, ...], Tag]]) -> str:
        """A table whose rows are kept, inserted or deleted."""
        columns = max(len(row) for row, _ in rows)
        grid = f'<w:gridCol w:w="{8800 // columns}"/>' * columns
        made = "".join(self.row(row, tag, columns) for row, tag in rows)
        form = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{word.BORDERS}</w:tblBorders></w:tblPr>'
        return f"<w:tbl>{form}<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"

    def row(self, row: tuple[str, ...], tag: Tag, columns: int) -> str:
        """One row, filled up to the number of columns."""
        filled = (*row, *("",) * (columns - len(row)))
        cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{8800 // columns}" w:type="dxa"/></w:tcPr>'
                        f"{word.paragraph(self.styles[_CELL.name], self.words(cell, tag))}</w:tc>" for cell in filled)
        return f"<w:tr>{f'<w:trPr>{self.changed(tag)}</w:trPr>' if tag else ''}{cells}</w:tr>"


def render(old: Version, new: Version, alignment: Alignment | None = None) -> bytes:
    """The .docx file. Raises ExportError for characters that XML cannot hold."""
    found = alignment or align(old, new)
    document = word.new_document(_STYLES, new.title)
    date = f' w:date="{new.version}T00:00:00Z"' if new.version else ""
    ids = word.ids(document, _STYLES)
    word.number_pages(document.sections[0], ids[_FOOT.name])
    writer = _Writer(ids, date)
    entries = _entries(_blocks(old, found.outlines[0]), _blocks(new, found.outlines[1]), found)
    return word.written(document, "".join(writer.entry(entry) for entry in _ends_moved(list(entries))))


def _entries(old: Sequence[Block], new: Sequence[Block], found: Alignment) -> Iterator[Entry]:
    """Both texts in one: each in its own order, what stands in both once."""
    pairs = lexicon.of(found.old, found.new)
    before = behind = 0
    for i, j in (*in_both_orders(_links(old, new, found)), (len(old), len(new))):
        yield from (_whole(block, "del") for block in old[before:i])
        yield from (_whole(block, "ins") for block in new[behind:j])
        if i < len(old):
            edits = between(old[i].text, new[j].text, pairs)
            pieces = tuple((text, _TAGS[operation]) for operation, text, _ in segments(old[i].text, edits))
            yield Entry(new[j], pieces, tuple(_rows(old[i].rows, new[j].rows)))
        before, behind = i + 1, j + 1


def _whole(block: Block, tag: Tag) -> Entry:
    return Entry(block, ((block.text, tag),), tuple((row, tag) for row in block.rows), tag)


def _ends_moved(entries: Sequence[Entry]) -> list[Entry]:
    """The same text with other ends marked, where a paragraph that stays ends in a change and whole paragraphs of that change follow.

    Word itself then marks the end of the first and leaves the last; LibreOffice takes such changes for one in any case.
    """
    made = list(entries)
    for at, entry in enumerate(made):
        last = entry.pieces[-1][1] if entry.pieces and not entry.rows and not entry.mark else ""
        end = at + 1
        while last and end < len(made) and made[end].mark == last and not made[end].rows:
            end += 1
        if end > at + 1:
            made[at], made[end - 1] = replace(entry, mark=last), replace(made[end - 1], mark="")
    return made


def _links(old: Sequence[Block], new: Sequence[Block], found: Alignment) -> list[tuple[int, int, float]]:
    """Which paragraph of the old text is which of the new one, with how alike they are."""
    from rapidfuzz.distance import Indel

    at = {(block.key, bool(block.rows)): n for n, block in enumerate(old)}
    came = origins(found, *found.outlines).olds
    pairs = [(at[one, bool(block.rows)], j) for j, block in enumerate(new) for one in came.get(block.key, ())
             if (one, bool(block.rows)) in at]
    return sorted((i, j, Indel.normalized_similarity(old[i].text, new[j].text)) for i, j in pairs)


def _blocks(version: Version, found: Outline) -> list[Block]:
    side = side_of(version, found)
    page = Page(side, {}, "")
    made = []
    for (role, key), lines in groupby((line for unit in side.units for line in page.lines(unit)), lambda line: (line.role, line.key)):
        text = "\n".join("".join(run.text for run in line.runs) for line in lines)
        made.append(Block(role, key, text, side.placed[key].rows if role == "table" else ()))
    return made


def _rows(old: Rows, new: Rows) -> Iterator[tuple[tuple[str, ...], Tag]]:
    for tag, start, end, there, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((row, "") for row in old[start:end])
        else:
            yield from ((row, "del") for row in old[start:end])
            yield from ((row, "ins") for row in new[there:until])
