"""`tracker amend conflicts`: two decisions on one text."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.amend.instructions import Amendment
from tracker.cli.arguments import store_option, version_of
from tracker.cli.frame import command, emit_document, emit_text, json_option, note, output_option
from tracker.language import _

if TYPE_CHECKING:
    from tracker.amend.conflicts import Conflict


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
    from tracker.amend.apply import apply
    from tracker.amend.conflicts import conflicts
    from tracker.cli.amending import orders_of, tell, write_versions

    one, other, text = orders_of(first), orders_of(second), version_of(law, store)
    found, joint = conflicts(text, one, other)
    if as_json:
        emit_document("conflicts", found, None)
    else:
        emit_text("\n".join([sentence(each, one, other) for each in found.conflicts] or [_("no conflict")]) + "\n", None)
    if joint and output:
        write_versions([joint], str(output), several=False, quiet=True)
    if joint:
        for decision, whose in ((one, _("item {item} of the first")), (other, _("item {item} of the second"))):
            tell(apply(decision, [text]).report, None, whose)
    else:
        note(_("no joint text: the decisions conflict (places: {count})").format(count=len(found.conflicts)))
        ctx.exit(1)


def sentence(found: "Conflict", first: Amendment, second: Amendment) -> str:
    """A conflict as a sentence, with the items of the two decisions that it is about."""
    items = [_(words).format(item=item) for words, act, index in (
        ("item {item} of the first", first, found.first), ("item {item} of the second", second, found.second))
        if index is not None and (item := act.instructions[index].item.rstrip("、.．"))]
    return found.message + (f" ({'; '.join(items)})" if items else "")
