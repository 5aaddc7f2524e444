"""`tracker log`, `blame`, `grep`, `stages`: how provisions and words came to stand where they stand."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from tracker import store as stores
from tracker import timeline
from tracker.cli.arguments import aligner, as_known, day_meant, known_option, store_option, version_of
from tracker.cli.deciding import by_texts
from tracker.cli.frame import command, emit_document, emit_json, emit_text, json_option, note, output_option, refuse
from tracker.cli.standing import beside, happened, lacks, names
from tracker.cli.timing import lacking, staged
from tracker.compare.grouping import article_of, id_order
from tracker.compare.likeness import guessed
from tracker.compare.outline import outline
from tracker.errors import CitationError, StoreError
from tracker.language import _
from tracker.model import Event, Law, Version, citation_of, made_on
from tracker.naming import asked
from tracker.timeline.effect import concerns
from tracker.timeline.events import by_act
from tracker.timeline.intervals import NEVER
from tracker.timeline.standing import about

if TYPE_CHECKING:
    from tracker.amend.instructions import Amendment, Place
    from tracker.timeline.blame import Blame, Blamed, Source, Span
    from tracker.timeline.history import Lineage
    from tracker.timeline.lineage import Mapper
    from tracker.timeline.stages import Line
    from tracker.timeline.steps import Step
    from tracker.timeline.words import Stand


def texts(opened: stores.Store, law: Law) -> tuple[Version, ...]:
    """A law's versions oldest first, drafts left out."""
    return tuple(v for v in stores.versions(opened, law) if not v.draft)


def place(law: Law, versions: Sequence[Version], what: str) -> int:
    """Which of the versions `LAW`, `LAW@DATE` or `LAW/VERSION` names: its number. LAW is that in force today; where nothing is, the newest.

    Raises StoreError where a version of unknown commencement could be the answer, or a draft is named, NothingInForce of LAW@DATE.
    """
    meant = asked(what)
    wanted = meant.version
    if wanted is None:
        state = timeline.on(law.versions, meant.day or date.today(), law.events)
        if state.status == "unknown" and (meant.day or state.reason == "commencement_unknown"):
            raise stores.unknown_on(law, state)
        if meant.day and state.status != "in_force":
            raise stores.nothing_in_force(law, law.versions, state)
        wanted = state.version
    found = next((n for n, v in enumerate(versions) if v.version == wanted), None)
    drafted = next((v for v in law.versions if v.version == wanted and v.draft), None)
    if drafted:
        raise StoreError("{law}/{version} is a draft ({stage}): it was never law", hint="`tracker show` prints it; `tracker diff` and "
                         "`tracker stages` compare it with the law", law=law.law, version=drafted.version, stage=drafted.draft)
    if found is None and (meant.version or not versions):
        raise StoreError("{what} names no stored version", hint="write LAW/VERSION, as `tracker list` shows them", what=what)
    return len(versions) - 1 if found is None else found


def nothing_now(law: Law, what: str) -> Iterator[str]:
    """That nothing of the law is in force today, and why, where `LAW` means the text of today."""
    meant, state = asked(what), timeline.on(law.versions, date.today(), law.events)
    if not (meant.version or meant.day) and state.status == "none":
        yield str(stores.nothing_in_force(law, law.versions, state))


def named(opened: stores.Store, what: str) -> tuple[Law, tuple[Version, ...], int]:
    """The law that an argument names, its versions, and the number of the one that is meant."""
    law = stores.law_named(opened, asked(what).law)
    held = texts(opened, law)
    return law, held, place(law, held, what)


def day_of_text(law: Law, what: str) -> date | None:
    """The day whose text `LAW` or `LAW@DATE` means; None for LAW/VERSION, and where it is not known that one is in force then."""
    day = day_meant(what)
    return day if day and timeline.on(law.versions, day, law.events).status == "in_force" else None


@command("log", example="tracker log 示例市公园条例 第三条")
@click.argument("law")
@click.argument("provision")
@click.option("--decision", "decisions", multiple=True, type=click.Path(path_type=Path), help="the text of a deciding act: its orders "
              "decide what became of what they name, and are shown at the step they made")
