"""A version as a web page: semantic HTML with an id for each 条, 款 and 项, and its linked data inside.

The page is whole in itself: no script, nothing loaded from elsewhere. Words of a law are escaped wherever they stand.
"""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.export.akn_names import plain
from tracker.export.jsonld import linked
from tracker.export.past import Past
from tracker.export.text import label_of
from tracker.model import DIVISIONS, Provision, Version, places
from tracker.reading.notices import written

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEPTH = {"part": "h2", "subpart": "h3", "chapter": "h3", "section": "h4"}
_STYLE = """body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.8; color: #1a1a1a; background: #fff;
  font-family: "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; overflow-wrap: anywhere; }
h1, h2, h3, h4, .title_note, .signature { text-align: center; }
p { margin: 0; text-indent: 2em; } .signature, .title_note { text-indent: 0; }
ul { list-style: none; margin: 0; padding-left: 2em; } table { border-collapse: collapse; } td { border: 1px solid; padding: .2em .5em; }
[role=note] { border: 1px solid; padding: .5em 1em; margin-bottom: 1em; font-size: .9em; } [role=note] p { text-indent: 0; }
:target { background: #fff3bf; } .num { font-weight: bold; } li .num, p .item { font-weight: normal; }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #161616; } :target { background: #4d4300; } }
"""


def render(version: Version, past: Past | None = None, notices: Sequence[str] = ()) -> bytes:
    """The page as HTML 5 in UTF-8; `notices`, which are no part of the law, stand beside it. Raises ExportError for a
    control character, which a page cannot hold."""
    from lxml import etree, html

    page = html.Element("html", lang="zh")
    head = _add(page, "head")
    _add(head, "meta", charset="utf-8")
    _add(head, "title", version.title)
    _add(head, "style", _STYLE)
    data = _add(head, "script", type="application/ld+json")
    data.text = plain(_embedded(linked(version, past, notices)))
    body = _add(page, "body")
    if notices:
        beside = _add(body, "div", role="note")
        for line in written(notices, version.day):
            _add(beside, "p", line)
    main = _add(body, "main", lang="zh-Hans")
    ids = iter(places(version))
    for tag, part in (("header", version.head), ("article", version.body), ("footer", version.tail)):
        if part:
            _nodes(_add(main, tag), part, ids)
    made: bytes = etree.tostring(page, encoding="utf-8", method="html", doctype="<!DOCTYPE html>")
    return made + b"\n"


def _embedded(document: object) -> str:
    """JSON that cannot end the element it stands in: whatever begins like markup is written as an escape."""
    return json.dumps(document, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _add(parent: "_Element", name: str, text: str = "", **attributes: str) -> "_Element":
    from lxml import etree

    made = etree.SubElement(parent, name, {key.rstrip("_"): value for key, value in attributes.items()})
    if text:
        made.text = plain(text)
    return made


def _nodes(parent: "_Element", nodes: tuple[Provision, ...], ids: Iterator[str]) -> None:
    """Provisions one behind the other; items that follow each other share a list."""
    listed: _Element | None = None
    for node in nodes:
        key = next(ids)
        if node.type in ("item", "subitem"):
            listed = _add(parent, "ul") if listed is None else listed
            _item(_add(listed, "li", id=key), node, ids)
            continue
        listed = None
        if node.type == "article":
            _article(_add(parent, "section", id=key, class_="article"), node, ids)
        elif node.type in DIVISIONS or node.children or node.heading:
            _section(_add(parent, "section", id=key, class_=node.type), node, ids)
        else:
            _plain(parent, node, key)


def _section(made: "_Element", node: Provision, ids: Iterator[str]) -> None:
    if node.num or node.heading:
        heading = _add(made, _DEPTH.get(node.type, "h2"))
        _label(heading, node)
        _append(heading, node.heading)
    _words(made, node)
    _nodes(made, node.children, ids)


def _article(made: "_Element", node: Provision, ids: Iterator[str]) -> None:
    """An article: its number stands before its heading, else before its first 款."""
    if node.heading or node.text or node.rows or not node.children or node.children[0].type != "paragraph":
        heading = _add(made, "h5")
        _label(heading, node)
        _append(heading, node.heading)
        _words(made, node)
        _nodes(made, node.children, ids)
        return
    first, *rest = node.children
    block = _add(made, "div", id=next(ids))
    line = _add(block, "p")
    _label(line, node)
    _label(line, first)
    _append(line, first.heading + first.text)
    _rows(block, first)
    _nodes(block, first.children, ids)
    _nodes(made, tuple(rest), ids)


def _item(made: "_Element", node: Provision, ids: Iterator[str]) -> None:
    _label(made, node)
    _append(made, node.heading + node.text)
    _rows(made, node)
    _nodes(made, node.children, ids)


def _plain(parent: "_Element", node: Provision, key: str) -> None:
    """A provision with nothing below it: a title, a note, a 款, a signature, a table."""
    if node.rows and not (node.text or node.num):
        _rows(parent, node, key)
        return
    made = _add(parent, "h1" if node.type == "title" else "p", id=key, class_=node.type)
    _label(made, node)
    _append(made, node.text)
    _rows(parent, node)


def _words(made: "_Element", node: Provision) -> None:
    if node.text:
        _add(made, "p", node.text)
    _rows(made, node)


def _rows(parent: "_Element", node: Provision, key: str = "") -> None:
    if node.rows:
        table = _add(parent, "table", **({"id": key} if key else {}))
        for row in node.rows:
            line = _add(table, "tr")
            for cell in row:
                _add(line, "td", cell)


def _label(parent: "_Element", node: Provision) -> None:
    if node.num:
        _add(parent, "span", label_of(node), class_="num")


def _append(parent: "_Element", words: str) -> None:
    """Words behind the label."""
    if len(parent):
        parent[-1].tail = plain(words)
    else:
        parent.text = plain(words)
