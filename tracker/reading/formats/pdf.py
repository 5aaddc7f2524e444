"""PDF files (extra `pdf`): best effort, and a finding says so, for the format holds signs at places and no paragraphs.

Rows of signs are joined into paragraphs by the look of Chinese official print: a first line is indented, a last line ends short of
the right edge. Page numbers and running heads are dropped, and named in a finding.
"""

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from tracker.errors import SourceError
from tracker.reading.document import Line
from tracker.reading.formats.content import Content, finding
from tracker.reading.formats.docx_package import locked
from tracker.reading.formats.pdf_rows import Row, paragraphs, width

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 3_000
_PAGE_NUMBER = re.compile(
    r"[\s—–―\-·•.]*(?:第\s*)?[0-9０-９ⅰ-ⅻivx]{1,5}(?:\s*页)?(?:\s*[/／,，共]*\s*[0-9０-９]{1,5}\s*页?)?[\s—–―\-·•.]*", re.I)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) (?=[\u4e00-\u9fff])")
_LABEL = re.compile(r"第[^ ]{1,9}[编章节条]$")
_RADICALS = re.compile("[\u2e80-\u2fdf]")


def read(data: bytes, name: str) -> Content:
    """The paragraphs of a PDF as lines. Raises SourceError: pypdf not installed, damaged, protected, or pictures of pages alone."""
    try:
        import pypdf
    except ImportError:
        raise SourceError("{name} is a PDF, and the part that reads PDF is not installed", hint="install it: pip install 'tracker[pdf]'",
                          name=name) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        pages = _pages(reader, name)
    except SourceError:
        raise
    except Exception as error:  # pypdf fails on damaged files in many ways, recursion and memory among them
        if type(error).__name__ == "DependencyError":
            raise locked(name) from None
        raise SourceError("{name} is damaged: {what}", hint="save its text, or an intact copy, and read that", name=name,
                          what=str(error) or type(error).__name__) from None
    return _content(pages, name)


def _pages(reader: "PdfReader", name: str) -> list[list[Row]]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise locked(name)
    if len(reader.pages) > MAX_PAGES:
        raise SourceError("{name} has more than {limit} pages", hint="split it, and read the part that is the law",
                          name=name, limit=MAX_PAGES)
    return [_rows(page) for page in reader.pages]


def _rows(page: Any) -> list[Row]:
    """The rows of a page in the order of the file, which in columns is the order of reading."""
    rows: list[Row] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        words = text.strip("\r\n")
        if not words:
            return
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        em = max(1.0, abs(size * (tm[0] or tm[1]) * (cm[0] or cm[1])))
        if rows and abs(rows[-1].y - y) < 0.4 * max(em, rows[-1].em):
            rows[-1] = rows[-1].with_more(words, x, em)
        else:
            rows.append(Row(words, x, y, em, x + width(words) * em))

    page.extract_text(visitor_text=visit)
    return [row for row in rows if row.text.strip()]


def _content(pages: Sequence[Sequence[Row]], name: str) -> Content:
    margins = _margins(pages)
    heads = [[row for row in _edges(page) if _mark(row) in margins or _PAGE_NUMBER.fullmatch(row.text)] for page in pages]
    kept = [[row for row in page if not any(row is head for head in gone)] for page, gone in zip(pages, heads, strict=True)]
    dropped = dict.fromkeys(head.text.strip() for gone in heads for head in gone)
    texts = [_plain(text) for text in paragraphs(kept)]
    if not any(text.strip() for text in texts):
        raise SourceError("{name} holds no text, only pictures of pages", name=name,
                          hint="have its text recognised (OCR), check it, and read the text")
    findings = [finding("best_effort", 1, "PDF")] + [finding("page_header", 1, " / ".join(dropped))] * bool(dropped)
    return Content(tuple(Line(text, at) for at, text in enumerate(texts, 1)), "", tuple(findings))


def _margins(pages: Sequence[Sequence[Row]]) -> frozenset[tuple[str, int]]:
    """What stands at the head or foot of half of the pages, and of two, at one height: running heads, digits aside."""
    counts = Counter(mark for page in pages for mark in {_mark(row) for row in _edges(page)})
    return frozenset(mark for mark, count in counts.items() if count >= max(2, len(pages) // 2))


def _edges(page: Sequence[Row]) -> Iterator[Row]:
    """The two highest and the two lowest rows of a page."""
    ordered = sorted(page, key=lambda row: -row.y)
    yield from ordered[:2]
    yield from ordered[2:][-2:]


def _mark(row: Row) -> tuple[str, int]:
    return re.sub(r"[0-9０-９\s]+", "#", row.text.strip()), round(row.y)


def _plain(text: str) -> str:
    """Without the gaps that print sets between Chinese and figures; radicals, which some fonts name for characters, as characters."""
    closed = _GAP.sub(lambda gap: " " if _LABEL.search(text[max(0, gap.start() - 12):gap.start()]) else "", text)
    return _RADICALS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), closed)
