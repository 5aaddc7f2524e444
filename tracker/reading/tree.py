"""From decided marks to the tree of provisions: one pass that gives each line its level, one that nests by level."""

from collections.abc import Iterable, Sequence

from tracker.model import Provision, Provisions
from tracker.numbering import Number
from tracker.reading.document import Line
from tracker.reading.headings import is_title_like
from tracker.reading.labels import Mark, mark

_LEVELS = {"annex": 0, "part": 1, "subpart": 2, "chapter": 3, "section": 4, "subsection": 6, "article": 7, "clause": 7, "closing": 7,
           "paragraph": 8, "entry": 9, "item": 10, "point": 11}
_GROUP_LEVEL = 5
_TYPES = {"subsection": "section", "clause": "item", "entry": "item", "point": "subitem"}

Leveled = tuple[int, Provision]


def nest(flat: Sequence[Leveled]) -> Provisions:
    """Provisions in document order with their levels (small: outer) as a forest: each holds what is deeper behind it.

    Linear, without recursion.
    """
    waiting: list[Leveled] = []
    for level, node in reversed(flat):
        children: list[Provision] = []
        while waiting and waiting[-1][0] > level:
            children.append(waiting.pop()[1])
        if children:
            node = Provision(node.type, node.num, node.number, node.heading, node.text, node.rows, tuple(children))
        waiting.append((level, node))
    return tuple(node for _, node in reversed(waiting))


def head_of(marks: Sequence[Mark], kinds: Sequence[str]) -> Provisions:
    """Titles and notes one a line; a table of contents as one node that holds its lines."""
    flat: list[Leveled] = []
    for at, (m, kind) in enumerate(zip(marks, kinds, strict=True)):
        if kind != "toc":
            flat.append((0, Provision(kind, text=m.text, rows=m.rows)))
        elif at and kinds[at - 1] == "toc":
            flat.append((1, Provision("paragraph", text=m.text)))
        else:
            flat.append((0, Provision("toc", heading=m.text) if m.kind == "caption" else Provision("toc")))
            flat.extend([] if m.kind == "caption" else [(1, Provision("paragraph", text=m.text))])
    return nest(flat)


def body_of(marks: Sequence[Mark]) -> Provisions:
    """The provisions of a body: what stands before its first heading is its preamble, if it has headings."""
    first = next((at for at, m in enumerate(marks) if m.kind in _LEVELS and m.kind not in ("item", "point", "entry")), None)
    flat: list[Leveled] = []
    if first:
        titled = marks[0].kind == "caption"
        flat.append((7, Provision("preamble", heading=marks[0].text if titled else "")))
        flat.extend(_flat(marks[1 if titled else 0:first]))
    flat.extend(_flat(marks[first or 0:]))
    return nest(flat)


def tail_of(signatures: Sequence[Mark], annexes: Sequence[Mark]) -> Provisions:
    """Signatures and dates at the end, one a line, then the annexes with what stands in them."""
    signed = [Provision("signature", "", None, "", m.text) for m in signatures]
    return (*signed, *nest(list(_flat(annexes))))


def _flat(marks: Sequence[Mark]) -> Iterable[Leveled]:
    styles: list[str] = []
    skip = 0
    for at, m in enumerate(marks):
        if skip:
            skip -= 1
        elif m.kind == "point":
            yield _point_level(m.style, styles), _node(m)
        else:
            styles.clear()
            if m.kind == "article":
                yield from _article(m)
            elif m.kind in _LEVELS and m.kind not in ("item", "entry"):
                skip = _broken(marks, at)
                words = "".join(n.text for n in marks[at + 1:at + 1 + skip])
                yield from _heading(m, words)
            else:
                yield _LEVELS.get(m.kind, 8), _node(m)


def _point_level(style: str, styles: list[str]) -> int:
    """Points nest in the order in which their forms first come: 1. then （1） then ①."""
    if style in styles:
        del styles[styles.index(style) + 1:]
    else:
        styles.append(style)
    return _LEVELS["point"] + len(styles) - 1


def _node(m: Mark) -> Provision:
    if m.kind == "table":
        return Provision("table", text=m.text, rows=m.rows)
    if m.kind in ("item", "entry", "point"):
        return Provision(_TYPES.get(m.kind, "item"), m.num, m.number, "", m.rest)
    return Provision("paragraph", "", None, "", m.text)


def _article(m: Mark) -> Iterable[Leveled]:
    yield 7, Provision("article", m.num, m.number, m.heading)
    listed = mark(Line(m.rest, m.line)) if m.rest[:1] in ("（", "(") else None
    if listed and listed.kind == "item" and listed.number == Number(1):  # 第一条 （一）…: a list without a lead-in
        yield _LEVELS["item"], _node(listed)
    elif m.rest:
        yield 8, Provision("paragraph", "", None, "", m.rest)


def _heading(m: Mark, words: str) -> Iterable[Leveled]:
    if m.kind in ("clause", "closing"):
        yield 7, Provision("item", m.num, m.number, "", m.rest) if m.number else Provision("paragraph", "", None, "", m.text)
        return
    if m.kind == "annex":  # words beside 附件： are its words, a title has a line of its own
        yield _LEVELS["annex"], Provision("annex", m.num, m.number, words, m.rest)
        return
    level = _GROUP_LEVEL if m.style == "一" else _LEVELS[m.kind]
    yield level, Provision(_TYPES.get(m.kind, m.kind), m.num, m.number, m.rest + words)


def _broken(marks: Sequence[Mark], at: int) -> int:
    """How many lines behind a division's heading go on with it: words without an end, right before the next heading."""
    m = marks[at]
    if m.kind == "annex" and at + 1 < len(marks):
        return int(not m.rest and marks[at + 1].kind == "" and is_title_like(marks[at + 1].text))
    if m.kind in ("annex", "clause", "closing") or at + 2 >= len(marks):
        return 0
    following, then = marks[at + 1], marks[at + 2]
    goes_on = not m.rest or m.rest.endswith(("、", "，", "和", "与", "及", "的"))
    apart = following.kind in ("", "caption") and is_title_like(following.text, 40)
    return int(apart and (then.kind == "article" or (goes_on and then.kind in ("section", "chapter", "subpart"))))
