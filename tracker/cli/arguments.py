"""OLD, NEW and WHAT on the command line, and the store they may name.

A file (text, Word, HTML, a version's JSON), `LAW` (in force today), `LAW@DATE` (in force on that day), `LAW/VERSION` (as
stored), or `-` for standard input; an existing path wins over a law's name.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec.structs import replace

from tracker.errors import CompareError, SourceError, StoreError
from tracker.model import Version
from tracker.naming import asked, date_of

if TYPE_CHECKING:
    from tracker.compare.overrule import Overrule
    from tracker.store import Store
    from tracker.timeline.lineage import Mapper

Function = TypeVar("Function", bound=Callable[..., Any])
STANDARD_INPUT = "-"
WHAT_HELP = "a file, LAW, LAW@DATE, LAW/VERSION, or - for standard input"


def store_option(function: Function) -> Function:
    """`--store DIR`, passed as `store` (a path that need not exist yet)."""
    return click.option("--store", type=click.Path(path_type=Path), envvar="TRACKER_STORE", default=Path("versions"),
                        help="the store's folder; default: versions here, or TRACKER_STORE")(function)


def alignment_option(function: Function) -> Function:
    """`--alignment FILE`, passed as `alignments`: what persons said about texts that are in no store."""
    return click.option("--alignment", "alignments", type=click.Path(path_type=Path), multiple=True,
                        help="a reviewed alignment of these texts, as `tracker align` writes it; what the store holds is honoured anyway"
                        )(function)


class Day(click.ParamType[date]):
    """A date on the command line, YYYY-MM-DD; one that does not exist is an error with exit 2."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        return value if isinstance(value, date) else date_of(value)


def known_option(function: Function) -> Function:
    """`--known DATE`, passed as `known`: answer from what the store held when that day ended."""
    said = "answer from what the store held when this day ended in UTC, by its git history"
    return click.option("--known", type=Day(), help=said)(function)


def as_known(store: Path, known: date | None, what: str = "") -> "AbstractContextManager[Store]":
    """The store, or the store as it was on the day `known`; `what` names the law that is asked for."""
    from tracker import store as stores

    opened = stores.open_store(store)
    return stores.as_known(opened, known, what) if known else nullcontext(opened)


@contextmanager
def folder_as_known(store: Path, known: date | None, *names: str) -> Iterator[Path]:
    """As `as_known`, the folder alone, for commands that take files too and open a store only where a law is named. `names` are what is
    asked for (LAW, LAW@DATE, LAW/VERSION); where these are of several laws, the versions of all are there."""
    if known is None:
        yield store
        return
    laws = {re.split(r"@|/(?=\d{4}-)", name)[0] for name in names}
    with as_known(store, known, laws.pop() if len(laws) == 1 else "") as opened:
        yield opened.root


def version_of(what: str, store: Path, *, revisions: str = "final") -> Version:
    """The version that an argument names. Raises TrackerError with what to do where there is none."""
    if _is_text(what):
        return read_file(Path(what), revisions=revisions)
    from tracker import store as stores

    try:
        opened = stores.open_store(store)
    except StoreError as error:
        raise SourceError("there is no file {what}, and no store at {store} to look a law up in", what=what, store=store,
                          hint="check the path, or name the store with --store") from error
    return stores.version_named(opened, what, date.today())


def day_asked(what: str) -> date | None:
    """The day whose text an argument asks for: LAW@DATE."""
    return None if _is_text(what) else asked(what).day


def day_meant(what: str) -> date | None:
    """The day whose text an argument means: LAW@DATE, or LAW, which is that of today; None for a file and for LAW/VERSION."""
    return None if _is_text(what) or asked(what).version else day_asked(what) or date.today()


def version_meant(what: str) -> date | None:
    """The stored version that an argument names: LAW/VERSION; None for all others."""
    return None if _is_text(what) else asked(what).version


def _is_text(what: str) -> bool:
    """Whether an argument is a file, or standard input, and no law of a store."""
    return what == STANDARD_INPUT or (Path(what).exists() and not Path(what).is_dir())


def read_file(path: Path, *, revisions: str = "final", dated: date | None = None) -> Version:
    """A file as a version: a version's JSON document, its Akoma Ntoso XML, or a source text; `dated` is its date where it has none itself.
    Raises SourceError where it cannot be read."""
    data = content(path)
    if path.suffix.lower() == ".json" or (str(path) == STANDARD_INPUT and data.lstrip()[:1] == b"{"):
        from tracker import codec

        found: Version = codec.load(data, str(path), "version")
        return replace(found, version=found.version or dated)
    if path.suffix.lower() == ".xml":
        from tracker.export import akn_reading

        found = akn_reading.read(data, str(path))
        return replace(found, version=found.version or dated)
    from tracker import reading

    return reading.read_bytes(data, path.name, revisions=revisions, date=dated)


def text_of_document(path: Path) -> str:
    """The text of a document that need be no law, whatever its format: a line for each paragraph. Raises SourceError."""
    from tracker.reading.formats import document_of

    return "\n".join(line.text for line in document_of(content(path), str(path)).lines)


def content(path: Path) -> bytes:
    """What a file holds, or standard input for `-`, which is the same text wherever a command names it. Raises SourceError where it
    cannot be read."""
    if str(path) == STANDARD_INPUT:
        once: dict[str, bytes] = click.get_current_context().meta
        return once.get(__name__) or once.setdefault(__name__, sys.stdin.buffer.read())
    from tracker import reading

    return reading.bytes_at(path)


def aligner(store: Path, alignments: Sequence[Path] = (), versions: Sequence[Version] = ()) -> "Mapper":
    """How every command aligns two versions: with what persons said about them, in the store or in files.

    A file that is not about neighbours among `versions` is a CompareError.
    """
    from tracker.compare.alignment import Alignment, align
    from tracker.compare.overrule import is_about

    said = _reviewed(alignments, versions)

    def aligned(old: Version, new: Version) -> Alignment:
        own = next((x for x in said if is_about(x, old, new)), None)
        if own or not (store / new.law).is_dir():
            return align(old, new, own)
        from tracker import store as stores

        return stores.aligner(stores.open_store(store), new.law)(old, new)

    return aligned


def _reviewed(files: Sequence[Path], versions: Sequence[Version]) -> "list[Overrule]":
    if not files:
        return []
    from tracker import store as stores
    from tracker.compare.overrule import is_about

    found = [stores.review_at(path) for path in files]
    for path, one in zip(files, found, strict=True):
        if not any(is_about(one, *pair) for pair in pairwise(versions)):
            raise CompareError("{path} was reviewed for other versions of {law}", path=path, law=one.law,
                               hint="name the two texts it was written for, or review these with `tracker align OLD NEW`")
    return found
