"""What stands behind a verb of amendment: quotations, payloads, lists of quoted words."""

from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from tracker.amend.instructions import Payload, Place, Span
from tracker.amend.lexer import Tokens
from tracker.amend.payload import is_row, itemised
from tracker.amend.quotations import Quote
from tracker.naming import bare_title

BEFORE_PAYLOAD = ("content", "colon", "comma", "as_after", "adverb", "among")
Quotes = tuple[Quote, ...]


def past(tokens: Tokens, at: int, *kinds: str) -> int:
    """The index of the first token from `at` on that is of none of these kinds."""
    while tokens[at].kind in kinds:
        at += 1
    return at


def adjacent(tokens: Tokens, at: int) -> tuple[Quotes, int]:
    """The quotations that follow each other with nothing between them."""
    found: list[Quote] = []
    while True:
        quote = tokens[at].quote
        if quote is None:
            return tuple(found), at
        found.append(quote)
        at += 1


def listed(tokens: Tokens, at: int, limit: int | None = None) -> tuple[Quotes, int]:
    """A list of quoted words: “甲”、“乙”和“丙”, “甲”“乙”; no more than `limit`."""
    found: list[Quote] = []
    while limit is None or len(found) < limit:
        behind = at + 1 if found and tokens[at].kind in ("list", "and") else at
        quote = tokens[behind].quote
        if quote is None:
            break
        found.append(quote)
        at = behind + 1
    return tuple(found), at


def payload(tokens: Tokens, at: int) -> tuple[Payload, int] | None:
    """The new words behind a verb, with what leads up to them (：, 规定：, 。内容如下：); None where there are none."""
    at = past(tokens, at, *BEFORE_PAYLOAD)
    if tokens[at].kind == "stop" and tokens[at + 1].kind == "content":
        at = past(tokens, at + 1, *BEFORE_PAYLOAD)
    quotes, behind = adjacent(tokens, at)
    if not quotes:
        return None
    return made(quotes), behind


def made(quotes: Sequence[Quote]) -> Payload:
    """Quotations as one payload, each on a line of its own."""
    lines = tuple(line for quote in quotes for line in quote.lines)
    rows = tuple(tuple(line.split("\t")) for line in lines if is_row(line))
    starts = accumulate((len(quote.lines) for quote in quotes), initial=0)
    broken = tuple(start + at for start, quote in zip(starts, quotes, strict=False) for at in quote.broken)
    return Payload(lines, Span(quotes[0].start, quotes[-1].end), quotes[0].quoted, rows, broken)


def words_of(quote: Quote) -> str:
    """The words of a quotation that is one line."""
    return "\n".join(quote.lines)


def as_title(words: Payload) -> Payload:
    """New words that are a law's title, without the 《》 they may stand in."""
    line = "".join(words.lines).strip().removesuffix("。")
    return replace(words, lines=(bare_title(line),)) if bare_title(line) != line else words


def in_items(words: Payload, numbered: Sequence[Place]) -> Payload:
    """New words that are several 项, each on a line of its own, as the numbers of their places say."""
    numbers = [place.steps[-1].number for place in numbered if place.type == "item"]
    lines = itemised(words.lines, [number for number in numbers if number])
    return words if lines == words.lines else replace(words, lines=lines)
