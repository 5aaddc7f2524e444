"""What every command shares: language, help with an example, errors, and where output goes.

A command is declared with `@command(name, example=…)`; its docstring is the help (a message id). It gets `--lang`; with
`@json_option` and `@output_option` it gets `--json` and `--output`, and hands its result to `emit` or `emit_document`.
"""

import os
import sys
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from click.exceptions import Exit

from tracker.errors import ExportError, SourceError, StoreError, TrackerError, refusal
from tracker.language import LANGUAGES, _, ngettext

for _part in ("core", "exceptions", "formatting", "parser", "types"):
    vars(import_module(f"click.{_part}")).update(_=_, ngettext=ngettext)  # its messages pass through gettext too: let it be ours

Function = TypeVar("Function", bound=Callable[..., Any])


_NO_TEXT = (".json", ".ndjson", ".jsonld", ".xml", ".html", ".htm", ".docx", ".xlsx", ".csv", ".pdf", ".svg", ".ics")
"""Endings of files that are no plain text."""

INTERRUPTED, UNHEARD = 130, 141
"""The exit status of a command that Ctrl-C ended, or whose reader went away (`| head`), as shells have it (128 + SIGINT, 128 + SIGPIPE):
1 would be an answer."""


class Failure(click.ClickException):
    """A TrackerError at the edge: printed as what and where, then what to do; exit 2."""

    exit_code = 2

    def __init__(self, error: TrackerError) -> None:
        super().__init__(str(error))
        self.advice = error.advice()

    def show(self, file: Any = None) -> None:
        note(click.style(_("error: "), fg="red") + self.message)
        if self.advice:
            note("  → " + self.advice)


def unexpected(error: Exception) -> TrackerError:
    """What no layer told in its own words: what the system refuses, a missing git, or a defect of the program with its place."""
    if isinstance(error, OSError):
        where = str(error.filename or _("standard output"))
        return SourceError("{where}: {reason}", hint="check the path, its permissions and the space left",
                           where=os.fsencode(where).decode("utf-8", "replace"), reason=refusal(error))
    if isinstance(error, UnicodeError):
        return SourceError("the command line holds bytes that are not UTF-8", hint="write names and texts in UTF-8")
    if isinstance(error, ImportError) and "git" in str(error).lower():
        return StoreError("git is not installed or not on the PATH", hint="install git; a store is kept in it")
    last = traceback.extract_tb(error.__traceback__)[-1]
    return TrackerError("{kind} at {where}: {said}", hint="this is a defect of tracker; please report it with the command and the text",
                        kind=type(error).__name__, where=f"{Path(last.filename).name}:{last.lineno}", said=str(error)[:200])


def described(option: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    """How an option is written, and what it does in the language of messages; None for what is no option."""
    record = option.get_help_record(ctx) if isinstance(option, click.Option) else None  # click 8.5 gives arguments an empty one
    said = getattr(option, "help", "") or ""
    if record and record[1].startswith(said):
        return record[0], _(said) + record[1].removeprefix(said)  # [required], [default: …]: click's own words
    return record


def _language_option() -> click.Option:
    """`--lang`; the program has read it before (also where --help stands first), here it is only checked and helped."""
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False,
                        help="language of messages; by locale where not given")


def unheard() -> int:
    """The exit status where the reader of a stream went away; what is still to be written goes nowhere, and says nothing."""
    for stream in (sys.stdout, sys.stderr):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return UNHEARD


@contextmanager
def _ending() -> Iterator[None]:
    """How a command ends that does not come to its end: told as an error, by Ctrl-C, or because nobody reads on."""
    try:
        yield
    except TrackerError as error:
        raise Failure(error) from error
    except KeyboardInterrupt:
        note(_("stopped"))
        raise Exit(INTERRUPTED) from None
    except BrokenPipeError:
        raise Exit(unheard()) from None


class Translated(click.Command):
    """A command whose help is translated when it is shown, with `--lang` and an example."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(_language_option())

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(" ".join((self.help or "").split())))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Options")):
            formatter.write_dl([record for option in self.get_params(ctx) if (record := described(option, ctx))])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write_paragraph()
            formatter.write_text(_("Example") + ": " + self.epilog.removeprefix("Example: "))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _ending():  # --help and --version print here
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _ending():
            outputs = [path for path, option in _paths(ctx) if isinstance(option.type, Outgoing)]
            _must_have_folders(outputs)
            keep_apart(outputs)
            return super().invoke(ctx)


class TrackerGroup(Translated, click.Group):
    """A group of translated commands, each listed with the first sentence of its help."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        members = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        helps = [(name, _(" ".join((member.help or "").split()))) for name, member in members if member]
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, text.split('。')[0].split('. ')[0].removesuffix('.')) for name, text in helps])


