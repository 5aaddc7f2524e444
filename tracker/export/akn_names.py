"""The vocabulary of Akoma Ntoso 1.0 (OASIS LegalDocML, 29 August 2018) that versions are written with, and its schema.

Our ids are the eIds. A 款 is a `paragraph`, a 项 a `point`, a 目 an `indent`; what Akoma Ntoso has no element for is an
`hcontainer` or `container` with our type as its name.
"""

import re
from datetime import date as Date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tracker.errors import ExportError
from tracker.model import Version

if TYPE_CHECKING:
    from lxml.etree import XMLSchema, _Element

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "https://tracker.example/schema/1"
ELEMENTS = {"part": "part", "subpart": "subpart", "chapter": "chapter", "section": "section", "article": "article",
            "paragraph": "paragraph", "item": "point", "subitem": "indent"}
"""Our types and the hierarchical elements they are; every other type is an `hcontainer`."""
TYPES = {element: kind for kind, element in ELEMENTS.items()}

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag(name: str) -> str:
    """An element's name in the namespace of Akoma Ntoso."""
    return f"{{{AKN}}}{name}"


def plain(text: str) -> str:
    """A text that XML can hold. Raises ExportError for a control character, which XML 1.0 has no way to write."""
    found = _NO_XML.search(text)
    if found:
        raise ExportError("XML cannot hold the character U+{code} in: {text}", hint="take the control character out of the source",
                          code=f"{ord(found[0]):04X}", text=repr(text[max(0, found.start() - 10):found.end() + 10]))
    return text


def work_iri(version: Version) -> str:
    """The law's own address: /akn/cn/act/law/{first adopted, or `undated`}/{id}, the id's separators percent-encoded."""
    first = next((e.date for e in version.events if e.date), None)
    return f"/akn/cn/act/law/{first or version.version or 'undated'}/{iri_part(version.law)}"


def expression_iri(version: Version) -> str:
    """A version's address: the law's, with language and the date of the version, or the day whose text was put together."""
    return f"{work_iri(version)}/zho@{version.day or version.version or ''}"


def act_iri(kind: str, day: Date | None, title: str) -> str:
    """The address of an amending act by the title that a title note gives it: /akn/cn/act/decision/2024-05-30/{title}."""
    return f"/akn/cn/act/{kind}/{day or 'undated'}/{iri_part(title)}"


def iri_part(name: str) -> str:
    """A name as one segment of an IRI: Chinese as it is, separators and white space percent-encoded."""
    return "".join(c if c.isalnum() else quote(c, safe="-._~") for c in name)


@cache
def xml_schema() -> "XMLSchema":
    """The OASIS schema that ships with the tracker; loading takes no network."""
    from lxml import etree

    shipped = Path(str(files("tracker").joinpath("schemas")))
    folder = shipped if shipped.is_dir() else Path(__file__).parent.parent.parent / "schemas"
    return etree.XMLSchema(etree.parse(str(folder / "akn" / "akomantoso30.xsd")))


def fault(root: "_Element") -> str:
    """The first fault of a document by the OASIS schema, with its line; empty where it is valid."""
    found = xml_schema()
    if found.validate(root):
        return ""
    log: Any = found.error_log
    return f"line {log[0].line}: {log[0].message[:300]}"


def check(root: "_Element", name: str) -> None:
    """Raise ExportError with the first fault where a document does not fit the OASIS schema."""
    found = fault(root)
    if found:
        raise ExportError("{name}: not valid Akoma Ntoso: {fault}", hint="report this with the text that made it", name=name, fault=found)
