"""The official new text against the one that the decision gives: every difference to the character, and what kind it is.

立法法(2023) 第六十三条 has the amended law published anew; staff compare the two by reading aloud. What differs was either not ordered, or
ordered and not done, or is a slip.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.apply import Applied
from tracker.amend.arrangement import out_of_order
from tracker.amend.binding import bind
from tracker.amend.done import Done
from tracker.amend.instructions import Act
from tracker.amend.orders import Drop
from tracker.amend.report import Amended, Class, Difference, Problem, Report, problem
from tracker.amend.reporting import told
from tracker.amend.twigs import Twig, makers, walk
from tracker.amend.wording import Range, overlap, same
from tracker.compare import lexicon
from tracker.compare.alignment import align
from tracker.compare.edits import Edit, between, shared_ends
from tracker.model import DIVISIONS, Provision, Provisions, Version, articles, text_of
from tracker.numbering import NUMERAL, Number
from tracker.reading.front import entry

_CITATION = re.compile(rf"(?:第[（(]?{NUMERAL}[）)]?(?:分编|[编章节条款项目])(?:之{NUMERAL})?|[、和至])+")
_PARTS = ("title", "toc", "preamble", "headings", "annex")
_WEIGHTY = re.compile(rf"{NUMERAL}|[不未无非必可应当须得以上下内外均各和或与及并且除至年月日天周时元倍国省市县区乡镇]")
"""Characters of which one is enough to change what a law orders, put in, left out or for another of them: no misprint."""
_WORD = re.compile(r"\w")


class Texts(Struct, frozen=True):
    """One provision in the three texts, its lines joined by line ends (empty where it is not there), and the instructions that made the
    computed one."""

    old: str
    computed: str
    official: str
    by: frozenset[int] = frozenset()


def verify(applied: Applied, news: Sequence[Version]) -> Report:
    """Compare what the decision made of the old texts with the official new ones, law by law; a law whose new text is not given is left
    out."""
    act = applied.settled.amendment.act
    official = {at: one.version for one in bind(applied.settled.amendment, news) for at in one.laws}
    renamed = {one.laws[0]: version for one in applied.done for version in news if same(one.new.title, version.title)}
    pairs = [(one, new) for one in applied.done if (new := official.get(one.laws[0]) or renamed.get(one.laws[0]))]
    report = told(applied.settled, [one for one, _ in pairs])
    differences = tuple(found for one, new in pairs for found in compared(one, new))
    noted = tuple(found for one, new in pairs for found in _noted(one.old.law, act, new))
    laws = tuple(Amended(one.new.law, one.old.version, one.new.version, one.new.in_force) for one, _ in pairs)
    return replace(report, kind="verify", act=act.title, date=act.date, laws=laws, differences=differences,
                   problems=(*report.problems, *noted))


def compared(done: Done, official: Version) -> Iterator[Difference]:
    """The differences of one law, in document order: title, contents, preamble, headings, annex, then article by article, numbers last.

    Articles are compared under their numbers; where the two texts have not the same articles, with the one that says the same. Contents
    are compared where both texts have them, page numbers and white space aside.
    """
    law, known = done.old.law, cache(lambda: Usage.of(done.new))
    parts = {name: Texts(_of(done.old, name), _of(done.new, name), _of(official, name)) for name in _PARTS}
    for name, texts in parts.items():
        if name != "toc" or (texts.computed and texts.official):
            yield from _differences(law, name, texts, known)
    nodes, wanted = articles(done.new), articles(official)
    twigs = dict(zip(nodes, (twig for twig in walk(done.built.body) if twig.node.type == "article"), strict=True))
    pairs = _paired(done.new, nodes, official, wanted)
    alone: list[Class] = []
    for one, other in pairs:
        if one and other and nodes[one] == wanted[other]:
            continue
        texts = _made(done, twigs[one], nodes[one]) if one else Texts("", "", "")
        texts = replace(texts, official=_lines(wanted[other]) if other else "")
        node = nodes[one] if one else wanted[other]
        found = list(_differences(law, str(node.number or ""), _gone(done, texts), known))
        alone += [difference.kind for difference in found if not (one and other)]
        yield from found
    both = [(one, other) for one, other in pairs if one and other]
    if same(parts["headings"].computed, parts["headings"].official):
        under, above = (dict(zip(keys, _under(text.body), strict=True)) for keys, text in ((nodes, done.new), (wanted, official)))
        yield from _elsewhere(law, [(nodes[one], under[one], above[other]) for one, other in both])
        yield from _displaced(law, [nodes[one] for one, other in both if same(under[one], above[other])], list(nodes.values()))
    kind: Class = "not_ordered" if alone and set(alone) == {"not_ordered"} else "not_followed"
    yield from _renumbered(law, [(nodes[one], wanted[other]) for one, other in both], kind)


def _noted(law: str, act: Act, official: Version) -> Iterator[Problem]:
    """A doubt where the official title note does not tell of the act, or names another session. How a note is printed no decision says, so
    that its words are not compared (立法法 第六十五条 has it name the bodies and dates of all amendments)."""
    days = {day for day in (act.date, *(event.date for event in act.events if event.kind == "promulgated")) if day}
    told = [event for event in official.events if event.date in days]
    if days and not told and any(node.type == "title_note" for node in official.head):
        yield problem("doubt", "not_noted", law=law, article="title_note", day=min(days))
    sessions = [event.meeting for event in told if event.meeting]
    if act.meeting and sessions and not any(same(session, act.meeting) for session in sessions):
        yield problem("doubt", "noted_otherwise", law=law, article="title_note", expected=act.meeting, official=sessions[0])


# The texts


def _made(done: Done, twig: Twig, node: Provision) -> Texts:
    """A computed article with its old text and the instructions that made it."""
    before = done.bench.site.nodes.get(twig.key)
    return Texts(_lines(before) if before else "", _lines(node), "", frozenset(index for index in makers(twig) if index >= 0))


def _paired(computed: Version, made: Collection[str], official: Version, wanted: Collection[str]) -> list[tuple[str, str]]:
    """Computed and official articles side by side, in the official order; one without its other beside an empty id, where it would
    stand."""
    if set(made) == set(wanted):
        return [(key, key) for key in wanted]
    links = {link.new: link.old for link in reversed(align(computed, official).links)}
    used: set[str] = set()
    pairs: list[tuple[str, str]] = []
    for key in wanted:
        other = links.get(key, "")
        pairs.append(("" if other in used else other, key))
        used.add(other)
    order = list(made)
    for at, key in enumerate(order):  # what the official text has not, behind what stands before it
        if key not in used:
            before = order[at - 1] if at else ""
            pairs.insert(next((i + 1 for i, pair in enumerate(pairs) if before and pair[0] == before), 0), (key, ""))
    return pairs


def _gone(done: Done, texts: Texts) -> Texts:
    """An official article that the decision deletes, with its old words and the instruction: the text does not follow it."""
    drops = [order for order in done.plan.orders if isinstance(order, Drop)] if not texts.computed else []
    for order in drops:
        for key in order.keys:
            if done.bench.site.nodes[key].type == "article" and same(_lines(done.bench.site.nodes[key]), texts.official):
                return replace(texts, old=texts.official, by=frozenset((order.instruction,)))
    return texts


def _elsewhere(law: str, placed: Iterable[tuple[Provision, str, str]]) -> Iterator[Difference]:
    """Articles that stand under another heading in the official text, where both texts have the same headings."""
    for node, heading, wanted in placed:
        if not same(heading, wanted):
            yield Difference(law, str(node.number or ""), "not_followed", 0, 0, heading, wanted)


def _displaced(law: str, official: Sequence[Provision], computed: Sequence[Provision]) -> Iterator[Difference]:
    """Articles that stand behind another one in the official text, in whose order they are given; what differs is that and the article."""
    ids = [id(node) for node in computed]
    for at in out_of_order([id(node) for node in official], ids):
        own = ids.index(id(official[at]))
        there, here = ("、".join(n.num for n in side[max(0, n - 1):n + 1]) for side, n in ((computed, own), (official, at)))
        yield Difference(law, str(official[at].number or ""), "not_followed", 0, 0, there, here)


def _under(nodes: Provisions, heading: str = "") -> Iterator[str]:
    """The heading that each article stands under."""
    for node in nodes:
        if node.type == "article":
            yield heading
        elif node.type in DIVISIONS:
            yield from _under(node.children, f"{node.num}{node.heading}")


def _renumbered(law: str, pairs: Sequence[tuple[Provision, Provision]], kind: Class) -> Iterator[Difference]:
    """Articles that bear another number in the official text, a run at a time; they do so because of articles that only one text has."""
    for run in _runs([pair for pair in pairs if pair[0].number != pair[1].number]):
        computed, official = ("至".join(dict.fromkeys((run[0][side].num, run[-1][side].num))) for side in (0, 1))
        yield Difference(law, str(run[0][0].number), kind, 0, 0, computed, official)


def _runs(apart: Sequence[tuple[Provision, Provision]]) -> list[list[tuple[Provision, Provision]]]:
    runs: list[list[tuple[Provision, Provision]]] = []
    for pair in apart:
        if runs and all(_is_next(a.number, b.number) for a, b in zip(runs[-1][-1], pair, strict=True)):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _is_next(one: Number | None, other: Number | None) -> bool:
    return one is not None and other is not None and other.main == one.main + 1 and not other.sub


def _of(version: Version, name: str) -> str:
    """The words of a part that is no article."""
    if name == "title":
        return version.title
    if name == "toc":
        return "\n".join(entry(line.text) for node in version.head if node.type == "toc" for line in node.children)
    if name == "headings":
        return "\n".join(_headings(version.body))
    part = version.tail if name == "annex" else version.body
    return "\n".join(_lines(node) for node in part if node.type == name or (name == "preamble" and node.type in ("paragraph", "item")))


def _headings(nodes: Provisions) -> Iterator[str]:
    for node in nodes:
        if node.type in DIVISIONS:
            yield f"{node.num}{node.heading}"
            yield from _headings(node.children)


def _lines(node: Provision) -> str:
    """A provision's lines, each number before its words; an article's own number is left out."""
    own = node.heading if node.type == "article" else node.num + node.heading + node.text
    rows = ["\t".join(row) for row in node.rows]
    return "\n".join(line for line in [own, *rows, *(_lines(child) for child in node.children)] if line)


# Differences and their classes


class Usage(Struct, frozen=True):
    """How a law writes: the pairs of characters that stand in it, and those of them that are words (`tracker.compare.lexicon`)."""

    pairs: AbstractSet[str]
    words: AbstractSet[str]

    @classmethod
    def of(cls, version: Version) -> "Usage":
        """The usage of a version's own text."""
        return cls(_pairs_of("\n".join(text_of(node) for node in version.body)), lexicon.of(version))

    def is_strange(self, was: str, now: str) -> bool:
        """Whether characters make pairs that the law has nowhere else, or take the place of a word of it without making one."""
        before, after = _pairs_of(was), _pairs_of(now)
        return not after <= self.pairs or (bool(before & self.words) and not after & self.words)


