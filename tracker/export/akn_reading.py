"""A version out of the Akoma Ntoso document that `akn.render` wrote: the same version, to the character.

What a publisher's tools may change without harm is passed over: indentation between elements, comments, processing instructions.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tracker import codec
from tracker.errors import DocumentError
from tracker.export.akn_names import OWN, TYPES, fault, tag
from tracker.model import Provision, Provisions, Version, places
from tracker.numbering import Number

if TYPE_CHECKING:
    from lxml.etree import _Element

_ID = re.compile(r"(?:^|__)[a-z_]+_(\d+(?:-\d+)?)(?:~\d+)?$")


def read(data: bytes, where: str = "") -> Version:
    """The version in a document's bytes. Raises DocumentError where it is damaged, not valid, not of our writing or inconsistent."""
    root = _parsed(data, where)
    own = root.find(f".//{{{OWN}}}version")
    act = root.find(tag("act"))
    if own is None or act is None:
        raise DocumentError("{where}: no version of a law that the tracker wrote", hint="give a file of `tracker export --format akn`",
                            where=where)
    version = codec.decode("version", codec.parse((own.text or "").encode(), where), where)
    assert isinstance(version, Version)
    found = replace(version, head=tuple(_front(act)), body=tuple(_body(act)), tail=tuple(_tail(act)))
    _check_ids(found, act, where)
    return found


def _parsed(data: bytes, where: str) -> "_Element":
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError("{where}: damaged XML: {reason}", hint="export the version again", where=where, reason=str(error)) from None
    found = fault(root)
    if found:
        raise DocumentError("{where}: not valid Akoma Ntoso: {reason}", hint="export the version again", where=where, reason=found)
    return root


def _check_ids(version: Version, act: "_Element", where: str) -> None:
    written = {str(e.get("eId")) for e in act.iter() if e.get("eId")}
    missing = next((key for key in places(version) if key not in written and f"att_{key}" not in written), None)
    if missing:
        raise DocumentError("{where}: no element has the id {id} that its place makes", hint="export the version again",
                            where=where, id=missing)


def _below(element: "_Element | None", *passed: str) -> Iterator["_Element"]:
    names = {tag(name) for name in passed}
    yield from (child for child in (element if element is not None else ()) if child.tag not in names)


def _front(act: "_Element") -> Iterator[Provision]:
    for child in _below(act.find(tag("preface"))):
        if child.tag == tag("p"):
            yield Provision("title", text=_text(child.find(tag("docTitle"))))
        else:
            yield _contained(child)


def _body(act: "_Element") -> Iterator[Provision]:
    for child in _below(act.find(tag("preamble"))):
        yield _contained(child)
    for child in _below(act.find(tag("body"))):
        if child.get("name") != "empty":
            yield _node(child)


def _tail(act: "_Element") -> Iterator[Provision]:
    for child in _below(act.find(tag("conclusions"))):
        yield Provision("signature", text=_text(child))
    for attachment in _below(act.find(tag("attachments"))):
        doc = attachment.find(tag("doc"))
        assert doc is not None
        main = doc.find(tag("mainBody"))
        num, number = _label(attachment.find(tag("num")), str(attachment.get("eId")))
        yield Provision(str(doc.get("name")), num, number, _text(attachment.find(tag("heading"))), *_words(main),
                        tuple(_node(child) for child in _below(main, "p", "table")))


def _node(element: "_Element") -> Provision:
    kind = TYPES.get(str(element.tag).rpartition("}")[2]) or str(element.get("name"))
    num, number = _label(element.find(tag("num")), str(element.get("eId")))
    listed = element.find(tag("list"))
    holder = element if listed is None else listed
    intro, content = holder.find(tag("intro")), element.find(tag("content"))
    children: Provisions = tuple(_node(child) for child in _below(holder, "num", "heading", "intro", "content"))
    text, rows = _words(intro if content is None else content)
    return Provision(kind, num, number, _text(element.find(tag("heading"))), text, rows, children)


def _contained(element: "_Element") -> Provision:
    labels = {str(p.get("class", "")).split(" ")[0]: p for p in element.findall(tag("p"))}
    num, number = _label(labels.get("num"), str(element.get("eId")))
    text, rows = _words(element)
    return Provision(str(element.get("name")), num, number, _text(labels.get("heading")), text, rows,
                     tuple(_contained(child) for child in element.findall(tag("container"))))


def _label(element: "_Element | None", key: str) -> tuple[str, Number | None]:
    if element is None:
        return "", None
    found = None if "unnumbered" in str(element.get("class", "")) else _ID.search(key)
    return _text(element), Number.parse(found[1]) if found else None


def _words(holder: "_Element | None") -> tuple[str, tuple[tuple[str, ...], ...]]:
    if holder is None:
        return "", ()
    text = "".join(_text(p) for p in holder.findall(tag("p")) if not p.get("class"))
    table = holder.find(tag("table"))
    rows = () if table is None else tuple(() if row.get("class") == "empty" else tuple(_text(cell.find(tag("p"))) for cell in row)
                                          for row in table)
    return text, rows


def _text(element: "_Element | None") -> str:
    return "" if element is None else "".join(str(part) for part in element.itertext())
