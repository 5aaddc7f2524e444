"""`tracker read`: parse sources, show the structure and what looked wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from tracker import codec
from tracker.cli.arguments import Day, content, read_file
from tracker.cli.frame import command, emit, emit_document, emit_text, json_option, note, output_option
from tracker.cli.parallel import spread
from tracker.cli.standing import drafted
from tracker.errors import SourceError, TrackerError
from tracker.language import _, counted
from tracker.model import DIVISIONS, Finding, InForce, Provision, Version, citation_of, walk
from tracker.reading.reasons import why

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".doc", ".pdf")

_COUNTS = {"part": "{count} parts", "subpart": "{count} subparts", "chapter": "{count} chapters", "section": "{count} sections",
           "article": "{count} articles", "paragraph": "{count} paragraphs", "item": "{count} items", "subitem": "{count} subitems",
           "annex": "{count} annexes", "table": "{count} tables"}
"""How many of each kind, as a message."""


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, folders replaced by the texts below them in order of name."""
    found: list[Path] = []
    for path in paths:
        below = sorted(p for p in path.rglob("*") if p.is_file() and _is_text(p)) if path.is_dir() else [path]
        if not below:
            raise SourceError("{path} holds no text", hint="texts end in {suffixes}", path=path, suffixes=", ".join((*SUFFIXES, ".json")))
        found += below
    return found


def _is_text(path: Path) -> bool:
    """Whether a file in a folder is a text: by its ending, or a version's document (`amend apply` writes such) that is not a store's own,
    whose source is in the store too."""
    if path.suffix.lower() != ".json" or path.with_name("law.json").exists():
        return path.suffix.lower() in SUFFIXES
    return codec.schema("version")["$id"].encode() in content(path)


def read_line(job: tuple[str, str, str | None]) -> str:
    """One file as a line of NDJSON: its version document, or `{"source", "error"}`."""
    name, revisions, dated = job
    try:
        version = read_file(Path(name), revisions=revisions, dated=date.fromisoformat(dated) if dated else None)
        return codec.dump_line(codec.encode("version", version))
    except TrackerError as error:
        return codec.dump_line({"source": name, "error": str(error)})


@command("read", example="tracker read law.txt")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--ndjson", is_flag=True, help="one version document a line, in order; an error line for a file that cannot be read")
@click.option("--revisions", type=click.Choice(["final", "original"]), default="final", help="which view of a Word file's tracked changes")
@click.option("--date", "dated", type=Day(), help="the date of this version, where the text or the file's name does not say")
@json_option
@output_option
@click.pass_context
def read_command(ctx: click.Context, paths: tuple[Path, ...], ndjson: bool, revisions: str, dated: date | None, as_json: bool,
                 output: Path | None) -> None:
    """Parse texts (plain text, Markdown, HTML, Word, PDF) and show their structure and what looked wrong."""
    if ndjson:
        read_many(ctx, files_in(paths), revisions, dated, output)
        return
    versions = [read_file(path, revisions=revisions, dated=dated) for path in files_in(paths)]
    if as_json and len(versions) > 1:
        raise SourceError("--json prints one document, and {count} files are named", hint="use --ndjson for several", count=len(versions))
    if as_json:
        emit_document("version", versions[0], output)
    else:
        emit_text("\n".join(outline(version) for version in versions), output)


def read_many(ctx: click.Context, files: list[Path], revisions: str, dated: date | None, output: Path | None) -> None:
    """Print a line a file; where any could not be read, say how many and exit 2 at the end."""
    jobs = [(str(path), revisions, dated.isoformat() if dated else None) for path in files]
    failed = 0
    collected: list[str] = []
    for line in spread(read_line, jobs):
        failed += line.startswith('{"source":')
        if output:
            collected.append(line + "\n")
        else:
            click.echo(line)
    if output:
        emit("".join(collected), output)
    if failed:
        note(_("not read: {failed} of {count}").format(failed=failed, count=len(files)))
        ctx.exit(2)


def outline(version: Version) -> str:
    """A version's structure for the terminal: identity, dates with their basis, divisions with their articles, findings."""
    found = Counter(node.type for part in (version.head, version.body, version.tail) for node in walk(part))
    counts = _(", ").join(counted(f"{{count}} {kind}", many, found[kind]) for kind, many in _COUNTS.items() if found[kind])
    lines = [click.style(version.title, bold=True), *dates(version), counts, *divisions(version.body), *findings(version.findings)]
    return "\n".join(lines) + "\n"


def dates(version: Version) -> list[str]:
    """The dates of a version, each with its basis; an unknown one says so and why."""
    force = version.in_force
    begins = f"{_('in force from')} {force.date}" if force.date else _("in force from: unknown")
    said = basis(force)
    lines = [f"{_('version')} {version.version or _('undated')}", *([drafted(version.draft)] if version.draft else [])]
    lines += [" ".join(filter(None, (_(event.kind), str(event.date or _("unknown")), event.meeting or event.body, event.document)))
              for event in version.events]
    return [*lines, begins + (f" ({said})" if said else "")]


def basis(force: InForce) -> str:
    """How a commencement is known, or why it is not, in the user's language."""
    return " ".join(filter(None, (_(force.basis) if force.date else "", citation_of(force.provision), force.act, why(force))))


def divisions(nodes: Iterable[Provision], depth: int = 0) -> Iterator[str]:
    """One line for each division, with the first and last article in it."""
    for node in nodes:
        if node.type in DIVISIONS:
            inside = [n.num for n in walk([node]) if n.type == "article"]
            span = f"  {inside[0]}–{inside[-1]}" if inside else ""
            yield f"{'  ' * (depth + 1)}{node.num} {node.heading}{click.style(span, dim=True)}"
            yield from divisions(node.children, depth + 1)


def findings(found: Iterable[Finding]) -> Iterator[str]:
    """One line for each finding: where, what it means, the words."""
    from tracker.reading import FINDINGS

    for finding in found:
        meaning = _(FINDINGS.get(finding.kind, finding.kind))
        yield click.style(_("line {line}: {meaning}").format(line=finding.line, meaning=meaning), fg="yellow") + f"  {finding.text[:60]}"


