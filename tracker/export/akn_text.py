"""The text of a version as elements of Akoma Ntoso: preface, preamble, body, conclusions, attachments.

Every character of the source stands in `num`, `heading`, `p` or a cell, in the order of the source; a number that a label
shows without a value of its own carries the class `unnumbered`. See `akn_reading` for the way back.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from tracker.export.akn_names import ELEMENTS, plain, tag
from tracker.model import Provision, Provisions, Version, places

if TYPE_CHECKING:
    from lxml.etree import _Element


class Marks(Struct, frozen=True):
    """What elements carry besides their text: the ids in document order, stable ids by id, the temporal group of staged provisions."""

    ids: Iterator[str]
    stable: Mapping[str, str]
    periods: Mapping[str, str]


def marks(version: Version, stable: Mapping[str, str], periods: Mapping[str, str]) -> Marks:
    """The marks of a version, to be used once, over head, body and tail in this order."""
    return Marks(iter(places(version)), stable, periods)


def add(parent: "_Element", element: str, text: str | None = None, /, **attributes: str) -> "_Element":
    """A new last child; `class_` is the attribute class."""
    from lxml import etree

    made = etree.SubElement(parent, tag(element), {key.rstrip("_"): value for key, value in attributes.items()})
    if text is not None:
        made.text = plain(text)
    return made


def write_text(act: "_Element", version: Version, using: Marks) -> None:
    """Preface, preamble, body and conclusions of an act; its tail from the first that is no signature on is left to `annexes`."""
    if version.head:
        preface = add(act, "preface")
        for node in version.head:
            _front(preface, node, using)
    body = version.body
    if body and body[0].type == "preamble":
        _contained(add(act, "preamble"), body[0], using)
        body = body[1:]
    main = add(act, "body")
    for node in body:
        write_node(main, node, using)
    if not body:
        add(main, "hcontainer", name="empty", eId="body_empty")
    signed = signatures(version)
    if signed:
        conclusions = add(act, "conclusions")
        for node in signed:
            add(conclusions, "p", node.text, **_named(next(using.ids), using), class_="signature")


def signatures(version: Version) -> Provisions:
    """The signatures and dates that the tail begins with."""
    count = next((at for at, node in enumerate(version.tail) if node.type != "signature"), len(version.tail))
    return version.tail[:count]


def write_node(parent: "_Element", node: Provision, using: Marks) -> None:
    """A provision as a hierarchical element."""
    key = next(using.ids)
    if node.type in ELEMENTS:
        made = add(parent, ELEMENTS[node.type], **_named(key, using))
    else:
        made = add(parent, "hcontainer", name=node.type, **_named(key, using))
    label(made, node)
    if not node.children:
        _words(add(made, "content"), node, key)
        return
    listed = node.type in ("paragraph", "item", "subitem") and all(child.type in ("item", "subitem") for child in node.children)
    holder = add(made, "list", eId=f"{key}__list_1") if listed else made
    if node.text or node.rows:
        _words(add(holder, "intro"), node, key)
    for child in node.children:
        write_node(holder, child, using)


def label(made: "_Element", node: Provision) -> None:
    """The label and heading as printed."""
    if node.num or node.number:
        add(made, "num", node.num, **({} if node.number else {"class_": "unnumbered"}))
    if node.heading:
        add(made, "heading", node.heading)


def _words(holder: "_Element", node: Provision, key: str) -> None:
    if node.text or not node.rows:
        add(holder, "p", node.text)
    if node.rows:
        _table(holder, node, f"{key}__rows")


def _table(holder: "_Element", node: Provision, key: str) -> None:
    table = add(holder, "table", eId=key)
    for row in node.rows:
        line = add(table, "tr", **({} if row else {"class_": "empty"}))
        for cell in row or ("",):
            add(add(line, "td"), "p", cell)


def _front(parent: "_Element", node: Provision, using: Marks) -> None:
    """A title as the document's title, anything else in front of the body as a container."""
    if node.type == "title" and not (node.num or node.number or node.heading or node.rows or node.children):
        add(add(parent, "p", **_named(next(using.ids), using)), "docTitle", node.text)
        return
    _contained(parent, node, using)


def _contained(parent: "_Element", node: Provision, using: Marks) -> None:
    """A provision outside the hierarchy: a container with its label, words and what is in it."""
    key = next(using.ids)
    made = add(parent, "container", name=node.type, **_named(key, using))
    if node.num or node.number:
        add(made, "p", node.num, class_="num" if node.number else "num unnumbered")
    if node.heading:
        add(made, "p", node.heading, class_="heading")
    if node.text or not (node.rows or node.children or node.num or node.number or node.heading):
        add(made, "p", node.text)
    if node.rows:
        _table(made, node, f"{key}__rows")
    for child in node.children:
        _contained(made, child, using)


def write_annex(doc: "_Element", node: Provision, key: str, using: Marks) -> None:
    """The main body of an attachment; its number and heading stand on the attachment."""
    main = add(doc, "mainBody")
    if node.text or not (node.rows or node.children):
        add(main, "p", node.text)
    if node.rows:
        _table(main, node, f"{key}__rows")
    for child in node.children:
        write_node(main, child, using)


def _named(key: str, using: Marks) -> dict[str, str]:
    found = {"eId": key}
    if key in using.stable:
        found["wId"] = using.stable[key]
    if key in using.periods:
        found["period"] = f"#{using.periods[key]}"
    return found
