"""`tracker manifest` and `tracker verify-manifest`: what a store or a folder holds, and whether a copy is the same."""

from pathlib import Path

import click

from tracker.cli.arguments import store_option
from tracker.cli.frame import command, emit_document, emit_json, emit_text, json_option, output_option
from tracker.language import _, counted
from tracker.store.manifest import differences, manifest, manifest_at

folder_argument = click.argument("folder", required=False, type=click.Path(path_type=Path))


@command("manifest", example="tracker manifest --output manifest.json")
@folder_argument
@output_option
@store_option
def manifest_command(folder: Path | None, output: Path | None, store: Path) -> None:
    """Write the SHA-256 of every file of the store, or of a folder, and the chain of each law's versions, as a JSON document."""
    emit_document("manifest", manifest(folder or store, output), output)


@command("verify-manifest", example="tracker verify-manifest manifest.json")
@click.argument("file", type=click.Path(path_type=Path))
@folder_argument
@json_option
@output_option
@store_option
@click.pass_context
def verify_manifest_command(ctx: click.Context, file: Path, folder: Path | None, as_json: bool, output: Path | None, store: Path) -> None:
    """Check the store, or a folder, against a manifest. Exit 1: a file differs, is missing or is extra, or a chain is broken."""
    said = manifest_at(file)
    found = differences(said, folder or store, file)
    if as_json:
        emit_json({"differences": [{"kind": each.kind, "where": each.where} for each in found]}, output)
    else:
        lines = [f"{_(each.kind)}: {each.where}" for each in found]
        lines.append(_(", ").join([counted("{count} file", "{count} files", len(said.files)),
                                     counted("{count} difference", "{count} differences", len(found))]))
        emit_text("".join(line + "\n" for line in lines), output)
    ctx.exit(1 if found else 0)
