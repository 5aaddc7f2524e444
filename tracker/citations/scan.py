"""Finding the citations of a text: numbers are read one by one, then joined into places and lists."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tracker.citations.grammar import (
    INTO,
    JOINS,
    LEVEL,
    NOT_BEFORE,
    NUMBER_ONLY,
    NUMBERED,
    PIECE,
    RANGE,
    RELATIVE,
    UNITS,
    Citation,
    Label,
    Relative,
    numbered,
)
from tracker.citations.owners import Owner, owner, short_name, titles
from tracker.numbering import Number, Step, arabic


class _Atom(Struct, frozen=True):
    """A number with its unit, or a relative word. `joined` is what stands before it inside one printed group (第一、三项)."""

    start: int
    end: int
    step: Step | None
    relative: Relative | None = None
    joined: str | None = None


def find(text: str, *, names: Iterable[str] = ()) -> tuple[Citation, ...]:
    """The citations of a text in order; those inside a title 《…》 are part of the name and are left out.

    `names` are titles of the law the text belongs to: a citation of that name is one of this law.
    """
    if "第" not in text and "前" not in text and "本" not in text:
        return ()
    own = frozenset(short_name(name) for name in names if name)
    spans = titles(text)
    found: list[Citation] = []
    for atom in _atoms(text, spans):
        step = _join(text, found[-1] if found else None, atom) or _begin(text, found, atom, spans, own)
        if step is None:
            continue
        if found and step.start == found[-1].start and step.end > found[-1].end:
            found[-1] = step
        else:
            found.append(step)
    return tuple(found)


def _atoms(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[_Atom]:
    found = [*_numbered(text), *_relative(text), *_range_ends(text)]
    for atom in sorted(found, key=lambda a: a.start):
        if not any(a <= atom.start < b for a, b in spans):
            yield atom


def _numbered(text: str) -> Iterator[_Atom]:
    for match in NUMBERED.finditer(text):
        yield from _pieces(text, match.start(), match.end())


def _pieces(text: str, start: int, end: int) -> Iterator[_Atom]:
    """第一、三项 as its numbers; a unit printed once is every number's, 之二 goes with the number before it."""
    pieces = list(PIECE.finditer(text, start, end))
    unit = next(p["unit"] for p in pieces if p["unit"])
    for index, piece in enumerate(pieces):
        if piece["branch"]:
            if piece["branch_sep"]:
                main = arabic(next(p["number"] for p in reversed(pieces[:index]) if p["number"]))
                sign = piece["branch_sep"]
                yield _Atom(piece.start() + len(sign), piece.end(), numbered(UNITS[unit], main, arabic(piece["branch"])), joined=sign)
            continue
        branch = pieces[index + 1] if index + 1 < len(pieces) and pieces[index + 1]["branch"] else None
        joins_on = branch is not None and not branch["branch_sep"]
        sub = arabic(branch["branch"]) if branch is not None and joins_on else 0
        sign = piece["sep"] or ""
        yield _Atom(piece.start() + len(sign), branch.end() if branch is not None and joins_on else piece.end(),
                    numbered(UNITS[unit], arabic(piece["number"]), sub), joined=sign if index else None)


def _relative(text: str) -> Iterator[_Atom]:
    for match in RELATIVE.finditer(text):
        before = text[match.start() - 1] if match.start() else ""
        if before and before in NOT_BEFORE.get(match[0][0], ""):
            continue
        if match["before"]:
            count = 2 if match["count"] == "两" else arabic(match["count"]) if match["count"] else 1
            yield _Atom(match.start(), match.end(), None, Relative(UNITS[match["before"]], "before", count))
        elif match["own"]:
            yield _Atom(match.start(), match.end(), None, Relative(UNITS[match["own"]], "own"))
        else:
            yield _Atom(match.start(), match.end(), None, Relative(UNITS[match["same"]], "same"))


def _range_ends(text: str) -> Iterator[_Atom]:
    for match in NUMBER_ONLY.finditer(text):
        if text[max(0, match.start() - 1)] in "条款项目" and text[match.end() - 1:match.end()]:
            sub = arabic(match["branch"]) if match["branch"] else 0
            step = numbered(UNITS[match["unit"]], arabic(match["number"].strip("（()）")), sub)
            yield _Atom(match.start() + 1, match.end(), step, joined=match[0][0])