@known_option
@json_option
@output_option
@store_option
@click.pass_context
def log_command(ctx: click.Context, law: str, provision: str, decisions: tuple[Path, ...], known: date | None, as_json: bool,
                output: Path | None, store: Path) -> None:
    """Follow a provision through every version, across renumbering, split and merge: who changed it, from when, which words. It is named
    in the numbering of LAW (in force today), LAW@DATE or LAW/VERSION. Exit 1: that text does not have it, another version has."""
    from tracker.cli.amending import decision_of
    from tracker.timeline.history import lineage, with_instructions

    acts = [(path, decision_of(path)) for path in decisions]
    with as_known(store, known, law) as opened:
        entry, held, index = named(opened, law)
        told = tuple(unused(acts, held))
        acts = [(path, act) for path, act in acts if made_by(act, held)]
        day = day_of_text(entry, law)
        text = stores.in_force_on(opened, entry, day) if day else None
        try:
            found = lineage(held, provision, index, deciding(opened, entry.law, [act for _path, act in acts], held), entry.events)
        except CitationError as missing:
            if day and text:
                _why_not(ctx, opened, entry, text, day, provision)
            raise missing
        lacks = tuple(lacking(entry))
        asked_acts = {v.version for v in held if any(act.act.date in days_made(held)[v.version] for _path, act in acts)}
        alone = tuple(by_texts(opened, held, _unmatched(found, held, asked_acts)))
    for line in (*told, *lacks, *alone, *(beside(about(text, found.provision)) if text else ())):
        note(line)
    if acts:
        found = with_instructions(found, orders_of(acts, held))
    if as_json:
        emit_document("lineage", found, output)
    else:
        emit_text("".join(line + "\n" for line in log_page(found)), output)


def _unmatched(found: "Lineage", held: Sequence[Version], asked_acts: Collection[date | None]) -> Iterator[tuple[str, int]]:
    """The step at which a provision went, unless its act was given: what it was then, and the number of the version."""
    at = {v.version: n for n, v in enumerate(held)}
    return ((names(step.old), at[step.version]) for step in found.steps if step.kind == "deleted" and step.version not in asked_acts)


def _why_not(ctx: click.Context, opened: stores.Store, law: Law, text: Version, day: date, provision: str) -> None:
    """Refuse where the law has the provision in another text than that of the day."""
    try:
        stores.provision_on(opened, law, text, day, provision)
    except stores.NotLaw as reason:
        refuse(ctx, reason)


def deciding(opened: stores.Store, law: str, acts: Sequence["Amendment"], held: Sequence[Version]) -> "Mapper":
    """How the versions of a law are aligned where the texts of deciding acts are given: the act of the day on which the newer one was made
    tells what became of what it names; what persons said comes before it."""
    from tracker.amend.apply import apply
    from tracker.amend.stated import stated
    from tracker.cli.amending import not_borne_out
    from tracker.compare.alignment import Alignment, align
    from tracker.compare.overrule import joined

    by_store, made = stores.aligner(opened, law), days_made(held)

    def aligned(old: Version, new: Version) -> Alignment:
        act = next((act for act in acts if act.act.date in made[new.version]), None)
        if act is None:
            return by_store(old, new)
        said, unsaid = stated(apply(act, [old]).done[0], new, act.act)
        for line in not_borne_out(unsaid):
            note(line)
        persons = stores.review_of(opened, old, new)
        return align(old, new, joined(said, persons) if persons else said)

    return aligned if acts else by_store


def made_by(act: "Amendment", held: Sequence[Version]) -> bool:
    """Whether an act made one of a law's versions: it names the law, and is of the version's day."""
    from tracker.amend.binding import is_about

    made = days_made(held)
    return act.act.date is not None and any(act.act.date in made[v.version] and is_about(act, v) for v in held)


def unused(acts: Sequence[tuple[Path, "Amendment"]], held: Sequence[Version]) -> Iterator[str]:
    """Of each act that made no version of the law: that it decides nothing here."""
    for path, act in acts:
        if not made_by(act, held):
            yield _("{path} is left out: {act} made no version of {law} in the store").format(path=path, act=act.act.title, law=held[0].law)


def days_made(held: Sequence[Version]) -> dict[date | None, set[date | None]]:
    """The days of the act that made each version, by its date."""
    return {v.version: set(made_on(v)) for v in held}


def orders_of(decisions: Sequence[tuple[Path, "Amendment"]], held: Sequence[Version]) -> Callable[["Step"], list[str]]:
    """What the decisions order of a step's articles: those of the day on which the step's version was made, in their own words."""
    from tracker.reading.formats import document_of

    sheets = [("\n".join(line.text for line in document_of(path.read_bytes(), str(path)).lines), found) for path, found in decisions]
    made = days_made(held)

    def orders(step: "Step") -> list[str]:
        ids = {article_of(key) for key in step.old}, {article_of(key) for key in step.new}
        return [text[i.source.start:i.source.end] for text, found in sheets if found.act.date in made.get(step.version, ())
                for i in found.instructions if _about(i.targets, ids[0]) or _about(i.results, ids[1])]

    return orders