def _differences(law: str, name: str, texts: Texts, known: Callable[[], Usage]) -> Iterator[Difference]:
    if texts.computed == texts.official:
        return
    ordered = between(texts.computed, texts.old)
    for edit in _joined(between(texts.computed, texts.official), texts):
        undone = texts.old != "" and any((edit.old, edit.added) == (one.old, one.added) for one in ordered)
        by_order = any(_touches(edit, one) for one in ordered)
        kind = _class(edit, by_order, undone and bool(texts.by), texts, known)
        instruction = min(texts.by) if texts.by and by_order else None
        yield Difference(law, name, kind, *edit.old, edit.removed, edit.added, instruction)


def _joined(edits: Sequence[Edit], texts: Texts) -> list[Edit]:
    """Edits with nothing but white space between them as one (章名 set wide: 建　　设)."""
    found: list[Edit] = []
    for edit in edits:
        if found and not texts.computed[found[-1].old[1]:edit.old[0]].strip() and found[-1].old[1] < edit.old[0]:
            old, new = (found[-1].old[0], edit.old[1]), (found[-1].new[0], edit.new[1])
            found[-1] = Edit(old, new, texts.computed[slice(*old)], texts.official[slice(*new)])
        else:
            found.append(edit)
    return found


def _touches(edit: Edit, order: Edit) -> bool:
    """Whether a difference is in words that the decision changes, or beside them and made of the old ones (`order` leads back to these)."""
    beside = edit.old[0] <= order.old[1] and order.old[0] <= edit.old[1]
    return overlap(edit.old, order.old) or (beside and edit.added != "" and edit.added in order.added)