def _join(text: str, last: Citation | None, atom: _Atom) -> Citation | None:
    """The citation that an atom makes together with the one before it, None where it does not go on."""
    if last is None or atom.start < last.end:
        return None
    gap = text[last.end:atom.start]
    if atom.step is not None:
        deepest = last.through or last.path
        inward = not deepest or LEVEL[atom.step[0]] > LEVEL[deepest[-1][0]]
        if gap in INTO and inward and atom.joined is None:
            return _deeper(text, last, atom)
        if gap in RANGE:
            return _through(text, last, atom)
        if gap in JOINS or not gap:  # 第一条第二条第三条: a list without its signs
            return _member(text, last, atom, atom.step)
    if atom.relative is not None and not gap and last.path and atom.relative.kind == "before":
        return _first(text, last, atom, atom.relative)
    if atom.relative is not None and not gap and last.relative == Relative("article", "own") and not last.path:
        return replace(_citation(text, atom), start=last.start, text=text[last.start:atom.end])  # 本条前款
    return None


def _deeper(text: str, last: Citation, atom: _Atom) -> Citation:
    assert atom.step is not None
    label = Label(atom.start, atom.end, atom.step)
    longer = replace(last, end=atom.end, text=text[last.start:atom.end])
    if last.through:
        return replace(longer, through=(*last.through, atom.step), ends=(*last.ends, label))
    return replace(longer, path=(*last.path, atom.step), labels=(*last.labels, label))


def _first(text: str, last: Citation, atom: _Atom, first: Relative) -> Citation | None:
    """第三百零七条之一前三款: its first three paragraphs."""
    if first.count == 1 or last.through or LEVEL[first.unit] <= LEVEL[last.path[-1][0]]:
        return None
    return replace(last, end=atom.end, text=text[last.start:atom.end], path=(*last.path, numbered(first.unit, 1)),
                   through=(*last.path, numbered(first.unit, first.count)))


def _through(text: str, last: Citation, atom: _Atom) -> Citation:
    assert atom.step is not None
    label = Label(atom.start, atom.end, atom.step)
    return replace(last, end=atom.end, text=text[last.start:atom.end], ends=(label,),
                   through=(*_above(last.path, atom.step), atom.step))


def _member(text: str, last: Citation, atom: _Atom, step: Step) -> Citation:
    """The next of a list: it takes over the law and the steps above its own level."""
    base = last.through or last.path
    alone = step[0] == "article" and all(LEVEL[kind] < LEVEL["article"] for kind, _number in base)  # 第三章、第五条: not in that chapter
    above = () if alone else _above(base, step)
    relative = last.relative if last.relative and (above or _under(last.relative, step)) else None
    return Citation(atom.start, atom.end, text[atom.start:atom.end], last.law, (*above, step), labels=(Label(atom.start, atom.end, step),),
                    relative=relative, named=last.named)


def _under(relative: Relative, step: Step) -> bool:
    return LEVEL[step[0]] > LEVEL[relative.unit]


def _above(path: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    return tuple(s for s in path if LEVEL[s[0]] < LEVEL[step[0]])


def _begin(text: str, found: list[Citation], atom: _Atom, spans: tuple[tuple[int, int], ...], own: frozenset[str]) -> Citation | None:
    """A citation that starts anew: its law is what stands before it."""
    if found and atom.start < found[-1].end:
        return None
    if atom.relative is not None:
        return _same(text, found, atom) if atom.relative.kind == "same" else _citation(text, atom)
    if atom.joined in RANGE or (atom.start and text[atom.start - 1] in "条款"):
        return None  # 同条第二款 without an article before it, 十八条第一款 without its 第: silent
    whose = owner(text, atom.start, spans, own)
    made = _citation(text, atom)
    if whose.annex is not None:
        return replace(made, path=(("annex", Number(whose.annex)), *made.path), named=True)
    return replace(made, law=_law(text, found, atom, whose), named=whose.named)


def _law(text: str, found: list[Citation], atom: _Atom, whose: Owner) -> str:
    others = [c for c in found if c.law]
    if whose.that:
        return others[-1].law if others else text[max(0, atom.start - 3):atom.start]
    if whose.named or not found or not found[-1].law or atom.step is None or atom.step[0] != "article":
        return whose.law
    between = text[found[-1].end:atom.start]
    return "" if any(mark in between for mark in "。；;\n") else found[-1].law


def _same(text: str, found: list[Citation], atom: _Atom) -> Citation | None:
    """同条, 该款: the place cited last in this text, down to its level."""
    assert atom.relative is not None
    if not found or not any(s[0] == atom.relative.unit for s in found[-1].path):
        return None
    path = tuple(s for s in found[-1].path if LEVEL[s[0]] <= LEVEL[atom.relative.unit])
    return Citation(atom.start, atom.end, text[atom.start:atom.end], found[-1].law, path, relative=None, named=False)


def _citation(text: str, atom: _Atom) -> Citation:
    labels = (Label(atom.start, atom.end, atom.step),) if atom.step is not None else ()
    return Citation(atom.start, atom.end, text[atom.start:atom.end], path=(atom.step,) if atom.step is not None else (), labels=labels,
                    relative=atom.relative)