def _about(places: Sequence["Place"], articles: set[str]) -> bool:
    return any(place.article is not None and f"art_{place.article}" in articles for place in places)


def log_page(found: "Lineage") -> Iterator[str]:
    """A provision's history for the terminal, newest step last."""
    from tracker.timeline.history import numbered_elsewhere

    yield click.style(f"{found.title} {citation_of(found.provision)} ({found.version})", bold=True)
    others = numbered_elsewhere(found.steps)
    for step in found.steps:
        yield ""
        yield click.style(_recorded(step.event, step, others.get(step)) if step.event else _heading(step), fg="yellow")
        yield from (f"    {staged(stage)}" for stage in step.stages)
        yield from [f"    {names(step.never)} {_('never in force')}"] if step.never else []
        yield from (f"    「{words}」" for words in step.instructions)
        if step.kind in ("changed", "split", "merged", "reorganized"):
            yield from (f"  {line}" for line in marked(step).split("\n"))
        elif step.kind != "renumbered":
            yield from (f"  {line}" for line in step.text.split("\n") if line)


def _recorded(event: Event, step: "Step", numbers: date | None) -> str:
    """The heading of a step that was recorded: its day, what it was, of what and where, until when, who says so; `numbers` is the version
    that numbers it, where that is to be said."""
    until = _("to before {end}").format(end=event.until) if event.until else ""
    by = by_act(event.act) if event.act else _(event.basis) if event.basis else ""
    source = " ".join(filter(None, (by, event.reason and _(event.reason))))
    other = _("as version {version} numbers them").format(version=numbers) if numbers else ""
    what = names(event.provisions or step.old), other, lacks(event), event.place
    said = (str(event.date or _("no day set" if event.unset else "day not known")), _(event.kind), *what, until, source)
    return "  ".join(filter(None, said))


MEANS = {"typographic": "width and marks only", "citation": "citations follow the renumbering"}
"""What a change means that is none of substance."""


UNSET = {"open": "day left open", "never": "never in force", "unknown": "in force from: unknown"}
"""Why there is no first day, as a message."""


def _heading(step: "Step") -> str:
    from tracker.timeline.steps import KINDS

    ends = [(*ids, *(step.others if step.kind == kind else ())) for ids, kind in ((step.old, "merged"), (step.new, "split"))]
    was, now = ("、".join(map(citation_of, sorted(ids, key=id_order))) for ids in ends)
    numbers = f"{was} → {now}" if was and now and was != now else now or was
    begins = _("in force from {start}").format(start=step.begins) if step.begins else _(UNSET[step.unset or "unknown"])
    weak = "" if step.weak is None else guessed(step.weak)
    said = [str(step.version), _(KINDS.get(step.kind, step.kind)), numbers, weak, begins, step.act, _(MEANS.get(step.significance, ""))]
    return "  ".join(filter(None, said))


def marked(step: "Step") -> str:
    """The words of a step with what changed marked [-…-]{+…+}."""
    made, at = [], 0
    for edit in step.edits:
        made.append(step.text[at:edit.new[0]])
        made.append(click.style(f"[-{edit.removed}-]", fg="red") if edit.removed else "")
        made.append(click.style(f"{{+{edit.added}+}}", fg="green") if edit.added else "")
        at = edit.new[1]
    return "".join([*made, step.text[at:]])


@command("blame", example="tracker blame 示例市公园条例 --words")
@click.argument("law")
@click.option("--words", is_flag=True, help="for every span of words, not for every article")
@known_option
@json_option
@output_option
@store_option
def blame_command(law: str, words: bool, known: date | None, as_json: bool, output: Path | None, store: Path) -> None:
    """Show for every article of LAW (in force today), LAW@DATE or LAW/VERSION which version and act last changed it; with --words, of
    every span of words which one put it there."""
    from tracker.timeline.blame import blame
    from tracker.timeline.blame_of_day import of_day

    with as_known(store, known, law) as opened:
        entry, held, index = named(opened, law)
        day = day_of_text(entry, law)
        text = stores.in_force_on(opened, entry, day) if day else None
        for line in (*nothing_now(entry, law), *lacking(entry), *(beside(text) if text else ())):
            note(line)
        mapper = stores.aligner(opened, entry.law)
        found = of_day(held, text, words=words, mapper=mapper, events=entry.events) if text and text.readings else blame(
            held[:index + 1], words=words, mapper=mapper, events=entry.events, later=held[index + 1:])
    if as_json:
        emit_document("blame", found, output)
    else:
        emit_text("".join(line + "\n" for line in blame_page(found, words)), output)


