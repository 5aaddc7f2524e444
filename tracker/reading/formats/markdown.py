"""Markdown: its marks removed, its text kept, a line a line (hard-wrapped prose is not joined: Chinese sources are not wrapped).

Removed: front matter, the # of headings, list bullets, > of quotations, ** and * in pairs, links' addresses, comments, inline tags,
rules and underlines. Numbers of numbered lists are the text's own and stay. Tables come as rows.
"""

import re
from collections.abc import Iterator

from tracker.model import Finding
from tracker.reading.document import Line
from tracker.reading.formats.content import Content, Rows, finding
from tracker.reading.formats.text import decode, lines_of

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t\u3000]+|$)")
_H1 = re.compile(r" {0,3}#[ \t\u3000]")
_CLOSING = re.compile(r"[ \t]#+[ \t]*$")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_RULE = re.compile(r" {0,3}(?:-[ \t]*){3,}$| {0,3}(?:\*[ \t]*){3,}$| {0,3}(?:_[ \t]*){3,}$| {0,3}=+[ \t]*$")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|center|font|span|div|p|a|sup|sub|small|big|mark|h[1-6])(?:[ \t][^<>]*)?/?>", re.I)
_BREAK = re.compile(r"<br[ \t]*/?>", re.I)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:[ \t]+\"[^\"]*\")?\)")
_SEPARATOR = re.compile(r"[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TITLE = re.compile(r"title[ \t]*[:=](.*)")


def read(data: bytes, name: str) -> Content:
    """The lines of a Markdown file under the numbers that they have in it. Raises SourceError where its bytes are no text."""
    text, encoding = decode(data, name)
    source = lines_of(text)
    start, findings = _front_matter(source)
    lines = tuple(_lines(_without_comments(source[start:])))
    return Content((*_title(source, start), *lines), encoding, findings)


def _title(source: tuple[Line, ...], start: int) -> list[Line]:
    """The title that only the metadata has, as the first line: site generators print it from there."""
    if any(_H1.match(line.text) for line in source[start:]):
        return []
    titles = [Line(match[1].strip(" \t\"'"), line.number) for line in source[:start] if (match := _TITLE.match(line.text))]
    return [title for title in titles[:1] if title.text and not any(title.text in line.text for line in source[start:start + 12])]


def _front_matter(source: tuple[Line, ...]) -> tuple[int, tuple[Finding, ...]]:
    """How many lines the metadata before the text take: between two lines of --- or +++, at the very start."""
    mark = source[0].text.rstrip().removeprefix("\ufeff") if source else ""
    if mark not in ("---", "+++"):
        return 0, ()
    end = next((at for at, line in enumerate(source[1:200], 1) if line.text.rstrip() == mark), 0)
    if not end:
        return 0, ()
    return end + 1, (finding("front_matter", 1, "\n".join(line.text for line in source[1:end])),)


def _without_comments(source: tuple[Line, ...]) -> Iterator[Line]:
    """The lines without <!-- … -->, which may reach over several."""
    inside = False
    for line in source:
        kept, rest = [], line.text
        while rest:
            before, mark, rest = rest.partition("-->" if inside else "<!--")
            kept.extend([] if inside else [before])
            inside = inside != bool(mark)
        yield line if "".join(kept) == line.text else Line("".join(kept), line.number)


def _lines(source: Iterator[Line]) -> Iterator[Line]:
    """Tables gathered into one line each, under the number of their first; everything else without its marks."""
    held = list(source)
    at = 0
    while at < len(held):
        end = _table_end(held, at)
        if end > at:
            yield Line("", held[at].number, _rows([line.text for line in held[at:end]]))
            at = end
        else:
            yield from (Line(part, held[at].number) for part in _BREAK.split(_plain(held[at].text)))
            at += 1


def _table_end(held: list[Line], at: int) -> int:
    """Where a table that starts at a line ends: a row, its separator, and the rows below it; the same place where none starts."""
    if at + 1 >= len(held) or "|" not in held[at].text or "|" not in held[at + 1].text or not _SEPARATOR.match(held[at + 1].text):
        return at
    end = at + 2
    while end < len(held) and "|" in held[end].text:
        end += 1
    return end


def _rows(table: list[str]) -> Rows:
    return tuple(_cells(row) for at, row in enumerate(table) if at != 1)


def _cells(row: str) -> tuple[str, ...]:
    inner = row.strip().removeprefix("|").replace("\\|", "\x00").removesuffix("|")
    return tuple(_inline(_BREAK.sub("\n", cell)).strip().replace("\x00", "|") for cell in inner.split("|"))


def _plain(line: str) -> str:
    """A line without its block marks: a rule or an underline is all mark."""
    if _RULE.match(line):
        return ""
    line = line[match.end():] if (match := _QUOTE.match(line)) else line
    if match := _HEADING.match(line):
        return _inline(_CLOSING.sub("", line[match.end():]))
    return _inline(line[match.end():] if (match := _BULLET.match(line)) else line)


def _inline(text: str) -> str:
    plain = _LINK.sub(r"\1", _TAG.sub("", text))
    for mark in ("**", "*", "`"):
        plain = _unpaired(plain, mark)
    return _ESCAPE.sub(r"\1", plain.removesuffix("\\"))


def _unpaired(text: str, mark: str) -> str:
    """Text without a mark where it stands in pairs around words; the last of an odd number stays, as does one behind a backslash."""
    if mark not in text:
        return text
    parts = text.replace("\\" + mark[0], "\x01").split(mark)
    if any(not part.strip() for part in parts[1:-1:2]):
        return text
    if len(parts) % 2 == 0:
        parts[-2:] = [mark.join(parts[-2:])]
    return "".join(parts).replace("\x01", "\\" + mark[0])
