"""`tracker init`, `list`, `check` and `remove`: the store as a whole."""

from datetime import date
from pathlib import Path

import click

from tracker import store as stores
from tracker import timeline
from tracker.cli.arguments import store_option
from tracker.cli.frame import command, emit_json, emit_text, json_option, note, output_option
from tracker.cli.reading import findings
from tracker.cli.standing import beside, drafted, happened
from tracker.errors import TrackerError
from tracker.language import _, counted
from tracker.model import Law


@command("init", example="tracker init laws")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@store_option
def init_command(folder: Path | None, store: Path) -> None:
    """Make a store: a folder of laws, in the git repository around it or in one of its own."""
    made = stores.init(folder or store)
    click.echo(_("the store is {root}").format(root=made.root))


@command("list", example="tracker list")
@json_option
@output_option
@store_option
def list_command(as_json: bool, output: Path | None, store: Path) -> None:
    """List the laws in the store and their versions, each with the time for which it is in force."""
    opened = stores.made_store(store)
    held = stores.laws(opened)
    if as_json:
        emit_json([{"law": law.law, "title": law.title, "versions": [str(v.version) for v in law.versions]} for law in held], output)
        return
    emit_text("".join(entry(opened, law) for law in held), output)
    if not held:
        note(_("the store is empty; `tracker import FILE` adds a law"))


def entry(opened: stores.Store, law: Law) -> str:
    """A law's lines in the list: each version, and below the one of today what is not law in it, or suspended, and a term that is over."""
    now = timeline.on(law.versions, date.today(), law.events).version
    lines = [click.style(law.title, bold=True)]
    drafts = {held.version: drafted(held.draft) for held in law.versions if held.draft}
    for span in timeline.spans(law.versions, law.events):
        lines.append(f"  {law.law}/{span.version}  {drafts.get(span.version) or period(span)}")
        lines += [f"    {line}" for line in _today(opened, law, span.version)] if span.version == now else []
    lines += [f"  {happened(event)}" for event in law.events if timeline.ends_law(event) and event.date is None]
    return "\n".join(lines) + "\n"


def _today(opened: stores.Store, law: Law, version: date) -> list[str]:
    """What is not law today in the version in force, or suspended, and the ends that it sets itself, past and not confirmed; a damaged text
    is told, and hides no other law."""
    try:
        text = stores.version(opened, law, next(v for v in law.versions if v.version == version))
        over = map(stores.proposing, stores.ends_past(opened, law, text, date.today()))
        return [*beside(stores.state_on(opened, law, date.today())), *over]
    except TrackerError as error:
        return [str(error)]


def period(span: timeline.Span, basis: str = "") -> str:
    """A version's time in force in words; `basis` tells how its commencement is known, and stands beside that."""
    if span.commencement == "draft":
        return _("a draft, not law")
    if span.never:
        return _(timeline.never_of(span)).format(rest=span.rest) + basis
    if span.start is None:
        return (_("day left open") if span.commencement == "open" else _("in force from: unknown")) + basis
    begins = f"{span.start}{basis}"
    until = _("in force {start} to before {end}").format(start=begins, end=span.end)
    said = until if span.end else _("in force from {start}").format(start=begins)
    doubt = timeline.doubt_of(span)
    return f"{said}; {_(doubt).format(version=span.doubt)}" if doubt else said


@command("check", example="tracker check")
@click.argument("laws", nargs=-1)
@click.option("--title-note", is_flag=True, help="print the title note (题注) that each law's history calls for as well")
@json_option
@output_option
@store_option
@click.pass_context
def check_command(ctx: click.Context, laws: tuple[str, ...], title_note: bool, as_json: bool, output: Path | None, store: Path) -> None:
    """Check the store or some of its laws: schemas, digests, ids, dates. Exit 1 for errors; findings about sources are listed only."""
    opened = stores.made_store(store)
    found = stores.check(opened, laws)
    sources = stores.source_findings(opened, laws)
    errors = sum(t.severity == "error" for t in found)
    wanted = stores.title_notes(opened, laws) if title_note else {}
    if as_json:
        emit_json({"troubles": [{"severity": t.severity, "where": t.where, "message": t.message} for t in found],
                   "findings": [{"version": name, "kind": f.kind, "line": f.line, "text": f.text} for name, f in sources]}
                  | ({"title_notes": wanted} if title_note else {}), output)
    else:
        lines = [f"{_(t.severity)}: {t.where}: {t.message}" for t in found]
        lines += [f"{name}: {line}" for name, one in sources for line in findings([one])]
        lines += [f"{law}: {note or _('no version tells its history')}" for law, note in wanted.items()]
        lines.append(_(", ").join([
            counted("{count} error", "{count} errors", errors), counted("{count} note", "{count} notes", len(found) - errors),
            counted("{count} finding about a source", "{count} findings about sources", len(sources))]))
        emit_text("".join(line + "\n" for line in lines), output)
    ctx.exit(1 if errors else 0)


@command("remove", example="tracker remove 示例市公园条例/2020-01-01 --because 'imported by mistake'")
@click.argument("version")
@click.option("--because", required=True, help="why; kept in the history")
@store_option
def remove_command(version: str, because: str, store: Path) -> None:
    """Take a stored version (LAW/VERSION) out again; git keeps its history."""
    opened = stores.open_store(store)
    outcome = stores.remove(opened, version, because)
    click.echo(f"{_(outcome.done)} {outcome.law}/{outcome.version}")
    for line in stores.look_again(opened, (outcome.law,)):
        note(f"  {line}")