def blame_page(found: "Blame", words: bool) -> Iterator[str]:
    """A text with the versions its articles or words come from."""
    for source in found.sources:
        change = _(source.change) if source.change else ""
        yield click.style(f"{source.version}  {_times(source)}  {change} {source.act}".rstrip(), dim=True)
    yield ""
    for unit in found.units:
        if unit.type in ("article", "paragraph", "item", "title", "part", "subpart", "chapter", "section", "annex", "table"):
            apart = unit.provision.startswith(("preamble", "annex", "table"))
            name = citation_of(unit.provision) if apart else unit.num or _(unit.type)
            formal = _("  (citations only; its rule: {version})").format(version=unit.substance) if unit.substance != unit.version else ""
            yield f"{unit.version}  {_first_day(unit)}  {name}{formal}"
            if words:
                yield from (f"    {span.version}  {_first_day(span)}  {span.text}" for span in unit.spans)
            if words and not unit.spans:
                yield "    " + _("partly the words of one version, partly of another; which are which is not told")


def _times(source: "Source") -> str:
    """From when a version that words come from is in force, or why there is no day."""
    if source.unset == "never":
        return _(NEVER["rest" if source.begins else "whole"]).format(rest=source.begins)
    return _("in force from {start}").format(start=source.begins) if source.begins else _(UNSET[source.unset])


def _first_day(one: "Blamed | Span") -> str:
    """A first day in its column, or why there is none and who says so."""
    if one.begins or not one.unset:
        return f"{one.begins or ''!s:<10}"
    return _unset(one) + (f" ({_(one.source)})" if one.source and not one.event else "")


def _unset(one: "Blamed | Span | Stand") -> str:
    """Why there is no first day, with the event that prevented it where one was recorded."""
    why = _(UNSET[one.unset])
    return _("{why}: {event}").format(why=why, event=happened(replace(one.event, provisions=(), partly=()))) if one.event else why


@command("grep", example="tracker grep 牵引绳 示例市公园条例")
@click.argument("words")
@click.argument("laws", nargs=-1)
@known_option
@json_option
@output_option
@store_option
@click.pass_context
def grep_command(ctx: click.Context, words: str, laws: tuple[str, ...], known: date | None, as_json: bool, output: Path | None,
                 store: Path) -> None:
    """Find words in all versions of the laws named, or of all: in which provision they stood, from which day to which. Exit 1: nowhere."""
    from tracker.timeline.words import grep

    if not words.strip():
        raise StoreError("no words to look for", hint="write them as the first argument")
    with as_known(store, known, laws[0] if len(laws) == 1 else "") as opened:
        named_ = [stores.law_named(opened, law) for law in laws] or stores.laws(opened)
        found = [stand for law in named_ for stand in grep(law, stores.versions(opened, law), words, stores.aligner(opened, law.law))]
        over = [line for law in named_ for line in overdue(opened, law, [stand for stand in found if stand.law == law.law])]
    if as_json:
        emit_json([{"law": s.law, "provision": s.provision, "first": str(s.first), "version": str(s.version),
                    "start": str(s.start) if s.start else None, "end": str(s.end) if s.end else None, "end_known": s.end_known,
                    "excerpt": s.excerpt, "unset": s.unset,
                    "event": s.event and {
                        "kind": s.event.kind, "date": str(s.event.date), "source": s.event.act or s.event.reason},
                    "suspended": [
                        {"start": str(e.date) if e.date else None, "end": str(e.until) if e.until else None, "place": e.place,
                         "provisions": list(e.provisions), "partly": list(e.partly), "weak": e.weak,
                         "source": e.act or e.reason} for e in s.suspended]} for s in found], output)
    else:
        emit_text("".join(map(stood, found)), output)
        if not found:
            note(_("{words}: in no version that was law of the laws searched ({count})").format(words=words, count=len(named_)))
    for line in over:
        note(line)
    ctx.exit(0 if found else 1)


