"""Web pages, as saved from official sites: lines as a browser shows them, tables as rows, what is no text left out.

Characters stay as they are (no-break spaces of indents, ＜＞ for 〈〉); white space of the page's source follows the rules of CSS Text
(a line end between two Chinese characters is none). What stands around the law on the page is left to `html_page`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from email import message_from_bytes
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import SourceError
from tracker.reading.formats.content import Content, Rows
from tracker.reading.formats.html_page import Block, Hints, law_of
from tracker.reading.formats.html_table import rows_of
from tracker.reading.formats.numerals import number, numeral
from tracker.reading.formats.text import SAVE_AS_TEXT, decode, decode_as

if TYPE_CHECKING:
    from lxml.etree import _Element

_SKIPPED = {"script", "style", "noscript", "nav", "footer", "aside", "button", "select", "option", "textarea", "iframe", "object", "embed",
            "svg", "canvas", "template", "head", "map", "audio", "video", "rt", "rp"}
_ROLES = {"navigation", "banner", "contentinfo", "search", "dialog", "complementary"}
_BLOCKS = {"address", "article", "blockquote", "body", "br", "caption", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset",
           "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "ol",
           "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
_HEADINGS = {"h1", "h2", "h3"}
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{2,24})", re.I)
_XML_ENCODING = re.compile(rb"<\?xml[^<>]{0,200}encoding\s*=\s*[\"']([a-zA-Z0-9_-]{2,24})", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile("[ \t\r\n\f]+")
_TYPED = re.compile(r"\s*(?:第|[（(]?[0-9０-９零一二三四五六七八九十百]+[)）、.．])")
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
_LINE = "\x0b"
_MARKERS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLED = {"decimal": "decimal", "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-roman": "lowerRoman",
           "upper-roman": "upperRoman", "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
           "trad-chinese-informal": "chineseCounting", "cjk-decimal": "chineseCounting"}


class Token(NamedTuple):
    """What the walk through a page meets: text, the label of a list item, the start of a line, or a table of data."""

    kind: str
    text: str = ""
    linked: bool = False
    heading: bool = False
    rows: Rows = ()


def read(data: bytes, name: str, revisions: str = "final") -> Content:
    """The lines of a page. <ins> and <del> are tracked changes. Raises SourceError where the bytes are no text, or nested beyond reason."""
    text, encoding, declared = _decoded(data, name)
    root = _parsed(text, name)
    if root is None:
        return Content(())
    tokens = list(_tokens(root, revisions))
    labels = [("automatic_number", token.text.strip()) for token in tokens if token.kind == "label"][:1]
    others = labels + _changes(root) + ([("encoding", declared)] if declared else [])
    return law_of(list(_blocks(tokens)), _hints(root), encoding, others)


def read_archive(data: bytes, name: str, revisions: str = "final") -> Content:
    """A page saved as one file (.mht): the first HTML part in it."""
    try:
        parts = [part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
        page = parts[0].get_payload(decode=True) if parts else b""
    except (ValueError, LookupError, RecursionError):
        page = b""
    if not isinstance(page, bytes) or not page.strip():
        raise SourceError("{name} is a web archive without a page in it", hint=SAVE_AS_TEXT, name=name)
    return read(page, name, revisions)


def _decoded(data: bytes, name: str) -> tuple[str, str, str]:
    """Text and encoding: by mark, else as the page declares where that makes sense, else by its bytes; then what it declared."""
    declared = _CHARSET.search(data[:8192]) or _XML_ENCODING.search(data[:512])
    encoding = declared[1].decode("ascii").lower() if declared else ""
    if encoding in ("gb2312", "gbk", "gb_2312-80", "x-gbk"):
        encoding = "gb18030"  # browsers do the same: pages use what GB 18030 has and GB 2312 has not
    text = decode_as(data, encoding) if encoding and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) else None
    if text is not None:
        return text, encoding, ""
    text, found = decode(data, name)
    return text, found, encoding if encoding not in ("", found, found.removesuffix("-sig")) else ""


def _parsed(text: str, name: str) -> "_Element | None":
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any("depth" in entry.message or entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SourceError("{name} is nested too deep to be read as a page", hint=SAVE_AS_TEXT, name=name)
    return root


def _hints(root: "_Element") -> Hints:
    """What the page says its title is: the standard metadata of government sites first, then the window's title."""
    named = {str(meta.get("name", meta.get("property", ""))).lower(): str(meta.get("content", "")) for meta in root.iter("meta")}
    window = " ".join(_words(title) for title in root.iter("title"))
    return Hints(named.get("articletitle") or named.get("og:title") or "", window.strip())


def _changes(root: "_Element") -> list[tuple[str, str]]:
    """The tracked changes of a page, as findings write them."""
    marks = {"ins": "{+%s+}", "del": "[-%s-]"}
    return [("tracked_change", marks[str(node.tag)] % _words(node)) for node in root.iter("ins", "del")]


