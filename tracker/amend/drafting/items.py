"""A decision's items: what is ordered for each article and division, with its place in the order of the new text."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from tracker.amend.drafting.annexes import annex_items
from tracker.amend.drafting.articles import Change, Form, forms
from tracker.amend.drafting.decision import Item
from tracker.amend.drafting.plan import Plan, homes_of, named, out_of_order, ranges
from tracker.amend.drafting.preambles import preamble_items
from tracker.amend.drafting.quoting import alike, how_many, payload, plain, printed, quoted
from tracker.amend.drafting.related import numbered, ordered_together
from tracker.amend.drafting.relations import Relation
from tracker.amend.drafting.uniform import Pair, gathered, ordered
from tracker.compare.outline import enclosing
from tracker.model import DIVISIONS, Version, citation_of, walk
from tracker.numbering import NUMERAL, Number, cite

_CITED = re.compile(f"第{NUMERAL}条(?:之{NUMERAL})?")
Levels = Mapping[str, int]
"""Which form each old article's orders take: an index into its forms, coarser as it grows; -1 orders nothing."""
NO_CLAUSE = ""
"""The key that says that the decision has no closing clause on the order of articles, under which citations would follow."""


def change_of(steps: Plan, old: str) -> Change:
    """An old article and what becomes of it."""
    new, node = steps.became[old], steps.old.placed[old]
    renumbered = steps.number(old, "old") != steps.number(new)
    left = tuple(at for one in steps.relations if one.kind == "part" and one.old == (old,) for at in one.positions)
    stays = replace(node, children=tuple(child for at, child in enumerate(node.children) if at not in left)) if left else node
    return Change(stays, steps.new.placed[new], renumbered, _opening(steps, new, steps.opening), steps.words, left)


def _opening(steps: Plan, new: str, homes: Mapping[str, str]) -> str:
    """Where an article is put in that opens its division: 第二章, or, where that has no name, 在第四条前; empty where its number says."""
    if new not in homes:
        return ""
    at, division = steps.new.articles.index(new), steps.new.division[new]
    back = {key: old for old, key in steps.became.items() if old not in steps.stated and key not in steps.homes}
    following = next((back[key] for key in steps.new.articles[at + 1:] if key in back and steps.new.division[key] == division), "")
    return named(homes[new], steps.old) or (f"在{citation_of(following)}前" if following else "")


def first_level(steps: Plan, old: str) -> int:
    """The form to begin with: nothing for an article that may follow by itself, else the finest."""
    return -1 if _silent(steps, old) else 0


def keeps_numbers(steps: Plan) -> bool:
    """Whether no article and no division changes its number, so that a 修正案 can make the change."""
    return adjusts(steps, {}) == "" and not steps.stated


def words_stay(steps: Plan, old: str) -> bool:
    """Whether an article's words are the same in both versions."""
    change = change_of(steps, old)
    return alike(printed(change.old), printed(change.new))


def _silent(steps: Plan, old: str) -> bool:
    """Whether an article may need no order: its number follows by itself, and its words stay, or but for citations, which may follow."""
    new, change = steps.became[old], change_of(steps, old)
    before, after = (map(_uncited, printed(node)) for node in (change.old, change.new))
    return old not in steps.stated and new not in steps.homes and alike(before, after)


def _uncited(line: str) -> str:
    return _CITED.sub("第〇条", line)


Placed = tuple[tuple[float, int], Item]
"""An item and its place: the position in the new text, and what comes first there."""


def items(old: Version, new: Version, steps: Plan, levels: Levels) -> Iterator[Placed]:
    """Everything that has to be ordered, each item with its place."""
    position = {key: float(index) for index, key in enumerate(steps.new.articles)}
    if plain(old.title) != plain(new.title):
        yield (-2.0, 0), (f"将名称修改为{quoted(new.title)}。",)
    yield from (((-2.0, 1), item) for item in preamble_items(old, new))
    yield from _division_items(steps, position)
    together = _together(steps, levels)
    rest = _without(steps, together)
    shared = _shared(rest, levels)
    before = {key: at for at, key in enumerate(steps.old.articles)}
    for pair, keys in shared.items():
        yield (len(position), 0), (ordered(pair, map(citation_of, sorted(keys, key=before.__getitem__))),)
    for key in sorted(set(rest.became) - {key for keys in shared.values() for key in keys}):
        form = _form(rest, key, levels)
        if form:
            yield (position[steps.became[key]], 2), form
    yield from (((position[relation.new[0]], 2), item) for relation, item in together.items())
    yield from _added_items(rest, position)
    yield from _gone_items(rest, position)
    yield from (((len(position) + 1, 0), item) for item in annex_items(old, new))


