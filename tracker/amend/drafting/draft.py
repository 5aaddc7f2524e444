"""The decision that leads from one version to another, read and applied at once: what does not come out is ordered more coarsely."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.apply import apply
from tracker.amend.drafting.annexes import annex_items, same_annexes
from tracker.amend.drafting.articles import forms
from tracker.amend.drafting.decision import NOTHING_KNOWN, ActData, text
from tracker.amend.drafting.items import NO_CLAUSE, Levels, adjusts, change_of, first_level, items, keeps_numbers, words_stay
from tracker.amend.drafting.plan import Plan, plan
from tracker.amend.drafting.points import can_be_ordered, point_items, same_points
from tracker.amend.drafting.preambles import same_preamble
from tracker.amend.drafting.quoting import alike, plain, printed
from tracker.amend.drafting.relations import Relation
from tracker.amend.parse import parse
from tracker.amend.report import failed
from tracker.compare.alignment import Alignment, align
from tracker.compare.outline import Outline, outline
from tracker.compare.renumbering import renumbering
from tracker.errors import AmendError
from tracker.model import Version

ROUNDS = 8
"""Each round makes the orders coarser where the result was not the new text; a whole article is the coarsest."""


class Draft(Struct, frozen=True):
    """A decision as text; empty where the two versions differ in nothing that a decision orders.

    `wrong`: what does not come out to the character when the decision is applied (article numbers, headings, order); empty where it is
    proved. `revision`: nearly every article changes, so that a whole new text (修订) would be usual.
    """

    text: str
    wrong: tuple[str, ...] = ()
    revision: bool = False


def draft(old: Version, new: Version, act: ActData = NOTHING_KNOWN, alignment: Alignment | None = None) -> Draft:
    """Write the decision that makes `new` of `old`, and prove it; `alignment` where one is at hand.

    Raises AmendError where one of the versions has no articles to compare, or neither has and they are not made up alike."""
    steps = plan(old, new, renumbering(alignment or align(old, new)), act.instrument == "amendment")
    if not steps.old.articles and not steps.new.articles and can_be_ordered(old, new):
        return _points(old, new, act)
    if not steps.old.articles or not steps.new.articles:
        raise AmendError("there are no articles to amend", hint="a text without articles is replaced as a whole")
    if act.instrument == "amendment" and not keeps_numbers(steps):
        raise AmendError("an amendment (修正案) renumbers no article, and the new text does", hint="draft a decision (修改决定) instead")
    levels: dict[str, int] = {}
    made = best = _attempt(old, new, steps, levels, act)
    for _round in range(ROUNDS):
        if not best.wrong:
            break
        fewer = replace(steps, relations=_holding(steps, made.wrong))
        coarser = _coarser(steps, levels, made.wrong) if fewer == steps else levels
        if (fewer, coarser) == (steps, levels):
            break
        steps, levels = fewer, coarser
        made = _attempt(old, new, steps, levels, act)
        best = min(best, made, key=lambda each: len(each.wrong))  # the finer one where the coarser is no better
    return best


def _points(old: Version, new: Version, act: ActData) -> Draft:
    """The decision on a text without articles."""
    ordered = [*point_items(old, new), *annex_items(old, new)]
    if not ordered:
        return Draft("", _differing_points(old, new))
    written = text(old, ordered, "", act)
    done = apply(parse(written), [old])
    wrong = _differing_points(done.versions[0], new)
    return Draft(written, wrong or (("body",) if failed(done.report) else ()))


def _differing_points(made: Version, new: Version) -> tuple[str, ...]:
    """What of a text without articles is not as in the new one."""
    same = {"body": same_points(made, new), "title": plain(made.title) == plain(new.title), "annex": same_annexes(made, new)}
    return tuple(name for name, is_same in same.items() if not is_same)


def _holding(steps: Plan, wrong: tuple[str, ...]) -> tuple[Relation, ...]:
    """The relations between articles that have nothing to do with what is wrong; none where the order is."""
    back = {new: old for old, new in steps.became.items()}
    touched = {*wrong, *(back[key] for key in wrong if key in back)}
    return tuple(one for one in steps.relations if not touched & {*one.old, *one.new, "order", "headings"})


def _attempt(old: Version, new: Version, steps: Plan, levels: Levels, act: ActData) -> Draft:
    ordered = [item for _, item in sorted(items(old, new, steps, levels), key=lambda pair: pair[0])]
    if not ordered:
        return Draft("", _differing(steps, old, new))
    written = text(old, ordered, adjusts(steps, levels), act)
    done = apply(parse(written), [old])
    made = done.versions[0]
    failing = [f"art_{found.article}" if found.article[:1].isdigit() else found.article or "order"
               for found in done.report.problems if found.severity == "error"]
    changed = sum(not alike(printed(steps.old.placed[a]), printed(steps.new.placed[b])) for a, b in steps.became.items())
    revision = (changed + len(steps.added)) > 0.8 * len(steps.new.articles) and len(steps.new.articles) > 10
    return Draft(written, tuple(dict.fromkeys([*_differing(steps, made, new), *failing])), revision)


def _differing(steps: Plan, made: Version, new: Version) -> tuple[str, ...]:
    """What of a text is not as in the new one: article ids, order, headings, preamble, title, annex."""
    rest = () if same_preamble(made, new) else ("preamble",)
    title = () if plain(made.title) == plain(new.title) else ("title",)
    annex = () if same_annexes(made, new) else ("annex",)
    return *_differing_articles(steps, outline(made)), *rest, *title, *annex


def _differing_articles(steps: Plan, made: Outline) -> Iterator[str]:
    wanted = {key: list(printed(steps.new.placed[key])) for key in steps.new.articles}
    given = {key: list(printed(made.placed[key])) for key in made.articles}
    yield from (key for key, lines in wanted.items() if key not in given or not alike(lines, given[key]))
    yield from (f"+{key}" for key in given if key not in wanted)
    if list(wanted) != list(given):
        yield "order"
    headings = [[_heading(side, key) for key in side.divisions] for side in (made, steps.new)]
    if headings[0] != headings[1] or any(made.division.get(key) != steps.new.division[key] for key in wanted):
        yield "headings"


def _heading(side: Outline, key: str) -> str:
    node = side.placed[key]
    return "".join((node.num + node.heading).split())


def _coarser(steps: Plan, levels: Levels, wrong: tuple[str, ...]) -> dict[str, int]:
    back = {new: old for old, new in steps.became.items()}
    found = dict(levels)
    if not levels.get(NO_CLAUSE) and any(key in back and words_stay(steps, back[key]) for key in wrong):
        return found | {NO_CLAUSE: 1}  # citations in articles that stay would follow, and in the new text they do not
    for key in wrong:
        old = back.get(key)
        if old is None:
            continue
        most = len(forms(change_of(steps, old))) - 1
        found[old] = min(levels.get(old, first_level(steps, old)) + 1, most)
    return found