def command(name: str, example: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command; its docstring is its help, `example` a command line that works."""
    return click.command(name, cls=Translated, epilog=example)


def group(name: str, example: str) -> Callable[[Callable[..., Any]], click.Group]:
    """Declare a group of commands, such as `amend`."""
    return click.group(name, cls=TrackerGroup, epilog=example)


def json_option(function: Function) -> Function:
    """`--json`, passed as `as_json`: the document and nothing else on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="print the JSON document, nothing else")(function)


class Outgoing(click.Path):
    """The type of an option that names a file or a folder to write to: none that the command reads (see `keep_apart`)."""


def output_option(function: Function) -> Function:
    """`--output PATH`, passed as `output`: write there instead of to standard output."""
    return click.option("--output", "-o", type=Outgoing(path_type=Path), help="write to this file instead of standard output")(function)


def _must_have_folders(outputs: Collection[Path]) -> None:
    """Refuse to write into a folder that is not there, but for one that the command makes: a name mistyped would make one. Raises
    ExportError."""
    for path in outputs:
        if path.parent not in outputs and not path.parent.exists():
            raise ExportError("{path}: there is no folder {folder}", path=path, folder=path.parent,
                              hint="make it first, or correct the name")


def keep_apart(outputs: Iterable[Path]) -> None:
    """Refuse to write over what the running command reads, or two results into one file. Called before anything is written; links are
    followed; a device may be named twice. Raises ExportError."""
    read = {path.resolve() for path, option in _paths(click.get_current_context()) if not isinstance(option.type, Outgoing)}
    written: set[Path] = set()
    for path in outputs:
        real = path.resolve()
        if real.exists() and not real.is_file():
            continue
        if real in read and real.is_file():
            raise ExportError("{path} is what the command reads, and would be written over", path=path,
                              hint="name another file to write to")
        if real in written:
            raise ExportError("two results are to be written to {path}", hint="name a file for each", path=path)
        written.add(real)


def _paths(ctx: click.Context) -> Iterator[tuple[Path, click.Parameter]]:
    """Whatever the command line names that may be a file."""
    for option in ctx.command.params:
        given = ctx.params.get(option.name or "")
        for name in given if isinstance(given, tuple) else (given,):
            if isinstance(name, str | Path) and str(name) != "-":
                yield Path(name), option


def form_of(form: str | None, output: Path | None, endings: Mapping[str, str], default: str = "text") -> str:
    """The format of a result: the one asked for, else that of the file's ending, else the default. Raises ExportError for an ending that
    is none of `endings` (.docx -> docx)."""
    if form or not output:
        return form or default
    if output.suffix.lower() not in endings:
        raise ExportError("no format is known by the ending of {output}", hint="end its name in one of: {endings}", output=output,
                          endings=", ".join(endings))
    return endings[output.suffix.lower()]


def note(text: str) -> None:
    """Say something to the person at the terminal, on standard error; colours only there."""
    click.echo(text, err=True)


def refuse(ctx: click.Context, reason: TrackerError) -> NoReturn:
    """An answer that is no: nothing is in force on the day asked for, or not what was asked for; exit 1."""
    note(str(reason))
    if reason.advice():
        note("  → " + reason.advice())
    ctx.exit(1)


def emit(content: str | bytes, output: Path | None) -> None:
    """Write a result: to standard output, or whole to a file (a temporary file beside it, then renamed)."""
    if output is None:
        click.echo(content, nl=False)
        return
    from tracker.store import write_whole

    write_whole(output, content.encode("utf-8") if isinstance(content, str) else content)
    note(_("written: {path}").format(path=output))


def emit_lines(lines: Iterable[str], output: Path | None) -> None:
    """Write lines as they come, however many: to standard output, or to a file that is there only when it is whole."""
    if output is None:
        for line in lines:
            click.echo(line)
        return
    from tracker.store.repository import write_stream

    write_stream(output, (f"{line}\n".encode() for line in lines))
    note(_("written: {path}").format(path=output))


def emit_document(kind: str, value: Any, output: Path | None) -> None:
    """Write a value as its JSON document, checked against its schema."""
    from tracker import codec

    emit(codec.dump(codec.encode(kind, value)), output)


def emit_json(plain: Any, output: Path | None) -> None:
    """Write plain data that is no document of ours, such as a listing, as JSON."""
    from tracker import codec

    emit(codec.dump(plain), output)


def emit_text(text: str, output: Path | None) -> None:
    """Write text; its colours go only to a terminal that wants them (NO_COLOR is honoured). Raises ExportError for a file whose ending
    says that it holds something else."""
    if output and output.suffix.lower() in _NO_TEXT:
        raise ExportError("what is written is plain text, and {output} does not end so", output=output,
                          hint="end its name in .txt; --json writes the document, `tracker export` a law's text in other formats")
    coloured = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    emit(text if coloured else click.unstyle(text), output)
