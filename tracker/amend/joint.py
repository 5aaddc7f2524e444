"""The text that two decisions make together, where neither touches what the other changes: both speak to the text before them.

立法法(2023) 第六十五条: the title note names all amendments in order, so the note, the events and the dates are those of both acts.
"""

from collections.abc import Sequence
from datetime import date as Date

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.apply import carried_out
from tracker.amend.dating import dated
from tracker.amend.done import Done
from tracker.amend.instructions import Amendment
from tracker.amend.orders import Change, Order, Pin, Put
from tracker.amend.planning import Plan
from tracker.amend.staging import leaving, staged
from tracker.amend.worklist import worklist
from tracker.model import InForce, Version


class Joint(Struct, frozen=True):
    """Two decisions carried out at once: `done` with the instructions of both, those of the second counted on from `far`; `parts` each
    decision with its own."""

    done: Done
    far: int
    parts: tuple[tuple[Amendment, Done], tuple[Amendment, Done]]

def joined(first: Amendment, one: Done, second: Amendment, other: Done) -> Joint:
    """Both decisions carried out: each new article where its own decision has it, all numbers last."""
    far = max(one.bench.instructions, default=0) + 1
    orders = [*_anchored(one), *(later(order, far) for order in _anchored(other))]
    theirs = {index + far: i for index, i in other.bench.instructions.items()}
    end = max((i.source.end for i in one.bench.instructions.values()), default=0) + 1
    position = {**one.plan.position, **{index + far: at + end for index, at in other.plan.position.items()}}
    bench = replace(one.bench, instructions=one.bench.instructions | theirs)
    work, _overlaps = worklist(bench.site, orders, bench.keeps, position)
    done = carried_out(one.old, one.laws, bench, Plan(tuple(orders), work, (), position), one.adjusts | other.adjusts)
    mine = replace(done, laws=one.laws, bench=one.bench)
    return Joint(done, far, ((first, mine), (second, replace(done, laws=other.laws, bench=replace(bench, instructions=theirs)))))


def joint_text(joint: Joint) -> Version:
    """The joint text, which the acts made in the order of their days."""
    version, known = replace(joint.done.old, head=joint.done.new.head), []
    for amendment, part in sorted(joint.parts, key=lambda pair: pair[0].act.date or Date.max):
        stages = staged(amendment, part)
        version = dated(version, version, amendment, part.laws[0], stages)
        known.append(replace(version.in_force, leaving=tuple(leaving(amendment, part))))
    return replace(version, title=joint.done.new.title, body=joint.done.new.body, tail=joint.done.new.tail, in_force=_both_hold(known))


def _both_hold(known: Sequence[InForce]) -> InForce:
    """From when the text reads as both acts make it: from the later of their days, where each has one."""
    last = next((one for one in known if one.date is None), None) or max(known, key=lambda one: one.date or Date.max)
    return replace(last, act="、".join(one.act for one in known), stages=tuple(stage for one in known for stage in one.stages),
                   leaving=tuple(stage for one in known for stage in one.leaving))


def _anchored(done: Done) -> list[Order]:
    """A decision's orders with its articles put beside old ones instead of under numbers, which the other decision may shift."""
    before: dict[str, str] = {}
    last = ""
    for standing in done.laid.articles:
        before[standing.key] = last
        last = standing.key if standing.key in done.bench.site.nodes else last
    moved = {key for key, _ in done.laid.moved}
    made: list[Order] = []
    for order in done.plan.orders:
        if isinstance(order, Put) and order.type == "article" and not done.bench.keeps:
            anchor = before.get(order.key, "")
            order = replace(order, number=None, anchor=anchor or done.bench.site.articles[0], side="after" if anchor else "before")
        if not (isinstance(order, Pin) and order.type == "article" and order.keys[0] not in moved and not done.bench.keeps):
            made.append(order)
    return made


def later(order: Order, far: int) -> Order:
    """An order of the second decision, its instruction counted on from those of the first."""
    if isinstance(order, Change):
        return replace(order, edit=replace(order.edit, instruction=order.edit.instruction + far))
    return replace(order, instruction=order.instruction + far)