def _tokens(root: "_Element", revisions: str) -> Iterator[Token]:
    """Walk below an element once, in document order, leaving out what is no text."""
    from lxml.etree import iterwalk

    inside: Counter[str] = Counter()
    counts: dict[_Element, int] = {}
    walker = iterwalk(root, events=("start", "end"))
    for event, node in walker:
        tag = node.tag if isinstance(node.tag, str) else ""
        inside[_standing(node, tag)] += 1 if event == "start" else -1
        if tag in _BLOCKS:
            yield Token("break")
        if event == "end":
            yield from _text(None if node is root else node.tail, inside)
            continue
        rows = rows_of(node, lambda cell: _lines(cell, revisions)) if tag == "table" else None
        if rows is not None or _is_left_out(node, tag, revisions):
            walker.skip_subtree()
            yield from () if rows is None else (*_caption(node), Token("table", rows=rows))
            continue
        yield from _label(node, counts) if tag == "li" else ()
        yield from _text(node.text, inside)


def _standing(node: "_Element", tag: str) -> str:
    """What an element makes of the text in it: a link to another page, a heading, or text whose line ends count."""
    if tag == "a" and not str(node.get("href") or "#").startswith(("#", "javascript:void")):
        return "link"
    return "heading" if tag in _HEADINGS else "verbatim" if tag in ("pre", "textarea") else ""


def _text(text: str | None, inside: Counter[str]) -> Iterator[Token]:
    if text:
        shown = text.replace("\n", _LINE) if inside["verbatim"] else text
        yield Token("text", shown, inside["link"] > 0, inside["heading"] > 0)


def _is_left_out(node: "_Element", tag: str, revisions: str) -> bool:
    """Whether an element is not shown, is no text, or is not in the view of tracked changes."""
    if tag in _SKIPPED or tag == "" or node.get("role") in _ROLES or node.get("hidden") is not None:
        return True
    if tag in ("ins", "del"):
        return (tag == "del") == (revisions == "final")
    return tag not in ("html", "body") and _HIDDEN.search(node.get("style") or "") is not None


def _label(node: "_Element", counts: dict["_Element", int]) -> Iterator[Token]:
    """The number that a browser prints before an item of an ordered list, unless the text has a typed one."""
    parent = node.getparent()
    if parent is None or parent.tag != "ol":
        return
    start = number(parent.get("start") or "", 1)
    counts[parent] = number(node.get("value") or "", counts.get(parent, start - 1) + 1)
    style = _LIST_STYLE.search(f"{parent.get('style') or ''};{node.get('style') or ''}")
    kind = _STYLED.get(style[1].lower(), "none") if style else _MARKERS.get(parent.get("type") or "1", "decimal")
    opening = "".join(str(text) for text in islice(node.itertext(), 8))[:40]
    if kind != "none" and not _TYPED.match(opening):
        yield Token("label", numeral(counts[parent], kind) + ("、" if kind == "chineseCounting" else "."))


def _caption(table: "_Element") -> Iterator[Token]:
    for caption in table.iterfind("caption"):
        yield Token("text", _words(caption))


def _words(element: "_Element") -> str:
    return "".join(str(text) for text in element.itertext())


def _blocks(tokens: Iterable[Token]) -> Iterator[Block]:
    """Tokens gathered into lines and tables."""
    held: list[Token] = []
    for token in (*tokens, Token("break")):
        if token.kind in ("text", "label"):
            held.append(token)
            continue
        if token.kind == "break" and _is_bare_label(held):
            continue  # a list item's number stands before its first words, also where these are a paragraph of their own
        yield from _gathered(held)
        held = []
        if token.kind == "table":
            yield Block("", token.rows)


def _is_bare_label(held: Sequence[Token]) -> bool:
    return any(token.kind == "label" for token in held) and all(token.kind == "label" or token.text.isspace() for token in held)


def _gathered(held: list[Token]) -> Iterator[Block]:
    words = "".join(token.text for token in held)
    linked = sum(len(token.text.strip()) for token in held if token.linked)
    for line in _SPACE.sub(_collapsed, words).split(_LINE):
        if line.strip():
            yield Block(line.strip(" "), (), linked * 5 >= len(words.strip()) * 4, any(token.heading for token in held))


def _collapsed(space: re.Match[str]) -> str:
    """One space for white space in the source; none for a line end between two Chinese characters (CSS Text 3, 4.1.3)."""
    before, after = space.string[max(0, space.start() - 1):space.start()], space.string[space.end():space.end() + 1]
    wide = before > "\u2e80" and after > "\u2e80"
    return "" if wide and ("\n" in space[0] or "\r" in space[0]) else " "


def _lines(element: "_Element", revisions: str) -> list[str]:
    """The lines below an element, as for a page of its own."""
    return [block.text for block in _blocks(_tokens(element, revisions))]
