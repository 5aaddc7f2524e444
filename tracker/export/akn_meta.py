"""Who and what a document of Akoma Ntoso is: the identification and the references of a version or an amending act."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from tracker.export.akn_names import expression_iri, plain, work_iri
from tracker.export.akn_text import add
from tracker.model import Version

if TYPE_CHECKING:
    from lxml.etree import _Element

UNKNOWN = "0001-01-01"
"""The schema demands a date where none may be known; this one is named `unknown` and stands for none."""


class Identity(Struct, frozen=True):
    """A document's addresses, its title, its numbers, and two dates with what they are: of the work, of this expression of it."""

    work: str
    expression: str
    title: str
    made: tuple[str, str]
    dated: tuple[str, str]
    numbers: tuple[str, ...] = ()


def of_version(version: Version) -> Identity:
    """The identity of a version; its work is dated by the first event with a day."""
    first = next((e for e in version.events if e.date), None)
    dated = (str(version.version), "version") if version.version else (UNKNOWN, "unknown")
    expressed = (str(version.day), "day") if version.day else dated
    numbers = tuple(dict.fromkeys(e.document for e in version.events if e.document))
    made = (str(first.date), first.kind) if first else dated
    return Identity(work_iri(version), expression_iri(version), version.title, made, expressed, numbers)


def identify(meta: "_Element", found: Identity, component: str) -> None:
    """Write the three levels of identification of one component (`/!main`)."""
    whole = add(meta, "identification", source="#tracker")
    work = add(whole, "FRBRWork")
    _core(work, found.work, component, found.made, found.title)
    add(work, "FRBRcountry", value="cn")
    for number in found.numbers:
        add(work, "FRBRnumber", value=plain(number))
    expression = add(whole, "FRBRExpression")
    _core(expression, found.expression, component, found.dated, "")
    add(expression, "FRBRlanguage", language="zho")
    manifestation = add(whole, "FRBRManifestation")
    _core(manifestation, f"{found.expression}.xml", component, found.dated, "")
    add(manifestation, "FRBRformat", value="application/akn+xml")


def _core(level: "_Element", iri: str, component: str, dated: tuple[str, str], title: str) -> None:
    add(level, "FRBRthis", value=f"{iri}{component}")
    add(level, "FRBRuri", value=iri)
    if title:
        add(level, "FRBRalias", value=plain(title), name="title")
    add(level, "FRBRdate", date=dated[0], name=dated[1])
    add(level, "FRBRauthor", href="#author", as_="#issuer") if title else add(level, "FRBRauthor", href="#tracker", as_="#editor")


def refer(meta: "_Element", body: str, concepts: Iterable[str]) -> None:
    """Write the references: the tracker, the issuing body (`body`, empty: unknown), their roles, the kinds of events."""
    references = add(meta, "references", source="#tracker")
    add(references, "TLCOrganization", eId="tracker", href="/akn/ontology/organization/tracker", showAs="tracker")
    add(references, "TLCOrganization", eId="author", href="/akn/ontology/organization/issuer", showAs=plain(body) or "unknown")
    add(references, "TLCRole", eId="issuer", href="/akn/ontology/role/issuer", showAs="制定机关")
    add(references, "TLCRole", eId="editor", href="/akn/ontology/role/editor", showAs="编辑")
    for kind in dict.fromkeys((*concepts, "in_force")):
        add(references, "TLCConcept", eId=kind, href=f"/akn/ontology/concept/{kind}", showAs=kind)
