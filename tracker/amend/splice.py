"""The new text put together: articles in their new order below their headings, everything else where it was, the contents made anew."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.headings import Heading
from tracker.amend.layout import Layout, Standing
from tracker.amend.parts import Trouble, content, joined, placed, rebuilt, relabel
from tracker.amend.resolve import CONTAINERS, caption_habit
from tracker.amend.twigs import Twig, Twigs, grown, opened
from tracker.amend.wording import rewrite
from tracker.amend.worklist import Worklist
from tracker.model import DIVISIONS, Provision
from tracker.numbering import Number, cite
from tracker.reading.front import entry

_TOMBSTONE = "（删去）"


class Spliced(Struct, frozen=True):
    """The three parts of the new text in the making, and what was noticed."""

    head: Twigs
    body: Twigs
    tail: Twigs
    troubles: tuple[Trouble, ...] = ()


Row = tuple[int, Twig]
"""How deep something stands, and what."""


def splice(work: Worklist, laid: Layout) -> Spliced:
    """The new text that orders make of the old one."""
    troubles: list[Trouble] = []
    rows = list(_rows(work, laid, troubles))
    body = _nested(rows)
    tail = tuple(_kept(work, key, troubles) for key in _top(work, "tail"))
    head = tuple(_kept(work, key, troubles) for key in _top(work, "head"))
    return Spliced(_with_contents(work, _present(head), laid, body), body, _present(tail), tuple(troubles))


def _present(twigs: tuple[Twig | None, ...]) -> Twigs:
    return tuple(twig for twig in twigs if twig is not None)


def _top(work: Worklist, part: str) -> list[str]:
    """The ids of the top nodes of the head or the tail."""
    tops = work.site.children.get("", ())
    first = len(work.site.version.head)
    behind = len(tops) - len(work.site.version.tail)
    return list(tops[:first] if part == "head" else tops[behind:])


def _kept(work: Worklist, key: str, troubles: list[Trouble]) -> Twig | None:
    """A node outside the articles, with what is ordered for it."""
    if work.away(key):
        return None
    if key in work.swaps and work.site.nodes[key].type not in CONTAINERS:
        swap = work.swaps[key]
        return grown(swap.nodes, swap.instruction)[0] if swap.nodes else None
    built = rebuilt(work, key)
    troubles += built.troubles
    twig = built.twigs[0] if built.twigs else None
    if twig and key in work.swaps:
        return replace(twig, by=twig.by | {work.swaps[key].instruction})
    return twig


# The body


def _rows(work: Worklist, laid: Layout, troubles: list[Trouble]) -> Iterator[Row]:
    """Headings and what stands below them, in order, with their depth."""
    below: dict[int, list[Standing]] = {}
    for standing in laid.articles:
        below.setdefault(standing.heading, []).append(standing)
    loose, captions = _loose(work, laid), caption_habit(work.site) is not None  # new text without one leaves the old caption
    for at in range(-1, len(laid.headings)):
        depth = 0
        if at >= 0:
            depth = laid.headings[at].depth + 1
            yield depth - 1, _division(work, laid.headings[at])
        for key in loose.get(at, []):
            twig = _kept(work, key, troubles)
            if twig:
                yield depth, twig
        for standing in below.get(at, ()):
            yield depth, _article(work, standing, troubles, captions)


def _loose(work: Worklist, laid: Layout) -> dict[int, list[str]]:
    """What stands in the body beside articles (序言, words under a heading), by the heading it stands under."""
    at_of = {heading.key: at for at, heading in enumerate(laid.headings)}
    tops = work.site.children.get("", ())
    stack = list(tops[len(work.site.version.head): len(tops) - len(work.site.version.tail)])[::-1]
    found: dict[int, list[str]] = {}
    last = -1
    while stack:
        key = stack.pop()
        if work.site.nodes[key].type in DIVISIONS:
            last = at_of.get(key, last)
            stack.extend(reversed(work.site.children.get(key, ())))
        elif work.site.nodes[key].type != "article":
            found.setdefault(last, []).append(key)
    return found


def _division(work: Worklist, heading: Heading) -> Twig:
    old = work.site.nodes.get(heading.key)
    if old is None:
        put = work.added[heading.key]
        node = put.nodes[0] if put.nodes else Provision(heading.type)
        number = heading.number or Number(1)
        return Twig(replace(node, num=cite(heading.type, number), number=number, children=()), "", frozenset((put.instruction,)))
    edits = work.edits.get((heading.key, "heading"), ())
    words = rewrite(old.heading, edits)
    num = old.num if heading.number == old.number or heading.number is None else relabel(old, heading.number.main)
    node = replace(old, heading=words, num=num, number=heading.number, children=())
    return Twig(node, heading.key, frozenset(edit.instruction for edit in edits if edit.instruction >= 0))


def _article(work: Worklist, standing: Standing, troubles: list[Trouble], captions: bool) -> Twig:
    """An article with its new number and everything in it."""
    old, joining = work.site.nodes.get(standing.key), work.puts.get(f"new:{standing.number}", ())
    if old is None:
        put = work.added[standing.key]
        made = placed(work, put)
        troubles += made.troubles
        whole = joined(work, standing.key, made.twigs, joining)
        troubles += whole.troubles
        key = put.origin[0] if len(put.origin) == 1 and put.origin[0] in work.site.articles else ""
        node = Provision("article", cite("article", standing.number), standing.number, put.heading)
        return Twig(node, key, frozenset((put.instruction,)), whole.twigs)
    if work.rests(standing.key) and old.number == standing.number and not joining:
        return Twig(old, standing.key)
    built = content(work, standing.key, joining)
    troubles += built.troubles
    by = {work.swaps[standing.key].instruction} if standing.key in work.swaps else set()
    num = old.num if old.number == standing.number else _label(old, standing.number)
    edits = work.edits.get((standing.key, "heading"), ())
    by |= {edit.instruction for edit in edits if edit.instruction >= 0}
    heading = rewrite(old.heading, edits) if edits or not by or captions else ""
    node = replace(old, num=num, number=standing.number, heading=heading, children=())
    return Twig(node, standing.key, frozenset(by), built.twigs)


def _label(old: Provision, number: Number) -> str:
    """An article's label with another number: 第10条 stays in figures."""
    return relabel(old, number.main) if not number.sub and "之" not in old.num else cite("article", number)


