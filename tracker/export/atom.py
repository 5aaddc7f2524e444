"""A feed of changes in Atom 1.0 (RFC 4287): newest first, ids that never change, the same bytes for the same history."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from tracker.export.akn_names import plain

if TYPE_CHECKING:
    from lxml.etree import _Element

ATOM = "http://www.w3.org/2005/Atom"
BEGINNING = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated: Atom demands a time."""


class Entry(Struct, frozen=True):
    """One thing to tell: `key` is what its id is made of, `updated` when it was recorded (RFC 3339), `category` what was done, `link` where
    to read on (empty: nowhere)."""

    key: str
    title: str
    updated: str
    summary: str
    category: str = ""
    link: str = ""


def render(entries: Sequence[Entry], key: str, title: str, link: str = "") -> bytes:
    """The feed's bytes. `entries` are newest first; the feed is as new as the first. Raises ExportError for a control character."""
    from lxml import etree

    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]  # None is lxml's default namespace
    _head(feed, key, title, entries[0].updated if entries else BEGINNING, link)
    _add(_add(feed, "author"), "name", "tracker")
    for entry in entries:
        made = _add(feed, "entry")
        _head(made, entry.key, entry.title, entry.updated, entry.link)
        if entry.category:
            _add(made, "category", term=entry.category)
        _add(made, "summary", entry.summary)
    done: bytes = etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return done


def _head(parent: "_Element", key: str, title: str, updated: str, link: str) -> None:
    _add(parent, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, key)}")
    _add(parent, "title", title)
    _add(parent, "updated", updated)
    if link:
        _add(parent, "link", rel="alternate", href=link)


def _add(parent: "_Element", name: str, text: str = "", **attributes: str) -> "_Element":
    from lxml import etree

    made = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if text:
        made.text = plain(text)
    return made
