"""`tracker amend`: read amending decisions, apply them, and prove the result."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from tracker import codec
from tracker.amend.instructions import Amendment
from tracker.amend.report import Report, failed, problem
from tracker.amend.rulings import Ruling
from tracker.cli.arguments import content, store_option, text_of_document, version_of
from tracker.cli.conflicting import conflicts_command
from tracker.cli.differing import differences, places_of
from tracker.cli.drafting import draft_command
from tracker.cli.exporting import ENDINGS, FORMATS
from tracker.cli.frame import (
    Outgoing,
    command,
    emit,
    emit_document,
    emit_text,
    form_of,
    group,
    json_option,
    keep_apart,
    note,
    output_option,
)
from tracker.errors import AmendError, StoreError
from tracker.language import _
from tracker.model import Version, citation_of

if TYPE_CHECKING:
    from tracker import store as stores
    from tracker.amend.apply import Applied
    from tracker.amend.stated import Unsaid


@group("amend", example="tracker amend apply decision.txt old.txt --output new.json")
def amend_command() -> None:
    """Read amending decisions, apply them, prove the result against the official text, and write them."""


def decision_of(path: Path) -> Amendment:
    """A decision from a file of any format that is read; offsets count in its text with line ends as `\\n`. Raises AmendError where it
    orders nothing."""
    return decision_and_text(path)[0]


def decision_and_text(path: Path) -> tuple[Amendment, str]:
    """A decision and the text it was read from; one that amends or repeals something, whether it could be read or not."""
    found, text = act_and_text(path)
    if not (found.instructions or found.targets or found.repeals):
        raise AmendError("{name} orders nothing: it holds no amending instruction", hint="give the text of an amending decision", name=path)
    return found, text


def act_and_text(path: Path) -> tuple[Amendment, str]:
    """A file read as a deciding act, whatever it orders, and its text."""
    from tracker.amend.parse import parse

    text = text_of_document(path)
    return parse(text), text


def orders_of(path: Path) -> Amendment:
    """A decision that is to be carried out: one that orders something, or names a law at least."""
    found = decision_of(path)
    if not found.instructions and not found.targets:
        raise AmendError("{name} orders nothing: it holds no amending instruction", hint="give the text of an amending decision", name=path)
    return found


def rulings_of(path: Path | None, decision: Amendment) -> Sequence[Ruling]:
    """The rulings on a decision in a reviewed file."""
    if path is None:
        return ()
    found = codec.load(content(path), str(path), "rulings")
    if found.act != decision.act.title:
        raise AmendError("{path} has rulings on {act}, not on {title}", hint="give the rulings on this decision", path=path, act=found.act,
                         title=decision.act.title)
    rulings: Sequence[Ruling] = found.rulings
    return rulings


_ENDINGS = {".txt": "text", ".json": "json", ".xml": "akn"}

rulings_option = click.option("--rulings", type=click.Path(path_type=Path),
                              help="what persons decided on defective instructions: a JSON file, as `tracker schema rulings` shows it")
report_option = click.option("--report", type=Outgoing(path_type=Path), help="write what was done, instruction by instruction, as JSON")


@command("parse", example="tracker amend parse decision.txt")
@click.argument("decision", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "akn"]),
              help="default: by the ending of --output, else text; akn: the act in Akoma Ntoso with its modifications")
@json_option
@output_option
@store_option
def parse_command(decision: Path, form: str | None, as_json: bool, output: Path | None, store: Path) -> None:
    """Show a decision's instructions in order, and what could not be read. Exit 0 also where something could not be read, which `amend
    apply` exits 1 for."""
    from tracker.cli.reciting import lines

    form = "json" if as_json else form_of(form, output, _ENDINGS)
    found, text = decision_and_text(decision)
    if form == "akn":
        from tracker.export import akn_decision

        emit(akn_decision.render(found, text, works_of(found, store)), output)
        return
    if form == "json":
        emit_document("amendment", found, output)
        return
    emit_text("\n".join(lines(found, text)) + "\n", output)


def works_of(found: Amendment, store: Path) -> dict[str, str]:
    """The addresses of the laws that a decision names, as far as the store here has them."""
    from tracker import store as stores
    from tracker.export.akn_names import work_iri

    if not store.is_dir():
        return {}
    opened = stores.Store(store)
    cited = [target.title for target in found.targets] + [repeal.title for repeal in found.repeals]
    titles = {title: stores.law_id(title) for title in cited}
    held = {law.law: law for law in stores.laws(opened) if law.law in titles.values()}
    return {title: work_iri(stores.version(opened, held[name], held[name].versions[-1])) for title, name in titles.items() if name in held}


@command("apply", example="tracker amend apply decision.txt old.txt --output new.json --report report.json")
@click.argument("decision", type=click.Path(path_type=Path))
@click.argument("olds", nargs=-1, required=True)
@report_option
@rulings_option
@json_option
@click.option("--output", "-o", type=Outgoing(),
              help="write to this file (.txt, .md, .docx, .html, .json, …), or as JSON into this folder (one that is there, or ends in /)")
@store_option
@click.pass_context
def apply_command(ctx: click.Context, decision: Path, olds: tuple[str, ...], report: Path | None, rulings: Path | None, as_json: bool,
                  output: str | None, store: Path) -> None:
    """Apply a decision to the texts it amends. Exit 1 where an instruction could not be applied as written; the rest is applied."""
    from tracker.amend.apply import apply

    read = orders_of(decision)
    given = [version_of(old, store) for old in olds]
    done = apply(read, given, rulings=rulings_of(rulings, read))
    tell_unnamed(read, given)
    tell_missing(read, given)
    write_versions(done.versions, output, report, several=len(olds) > 1, quiet=as_json)
    if report:
        emit_document("report", done.report, report)
    if as_json:
        emit_document("report", done.report, None)
    tell(done.report, rulings)
    ctx.exit(1 if failed(done.report) else 0)


def tell_unnamed(read: Amendment, given: Sequence[Version]) -> None:
    """Say which of several texts the decision does not amend: they are left out."""
    from tracker.amend.binding import named, repeals

    titles = "、".join(f"《{target.title}》" for target in read.targets) or "—"
    for text in given if len(given) > 1 else ():
        if repeals(read, text):
            note(_("the decision repeals {title}; its text is left as it is").format(title=f"《{text.title}》"))
        elif not named(read, text):
            note(_("the decision names {titles}, not {title}, which is left as it is").format(titles=titles, title=f"《{text.title}》"))


def tell_missing(read: Amendment, given: Sequence[Version]) -> None:
    """Say which laws a decision on several amends whose text is not given; that is no problem."""
    from tracker.amend.binding import named

    there = {at for text in given for at in named(read, text)}
    missing = [f"《{target.title}》" for at, target in enumerate(read.targets) if at not in there]
    if there and missing:
        note(_("the decision also amends {titles} (laws: {count}), of which no text is given").format(
            titles="、".join(missing[:3]) + ("…" if len(missing) > 3 else ""), count=len(missing)))


def write_versions(versions: Sequence[Version], output: str | None, report: Path | None = None, *, several: bool, quiet: bool) -> None:
    """One law: to the file named, in the format of its ending, or into the folder (one that is there, or ends in /); several: into the
    folder, each as <law>.json. `report` is the file that is written beside them. Raises AmendError where no folder is named."""
    if output is None:
        if not quiet:
            from tracker.export import text

            emit_text("\n".join(text.render(version) for version in versions), None)
        return
    path = Path(output)
    folder = path.is_dir() or output.endswith("/")  # a Path drops the last slash
    if (several and not folder) or (folder and path.exists() and not path.is_dir()):
        raise AmendError("{path} is no folder", path=path,
                         hint="several texts go into a folder: name one that is there, or end its name in /" if several else
                         "name a folder that is there, or leave the / out")
    form = "json" if folder else form_of(None, path, ENDINGS)
    files = [path / f"{version.law}.json" if folder else path for version in versions]
    keep_apart([*files, *([report] if report else [])])
    for version, file in zip(versions, files, strict=True):
        emit(FORMATS[form](version, None, ()), file)


_FATES = {"all": "carried out all the same", "part": "carried out in part", "none": "not carried out"}


def tell(report: Report, rulings: Path | None, whose: str = "") -> None:
    """Say every problem on standard error, errors first: its place in the law (or in the file of rulings), the decision's item, and how
    much of it was carried out all the same. What is the same for several articles is said once. `whose`: the decision an item is of."""
    colours = {"error": "red", "doubt": "yellow"}
    said: dict[tuple[str, str, str], list[str]] = {}
    for found in sorted(report.problems, key=lambda p: p.severity != "error"):
        law = str(rulings) if found.kind == "ruling_unfit" else found.law
        item = report.instructions[found.instruction].item if found.instruction is not None else ""
        item = whose.format(item=item.rstrip("、.．")) if item and whose else item
        article = "" if found.kind == "unread" else found.article  # the passage names them, in a numbering that nobody has read
        fate = f"; {_(_FATES[found.carried_out])}" if found.carried_out and found.kind != "unread" else ""
        said.setdefault((found.severity, law, found.message + (f" ({item})" if item else "") + fate), []).append(article)
    for (severity, law, message), where in said.items():
        note(click.style(_(severity), fg=colours[severity]) + f" {' '.join(filter(None, (law, places_of(where))))}: {message}")
    if any(found.kind == "ruling_unfit" for found in report.problems):
        note("  → " + _("`tracker amend parse --json` gives item, operation and targets of every instruction; targets are written as "
                        "citations"))


@command("verify", example="tracker amend verify decision.txt old.txt new.txt")
@click.argument("decision", type=click.Path(path_type=Path))
@click.argument("old")
@click.argument("new")
@report_option
@click.option("--keep", is_flag=True, help="keep the record with the new version, which is in the store, and what the decision "
              "states of which provision became which")
@rulings_option
@json_option
@output_option
@store_option
@click.pass_context
def verify_command(ctx: click.Context, decision: Path, old: str, new: str, report: Path | None, keep: bool, rulings: Path | None,
                   as_json: bool, output: Path | None, store: Path) -> None:
    """Compare what a decision makes of the old text with the official new text, to the character. Exit 1 where they differ, or where an
    instruction could not be applied as written. The words of the title note (题注) are not compared, as no decision says how it is
    printed; a note that does not tell of the act, or names another session, is a doubt. So is a new text that was itself computed."""
    from tracker.amend.apply import apply
    from tracker.amend.verify import verify

    read = orders_of(decision)
    sides = version_of(old, store), version_of(new, store)
    applied = apply(read, sides[:1], rulings=rulings_of(rulings, read))
    found = verify(applied, sides[1:])
    if not found.laws:
        raise AmendError("{new} is not the law that the decision amends", hint="give the new text of the same law", new=new)
    if sides[1].source is None:
        found = replace(found, problems=(*found.problems, problem("doubt", "no_source", law=found.laws[0].law)))
    if keep:
        from tracker import store as stores

        sides, found = as_held(stores.open_store(store), applied, sides, found)
    if report:
        emit_document("report", found, report)
    if as_json:
        emit_document("report", found, output)
    else:
        emit_text("\n".join(differences(found)) + "\n", output)
        tell(found, rulings)
    if keep:
        keep_verified(stores.open_store(store), applied, sides, found)
    ctx.exit(1 if found.differences or failed(found) else 0)


def as_held(opened: "stores.Store", applied: "Applied", sides: tuple[Version, Version], found: Report,
            ) -> tuple[tuple[Version, Version], Report]:
    """The texts compared and what was found of them, under the dates by which the store lists their versions. Raises StoreError where a
    text is not the one that the store has of its version: what is kept would be about that one."""
    from tracker import store as stores

    law = stores.law_named(opened, found.laws[0].law)
    sides = stores.as_listed(law, sides[0]), stores.as_listed(law, sides[1])
    about = replace(found.laws[0], old=sides[0].version, new=stores.as_listed(law, applied.done[0].new).version)
    held = {one.version: one for one in law.versions}
    for side, day in zip(sides, (about.old, about.new), strict=True):
        stored = stores.version(opened, law, held[day]) if day in held else side
        if (stored.head, stored.body, stored.tail) != (side.head, side.body, side.tail):
            raise StoreError("the text compared is not that of {law}/{version} in the store, with which it is to be kept", law=law.law,
                             version=day, hint="name {law}/{version} itself, or `tracker import` this text first, with --correct where "
                             "another source is stored")
    return sides, replace(found, laws=(about,))


def keep_verified(opened: "stores.Store", applied: "Applied", sides: tuple[Version, Version], found: Report) -> None:
    """Keep the record with the new version, if that was not itself computed, and what the act states of which provision became which,
    where both texts are versions held; what persons said of it stays."""
    from tracker import store as stores
    from tracker.amend.stated import stated
    from tracker.compare.overrule import joined

    if sides[1].source:
        stores.keep_report(opened, found)
        note(_("kept with {law}/{version}: what was compared").format(law=found.laws[0].law, version=found.laws[0].new))
    said, unsaid = stated(applied.done[0], sides[1], applied.settled.amendment.act)
    earlier = stores.review_of(opened, *sides)
    persons = replace(said, statements=tuple(x for x in earlier.statements if not x.basis) if earlier else ())
    kept = {side.version for side in sides} <= {held.version for held in stores.law_named(opened, sides[1].law).versions}
    if kept and (said.statements or earlier):
        stores.review(opened, *sides, joined(said, persons), found.act)
    if said.statements and kept:
        note(_("kept with {law}/{version}: which provision became which, as the decision states it ({count})").format(
            law=sides[1].law, version=sides[1].version, count=len(said.statements)))
    for line in not_borne_out(unsaid):
        note(line)


NOT_BORNE_OUT = {
    "articles": "the official text and the one that the decision makes have not the same articles: {places}",
    "parts": "the official {places} has other 款, 项 or 目 than the decision makes",
    "words": "the official {places} does not say what the decision makes of it",
    "stays": "the official {places} has its words",
}
"""Why the official text does not bear out what the decision states."""


def not_borne_out(unsaid: "Sequence[Unsaid]") -> Iterator[str]:
    """What a decision states of which provision became which and the official text does not bear out, a line for each reason."""
    grouped: dict[str, list[str]] = {}
    for one in unsaid:
        grouped.setdefault(_(NOT_BORNE_OUT[one.why]).format(places="、".join(map(citation_of, one.places))), []).append(one.text)
    for why, texts in grouped.items():
        yield _("left out of what the decision states, {why}: {statements}").format(why=why, statements="；".join(texts))


for each in (parse_command, apply_command, verify_command, draft_command, conflicts_command):
    amend_command.add_command(each)
