"""What a report says, in the user's words: where a problem is, and every difference of an official text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tracker.amend.describe import places
from tracker.amend.instructions import Level, Place
from tracker.amend.report import Difference, Report
from tracker.language import _
from tracker.numbering import Number, cite

PARTS = {"title": "the title", "title_note": "the title note", "toc": "the contents", "preamble": "the preamble",
         "headings": "the headings", "annex": "the annexes", "body": "the body", "order": "the order of the articles"}
"""The parts of a law that are no article, as a report names them."""
CLASSES = {"typography": "typography", "citation": "citation", "not_followed": "not as decided", "not_ordered": "nowhere ordered",
           "misprint": "misprint"}
"""Why an official text differs from the computed one."""
_NUMBER = re.compile(r"\d+(?:-\d+)?")


def place_of(article: str) -> str:
    """An article of a report as it is cited (17-1 → 第十七条之一), any other part by its name."""
    if _NUMBER.fullmatch(article):
        return cite("article", Number.parse(article))
    return _(PARTS[article]) if article in PARTS else article


def places_of(articles: Iterable[str]) -> str:
    """Articles of a report as they are cited, three or more in sequence with 至, behind any other parts by their names."""
    listed = list(dict.fromkeys(articles))
    numbers = [Place((Level("article", Number.parse(one)),)) for one in listed if _NUMBER.fullmatch(one)]
    return "、".join(filter(None, [*(place_of(one) for one in listed if not _NUMBER.fullmatch(one)), places(numbers)]))


def differences(found: Report) -> list[str]:
    """A line for each difference, with the decision's item it is about; those of white space alone in one line for each law; then how many
    there are of each class."""
    if not found.differences and any(one.kind == "no_source" for one in found.problems):
        return [_("no difference, which proves nothing: the new text is no official one (the words of the title note are not compared)")]
    if not found.differences:
        return [_("no difference: the official text is what the decision orders (the words of the title note are not compared)")]
    lines = [_line(found, one) for one in found.differences if not _is_blank(one)]
    counts = Counter(one.kind for one in found.differences)
    return [*lines, *_blanks(found), ", ".join(f"{_(CLASSES[kind])} {count}" for kind, count in counts.items())]


def _line(found: Report, one: Difference) -> str:
    item = found.instructions[one.instruction].item if one.instruction is not None else ""
    words = f"[-{one.computed}-]{{+{one.official}+}}".replace("\n", "¶")
    return f"{one.law} {place_of(one.article)} {_(CLASSES[one.kind])}: {words}" + (f" ({item})" if item else "")


def _is_blank(one: Difference) -> bool:
    """Whether nothing but white space differs."""
    return one.kind == "typography" and "".join(one.computed.split()) == "".join(one.official.split())


def _blanks(found: Report) -> Iterator[str]:
    blank = [one for one in found.differences if _is_blank(one)]
    for law in dict.fromkeys(one.law for one in blank):
        mine = [place_of(one.article) for one in blank if one.law == law]
        yield _("{law}: nothing but white space differs, in {places} (×{count})").format(
            law=law, count=len(mine), places="、".join(dict.fromkeys(mine)))