def overdue(opened: stores.Store, law: Law, found: Sequence["Stand"]) -> Iterator[str]:
    """The ends by today that a law's texts set to where words stood, while they did, and that nobody has recorded."""
    found = [stand for stand in found if stand.unset != "never"]
    held = stores.versions(opened, law) if found else ()
    told = stores.ends_told(opened, law, held) if any(stores.own_ends(law, held, stores.texts_of(opened))) else ()
    divisions = {str(v.version): outline(v).division for v in held} if told else {}
    for one in (one for one in told if one.kind == "expired" and one.made in divisions):
        said = Event("expired", one.day, provisions=one.provisions)
        if any(s.first <= date.fromisoformat(one.made) <= s.version and concerns(said, s.provision, divisions[one.made])
               and (one.day is None or one.day <= min(s.end or date.today(), date.today())) for s in found):
            yield f"{law.law}: {stores.proposing(one)}"


def stood(one: "Stand") -> str:
    """One line: where words stood, in which versions, and from which day to which they were law; one more for each suspension."""
    versions = str(one.version) if one.first == one.version else f"{one.first} … {one.version}"
    start = str(one.start) if one.start else _("unknown")
    if one.unset:
        when = _unset(one)
    elif one.start is None and one.end is None and one.end_known:
        when = _("in force from: unknown")
    elif one.end:
        when = _("in force {start} to before {end}").format(start=start, end=one.end)
    else:
        when = _("in force from {start}" if one.end_known else "in force from {start}, to a day that is not known").format(start=start)
    return f"{one.law} {_(citation_of(one.provision))} ({versions})  {when}  …{one.excerpt}…\n" + "".join(
        f"    {happened(event)}\n" for event in one.suspended)


@command("stages", example="tracker stages 示例市公园条例 first.txt second.txt passed.txt --labels 现行法,一审稿,二审稿,通过稿")
@click.argument("texts", nargs=-1, required=True)
@click.option("--labels", default="", help="the names of the stages, by commas; default: that of a draft, else as the text is named")
@click.option("--all", "whole", is_flag=True, help="articles too that no stage changed")
@json_option
@output_option
@store_option
def stages_command(texts: tuple[str, ...], labels: str, whole: bool, as_json: bool, output: Path | None, store: Path) -> None:
    """Put the stages of a bill side by side: in which one each change entered, and whether it stayed. TEXTS are files or LAW/VERSION,
    the law in force first."""
    from tracker.timeline.stages import stages

    given = labels.split(",") if labels else texts
    if len(texts) < 2 or len(given) != len(texts):
        raise StoreError("texts: {texts}; names for them: {labels}", hint="give two texts or more, and a name for each", texts=len(texts),
                         labels=len(given))
    versions = [version_of(text, store) for text in texts]
    names = list(given) if labels else [v.draft or (Path(text).stem if Path(text).is_file() else text)
                                        for text, v in zip(texts, versions, strict=True)]
    found = [line for line in stages(versions, aligner(store)) if line.entries or whole]
    if as_json:
        emit_json({"stages": names, "articles": [{"ids": list(line.ids), "changes": [
            {"stage": names[e.stage], "kind": e.kind, "stayed": e.stayed, "with": list(e.others),
             "removed": [x.removed for x in e.edits if x.removed], "added": [x.added for x in e.edits if x.added]}
            for e in line.entries]} for line in found]}, output)
    else:
        emit_text("".join(row + "\n" for row in stage_table(names, found)), output)
    for name, version in zip(names, versions, strict=True):
        for line in beside(version):
            note(f"{name}: {line}")
    note(_("articles changed: {count}; stages: {stages}").format(count=sum(bool(line.entries) for line in found), stages=len(texts) - 1))


def stage_table(names: Sequence[str], lines: Sequence["Line"]) -> Iterator[str]:
    """One row an article: its number in each stage, then each change, when it entered and whether it stayed."""
    yield " | ".join(names)
    for line in lines:
        yield click.style(" | ".join(citation_of(key) if key else "—" for key in line.ids), bold=True)
        for entry in line.entries:
            words = " ".join(f"[-{e.removed}-]" * bool(e.removed) + f"{{+{e.added}+}}" * bool(e.added) for e in entry.edits)
            words = words if len(words) <= _LONGEST else words[:_LONGEST - 1] + "…"
            kind = " ".join((_(entry.kind), *map(citation_of, entry.others)))
            yield f"    {names[entry.stage]}: {kind} — {_(STAYED[entry.stayed])}  {words}".rstrip()


_LONGEST = 200
"""Characters of a change that the table shows; `--json` has them all."""

STAYED = {"yes": "stayed", "part": "stayed in part", "no": "did not stay"}
"""Whether a change is in the last text."""
