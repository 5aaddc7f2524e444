"""The day that a later version appoints for what an earlier one brought without one, or with one that was still to come; or that it takes
the word back that left it open.

An act leaves the commencement of a provision open (第五条的施行日期另行规定); a later one changes only the closing article that says so,
or a person tells it of the newest text. What it appoints the day for came with the earlier version, and is law from that day in the
words it has there. Where it takes the clause out and sets no day, no rule says whether what waited is law with it, or waits still: that is
not known.
"""

from collections.abc import Iterator, Sequence
from datetime import date as Date
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from tracker.model import Stage, Version, citation_of
from tracker.timeline.intervals import Dated, day_of, is_whole

if TYPE_CHECKING:
    from tracker.timeline.lineage import Loom, Thread


def may_appoint(versions: Sequence[Dated]) -> bool:
    """Whether any of some versions, oldest first, may appoint a day for what another one brought."""
    return any(may_be_appointed(versions, n) for n, _ in enumerate(versions))


def may_be_appointed(versions: Sequence[Dated], at: int) -> set[Date]:
    """The days that later ones of some versions, oldest first, may appoint for what the one number `at` brought."""
    return {one.date for stage in versions[at].in_force.stages for later in versions[at + 1:] if _is_open(stage, later)
            for one in later.in_force.stages if one.date and one.date != stage.date}


def appointed(loom: "Loom") -> tuple[Version, ...]:
    """The versions of a loom, each provision that a later one appoints a day for with that day."""
    if not may_appoint(loom.versions):
        return loom.versions
    made = list(loom.versions)
    for at, version in enumerate(loom.versions):
        stages = tuple(one for stage in version.in_force.stages for one in _appointed(loom, at, stage))
        if stages != version.in_force.stages:
            made[at] = replace(version, in_force=replace(version.in_force, stages=stages))
    return tuple(made)


def _is_open(stage: Stage, later: Dated) -> bool:
    return stage.date is None or stage.date > day_of(later)


def _appointed(loom: "Loom", at: int, stage: Stage) -> Iterator[Stage]:
    """A commencement, and apart from it those of its provisions, or of articles in them, that were appointed a day later."""
    left: list[str] = []
    own: list[Stage] = []
    for key in stage.provisions:
        threads = loom.threads(at, key)
        found = {thread.at(at): said for thread in threads if (said := _later(loom, at, thread, stage))}
        days = {said.date for said in found.values()}
        if len(found) == len(threads) and len(days) == 1:
            own.append(replace(next(iter(found.values())), provisions=(key,)))
        else:
            left.append(key)
            own += [replace(said, provisions=(inner,)) for inner, said in found.items()]
    yield from [replace(stage, provisions=tuple(left))] if own and left else [] if own else [stage]
    yield from own


def _later(loom: "Loom", at: int, thread: "Thread", stage: Stage) -> Stage | None:
    """The commencement that the last of the versions which leave a provision's words as they are gives it, where it is another one."""
    from tracker.timeline.effect import source_of

    said: Stage | None = None
    for n, one in _set_later(loom, at, thread):
        if one.date != (said or stage).date and _is_open(said or stage, loom.versions[n]):
            version = loom.versions[n]
            said = replace(one, provision="", reason=f"{version.law}/{version.version} {source_of(version, one)}".rstrip())
    return said


def _set_later(loom: "Loom", at: int, thread: "Thread") -> Iterator[tuple[int, Stage]]:
    """The commencements with a day that later versions which leave a provision's words as they are give it, each with the number of its
    version."""
    from tracker.timeline.effect import division_of, stage_of

    for n in range(at + 1, thread.last + 1):
        if not loom.same(n - 1, thread.at(n - 1), n, thread.at(n)):
            break
        one = stage_of(loom.versions[n], thread.at(n), division_of(loom.divisions[n], thread.at(n)))
        if one and one.date:
            yield n, one


class TakenBack(NamedTuple):
    """That a version, by its number, does not leave a day open any more: `places` are where that was said and is not."""

    by: int
    places: str


def taken_back(loom: "Loom", at: int, provision: str) -> TakenBack | None:
    """The first later version, a change in part like those between, without the clause by which the text of the one number `at` leaves the
    day of a provision open, that sets no day either; None where none does, or a person says that it is open still."""
    from tracker.timeline.effect import division_of, stage_of

    def own(n: int, key: str) -> Stage | None:
        return stage_of(loom.versions[n], key, division_of(loom.divisions[n], key))

    stage = own(at, provision)
    thread = next(iter(loom.threads(at, provision)), None)
    if not (stage and thread and _is_left(stage) and stage.provision in loom.divisions[at]):
        return None
    clause = stage.provision
    for n in range(at + 1, thread.last + 1):
        later, same = own(n, thread.at(n)), loom.onward[n - 1].get(clause, "")
        if is_whole(loom.versions[n]) is not False or (later and not _is_left(later) and later.basis != "unknown"):
            return None
        if later and _is_left(later):
            clause = later.provision
        elif not later and same and loom.same(n - 1, clause, n, same):
            clause = same
        else:
            old, new = loom.versions[at], loom.versions[n]
            here = f"{new.law}/{new.version} {citation_of(same)}".rstrip()
            return TakenBack(n, f"{old.law}/{old.version} {citation_of(stage.provision)}; {here}")
    return None


def _is_left(stage: Stage) -> bool:
    """Whether a text leaves a day open itself, by a clause of its own."""
    return stage.date is None and stage.basis == "text" and bool(stage.provision)


def twice(loom: "Loom") -> Iterator[tuple[tuple[int, Stage], tuple[int, Stage]]]:
    """Two days that persons gave one rule, in the text that brought it and in a later one that has it so and was made before both: each
    with the number of its version. `loom` is as `woven` makes it."""
    for at, version in enumerate(loom.versions):
        for stage in (one for one in version.in_force.stages if one.basis == "person" and one.date):
            later = dict(each for key in stage.provisions for thread in loom.threads(at, key) for each in _set_later(loom, at, thread))
            yield from (((at, stage), (n, one)) for n, one in later.items()
                        if one.basis == "person" and one.date != stage.date and _is_open(stage, loom.versions[n]))
