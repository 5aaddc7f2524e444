"""Applying an amending decision: the old texts and the instructions give the new texts, with a report of everything that was done.

All instructions speak at once (practice): their places are found in the old text, then everything is spliced, and numbers come last.
What cannot be done is told with its place in the decision and in the law; the rest is applied nevertheless.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.bench import Bench
from tracker.amend.binding import Bound, bind, is_about, repeals
from tracker.amend.citing import carried, ids_after
from tracker.amend.dating import dated
from tracker.amend.done import Done
from tracker.amend.instructions import Adjusts, Amendment, Instruction, Span
from tracker.amend.item_numbers import in_old_numbers
from tracker.amend.layout import Layout, layout
from tracker.amend.orders import Change, Order, Restated, Swap, gone
from tracker.amend.payload import paragraphs
from tracker.amend.planning import Plan, planned
from tracker.amend.report import Amended, Problem, Report, problem
from tracker.amend.reporting import told
from tracker.amend.resolve import CONTAINERS, Site
from tracker.amend.rulings import Ruling, Settled, settle
from tracker.amend.splice import Spliced, splice
from tracker.amend.staging import enacted, leaving, of_nothing, staged, with_own, without_place
from tracker.amend.twigs import Twig, provisions, walk, words
from tracker.amend.unsettled import unsettled
from tracker.amend.wording import same
from tracker.amend.worklist import Worklist, worklist
from tracker.compare.grouping import article_of
from tracker.errors import AmendError
from tracker.model import Finding, Version, citation_of, places
from tracker.model import walk as nodes_of
from tracker.naming import bare_title
from tracker.numbering import Number

_FOLLOWS: dict[str, Adjusts] = {"条文顺序": "articles", "条文序号": "articles", "章节": "divisions", "引用": "citations"}
"""What a clause on publishing the law anew lets follow (根据本决定作相应修改并对条文顺序作相应调整，重新公布)."""


class Applied(Struct, frozen=True):
    """The new versions, one for each text that the decision amends, in the order the texts were given, and the report.

    `settled` is the decision with its rulings, `done` how each version came about, for who goes on with them.
    """

    versions: tuple[Version, ...]
    report: Report
    settled: Settled
    done: tuple[Done, ...]


def apply(amendment: Amendment, olds: Sequence[Version], *, rulings: Sequence[Ruling] = ()) -> Applied:
    """Apply a decision to the texts of the laws it amends, and honour what persons ruled on its instructions.

    Pure; a law whose text is not given is left out. Raises AmendError where the decision amends none of the texts given; everything else
    that goes wrong is in the report's problems.
    """
    settled = settle(amendment, rulings)
    done = worked(settled.amendment, olds)
    act = amendment.act
    amended = tuple(Amended(one.new.law, one.old.version, one.new.version, one.new.in_force) for one in done)
    report = told(settled, done)
    hanging = unsettled(settled.amendment, done, report.problems)
    undated = _days_of_nothing(settled.amendment, done)
    report = replace(report, problems=(*_of_another_law(settled.amendment, done), *report.problems, *hanging, *undated))
    report = replace(report, kind="apply", act=act.title, date=act.date, laws=amended)
    texts = tuple(replace(one.new, findings=tuple(_failures(one.new.law, settled.amendment, report.problems))) for one in done)
    return Applied(texts, report, settled, tuple(done))


def _failures(law: str, amendment: Amendment, problems: Sequence[Problem]) -> Iterator[Finding]:
    """What stays told with a law's new text, wherever it goes: each order, or passage that was not read, that was not carried out as
    written, by its item or its words. A computed text has no lines; they stand at its head."""
    passages: dict[Span | None, str] = {passage.source: passage.text for passage in amendment.unread}
    told = (passages.get(one.source, one.kind) if one.instruction is None else amendment.instructions[one.instruction].item
            for one in problems if one.severity == "error" and one.law in ("", law))
    yield from (Finding("not_applied", 1, one) for one in dict.fromkeys(told))


def _of_another_law(amendment: Amendment, done: Sequence[Done]) -> list[Problem]:
    """A problem where the only text given bears the title of a law that the decision does not name: it may be a slip in either."""
    return [problem("error", "other_law", law=one.old.law, article="title", title=one.old.title,
                    named="、".join(target.title for target in amendment.targets))
            for one in done if not is_about(amendment, one.old)]


def _days_of_nothing(amendment: Amendment, done: Sequence[Done]) -> Iterator[Problem]:
    """A doubt for each provision that the decision gives a day of its own and the new text does not have, and for items whose day cannot be
    that of provisions."""
    for law in done:
        yield from (problem("doubt", "commencement_of_nothing", law=law.old.law, article=article_of(key).removeprefix("art_"),
                            source=said.source, where=citation_of(key), words=said.text)
                    for said, lacking in of_nothing(amendment, law) for key in lacking)
        yield from (problem("doubt", "commencement_not_kept", law=law.old.law, article="order", source=said.source, words=said.text)
                    for said in without_place(amendment, law))


def worked(amendment: Amendment, olds: Sequence[Version]) -> list[Done]:
    """Each law that the decision amends and that is given, with everything that was done to it. Raises AmendError where there is none."""
    if amendment.act.kind == "repeal" and not amendment.unread:
        raise AmendError("the decision repeals {targets} and amends nothing", hint="`tracker event LAW repealed` records a repeal",
                         targets="、".join(f"《{repeal.title}》" for repeal in amendment.repeals))
    bound = [one for one in bind(amendment, olds) if one.laws]
    repealed = [old for old in olds if repeals(amendment, old)]
    if not bound and repealed:
        raise AmendError("the decision repeals {targets} and amends nothing of it", hint="`tracker event LAW repealed` records a repeal",
                         targets="、".join(f"《{old.title}》" for old in repealed))
    if not bound:
        raise AmendError("the decision amends {targets}, not {given}", hint="give the text of a law that the decision names",
                         targets="、".join(t.title for t in amendment.targets) or "-", given="、".join(old.title for old in olds))
    twice = next((one for at, one in enumerate(bound) for other in bound[:at] if set(one.laws) & set(other.laws)), None)
    if twice:
        raise AmendError("two texts of {law} are given", hint="give each law's text once", law=twice.version.law)
    return [_applied(amendment, one) for one in bound]


def _applied(amendment: Amendment, bound: Bound) -> Done:
    old = bound.version
    mine = {at: one for at, one in enumerate(amendment.instructions) if one.law is None or one.law in bound.laws}
    site = Site.of(old)
    mine = in_old_numbers(site, mine)
    bench = Bench(site, old.law, mine, amendment.act.kind == "amendment", _becomes(mine))
    done = carried_out(old, bound.laws, bench, planned(bench), _adjusts(amendment, mine.values()))
    new = dated(old, done.new, amendment, bound.laws[0], staged(amendment, done))
    force = replace(with_own(new.in_force, enacted(old, new)), leaving=tuple(leaving(amendment, done)))
    return replace(done, new=replace(new, in_force=force))


def carried_out(old: Version, laws: tuple[int, ...], bench: Bench, plan: Plan, adjusts: frozenset[Adjusts]) -> Done:
    """The new text that a plan makes of a law's old one, without the dates that its act gives it."""
    laid = layout(plan.work, {index: instruction.item for index, instruction in bench.instructions.items()})
    built = splice(plan.work, laid)
    work, restated, differing = _restated(plan, built)
    new = _version(old, built)
    ids = _ids(work, laid, built, new)
    changes, citations = carried(work, new, ids, gone(bench.site, plan.orders), adjusts)
    if changes or restated:
        built = splice(_with_changes(work, changes, plan.position), laid)
        new = _version(old, built)
    return Done(laws, bench, plan, laid, built, old, _titled(new), ids, tuple(citations), adjusts, differing)