def _together(steps: Plan, levels: Levels) -> dict[Relation, Item]:
    """The items for articles that are ordered together."""
    found: dict[Relation, Item] = {}
    for relation in steps.relations:
        lines = [line for old in relation.old if old in steps.became for line in _form(steps, old, levels)]
        lines += [f"删去{citation_of(old)}。" for old in relation.old if old not in steps.became]
        lines += [f"增加一条，作为：{line}" for new in relation.new if new in steps.added for line in numbered(steps.new.placed[new])]
        item = ordered_together(steps, relation, tuple(lines))
        found |= {relation: item} if item else {}
    return found


def _without(steps: Plan, together: Iterable[Relation]) -> Plan:
    """The plan without the articles that are ordered together, and with the order of those that changed places set right; an article that
    some of its 款 leave stays."""
    olds = {old for relation in together if relation.kind != "part" for old in relation.old}
    news = {new for relation in together for new in relation.new}
    places = dict(steps.became)
    for one in (relation for relation in together if relation.kind == "exchange"):
        places |= {one.old[0]: one.new[1], one.old[1]: one.new[0]}
    stated, homes = out_of_order(steps.old, steps.new, places), homes_of(steps.old, steps.new, places, steps.divisions)
    became = {old: new for old, new in steps.became.items() if old not in olds}
    return replace(steps, became=became, stated=stated, homes=homes, added=tuple(new for new in steps.added if new not in news),
                   gone=tuple(old for old in steps.gone if old not in olds))


def _form(steps: Plan, key: str, levels: Levels) -> Form:
    change = change_of(steps, key)
    level = levels.get(key, first_level(steps, key))
    if level < 0:
        return ()
    found = forms(change)
    place = _new_place(steps, key)
    if place:
        found = _moved(change, place), found[-1]
    return found[min(level, len(found) - 1)] if found else ()


def _new_place(steps: Plan, key: str) -> str:
    """Where an article is moved to: the division that has to be named, or the article beside which it stands now; empty where it stays."""
    home = steps.homes.get(steps.became[key])
    if home is not None and named(home, steps.old):
        return named(home, steps.old)
    if home is None and key not in steps.stated:
        return ""
    back = {new: old for old, new in steps.became.items() if old not in steps.stated and new not in steps.homes}
    at, division = steps.new.articles.index(steps.became[key]), steps.new.division[steps.became[key]]
    before = [new for new in steps.new.articles[:at] if new in back][-1:]
    after = [new for new in steps.new.articles[at:] if new in back][:1]
    beside = [f"{citation_of(back[new])}{side}" for found, side in ((before, "之后"), (after, "之前")) for new in found
              if steps.new.division[new] == division]
    own = next((named(old, steps.old) for old, new in steps.divisions.items() if new == division), "")
    anywhere = [f"{citation_of(back[new])}之后" for new in before] + [f"{citation_of(back[new])}之前" for new in after]
    return next(iter([*beside, *([own] if own else []), *anywhere]), "")


def _moved(change: Change, place: str) -> Form:
    moved = f"将{change.name}移至{place}，作为{cite('article', change.new.number or Number(0))}"
    lines = list(printed(change.new))
    if alike(printed(change.old), lines):
        return (f"{moved}。",)
    first, *rest = payload(lines)
    return f"{moved}，修改为：{first}", *rest


def _shared(steps: Plan, levels: Levels) -> dict[Pair, list[str]]:
    """Changes of words that several articles share, each of which otherwise needs no order of its own."""
    changes = {key: change_of(steps, key) for key in steps.became
               if levels.get(key, first_level(steps, key)) == 0 and key not in steps.stated and steps.became[key] not in steps.homes}
    return gathered({key: change for key, change in changes.items() if not change.left})


def _added_items(steps: Plan, position: Mapping[str, float]) -> Iterator[Placed]:
    for run in _runs(steps.added, position, steps.homes):
        home = _opening(steps, run[0], steps.homes)
        where = f"在{home.removeprefix('在')}" if home else _behind(steps, run[0])
        nodes = [steps.new.placed[key] for key in run]
        lines = [line for node in nodes for line in (numbered(node) if len(run) > 1 else printed(node))]
        if len(run) == 1:
            first, *rest = payload(lines)
            yield (position[run[0]], 2), (f"{where}增加一条，作为{citation_of(run[0])}：{first}", *rest)
        else:
            yield (position[run[0]], 2), (f"{where}增加{how_many(len(run), '条')}，作为{_each(run)}：", *payload(lines))


