"""OLD, NEW and WHAT on the command line, and the store they may name.

A file (text, Word, HTML, a version's JSON), `LAW` (in force today), `LAW@DATE` (in force on that day), `LAW/VERSION` (as
stored), or `-` for standard input; an existing path wins over a law's name.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from tracker.errors import DateError, DocumentError
from tracker.model import Version

Function = TypeVar("Function", bound=Callable[..., Any])
WHAT_HELP = "a file, LAW, LAW@DATE, LAW/VERSION, or - for standard input"


def store_option(function: Function) -> Function:
    """`--store DIR`, passed as `store` (a path that need not exist yet)."""
    return click.option("--store", type=click.Path(path_type=Path), envvar="TRACKER_STORE", default=Path("versions"),
                        help="the store's folder; default: versions here, or TRACKER_STORE")(function)


class Day(click.ParamType[date]):
    """A date on the command line, YYYY-MM-DD; one that does not exist is an error with exit 2."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        return value if isinstance(value, date) else day(value)


def day(text: str) -> date:
    """`2023-09-01` as a date. Raises DateError for a day that does not exist or is written otherwise."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DateError("{text!r} is no date: {reason}", hint="write it as 2023-09-01", text=text, reason=str(error)) from None


def version_of(what: str, store: Path, *, revisions: str = "final") -> Version:
    """The version that an argument names. Raises TrackerError with what to do where there is none."""
    if what == "-":
        return _from_bytes(sys.stdin.buffer.read(), "-", revisions)
    path = Path(what)
    if path.is_file():
        return read_file(path, revisions=revisions)
    from tracker import store as stores

    return stores.version_named(stores.open_store(store), what, date.today())


def read_file(path: Path, *, revisions: str = "final", dated: date | None = None) -> Version:
    """A file as a version: a version's JSON document, its Akoma Ntoso XML, or a source text."""
    if path.suffix == ".json":
        return _from_bytes(path.read_bytes(), str(path), revisions)
    if path.suffix == ".xml":
        from tracker.export import akn_reading

        return akn_reading.read(path.read_bytes(), str(path))
    from tracker import reading

    return reading.read(path, revisions=revisions, date=dated)


def _from_bytes(data: bytes, name: str, revisions: str) -> Version:
    if data.lstrip()[:1] == b"{":
        from tracker import codec

        value = codec.load(data, name)
        if isinstance(value, Version):
            return value
        raise DocumentError("{name} is a JSON document, but not a version of a law", hint="name a version's JSON or a text", name=name)
    from tracker import reading

    return reading.read_bytes(data, name, revisions=revisions)
