"""`tracker cite`: where a provision that someone cites went, and what a text that cites a law should cite now."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from tracker import store as stores
from tracker.cli.arguments import (
    aligner,
    alignment_option,
    day_asked,
    day_meant,
    folder_as_known,
    known_option,
    store_option,
    text_of_document,
    version_of,
)
from tracker.cli.deciding import by_texts
from tracker.cli.frame import command, emit_document, emit_text, json_option, note, output_option, refuse
from tracker.cli.locating import then_of
from tracker.cli.showing import provision_of
from tracker.cli.standing import beside, drafted
from tracker.cli.tracing import texts
from tracker.compare import algebra
from tracker.compare.alignment import inverted
from tracker.compare.grouping import article_of
from tracker.compare.likeness import shown
from tracker.compare.overrule import lies_in
from tracker.compare.references import heading_of, name_of
from tracker.compare.renumbering import BASES, Basis, Renumbering, renumbering
from tracker.errors import CitationError, StoreError
from tracker.finding import citation_in, every, find, is_double, naming
from tracker.language import _
from tracker.model import DIVISIONS, Provision, Reading, Version, citation_of, places, walk
from tracker.naming import asked, bare_title, date_of, is_day
from tracker.timeline.effect import may_have_begun
from tracker.timeline.standing import Standing, Whole, about, standing, whole

if TYPE_CHECKING:
    from tracker.compare.alignment import Alignment
    from tracker.compare.carrying import CarriedCitation, Carrying, Heir
    from tracker.compare.evidence import Said
    from tracker.timeline.lineage import Mapper

WHY = {
    "gone": "nothing of it is found in the other version",
    "split": "what it names lives on in several places",
    "moved": "what it names stands under another provision now",
    "range": "what it names is no run any more",
    "missing": "the version cited has nothing of that number",
    "shared": "what it names lives on in an article that has other rules too",
    "relative": "it prints no number that could be changed",
    "weak": "where it went is a weak guess by its wording: a person has to say",
    "version": "the words about the law's name say which version is meant",
    "name": "only the other version bears that name",
    "renamed": "the law has another name there, and the one that stands here cannot be changed with the number",
    "twice": "one of the two versions has that number more than once",
    "list": "its list cannot be carried whole",
    "unclear": "the name before it may be this law's or another's: a person has to say",
}
"""Why a citation keeps its words."""


@command("cite", example="tracker cite 示例市公园条例 第二十条第二款 --from 2015-01-01 --to 2024-01-01")
@click.argument("law")
@click.argument("citation", required=False)
@click.option("--from", "start", default="", help="whose numbering is cited: a day, a year, a file or LAW/VERSION; default: LAW itself")
@click.option("--to", "end", default="", help="the other one: a day, a year, a file or LAW/VERSION; default: in force today")
@click.option("--text", "document", type=click.Path(path_type=Path), help="carry all citations of the law in this document instead")
@alignment_option
@known_option
@json_option
@output_option
@store_option
@click.pass_context
def cite_command(ctx: click.Context, law: str, citation: str | None, start: str, end: str, document: Path | None,
                 alignments: tuple[Path, ...], known: date | None, as_json: bool, output: Path | None, store: Path) -> None:
    """Carry a citation of LAW from one version to another: where the rule went, and why it is not one to one where it is not. With
    --text, write the document with its citations of LAW carried. Exit 1: something cited cannot be cited so any more."""
    if citation and document:
        raise CitationError("it is said twice what to carry: {citation}, and a document with --text", citation=citation,
                            hint="leave one of the two out")
    if not (citation or document):
        raise CitationError("it is not said what to carry", hint="name a provision (第二十条第二款), or a document with --text")
    with folder_as_known(store, known, law, *(name for name in (start, end) if "/" in name)) as held:
        try:
            names = (_at(law, start, held) if start else law), (_at(law, end, held) if end else law)
            day = day_meant(names[0])
            versions, out = _whole(between(names, held), held)
            steps = oriented(versions, aligner(held, alignments, versions))
            maps = list(accumulate(map(renumbering, steps), algebra.compose))
            found = of_document(document, versions, maps[-1], out) if document else of_citation(
                citation or "", versions, maps[-1], out, lambda name: provision_of(versions[0], name, day, held))
            if citation and not found.citations:
                provision_of(versions[0], citation, day, held)  # which says why it is none
        except (stores.NothingInForce, stores.NotLaw) as reason:
            refuse(ctx, reason)
        over = ended(found, maps[-1], out[1])
        found = with_said(found, steps, maps, over)
        alone = tuple(by_texts_alone(found, versions, maps, held, over))
    found = replace(found, old=replace(found.old, day=day_asked(names[0])), new=replace(found.new, day=day_asked(names[1])))
    drafts = [drafted(version.draft) for version in (versions[0], versions[-1]) if version.draft]
    named = _named(versions[0], out[0]), _named(versions[-1], out[1])
    for line in (*drafts, *other_law(versions[0], versions[-1]), *beside_heirs(found, versions[0], versions[-1]), *alone):
        note(line)
    if as_json:
        emit_document("citations", found, output)
    elif document:
        emit_text(found.text, output)
        for one in found.citations:
            note("\n".join(verdict(one, over, named)))
        note(_("citations carried: {carried} of {count}").format(carried=sum(not one.why for one in found.citations),
                                                                count=len(found.citations)))
    else:
        emit_text("".join(f"{line}\n" for line in page(found, versions, maps, over, out, named)), output)
    ctx.exit(1 if any(one.why for one in found.citations) else 0)


def beside_heirs(found: "Carrying", old: Version, new: Version) -> Iterator[str]:
    """What has to be known beside the texts between which citations were carried: of what is cited in the new one, and, where something
    is missing, of all that its text leaves out."""
    heirs = [heir for one in found.citations for heir in one.heirs]
    here = [about(new, key) for heir in heirs for key in heir.to]
    lacking = [old] * any(not one.heirs for one in found.citations) + [new] * any(not heir.to for heir in heirs)
    here += [Standing(tuple(r for r in text.readings if r.version is None), ()) for text in lacking]
    yield from dict.fromkeys(line for one in here for line in beside(one))


def other_law(old: Version, new: Version) -> Iterator[str]:
    """That two texts bear different titles: they are of two laws, or of one that was renamed; nothing where one has no title."""
    if old.title and new.title and bare_title(old.title) != bare_title(new.title):
        yield _("carried from {old} to {new}: the titles differ; check that they are one law").format(
            old=f"《{bare_title(old.title)}》", new=f"《{bare_title(new.title)}》")


def ended(found: "Carrying", renumbered: Renumbering, out: Mapping[str, Reading]) -> dict[str, str]:
    """Of what is cited and left out of the newer text of a day, being no law then: why, in words, by its id in the older one."""
    gone = [heir.provision for one in found.citations for heir in one.heirs if not heir.to]
    return {key: standing(out[to]) for key in gone for to in algebra.carry(renumbered, key).to}


Names = tuple[Callable[[Iterable[str]], str], Callable[[Iterable[str]], str]]
"""How provisions, by their ids, are cited in the first of the texts and in the last."""

Out = tuple[Mapping[str, Reading], Mapping[str, Reading]]
"""Why what is no law on the days cited is none, by its id in the first of the texts and in the last."""


def _whole(versions: Sequence[Version], store: Path) -> tuple[tuple[Version, ...], Out]:
    """The versions with what the texts of days leave out put back at both ends, so that all is found by the numbers that are printed."""
    first, last = (_with_what_is_left_out(text, store) for text in (versions[0], versions[-1]))
    return (first.text, *versions[1:-1], last.text), (first.out, last.out)


def _with_what_is_left_out(text: Version, store: Path) -> Whole:
    if not any(reading.version is None for reading in text.readings):
        return Whole(text)
    opened = stores.open_store(store)
    return whole(text, next(v for v in texts(opened, stores.law_named(opened, text.law)) if v.version == text.version))


def between(names: tuple[str, str], store: Path) -> tuple[Version, ...]:
    """The versions from the one cited to the other: with those between them where both are one law's in the store, but for what is not law
    yet in the text of the later day; a draft is compared alone."""
    first, last = (version_of(name, store) for name in names)
    if any(name == "-" or Path(name).is_file() for name in names) or first.law != last.law or first.draft or last.draft:
        return first, last
    opened = stores.open_store(store)
    held = texts(opened, stores.law_named(opened, first.law))
    days = [v.version for v in held]
    at, to = days.index(first.version), days.index(last.version)
    newer = day_meant(names[1] if at <= to else names[0])
    inner = [v for v in held[min(at, to) + 1:max(at, to)] if newer is None or may_have_begun(v, newer)]
    return (first, *(inner if at <= to else inner[::-1]), last)


def _at(law: str, what: str, store: Path) -> str:
    """A day, or a year in which one version was in force, as a version of the law; all else as it is named. Raises StoreError where several
    were in force in the year, or none."""
    name = asked(law).law
    if re.fullmatch(r"\d{4}", what) and not Path(what).exists():
        opened = stores.open_store(store)
        entry = stores.law_named(opened, name)
        held = texts(opened, entry)
        found = then_of(entry, held, what)
        if len(found) > 1:
            raise StoreError("several versions of {law} were in force in {year}: {versions}", hint="write a day: {year}-01-01",
                             law=entry.law, year=what, versions=", ".join(str(held[n].version) for n, _day in found))
        return f"{name}@{found[0][1]}"
    return f"{name}@{date_of(what)}" if is_day(what) else what


def oriented(versions: Sequence[Version], mapper: "Mapper") -> list["Alignment"]:
    """The alignments of neighbours, from the first version on: each is made the older one first."""
    return [inverted(mapper(there, here)) if here.version and there.version and there.version < here.version else mapper(here, there)
            for here, there in pairwise(versions)]


def with_said(found: "Carrying", steps: Sequence["Alignment"], maps: Sequence[Renumbering], over: Collection[str]) -> "Carrying":
    """What was carried, with who says of what is gone that it is: a map tells that of links alone; `over` is what is there and no law."""
    citations = tuple(replace(one, heirs=tuple(heir if heir.to or heir.provision in over else
                                               replace(heir, basis=_end(heir, steps, maps)) for heir in one.heirs))
                      for one in found.citations)
    return replace(found, citations=citations)


def by_texts_alone(found: "Carrying", versions: Sequence[Version], maps: Sequence[Renumbering], store: Path,
                   over: Collection[str]) -> Iterator[str]:
    """Of what nobody says to be gone, how the act that made the version without it is asked, where that is one of the store."""
    law = versions[0].law
    gone = [heir for one in found.citations for heir in one.heirs if not heir.to and heir.basis == "inferred"
            and heir.provision not in over]
    if gone and law == versions[-1].law and (store / law).is_dir():
        opened = stores.open_store(store)
        kept = texts(opened, stores.law_named(opened, law))
        days = [v.version for v in kept]
        for heir in gone:
            n = _lost(heir, maps)
            pair = sorted(versions[n:n + 2], key=lambda v: v.version or date.min)
            if [v.version for v in pair] in [list(days[at - 1:at + 1]) for at in range(1, len(days))]:
                yield from by_texts(opened, kept, [(citation_of(heir.provision), days.index(pair[1].version))])


def _lost(heir: "Heir", maps: Sequence[Renumbering]) -> int:
    """The number of the step at which a provision is found no more."""
    return next(n for n, one in enumerate(maps) if not algebra.carry(one, heir.provision).to)


def _end(heir: "Heir", steps: Sequence["Alignment"], maps: Sequence[Renumbering]) -> Basis:
    """Who says that a provision is gone: the act or a person where all that it was by then is said to be so, by the weakest word on the
    way there; else the comparison."""
    from tracker.compare.carrying import heir_of

    at = _lost(heir, maps)
    before = heir_of(maps[at - 1], heir.provision) if at else None
    bases: list[Basis] = [before.basis] if before else []
    bases += [_gone_by(key, steps[at].alone[0]) for key in (before.to if before else (heir.provision,))]
    return max(bases, key=BASES.index)


def _gone_by(key: str, said: "Mapping[str, Said]") -> Basis:
    """Who says that a provision, or what it stands in, is gone."""
    steps = key.split("__")
    above = ("__".join(steps[:n]) for n in range(len(steps), 0, -1))
    return next((who for one in above if (who := said.get(one))), "inferred")


def of_citation(citation: str, versions: Sequence[Version], found: Renumbering, out: Out, look_up: Callable[[str], object]) -> "Carrying":
    """One citation, or a list of them, as typed; an id is read as its citation. One under a title that only another version bears is left,
    as in a document: it is of that version's numbers. Raises CitationError where it is none, or names nothing; `look_up`, given what names
    nothing, may say why."""
    from tracker.citations import Index
    from tracker.citations import find as citations_in
    from tracker.compare.carrying import CarriedCitation, Carrying, Held, carried, citations_of, heir_of

    version, index = versions[0], Index.of(versions[0])
    key = _alone(version, citation)
    if key and is_double(index.placed, key, out[0]):
        told = citation_in(index.placed, key, out[0])
        return Carrying(found.law, found.old, found.new, told, (CarriedCitation(0, len(told), told, "", "twice", (heir_of(found, key),)),))
    text = citation_of(key) if citation in index.placed else citation
    named = citations_in(text, names=(version.law, *(v.title for v in versions)))
    held = {(one.start, one.end): why for one, why, _name in citations_of(text, versions) if why == "name"}
    other = next((one.law for one in named if one.law), "")
    if other:
        raise CitationError("{citation} cites {other}, not {law}", hint="name the law that is cited: tracker cite {other}", citation=text,
                            other=bare_title(other), law=version.law)
    made = carried(text, [Held(one, held.get((one.start, one.end), "")) for one in named], found, index, Index.of(versions[-1]), out)
    for twice in (one for one in made.citations if one.why == "twice"):
        find(version, twice.text)
    nothing = next((one for one in made.citations if not one.heirs), None)
    if nothing:
        look_up(nothing.text)
        raise CitationError("there is no {citation} in {version}", citation=nothing.text, version=name_of(found.old),
                            hint="`tracker show LAW` lists its articles")
    return made


def _alone(version: Version, citation: str) -> str:
    """The id of the one provision that a citation names; empty where it is a list, or names none, or several. Raises CitationError of what
    stands neither in an article nor in a division: no map leads on from there."""
    placed = places(version)
    try:
        key, _node = find(version, citation)
    except CitationError as error:
        if "places" in error.data and not any(article_of(one) or placed[one].type in DIVISIONS for one in every(version, citation)):
            raise
        return ""
    if not (article_of(key) or placed[key].type in DIVISIONS):
        raise CitationError("{citation} stands in no article: where it went is not told", citation=naming(placed, key),
                            hint="`tracker where LAW {citation} --as-of DATE` tells it, and `tracker log LAW {citation}` its history")
    return key


def of_document(document: Path, versions: Sequence[Version], found: Renumbering, out: Out) -> "Carrying":
    """All citations of the law in a document, whatever its format: its text, a line for each paragraph."""
    from tracker.citations import Index
    from tracker.compare.carrying import carried, citations_of

    text = text_of_document(document)
    return carried(text, tuple(citations_of(text, versions)), found, Index.of(versions[0]), Index.of(versions[-1]), out)


def page(found: "Carrying", versions: Sequence[Version], maps: Sequence[Renumbering], over: Mapping[str, str], out: Out,
         named: Names) -> Iterator[str]:
    """Each citation: its way through the versions, what it is now and why it is not one to one, and the words then and now; `over` says
    why what is cited is law no longer, `out` what has no words on these days."""
    yield click.style(f"{found.law}  {heading_of(found.old)} → {heading_of(found.new)}", bold=True)
    sides = places(versions[0]), places(versions[-1])
    for one in found.citations:
        yield from verdict(one, over, named)
        for heir in one.heirs:
            if len(maps) > 1:
                yield from (f"    {step}" for step in way(heir, versions, maps))
            yield from _words("-", sides[0], (heir.provision,), out[0])
            yield from _words("+", sides[1], heir.to, out[1])


def verdict(one: "CarriedCitation", over: Mapping[str, str], named: Names) -> Iterator[str]:
    """What a citation is now, and what became of each provision it names; `over` as of a page."""
    known = one.why == "gone" and all(heir.to or heir.provision in over for heir in one.heirs)
    why = f"  {_(WHY[one.why])}" if one.why and not known else ""
    yield click.style(f"{one.text} → {one.now or '?'}", fg="yellow" if one.why else "green") + why
    for heir in one.heirs:
        was = named[0]((heir.provision,))
        if heir.provision in over:
            yield f"  {was} → —  {over[heir.provision]}"
            continue
        alike = "" if heir.similarity is None else f" {shown(heir.similarity)}"
        yield f"  {was} → {named[1](heir.to) or '—'}  {_(heir.kind)}{alike} {_(heir.basis)}"
        yield from (f"    {reason}" for reason in reasons(heir, named))


def reasons(heir: "Heir", named: Names) -> Iterator[str]:
    """Why a provision did not simply go on."""
    if len(heir.to) > 1:
        yield _("it was split: it lives on in {count} places").format(count=len(heir.to))
    if heir.merged_with:
        yield _("it shares its place with what was {places}").format(places=named[0](heir.merged_with))
    if heir.within:
        own = (one for key in heir.to for one in [w for w in heir.within if lies_in(w, (key,))] or [key])
        yield _("what became of it is in {places}").format(places=named[1](own))
    if heir.article:
        yield _("the rest of its article is in {places}").format(places=named[1](heir.article))


def _named(text: Version, out: Collection[str] = ()) -> Callable[[Iterable[str]], str]:
    """How provisions are cited in a text, `out` of which is what is no law."""
    return lambda ids: "、".join(citation_in(places(text), key, out) for key in ids)


def way(heir: "Heir", versions: Sequence[Version], maps: Sequence[Renumbering]) -> Iterator[str]:
    """Where a provision was in each version."""
    yield f"{versions[0].version}  {_named(versions[0])((heir.provision,))}"
    for version, found in zip(versions[1:], maps, strict=True):
        yield f"{version.version}  {_named(version)(algebra.carry(found, heir.provision).to) or '—'}"


def _words(sign: str, placed: Mapping[str, Provision], ids: Iterable[str], no_law: Collection[str]) -> Iterator[str]:
    """Each line of the provisions, without what is no law; of a division its heading alone."""
    from tracker.compare.carrying import as_law

    for key in (one for one in ids if one not in no_law):
        nodes = [placed[key]] if placed[key].type in DIVISIONS else walk([as_law(placed, key, no_law)])
        lines = (f"{node.num}{'　' * bool(node.num)}{node.heading}{node.text}" for node in nodes)
        yield from (click.style(f"    {sign} {line}", dim=True) for line in lines if line)