def _behind(steps: Plan, key: str) -> str:
    """在第一百三十三条之一后 for 第一百三十三条之二, where what it stands behind is an old article."""
    number = steps.number(key)
    before = Number(number.main, number.sub - 1)
    known = number.sub and any(node.number == before for node in steps.old.placed.values() if node.type == "article")
    return f"在{cite('article', before)}后" if known else ""


def _each(run: list[str]) -> str:
    return ranges(run) if len(run) > 2 else "、".join(citation_of(key) for key in run)


def _runs(added: tuple[str, ...], position: Mapping[str, float], homes: Mapping[str, str]) -> list[list[str]]:
    runs: list[list[str]] = []
    for key in added:
        if runs and position[runs[-1][-1]] + 1 == position[key] and key not in homes:
            runs[-1].append(key)
        else:
            runs.append([key])
    return runs


def _gone_items(steps: Plan, position: Mapping[str, float]) -> Iterator[Placed]:
    after = -1.0
    run: list[str] = []
    for key in steps.old.articles:
        if key in steps.gone:
            run.append(key)
            continue
        if run:
            yield (after, 4), (f"删去{ranges(run)}。",)
        run, after = [], position[steps.became[key]] if key in steps.became else after
    if run:
        yield (after, 4), (f"删去{ranges(run)}。",)


def _division_items(steps: Plan, position: Mapping[str, float]) -> Iterator[Placed]:
    opens = {steps.new.division[key]: position[key] for key in reversed(steps.new.articles)}
    for old, new in steps.divisions.items():
        before, after = steps.old.placed[old].heading, steps.new.placed[new].heading
        if "".join(before.split()) != "".join(after.split()):
            yield (opens.get(new, 0.0), 0), (f"将{_heading(steps, old)}修改为{quoted(after)}。",)
    for new in steps.new_divisions:
        yield (opens.get(new, 0.0), 1), (_new_division(steps, new),)
    for old in steps.old_divisions:
        yield (-1.0, 1), (f"删去{_heading(steps, old)}。",)
    for new in steps.blocks:
        yield (opens.get(new, min((at for key, at in opens.items() if new in enclosing(key)), default=0.0)), 1), _block(steps, new)


def _heading(steps: Plan, old: str) -> str:
    """An old heading as a decision names it: 第二章章名, or by its words where its number does not."""
    node, name = steps.old.placed[old], named(old, steps.old)
    return f"{name}{cite(node.type, Number(1))[-1]}名{'' if name else quoted(node.heading)}"


def _new_division(steps: Plan, new: str) -> str:
    node = steps.new.placed[new]
    unit = cite(node.type, Number(1))[-1]
    parent = new.rpartition("__")[0]
    back = {b: a for a, b in steps.divisions.items()}
    inside = [key for key in steps.new.articles if new in enclosing(steps.new.division[key])]
    where = named(back[parent], steps.old) if parent in back else ""
    own = cite(node.type, node.number) if node.number else node.num
    holds = f"，包括{ranges(inside)}" if inside else ""
    return f"{where}增加一{unit}，作为{own}{quoted(node.heading)}{holds}。"


def _block(steps: Plan, new: str) -> Item:
    """A new division put in whole: its heading, those below it, and all their articles."""
    node = steps.new.placed[new]
    lines: list[str] = []
    for inner in walk([node]):
        if inner.type in DIVISIONS:
            lines.append(f"{inner.num}\u3000{inner.heading}")
        elif inner.type == "article":
            first, *rest = printed(inner)
            lines += [f"{inner.num}\u3000{first}", *rest]
    own = cite(node.type, node.number) if node.number else node.num
    return f"增加一{cite(node.type, Number(1))[-1]}，作为{own}：", *payload(lines)


def adjusts(steps: Plan, levels: Levels) -> str:
    """What the closing clause names: 条文, 章节, both, or nothing."""
    if levels.get(NO_CLAUSE):
        return ""
    moved = any(steps.number(a, "old") != steps.number(b) for a, b in steps.became.items())
    headings = any(steps.old.placed[a].num != steps.new.placed[b].num for a, b in steps.divisions.items())
    return "章节和条文" if headings and moved else "条文" if moved else "章节" if headings else ""
