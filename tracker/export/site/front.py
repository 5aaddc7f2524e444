"""The pages that belong to no law: the index, the search, the look."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Date
from importlib.resources import files

from msgspec import Struct

from tracker.export.site import telling
from tracker.export.site.addresses import OWN, PAGE, version_folder
from tracker.export.site.frame import Front, page
from tracker.export.site.search import TITLES, shards, title_script
from tracker.language import _
from tracker.model import Law
from tracker.timeline import Span, spans

PER_PAGE = 300
"""How many laws a page of the index lists."""

NEWEST = 10
"""How many of the newest versions the first page names."""


class Entry(Struct, frozen=True):
    """A law as the index lists it: its versions' times in force, oldest first."""

    law: str
    title: str
    spans: tuple[Span, ...]

    @property
    def newest(self) -> Span:
        """That of the newest version that is no draft; where all are, of the newest."""
        return next((s for s in reversed(self.spans) if s.commencement != "draft"), self.spans[-1])


def entry_of(law: Law) -> Entry:
    """A law's entry in the index."""
    return Entry(law.law, law.title, spans(law.versions, law.events))


def index_path(number: int) -> str:
    """Where a page of the index stands; the first is the site's own."""
    return PAGE if number == 1 else f"{OWN}/laws/{number}/{PAGE}"


def index_pages(count: int) -> int:
    """How many pages the index of so many laws has."""
    return max(1, -(-count // PER_PAGE))


def index_page(front: Front, number: int, count: int, entries: Sequence[Entry], newest: Sequence[tuple[Date, str, str]] = ()) -> bytes:
    """A page of the index of `count` laws, from 1; `entries` are its laws, `newest` the newest versions (date, law, title)."""
    path = index_path(number)
    title = front.title if number == 1 else _("Laws, page {number}").format(number=number)
    return page(front, "index", path, title, (), entries=entries, number=number, pages=index_pages(count), count=count, newest=newest,
                index_path=index_path, telling=telling, version_folder=version_folder)


def newest_of(entries: Iterable[Entry]) -> list[tuple[Date, str, str]]:
    """The newest versions of all, newest first."""
    import heapq

    every = ((s.version, e.law, e.title) for e in entries for s in e.spans if s.commencement != "draft")
    return heapq.nlargest(NEWEST, every)


def titles_path(at: int) -> str:
    """Where a script of titles stands."""
    return f"{OWN}/search/titles-{at}.js"


def grams_path(shard: int) -> str:
    """Where a shard of grams stands."""
    return f"{OWN}/search/grams-{shard}.js"


def titles(at: int, laws: Sequence[tuple[str, str]]) -> bytes:
    """A script of titles: the laws (id, title) from number `at` × 1,000 on."""
    return title_script(at, laws)


def title_scripts(count: int) -> int:
    """How many scripts of titles a site of so many laws has."""
    return -(-count // TITLES)


def search_path() -> str:
    """Where the page of the search stands."""
    return f"{OWN}/search/{PAGE}"


def search_page(front: Front, count: int) -> bytes:
    """The search of a site of so many laws."""
    return page(front, "search", search_path(), _("Search"), (), titles=title_scripts(count),
                shards=shards(count))


def look() -> Iterator[tuple[str, bytes]]:
    """Styles, script and sign, with their paths."""
    folder = files("tracker").joinpath("export/templates")
    styles = folder.joinpath("site/style.css").read_bytes() + folder.joinpath("diff.css").read_bytes()
    yield f"{OWN}/style.css", styles
    yield f"{OWN}/site.js", folder.joinpath("site/site.js").read_bytes()
    yield f"{OWN}/search/search.js", folder.joinpath("site/search.js").read_bytes()
    yield f"{OWN}/sign.svg", folder.joinpath("site/sign.svg").read_bytes()
