"""`tracker amend`: read amending decisions, apply them, and prove the result."""

from collections.abc import Sequence
from pathlib import Path

import click

from tracker import codec
from tracker.amend.instructions import Amendment
from tracker.amend.report import Report, failed
from tracker.amend.rulings import Ruling
from tracker.cli.arguments import store_option, version_of
from tracker.cli.conflicting import conflicts_command
from tracker.cli.drafting import draft_command
from tracker.cli.frame import command, emit, emit_document, emit_text, group, json_option, note, output_option
from tracker.errors import AmendError, SourceError
from tracker.language import _
from tracker.model import Version


@group("amend", example="tracker amend apply decision.txt old.txt --output new.json")
def amend_command() -> None:
    """Read amending decisions, apply them, prove the result against the official text, and write them."""


def decision_of(path: Path) -> Amendment:
    """A decision from a file of any format that is read; offsets count in its text with line ends as `\\n`. Raises AmendError where it
    orders nothing."""
    return decision_and_text(path)[0]


def decision_and_text(path: Path) -> tuple[Amendment, str]:
    """A decision and the text it was read from."""
    found, text = act_and_text(path)
    if not found.instructions and not found.unread:
        raise AmendError("{name} orders nothing: it holds no amending instruction", hint="give the text of an amending decision", name=path)
    return found, text


def act_and_text(path: Path) -> tuple[Amendment, str]:
    """A file read as a deciding act, whatever it orders, and its text."""
    from tracker.amend.parse import parse
    from tracker.reading.formats import document_of

    try:
        document = document_of(path.read_bytes(), str(path))
    except OSError as error:
        raise SourceError("{name} cannot be read: {reason}", hint="check the path", name=path,
                          reason=error.strerror or str(error)) from None
    text = "\n".join(line.text for line in document.lines)
    return parse(text), text


def rulings_of(path: Path | None) -> Sequence[Ruling]:
    """The rulings in a reviewed file."""
    if path is None:
        return ()
    if not path.is_file():
        raise AmendError("there is no file {path}", hint="check the path", path=path)
    found = codec.decode("rulings", codec.parse(path.read_bytes(), str(path)), str(path))
    rulings: Sequence[Ruling] = found.rulings
    return rulings


rulings_option = click.option("--rulings", type=click.Path(path_type=Path),
                              help="what persons decided on defective instructions: a JSON file")
report_option = click.option("--report", type=click.Path(path_type=Path), help="write what was done, instruction by instruction, as JSON")


@command("parse", example="tracker amend parse decision.txt")
@click.argument("decision", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "akn"]), default="text",
              help="akn: the act in Akoma Ntoso with its modifications")
@json_option
@output_option
@store_option
def parse_command(decision: Path, form: str, as_json: bool, output: Path | None, store: Path) -> None:
    """Show a decision's instructions in order, and what could not be read."""
    from tracker.amend.describe import describe

    found, text = decision_and_text(decision)
    if form == "akn" and not as_json:
        from tracker.export import akn_decision

        emit(akn_decision.render(found, text, works_of(found, store)), output)
        return
    if as_json or form == "json":
        emit_document("amendment", found, output)
        return
    lines = [click.style(found.act.title, bold=True)]
    lines += [f"{one.item or '—'}\t{describe(one)}" for one in found.instructions]
    lines += [click.style(f"{_('unread')}: {one.text[:80]} — {_(one.expected)}", fg="red") for one in found.unread]
    emit_text("\n".join(lines) + "\n", output)


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
@output_option
@store_option
@click.pass_context
def apply_command(ctx: click.Context, decision: Path, olds: tuple[str, ...], report: Path | None, rulings: Path | None, as_json: bool,
                  output: Path | None, store: Path) -> None:
    """Apply a decision to the texts it amends. Exit 1 where an instruction could not be applied as written; the rest is applied."""
    from tracker.amend.apply import apply

    done = apply(decision_of(decision), [version_of(old, store) for old in olds], rulings=rulings_of(rulings))
    if report:
        emit_document("report", done.report, report)
    if as_json:
        emit_document("report", done.report, None)
    write_versions(done.versions, output, several=len(olds) > 1, quiet=as_json)
    tell(done.report)
    ctx.exit(1 if failed(done.report) else 0)


def write_versions(versions: Sequence[Version], output: Path | None, *, several: bool, quiet: bool) -> None:
    """One law: to the file named, or into the folder (one that is there, or ends in /); several: into the folder, each as <law>.json."""
    if output is None:
        if not quiet:
            from tracker.export import text

            emit_text("\n".join(text.render(version) for version in versions), None)
        return
    folder = several or output.is_dir() or str(output).endswith("/")
    if folder and output.exists() and not output.is_dir():
        raise AmendError("{path} is a file, and several texts are to be written", hint="name a folder with --output", path=output)
    for version in versions:
        emit_document("version", version, output / f"{version.law}.json" if folder else output)


def tell(report: Report) -> None:
    """Say every problem with its place on standard error, errors first."""
    colours = {"error": "red", "doubt": "yellow"}
    for found in sorted(report.problems, key=lambda p: p.severity != "error"):
        where = " ".join(filter(None, (found.law, found.article)))
        note(click.style(_(found.severity), fg=colours[found.severity]) + f" {where}: {found.message}")


@command("verify", example="tracker amend verify decision.txt old.txt new.txt")
@click.argument("decision", type=click.Path(path_type=Path))
@click.argument("old")
@click.argument("new")
@rulings_option
@json_option
@output_option
@store_option
@click.pass_context
def verify_command(ctx: click.Context, decision: Path, old: str, new: str, rulings: Path | None, as_json: bool, output: Path | None,
                   store: Path) -> None:
    """Compare what a decision makes of the old text with the official new text, to the character. Exit 1 where they differ."""
    from tracker.amend.verify import verify

    found = verify(decision_of(decision), [version_of(old, store)], [version_of(new, store)], rulings=rulings_of(rulings))
    if as_json:
        emit_document("report", found, output)
    else:
        lines = [f"{d.law} {d.article} {_(d.kind)}: [-{d.computed}-]{{+{d.official}+}}" for d in found.differences]
        emit_text("\n".join(lines or [_("no difference: the official text is what the decision orders")]) + "\n", output)
        tell(found)
    ctx.exit(1 if found.differences or failed(found) else 0)


for each in (parse_command, apply_command, verify_command, draft_command, conflicts_command):
    amend_command.add_command(each)