def _version(old: Version, built: Spliced) -> Version:
    return replace(old, head=provisions(built.head), body=provisions(built.body), tail=provisions(built.tail))


def _becomes(instructions: Mapping[int, Instruction]) -> dict[Number, Number]:
    """Which old article gets which number, as the decision says."""
    pairs = [(target.article, result.article) for one in instructions.values() if one.operation in ("renumber", "move")
             for target, result in zip(one.targets, one.results, strict=False) if target.type == "article"]
    return {old: new for old, new in pairs if old and new}


def _adjusts(amendment: Amendment, instructions: Iterable[Instruction]) -> frozenset[Adjusts]:
    """What the decision lets follow, by an item or sentence of its own or where it orders the law to be published anew."""
    said = {word for one in instructions if one.operation == "adjust" for word in one.adjusts}
    republished = "".join(clause.text for clause in amendment.clauses if clause.kind == "republication")
    return frozenset(said | {follows for words, follows in _FOLLOWS.items() if words in republished})


def _titled(new: Version) -> Version:
    """The version with the title its head bears now."""
    lines = [node.text for node in new.head if node.type == "title"]
    first, whole = (bare_title(text) for text in ("".join(lines[:1]), "".join(lines)))
    return new if not lines or new.title.startswith(first) else replace(new, title=whole)