def _class(edit: Edit, by_order: bool, undone: bool, texts: Texts, known: Callable[[], Usage]) -> Class:
    """`by_order`: the decision orders something there; `undone`: the official words are the old ones that an instruction changes. A slip
    doubles a character, or makes strange pairs of them, a change of meaning seldom."""
    if same(edit.removed, edit.added):
        return "typography"
    if undone:
        return "not_followed"
    if _CITATION.fullmatch(edit.removed) and _CITATION.fullmatch(edit.added):
        return "citation"
    start, end = shared_ends(edit.removed, edit.added)
    slip = edit.removed[start:len(edit.removed) - end], edit.added[start:len(edit.added) - end]
    weighty = all(_WEIGHTY.search(side) for side in slip if side)
    was, now = _with_neighbours(texts.computed, edit.old), _with_neighbours(texts.official, edit.new)
    doubled = not slip[0] and slip[1] * 2 in now and not slip[1].isnumeric()
    small = max(map(len, slip)) <= 1 and not weighty
    if doubled or (small and (not _WORD.search("".join(slip)) or known().is_strange(was, now))):
        return "misprint"
    return "not_followed" if by_order else "not_ordered"


def _with_neighbours(text: str, at: Range) -> str:
    return text[max(0, at[0] - 1):at[1] + 1]


def _pairs_of(text: str) -> set[str]:
    """The pairs of characters of a text that are both of words."""
    return {one + other for one, other in pairwise(text) if one.isalnum() and other.isalnum()}
