"""`tracker show`: a law's text as it stands, or one provision of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from tracker import codec, timeline
from tracker import store as stores
from tracker.cli.arguments import day_meant, folder_as_known, known_option, store_option, version_meant, version_of
from tracker.cli.frame import command, emit, emit_document, emit_text, json_option, note, output_option, refuse
from tracker.cli.standing import OfADay, beside, drafted, happened
from tracker.cli.storing import period
from tracker.compare.outline import outline
from tracker.finding import every, find
from tracker.model import DIVISIONS, Provision, Version, places
from tracker.naming import asked
from tracker.numbering import label
from tracker.timeline.effect import concerns
from tracker.timeline.standing import about


@command("show", example="tracker show 示例市公园条例@2024-01-01 第三条第二款")
@click.argument("what")
@click.argument("provision", required=False)
@known_option
@json_option
@output_option
@store_option
@click.pass_context
def show_command(ctx: click.Context, what: str, provision: str | None, known: date | None, as_json: bool, output: Path | None,
                 store: Path) -> None:
    """Show a text (LAW in force today, LAW@DATE, LAW/VERSION, or a file), or one provision of it. Exit 1: nothing in force that day, or
    that provision is not law then."""
    day = day_meant(what)
    with folder_as_known(store, known, what) as held:
        try:
            version = version_of(what, held)
            keys = _named(version, provision, day, held) if provision else []
        except (stores.NothingInForce, stores.NotLaw) as reason:
            for line in waiting(what, day, held):
                note(line)
            refuse(ctx, reason)
        told = [*never_law(version_meant(what), version, held), *behind_its_end(day, version, held), *overdue(day, version, held)]
        told += corrected(version, keys, held) if day or version_meant(what) else []
    if version.draft:
        note(drafted(version.draft))
    asked_of: list[OfADay] = [*(about(version, key) for key in keys)] or [version]
    for line in (*told, *dict.fromkeys(line for one in asked_of for line in beside(one))):
        note(line)
    if provision:
        _show_provisions(version, provision, keys, as_json, output)
    elif as_json:
        emit_document("version", version, output)
    else:
        emit_text(_page(version), output)


def provision_of(version: Version, citation: str, day: date | None, store: Path) -> tuple[str, Provision]:
    """The provision of a text that a citation names, with its id there; `day` where it is the text of one."""
    if day is None:
        return find(version, citation)
    opened = stores.open_store(store)
    return stores.provision_on(opened, stores.law_named(opened, version.law), version, day, citation)


def _named(version: Version, citation: str, day: date | None, store: Path) -> list[str]:
    """The ids of what a citation names in a text: also what bears the same number there with the words of another version."""
    key, _node = provision_of(version, citation, day, store)
    keys = every(version, citation)
    return keys if key in keys else [key]


def never_law(named: date | None, version: Version, store: Path) -> Iterator[str]:
    """That a stored version, where one was named, never was in force."""
    law = stores.law_named(stores.open_store(store), version.law) if named and not version.draft else None
    yield from (period(span) for span in (timeline.spans(law.versions, law.events) if law else ()) if span.never and span.version == named)


def behind_its_end(day: date | None, version: Version, store: Path) -> Iterator[str]:
    """That the text of a day is there only by an act behind the recorded end of the law."""
    if day and version.version:
        said = stores.still_changed(stores.law_named(stores.open_store(store), version.law), version.version)
        yield from [said] if said else []


def overdue(day: date | None, version: Version, store: Path) -> Iterator[str]:
    """Ends of a law by the day asked for, if it is the text of one, that it sets itself or another text orders, and suspensions on it, that
    nobody has recorded."""
    if day is None:
        return
    opened = stores.open_store(store)
    found = stores.ends_told(opened, stores.law_named(opened, version.law), [version])
    yield from (stores.proposing(one) for one in found if one.meets(day))


def waiting(what: str, day: date | None, store: Path) -> Iterator[str]:
    """Commencements of a law by a day that another text appoints and nobody has recorded."""
    opened = stores.open_store(store)
    found = stores.ends_told(opened, stores.law_named(opened, asked(what).law), ())
    yield from (stores.proposing(one) for one in found if one.kind == "in_force" and one.meets(day or date.today()))


def corrected(version: Version, keys: Sequence[str], store: Path) -> Iterator[str]:
    """What was corrected of a text, or of some provisions of it, by their ids there."""
    opened = stores.open_store(store)
    found = stores.corrections_of(opened, stores.law_named(opened, version.law), version.version)
    divisions = outline(version).division if found else {}
    yield from (happened(event) for event in found if not keys or any(concerns(event, key, divisions) for key in keys))


def _show_provisions(version: Version, citation: str, keys: Sequence[str], as_json: bool, output: Path | None) -> None:
    from tracker.export.text import lines_of

    if as_json:
        key = keys[0] if len(keys) == 1 else find(version, citation)[0]  # which one is meant has to be said
        emit(codec.dump(codec.node_at(version, key)), output)
        return
    emit_text("".join(f"{line}\n" for key in keys for line in lines_of(places(version)[key])), output)


def _page(version: Version) -> str:
    from tracker.export.text import lines_of

    lines = [line for part in (version.head, version.body, version.tail) for node in part for line in _styled(node, lines_of(node))]
    return "\n".join(lines) + "\n"


def _styled(node: Provision, lines: Iterable[str]) -> list[str]:
    return [click.style(line, bold=True) if _is_heading(node, line) else line for line in lines]


def _is_heading(node: Provision, line: str) -> bool:
    return node.type == "title" or (node.type in DIVISIONS and line.startswith(label(node.type, node.number) if node.number else node.num))