# What the decision restates


def _restated(plan: Plan, built: Spliced) -> tuple[Worklist, frozenset[int], tuple[tuple[Restated, str], ...]]:
    """The work with every provision as the decision itself prints its result; where that differs from what its instructions give."""
    if not plan.work.restated:
        return plan.work, frozenset(), ()
    by_key = {twig.key: twig for twig in walk([*built.head, *built.body, *built.tail], plan.work.site) if twig.key}
    settled: list[Restated] = []
    differing: list[tuple[Restated, str]] = []
    for order in plan.work.restated:
        given = "".join(_words_inside(by_key[key]) for key in order.keys if key in by_key)
        if given and not same(given, "".join(order.lines)):
            settled.append(order)
            differing.append((order, given))
    work = plan.work
    for order in settled:
        work = _as_restated(work, order)
    return work, frozenset(order.instruction for order in settled), tuple(differing)


def _words_inside(twig: Twig) -> str:
    return words(twig).removeprefix(twig.node.num) if twig.node.type in CONTAINERS else words(twig)


def _as_restated(work: Worklist, order: Restated) -> Worklist:
    below = {key for top in order.keys for key in work.site.below(top)}
    swap = Swap(order.keys, paragraphs(order.lines), order.instruction)
    edits = {field: found for field, found in work.edits.items() if field[0] not in below}
    return replace(work, edits=edits, swaps={**work.swaps, order.keys[0]: swap}, swapped=work.swapped | set(order.keys))


# Citations


def _ids(work: Worklist, laid: Layout, built: Spliced, made: Version) -> dict[str, tuple[str, ...]]:
    """What every old provision is called in the new text."""
    new = iter(places(made))
    pairs: list[tuple[str, str]] = []
    articles: list[str] = []
    for twig in walk([*built.head, *built.body, *built.tail]):
        key = next(new)
        pairs += [(old, key) for old in (twig.key, *twig.origin) if old]
        articles += [key] if twig.node.type == "article" and not key.startswith("annex") else []
        for _ in nodes_of(twig.node.children):
            next(new)
    names = {standing.key: key for standing, key in zip(laid.articles, articles, strict=True)}
    puts = [put for found in work.puts.values() for put in found if put.origin and put.key in names]
    pairs += [(key, names[put.key]) for put in puts for key in put.origin if (key, names[put.key]) not in pairs]
    away = [*work.dropped, *work.headless, *work.left, *filter(work.vanishes, work.site.articles)]
    return ids_after(work.site.nodes, iter(pairs), away)


def _with_changes(work: Worklist, changes: Sequence[Change], position: Mapping[int, int]) -> Worklist:
    orders: list[Order] = [Change(key, field, edit) for (key, field), edits in work.edits.items() for edit in edits]
    both, _ = worklist(work.site, [*orders, *changes], work.keeps, {**position, -1: -1})
    return replace(work, edits=both.edits)
