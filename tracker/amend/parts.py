"""What stands inside an article after a decision: its 款, their 项 and 目, in order, numbered, with the marks they end in."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.arrangement import FAR, Clash, Entry, arrange, astray
from tracker.amend.orders import Put
from tracker.amend.punctuation import Mend, Style, final_mark, is_empty, mark_at_end, mended, style_of, with_final_mark
from tracker.amend.resolve import CONTAINERS, grouped, units
from tracker.amend.twigs import Twig, Twigs, grown, opened, provision
from tracker.amend.worklist import Worklist
from tracker.model import Provision, text_of
from tracker.numbering import Number, chinese, label

_NUMERAL = re.compile(r"[零〇○一二三四五六七八九十百千]+|[0-9０-９]+")
_LISTED = ("item", "subitem")


class Trouble(Struct, frozen=True):
    """Something noticed while a provision was put together: a number that clashes, marks that were mended, or what `moved` past how many
    siblings that the decision does not mention. `key` is the id of the provision it is in, or the name of a new one."""

    key: str
    clash: Clash | None = None
    mend: Mend | None = None
    moved: tuple[str, int] | None = None


class Built(Struct, frozen=True):
    """A provision, or several, put together, with what was noticed."""

    twigs: Twigs
    troubles: tuple[Trouble, ...] = ()


class _Member(Struct, frozen=True):
    """A sibling with its entry in the order, and whether it is just as it was."""

    entry: Entry
    twigs: Twigs
    same: bool = False


def rebuilt(work: Worklist, key: str) -> Built:
    """An old provision with everything that is ordered inside it, at its place or wherever it moves to."""
    old = work.site.nodes[key]
    if work.rests(key):
        return Built((Twig(old, key),))
    text, mends = mended(old.text, work.edits.get((key, "text"), ()))
    heading, _ = mended(old.heading, work.edits.get((key, "heading"), ()))
    by = {edit.instruction for field in ("text", "heading") for edit in work.edits.get((key, field), ())}
    inside = content(work, key)
    node = replace(old, text=text, heading=heading, children=())
    troubles = tuple(Trouble(key, mend=mend) for mend in mends)
    if old.text and is_empty(text) and not inside.twigs and not old.rows:
        return Built((), inside.troubles)
    return Built((Twig(node, key, frozenset(i for i in by if i >= 0), inside.twigs),), inside.troubles + troubles)


def content(work: Worklist, parent: str, joining: Sequence[Put] = ()) -> Built:
    """The children of an old provision: what stays, what is new there (`joining`: also by its new number), in order and numbered."""
    if parent in work.swaps and work.site.nodes[parent].type in CONTAINERS:
        swap = work.swaps[parent]
        made = _closed(grown(swap.nodes, swap.instruction), _last_words(work, parent), parent)
        pin = next((work.pins[key] for key in work.site.children.get(parent, ())[:1] if key in work.pins), None)
        members = [_Member(Entry(parent, pin.number.main if pin else None, _size(made.twigs)), made.twigs)]
        return _ordered(work, parent, members, made.troubles + _with_puts(work, members, (*work.puts.get(parent, ()), *joining)))
    if parent not in work.puts and parent not in work.around and not joining:
        return Built(tuple(Twig(work.site.nodes[child], child) for child in work.site.children.get(parent, ())))
    members, troubles = _members(work, parent)
    return _ordered(work, parent, members, troubles + _with_puts(work, members, (*work.puts.get(parent, ()), *joining)))


def joined(work: Worklist, name: str, twigs: Twigs, joining: Sequence[Put]) -> Built:
    """What is in a new article, with what comes to it by its number."""
    members = [_Member(Entry(name, None, _size(twigs)), twigs)]
    return _ordered(work, name, members, _with_puts(work, members, joining)) if joining else Built(twigs)


def _last_words(work: Worklist, parent: str) -> str:
    below = list(work.site.below(parent))
    return next((work.site.nodes[key].text for key in reversed(below) if work.site.nodes[key].text), "")


def _closed(twigs: Twigs, old: str, key: str) -> Built:
    """New provisions whose last words end in a mark: the decision often leaves it outside its quotation marks. It is told at `key`."""
    if not twigs:
        return Built(())
    last = twigs[-1]
    if last.children and last.children[-1].node.type != "table":
        inner = _closed(last.children, old, key)
        return Built((*twigs[:-1], replace(last, children=inner.twigs)), inner.troubles)
    text = with_final_mark(last.node.text, old or "。") if last.node.text else ""
    told = tuple(Trouble(key, mend=Mend(index, text[-12:])) for index in last.by) if text != last.node.text else ()
    return Built((*twigs[:-1], replace(last, node=replace(last.node, text=text))), told)


def _members(work: Worklist, parent: str) -> tuple[list[_Member], tuple[Trouble, ...]]:
    members: list[_Member] = []
    troubles: tuple[Trouble, ...] = ()
    for unit in units(work.site, parent):
        member, found = _old_member(work, unit)
        members += [member] if member else []
        troubles += found
    return members, troubles


def _with_puts(work: Worklist, members: list[_Member], puts: Iterable[Put]) -> tuple[Trouble, ...]:
    """Add what is put under a provision to its members: first what stands beside one of them, then what has a place in the old order, in
    that order; the rest as the decision has it."""
    troubles: tuple[Trouble, ...] = ()
    stays = {member.entry.key for member in members}
    for put in sorted(puts, key=lambda put: (0, 0) if put.anchor in stays else _rank(work, put)):
        made = placed(work, put)
        troubles += made.troubles
        _insert(work, members, put, made.twigs)
    return troubles


def _old_member(work: Worklist, unit: tuple[str, ...]) -> tuple[_Member | None, tuple[Trouble, ...]]:
    pin = work.pins.get(unit[0])
    number = pin.number.main if pin else None
    swap = work.swaps.get(unit[0])
    if swap and not work.away(unit[0]):
        new = Built(grown(swap.nodes, swap.instruction))
        new = _closed(new.twigs, _last_words(work, swap.keys[-1]), unit[0]) if work.site.nodes[unit[0]].type == "paragraph" else new
        twigs = (replace(new.twigs[0], key=unit[0]), *new.twigs[1:]) if new.twigs and len(swap.keys) == len(unit) else new.twigs
        return _Member(Entry(unit[0], number, _size(twigs)), twigs), new.troubles
    made = [rebuilt(work, key) for key in unit if not work.away(key) and key not in work.swapped]
    twigs = tuple(twig for built in made for twig in built.twigs)
    troubles = tuple(trouble for built in made for trouble in built.troubles)
    return (_Member(Entry(unit[0], number), twigs, True) if twigs else None), troubles


def _size(twigs: Twigs) -> int:
    """How many 款 or 项 some provisions make."""
    return max(1, len(grouped([(str(at), provision(twig)) for at, twig in enumerate(twigs)])))


def placed(work: Worklist, put: Put) -> Built:
    """What a new place gets: new words, or old provisions that move there, as provisions of its type."""
    if put.nodes is not None:
        new = tuple(replace(twig, origin=put.origin if put.type != "article" else ()) for twig in grown(put.nodes, put.instruction))
        return Built(new) if put.type in _LISTED else _closed(new, "", put.key if put.type == "article" else put.parent)
    found = [_moving(work, key, put.type) for key in put.origin]
    twigs = tuple(twig for built in found for twig in built.twigs)
    moved = tuple(_as_type(opened(twig, work.site), put) for twig in twigs)
    return Built(moved, tuple(trouble for built in found for trouble in built.troubles))


def _moving(work: Worklist, key: str, kind: str) -> Built:
    """An old provision where it moves to; of an article that becomes 款, or joins others in one article, what is in it."""
    if work.site.nodes[key].type == "article" and kind in ("paragraph", "article"):
        return content(work, key)
    if key in work.swaps:
        swap = work.swaps[key]
        return _closed(grown(swap.nodes, swap.instruction), _last_words(work, key), key)
    return Built(()) if key in work.swapped else rebuilt(work, key)


def _as_type(twig: Twig, put: Put) -> Twig:
    """A provision in the form of its new level: an 项 that becomes a 款 or an article loses its number."""
    by = twig.by | {put.instruction}
    if put.type in ("article", "paragraph") and twig.node.type in _LISTED:
        node = Provision("paragraph", text=with_final_mark(twig.node.text.rstrip("；;"), "。"))
        return Twig(node, twig.key, by, twig.children)
    if put.type in _LISTED and twig.node.type in ("paragraph", *_LISTED) and twig.node.type != put.type:
        return Twig(Provision(put.type, text=twig.node.text), twig.key, by, twig.children)
    return replace(twig, by=by)


def _rank(work: Worklist, put: Put) -> tuple[int, int]:
    """Which of the old provisions of its parent it takes the place of, or was; what comes from elsewhere ranks behind all of them."""
    old = put.anchor if put.side == "instead" else put.origin[0] if put.origin else ""
    return (1, work.site.children[put.parent].index(old)) if old and work.site.parent.get(old) == put.parent else (2, 0)


def _insert(work: Worklist, members: list[_Member], put: Put, twigs: Twigs) -> None:
    """Put a new member at its natural place: beside its anchor, else at the start or the end."""
    entry = Entry(put.key, put.number.main if put.number else None, _size(twigs), new=True)
    keys = [member.entry.key for member in members]
    at = len(members)
    if put.anchor in keys:
        at = keys.index(put.anchor) + (put.side != "before")
    elif put.side == "start":
        at = 0
    elif put.side == "instead" or (put.origin and put.origin[0] in work.site.parent):
        at = _where_it_was(work, members, put.anchor if put.side == "instead" else put.origin[0])
    while put.side not in ("before", "start") and at < len(members) and members[at].entry.new:
        at += 1
    members.insert(at, _Member(entry, twigs))


def _where_it_was(work: Worklist, members: Sequence[_Member], key: str) -> int:
    """Behind the last member that stood before an old provision; at the end where it stood elsewhere."""
    kin = work.site.children.get(work.site.parent[key], ())
    before = kin[: kin.index(key)]
    found = [at + 1 for at, member in enumerate(members) if member.entry.key in before]
    stays = any(member.entry.key in kin for member in members)
    return (found[-1] if found else 0) if stays else len(members)


def _ordered(work: Worklist, parent: str, members: list[_Member], troubles: tuple[Trouble, ...]) -> Built:
    entries = [member.entry for member in members]
    order = arrange(entries, FAR)
    wrong = astray(order, {put.key: put.beside for put in work.puts.get(parent, ())}, entries)
    by_key = {member.entry.key: member for member in members}
    twigs = [twig for key, index in order.slots if not index for twig in by_key[key].twigs]
    troubles += tuple(Trouble(parent, clash=clash) for clash in (*order.clashes, *wrong))
    troubles += tuple(Trouble(parent, moved=(key, count)) for key, count in order.moved if count)
    kinds = {twig.node.type for twig in twigs}
    if not kinds & set(_LISTED):
        return Built(tuple(twigs), troubles)
    return Built(_marked(work, parent, _relabelled(work, parent, twigs)), troubles)


def _relabelled(work: Worklist, parent: str, twigs: list[Twig]) -> list[Twig]:
    """Items with the numbers of their new order, in the style they are printed in."""
    before = [work.site.nodes[key] for key in work.site.children.get(parent, ()) if work.site.nodes[key].type in _LISTED]
    regular = all(node.number and node.number.main == at for at, node in enumerate(before, 1))
    same = [twig.key for twig in twigs if twig.node.type in _LISTED] == [key for key in work.site.children.get(parent, ())
                                                                       if work.site.nodes[key].type in _LISTED]
    if same and not regular:
        return twigs
    made, at = [], 0
    for twig in twigs:
        at += twig.node.type in _LISTED
        made.append(numbered(twig, at) if twig.node.type in _LISTED else twig)
    return made


def numbered(twig: Twig, number: int) -> Twig:
    """An item with another number."""
    if twig.node.number == Number(number) and twig.node.num:
        return twig
    return replace(twig, node=replace(twig.node, num=relabel(twig.node, number), number=Number(number)))


def relabel(node: Provision, number: int) -> str:
    """A label with another number, in the style it is printed in."""
    match = _NUMERAL.search(node.num)
    if not match:
        return label(node.type, Number(number))
    written = str(number) if match[0].isascii() else chinese(number)
    return node.num[: match.start()] + written + node.num[match.end():]


def _marked(work: Worklist, parent: str, twigs: list[Twig]) -> Twigs:
    """Items with the marks they end in: new ones, and those that came to be, or are no longer, the last."""
    old = [key for key in work.site.children.get(parent, ()) if work.site.nodes[key].type in _LISTED]
    style = style_of([text_of(work.site.nodes[key]) for key in old])
    listed = [twig for twig in twigs if twig.node.type in _LISTED]
    last_before = old[-1] if old else ""
    made: list[Twig] = []
    for twig in twigs:
        is_last = bool(listed) and twig is listed[-1]
        moved = not twig.key or (twig.key == last_before) != is_last
        changed = moved or (twig.by and not _is_unmarked(work, twig.key))
        made.append(_with_mark(work, twig, is_last, style) if changed and twig in listed else twig)
    return tuple(made)


def _is_unmarked(work: Worklist, key: str) -> bool:
    """Whether the decision itself takes away the mark that an item ends in: “野炊。”修改为“露营”."""
    text = work.site.nodes[key].text.rstrip()
    return bool(mark_at_end(text)) and any(edit.start < len(text) <= edit.end and not mark_at_end(edit.new)
                                           for edit in work.edits.get((key, "text"), ()))


def _with_mark(work: Worklist, twig: Twig, last: bool, style: Style) -> Twig:
    twig = opened(twig, work.site)
    if twig.children:
        return replace(twig, children=(*twig.children[:-1], _with_mark(work, twig.children[-1], last, style)))
    return replace(twig, node=replace(twig.node, text=final_mark(twig.node.text, last, style)))

