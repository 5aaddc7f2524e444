"""The official new text against the one that the decision gives: every difference to the character, and what kind it is.

立法法(2023) 第六十三条 has the amended law published anew; staff compare the two by reading aloud. What differs was either not ordered, or
ordered and not done, or is a slip.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.amend.apply import worked
from tracker.amend.binding import bind
from tracker.amend.instructions import Amendment
from tracker.amend.report import Amended, Class, Difference, Report
from tracker.amend.reporting import Done, told
from tracker.amend.rulings import Ruling, settle
from tracker.amend.twigs import Twig, makers, walk
from tracker.amend.wording import Range, same
from tracker.compare.edits import between
from tracker.model import DIVISIONS, Provision, Version
from tracker.model import walk as nodes_of
from tracker.numbering import NUMERAL

_CITATION = re.compile(rf"(?:第[（(]?{NUMERAL}[）)]?(?:分编|[编章节条款项目])(?:之{NUMERAL})?|[、和至])+")
_WEIGHTY = re.compile(rf"{NUMERAL}|[不未无非可应当须得以上下内外均各]")
"""Characters of which one is enough to change what a law orders: such a difference is no misprint."""


@dataclass(frozen=True, slots=True)
class Texts:
    """One provision in the three texts, its lines joined by line ends (empty where it is not there), and the instructions that made the
    computed one."""

    old: str
    computed: str
    official: str
    by: frozenset[int] = frozenset()


def verify(amendment: Amendment, olds: Sequence[Version], news: Sequence[Version], *, rulings: Sequence[Ruling] = ()) -> Report:
    """Compare what the decision makes of the old texts with the official new ones, law by law.

    Raises AmendError where the decision amends none of the old texts. A law whose new text is not given is left out.
    """
    settled = settle(amendment, rulings)
    done = worked(settled.amendment, olds)
    official = {at: one.version for one in bind(amendment, news) for at in one.laws}
    pairs = [(one, official[law]) for one in done for law in _laws(amendment, olds, one)[:1] if law in official]
    report = told(settled, [one for one, _ in pairs])
    differences = tuple(found for one, new in pairs for found in compared(one, new))
    laws = tuple(Amended(one.new.law, one.old.version, one.new.version, one.new.in_force) for one, _ in pairs)
    return replace(report, kind="verify", act=amendment.act.title, date=amendment.act.date, laws=laws, differences=differences)


def _laws(amendment: Amendment, olds: Sequence[Version], done: Done) -> tuple[int, ...]:
    return next((one.laws for one in bind(amendment, olds) if one.version is done.old), ())


def compared(done: Done, official: Version) -> Iterator[Difference]:
    """The differences of one law, in document order: title, preamble, headings, then article by article, by number."""
    computed, wanted = _texts(done), _official(official)
    for name in dict.fromkeys([*computed, *wanted]):
        texts = computed.get(name, Texts("", "", ""))
        texts = replace(texts, official=wanted.get(name, ""))
        if texts.computed != texts.official:
            yield from _differences(done.old.law, name, texts)


# The texts by name


def _texts(done: Done) -> dict[str, Texts]:
    """The computed text by article number, or by title, preamble, headings, annex."""
    site = done.bench.site
    found = {name: Texts(_of(done.old, name), _of(done.new, name), "", frozenset()) for name in ("title", "preamble", "headings", "annex")}
    articles = [twig for twig in walk(done.built.body) if twig.node.type == "article"]
    new = [node for node in nodes_of(done.new.body) if node.type == "article"]
    for twig, node in zip(articles, new, strict=True):
        before = site.nodes.get(twig.key)
        found[str(node.number)] = Texts(_lines(before) if before else "", _lines(node), "", _makers(twig))
    return {name: texts for name, texts in found.items() if texts.old or texts.computed}


def _makers(twig: Twig) -> frozenset[int]:
    return frozenset(index for index in makers(twig) if index >= 0)


def _official(version: Version) -> dict[str, str]:
    found = {name: text for name in ("title", "preamble", "headings", "annex") if (text := _of(version, name))}
    return found | {str(node.number): _lines(node) for node in nodes_of(version.body) if node.type == "article"}


def _of(version: Version, name: str) -> str:
    """The words of a part that is no article."""
    if name == "title":
        return version.title
    if name == "headings":
        return "\n".join(f"{node.num}{node.heading}" for node in nodes_of(version.body) if node.type in DIVISIONS)
    part = version.tail if name == "annex" else version.body
    return "\n".join(_lines(node) for node in part if node.type == name or (name == "preamble" and node.type in ("paragraph", "item")))


def _lines(node: Provision) -> str:
    """A provision's lines, each number before its words; an article's own number is left out."""
    own = node.heading if node.type == "article" else node.num + node.heading + node.text
    rows = ["\t".join(row) for row in node.rows]
    return "\n".join(line for line in [own, *rows, *(_lines(child) for child in node.children)] if line)


# Differences and their classes


def _differences(law: str, name: str, texts: Texts) -> Iterator[Difference]:
    ordered = [edit.old for edit in between(texts.computed, texts.old)]
    for edit in between(texts.computed, texts.official):
        by_order = any(_touches(edit.old, at) for at in ordered)
        kind = _class(edit.removed, edit.added, by_order)
        instruction = min(texts.by) if texts.by and by_order else None
        yield Difference(law, name, kind, *edit.old, edit.removed, edit.added, instruction)


def _touches(one: Range, other: Range) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _class(computed: str, official: str, by_order: bool) -> Class:
    if same(computed, official):
        return "typography"
    if _CITATION.fullmatch(computed) and _CITATION.fullmatch(official):
        return "citation"
    slip = _trimmed(computed, official)
    if max(map(len, slip)) <= 1 and not _WEIGHTY.search("".join(slip)):
        return "misprint"
    return "not_followed" if by_order else "not_ordered"


def _trimmed(one: str, other: str) -> tuple[str, str]:
    """Two texts without what they begin and end with in common."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    end = next((at for at, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), min(len(one), len(other)))
    return one[: len(one) - end], other[: len(other) - end]


def differs(report: Report) -> bool:
    """Whether the official text says anything else than the computed one: typography aside."""
    return any(found.kind != "typography" for found in report.differences)


def by_class(differences: Sequence[Difference]) -> Mapping[str, int]:
    """How many differences there are of each class."""
    return {kind: sum(found.kind == kind for found in differences) for kind in dict.fromkeys(found.kind for found in differences)}
