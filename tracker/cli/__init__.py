"""The command line. Commands load when they are used, so that `tracker --help` starts with click alone.

Exit status: 0 done; 1 a difference, a problem or nothing found, as each command says; 2 an error, told as what, where and what to do.
"""

import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from tracker import language
from tracker.cli.frame import Failure, TrackerGroup, note, unexpected, unheard
from tracker.language import _

COMMANDS = {
    "init": ("tracker.cli.storing", "make a store: a folder of laws in a git repository"),
    "read": ("tracker.cli.reading", "read texts, show their structure and what looks wrong"),
    "import": ("tracker.cli.importing", "read texts and keep each as a version of its law"),
    "feed": ("tracker.cli.delivering", "tell what the store learnt, as an Atom feed or as JSON"),
    "manifest": ("tracker.cli.attesting", "write the digests of the store's files, and of each law's chain of versions"),
    "verify-manifest": ("tracker.cli.attesting", "check a copy against a manifest"),
    "list": ("tracker.cli.storing", "list the laws in the store and their versions"),
    "show": ("tracker.cli.showing", "show a law's text, or one provision of it"),
    "diff": ("tracker.cli.comparing", "compare two versions article by article"),
    "renumber": ("tracker.cli.renumbering", "show where every article went, over two or more versions"),
    "cite": ("tracker.cli.citing", "carry a citation, or all in a document, from one version to another"),
    "align": ("tracker.cli.aligning", "say which provision became which, against what the texts suggest"),
    "timeline": ("tracker.cli.timing", "show from when to when versions and provisions are in force"),
    "amend": ("tracker.cli.amending", "read amending decisions, apply them, check official texts against them, write them"),
    "log": ("tracker.cli.tracing", "follow a provision through every version, across renumbering"),
    "blame": ("tracker.cli.tracing", "show which version and act put each article or word there"),
    "grep": ("tracker.cli.tracing", "find words in all versions, with the days between which they stood"),
    "where": ("tracker.cli.locating", "say where a provision of then is now, and the other way round"),
    "stages": ("tracker.cli.tracing", "put the stages of a bill side by side"),
    "table": ("tracker.cli.tabling", "write the comparison table of a law and its amended text"),
    "export": ("tracker.cli.exporting", "write a version in another format, or the whole store"),
    "site": ("tracker.cli.publishing", "write the store as a site of static pages"),
    "serve": ("tracker.cli.serving", "show the store as pages in a browser, live"),
    "check": ("tracker.cli.storing", "check the store: schemas, digests, ids, dates"),
    "remove": ("tracker.cli.storing", "take a version out of the store again, its history kept"),
    "date": ("tracker.cli.dating", "say from when a version is in force, and why"),
    "event": ("tracker.cli.happening", "record that a law was repealed, suspended, corrected, …, or take that back"),
    "schema": ("tracker.cli.exporting", "print the JSON Schema of a kind of document"),
}
"""Command name -> the module that has it, as a function of that name (`_` for `-`) with `_command` behind it, and its one-line help."""


GARBAGE = 100_000
"""So many new objects before Python looks for cycles among them: values are trees, freed without that, and the search, whose cost grows
with all that was read, takes a quarter of the time of a long law's commands."""


class Commands(TrackerGroup):
    """The group whose members are imported when they are named."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; output is UTF-8 whatever the locale says, and no error ends in a traceback."""
        gc.set_threshold(GARBAGE)
        _open_streams()
        _choose_language([*(args[0] if args and args[0] is not None else kwargs.get("args") or sys.argv[1:])])
        try:
            return super().main(*args, **kwargs)
        except BrokenPipeError:  # an error was to be told
            sys.exit(unheard())
        except Exception as error:
            Failure(unexpected(error)).show()
            sys.exit(Failure.exit_code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, (_module, text) in COMMANDS.items()])


def _open_streams() -> None:
    """Standard streams that can be used: one that the caller closed is empty, the others are UTF-8 and never fail on a character."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (it stands for the process's own stream)
        elif isinstance(stream, TextIOWrapper) and name != "stdin":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _choose_language(words: list[str]) -> None:
    """The language that a command line asks for, also where --help stands before --lang."""
    named = (word.removeprefix("--lang=") for word in words if word.startswith("--lang="))
    behind = (after for word, after in pairwise(words) if word == "--lang")
    language.use(next((word for word in (*named, *behind) if word in language.LANGUAGES), None))


@click.command("tracker", cls=Commands, epilog="Example: tracker diff old.txt new.txt")
@click.version_option(package_name="tracker", message="%(version)s")
def main() -> None:
    """Keep every version of a law, compare versions article by article, and know what was in force on any day."""


__all__ = ["COMMANDS", "main", "note"]
