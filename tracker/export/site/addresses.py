"""Where pages stand, and links from one to another.

A law's pages stand in a folder of its id: `/law/` the law, `/law/@2023-07-31/` a version by its date, `/law/@2023-07-31/第三条/` an
article in that version's numbering. Every page is the `index.html` of a folder of its own; links are relative and name that
file, so that they work from a disk as from a server. What belongs to no law stands in a folder whose name no law may have.
"""

from datetime import date as Date
from functools import lru_cache
from urllib.parse import quote

from tracker.model import citation_of

OWN = "_site"
"""The folder of styles, scripts, search data and further pages of the index."""

PAGE = "index.html"
FEED = "feed.xml"
MARK = "tracker-site.json"
"""The file that marks a folder as a site of ours."""

RESERVED = frozenset((OWN, PAGE, FEED, MARK))


def is_publishable(law: str) -> bool:
    """Whether a law's id can name its folder on a site: one plain step of a path that the site does not use itself."""
    return bool(law) and law not in RESERVED and not law.startswith((".", "@")) and not any(c in "/\\" or not c.isprintable() for c in law)


def version_folder(day: Date) -> str:
    """A version's folder in its law's."""
    return f"@{day}/"


@lru_cache(maxsize=20_000)
def article_folder(key: str) -> str:
    """An article's folder in its version's, named as it is cited: 第三条; by its id where it cannot be cited."""
    return f"{citation_of(key)}/"


def pair_folder(old: Date, new: Date) -> str:
    """The folder of what is about two versions."""
    return f"{old}_{new}/"


@lru_cache(maxsize=20_000)
def href(path: str) -> str:
    """A path as it stands in a link."""
    return quote(path, safe="/@~")


def up(path: str) -> str:
    """From a page to the folder that its path starts in: `../` for each folder it stands in."""
    return "../" * path.count("/")