def _nested(rows: list[Row]) -> Twigs:
    """Rows in document order as a forest: each holds what is deeper behind it."""
    waiting: list[Row] = []
    for depth, twig in reversed(rows):
        children: list[Twig] = []
        while waiting and waiting[-1][0] > depth:
            children.append(waiting.pop()[1])
        waiting.append((depth, replace(twig, children=(*twig.children, *children)) if children else twig))
    return tuple(twig for _, twig in reversed(waiting))


# The contents


def _with_contents(work: Worklist, head: Twigs, laid: Layout, body: Twigs) -> Twigs:
    """The head with its table of contents made anew, if the law has one and a heading is not as it was."""
    if not any(twig.node.type == "toc" for twig in head):
        return head
    return tuple(_contents(work, opened(twig, work.site), body) if twig.node.type == "toc" else twig for twig in head)


def _contents(work: Worklist, toc: Twig, body: Twigs) -> Twig:
    lines = {entry(line.node.text): line for line in toc.children}
    headings = [(entry(node.num + node.heading), node.type) for node in (work.site.nodes[key] for key in work.site.divisions)]
    kinds = {kind for words, kind in headings if words in lines}
    made: list[Twig] = []
    used: set[str] = set()
    for twig in _divisions(body):
        if twig.node.type in kinds:
            old = work.site.nodes.get(twig.key)
            line = lines.get(entry(old.num + old.heading)) if old else None
            used |= {entry(line.node.text)} if line else set()
            made.append(_line(line, old, twig))
    used.update(words for words, _ in headings)
    rest = [line for words, line in lines.items() if words not in used]
    return replace(toc, children=(*made, *rest))


def _line(line: Twig | None, old: Provision | None, twig: Twig) -> Twig:
    """A line of the contents: as it was where its heading is, else the new heading."""
    if line and old and (old.num, old.heading) == (twig.node.num, twig.node.heading):
        return line
    text = f"{twig.node.num}\u3000{twig.node.heading}" if twig.node.num else twig.node.heading
    return Twig(Provision("paragraph", text=text), line.key if line else "", twig.by)


def _divisions(twigs: Twigs) -> Iterator[Twig]:
    for twig in twigs:
        if twig.node.type in DIVISIONS:
            yield twig
            yield from _divisions(twig.children)


def tombstone() -> tuple[Provision, ...]:
    """What stands in an article that a 修正案 deletes: its number stays."""
    return (Provision("paragraph", text=_TOMBSTONE),)
