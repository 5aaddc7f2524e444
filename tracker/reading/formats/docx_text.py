"""The words of one Word paragraph in one view of its tracked changes, and what hangs on it (ECMA-376 Part 1, 17.3, 17.13, 17.16).

Final: insertions and the new places of moves are read, deletions are not; original: the reverse. A paragraph whose mark was
inserted or deleted joins the next one where the view has no mark. Field codes are no text, what a field shows is, page numbers aside.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tracker.reading.formats.docx_lists import Lists, W, lists_of, on, value
from tracker.reading.formats.numerals import number

if TYPE_CHECKING:
    from lxml.etree import _Element

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_TEXT = {W + "t", W + "delText", MATH + "t"}
_CLOSED = {W + tag for tag in ("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "rt", "tblPr")}
_PAGES = ("PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES")
_PICTURES = ("}blip", "}imagedata", "}OLEObject", "}chart", "}altChunk")
_DROPPED = {"final": {W + "del", W + "moveFrom"}, "original": {W + "ins", W + "moveTo"}}
_MARKED = {W + "ins": "{+%s+}", W + "moveTo": "{+%s+}", W + "del": "[-%s-]", W + "moveFrom": "[-%s-]"}


class Note(NamedTuple):
    """What hangs on a paragraph beside its text: a finding's kind, and its words or the id that they are found by."""

    kind: str
    text: str


class Styles(Struct, frozen=True):
    """What styles say about numbers and hidden text: each style's base, its list and level, and which styles hide."""

    based: Mapping[str, str]
    numbers: Mapping[str, "ListPlace"]
    hidden: frozenset[str]
    default: str = ""


class ListPlace(NamedTuple):
    """A list's id and a level of it, as a paragraph or a style names them; None where it leaves one open."""

    list_id: str | None = None
    level: int | None = None


class Word(Struct, frozen=True):
    """What reading a paragraph needs to know of its document; `revisions` is the view, final or original."""

    revisions: str
    styles: Styles
    lists: Lists


class Paragraph(Struct, frozen=True):
    """A paragraph's text in the view, soft line breaks as line ends; `joins`: its mark is not in the view."""

    text: str
    style: str
    place: ListPlace
    joins: bool = False
    notes: tuple[Note, ...] = ()
    boxes: tuple["_Element", ...] = ()


Fields = list[tuple[str, bool]]
"""The fields that are open, outermost first: their code, and whether what they show has begun."""


def word_of(revisions: str, styles: "_Element | None", numbering: "_Element | None") -> Word:
    """The document's styles and lists, in a view of its changes."""
    return Word(revisions, _styles(styles), lists_of(numbering))


