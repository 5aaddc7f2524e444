"""`tracker amend conflicts`: two decisions on one text."""

from pathlib import Path

import click

from tracker.cli.arguments import store_option, version_of
from tracker.cli.frame import command, emit_document, emit_text, json_option, note, output_option
from tracker.language import _


@command("conflicts", example="tracker amend conflicts law.txt draft-1.txt draft-2.txt --output joint.json")
@click.argument("law")
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@json_option
@output_option
@store_option
@click.pass_context
def conflicts_command(ctx: click.Context, law: str, first: Path, second: Path, as_json: bool, output: Path | None, store: Path) -> None:
    """Find where two decisions on one text conflict. Exit 1 where they do; where they do not, --output gets the text that both make."""
    from tracker.amend.conflicts import conflicts
    from tracker.cli.amending import orders_of

    found, joint = conflicts(version_of(law, store), orders_of(first), orders_of(second))
    if as_json:
        emit_document("conflicts", found, None)
    else:
        emit_text("\n".join([f"{one.article}: {one.message}" for one in found.conflicts] or [_("no conflict")]) + "\n", None)
    if joint and output:
        emit_document("version", joint, output)
    if joint is None:
        note(_("no joint text: the decisions conflict in {count} places").format(count=len(found.conflicts)))
        ctx.exit(1)