def _styles(root: "_Element | None") -> Styles:
    found = {} if root is None else {value(style, "styleId"): style for style in root.iter(W + "style")}
    default = [key for key, style in found.items() if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true")]
    return Styles({key: value(style.find(W + "basedOn")) for key, style in found.items()},
                  {key: _place(style.find(W + "pPr")) for key, style in found.items()},
                  frozenset(key for key, style in found.items() if on(style.find(f"{W}rPr/{W}vanish"))), (default or [""])[0])


def _place(properties: "_Element | None") -> ListPlace:
    named = None if properties is None else properties.find(W + "numPr")
    if named is None:
        return ListPlace()
    level, list_id = named.find(W + "ilvl"), named.find(W + "numId")
    return ListPlace(None if list_id is None else value(list_id), None if level is None else number(value(level)))


def stands(element: "_Element", word: Word) -> bool:
    """Whether the view reads below an element: not what it drops, and alternate content once."""
    if element.tag in _DROPPED[word.revisions] or element.tag in _CLOSED:
        return False
    if element.tag in (_MC + "Choice", _MC + "Fallback"):
        return next(element.itersiblings(_MC + "Choice", preceding=True), None) is None
    return True


def paragraph(element: "_Element", word: Word, fields: Fields) -> Paragraph:
    """One paragraph as the view shows it. `fields` is carried from paragraph to paragraph: a field may span several."""
    before = list(fields)
    read = _read(element, word, fields)
    if any(not shows for _code, shows in fields):  # a field code that the paragraph does not close: damaged, so nothing is left out
        fields[:] = before
        read = _read(element, word, None)
    return replace(read, joins=_joins(element, word.revisions))


def _read(element: "_Element", word: Word, fields: Fields | None) -> Paragraph:
    from lxml.etree import iterwalk

    pieces: list[str] = []
    notes: list[Note] = []
    boxes: list[_Element] = []
    walker = iterwalk(element, events=("start",))
    for _event, node in walker:
        notes.extend(_notes(node, word, pieces))
        if node.tag == W + "txbxContent":
            boxes.append(node)
        if node.tag == W + "txbxContent" or not stands(node, word) or _hidden(node, word.styles) or _is_page(node):
            walker.skip_subtree()
        if fields is not None:
            _follow(node, fields)
        if fields is None or all(shows and _code(code) not in _PAGES for code, shows in fields):
            pieces.append(_text(node))
    style, place = _properties(element, word)
    return Paragraph("".join(pieces), style, place, notes=tuple(notes), boxes=tuple(boxes))


def _text(node: "_Element") -> str:
    if node.tag in _TEXT:
        return node.text or ""
    if node.tag == W + "sym":
        code = value(node, "char")
        return chr(int(code, 16)) if 0 < len(code) <= 5 and set(code.upper()) <= set("0123456789ABCDEF") else ""
    return _SIGNS.get(str(node.tag), "")


def _follow(node: "_Element", fields: Fields) -> None:
    """Open, turn and close fields as their marks say."""
    if node.tag == W + "instrText" and fields:
        fields[-1] = (fields[-1][0] + (node.text or ""), fields[-1][1])
    elif node.tag == W + "fldChar":
        kind = value(node, "fldCharType")
        if kind == "begin":
            fields.append(("", False))
        elif kind == "separate" and fields:
            fields[-1] = (fields[-1][0], True)
        elif kind == "end" and fields:
            fields.pop()


def _code(instruction: str) -> str:
    return (instruction.split() or [""])[0].upper()


def _is_page(node: "_Element") -> bool:
    return node.tag == W + "fldSimple" and _code(value(node, "instr")) in _PAGES


def _hidden(node: "_Element", styles: Styles) -> bool:
    """Whether a run is hidden text, by itself or its style."""
    properties = node.find(W + "rPr") if node.tag == W + "r" else None
    if properties is None:
        return False
    own = properties.find(W + "vanish")
    return on(own) if own is not None else value(properties.find(W + "rStyle")) in styles.hidden


def _notes(node: "_Element", word: Word, pieces: list[str]) -> Iterator[Note]:
    tag = str(node.tag)
    if tag in _MARKED:
        words = plain(node) if tag in _DROPPED["final"] else "".join(t.text or "" for t in node.iter(W + "t"))
        yield from [Note("tracked_change", _MARKED[tag] % words)] if words.strip() else []
    elif tag == W + "pPr":
        yield from (Note("tracked_change", _MARKED[str(mark.tag)] % "¶") for mark in node.iterfind(f"{W}rPr/*") if mark.tag in _MARKED)
    elif tag in (W + "footnoteReference", W + "endnoteReference"):
        yield Note(tag.removeprefix(W).removesuffix("Reference"), value(node, "id"))
        yield Note("footnote_reference", "".join(pieces)[-12:])
    elif tag == W + "commentReference":
        yield Note("comment", value(node, "id"))
    elif tag.endswith(_PICTURES):
        yield Note("picture", "")
    elif tag == MATH + "oMath":
        yield Note("formula", plain(node))
    elif tag == W + "sym":
        yield Note("symbol", _text(node))
    elif _hidden(node, word.styles) and plain(node).strip():
        yield Note("hidden_text", plain(node))


def plain(element: "_Element") -> str:
    """All text below an element, whatever the view."""
    return "".join(node.text or "" for node in element.iter(*_TEXT))


def _properties(element: "_Element", word: Word) -> tuple[str, ListPlace]:
    """The style and the list place that hold in the view."""
    properties = element.find(W + "pPr")
    former = None if properties is None or word.revisions == "final" else properties.find(f"{W}pPrChange/{W}pPr")
    properties = properties if former is None else former
    place = _place(properties)
    if word.revisions == "original" and properties is not None and properties.find(f"{W}numPr/{W}ins") is not None:
        place = ListPlace("0")
    return value(None if properties is None else properties.find(W + "pStyle"), default=word.styles.default), place


def _joins(element: "_Element", revisions: str) -> bool:
    """Whether the paragraph's mark is not there in the view, or is a style separator, which joins two styles in one line."""
    mark = element.find(f"{W}pPr/{W}rPr")
    if mark is None:
        return False
    return any(child.tag in _DROPPED[revisions] for child in mark) or on(mark.find(W + "specVanish"))


def list_place(found: Paragraph, word: Word) -> tuple[str, int] | None:
    """The list and level that number a paragraph: its own, or those of its style and the styles that one is based on."""
    chain = list(_chain(found.style, word.styles))
    places = [found.place, *(word.styles.numbers[style] for style in chain)]
    list_id = next((place.list_id for place in places if place.list_id is not None), "0")
    if list_id not in word.lists:
        return None
    linked = {level.style: at for at, level in word.lists[list_id].levels.items() if level.style}
    by_style = next((linked[style] for style in chain if style in linked), None)
    level = found.place.level if found.place.list_id is not None or found.place.level is not None else by_style
    if level is None:
        level = by_style if by_style is not None else next((place.level for place in places if place.level is not None), 0)
    return list_id, level


def _chain(style: str, styles: Styles) -> Iterator[str]:
    for _ in range(16):
        if style not in styles.based:
            return
        yield style
        style = styles.based[style]
