"""A version as Akoma Ntoso 1.0 XML: identification, lifecycle, times in force and the text, valid by the OASIS schema.

What Akoma Ntoso has no place for (how a date is known, what looked wrong in the source) stands in `proprietary` as our own
version document without its text, so that `akn_reading.read` gives the same version back.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Date
from typing import TYPE_CHECKING, Any, cast

from tracker import codec
from tracker.export.akn_names import AKN, OWN, check, expression_iri, plain, tag, work_iri
from tracker.export.akn_text import Marks, add, label, marks, signatures, write_annex, write_text
from tracker.model import Event, Version

if TYPE_CHECKING:
    from lxml.etree import _Element

UNKNOWN = "0001-01-01"
"""The schema demands a date where none may be known; this one is named `unknown` and stands for none."""

_EVENT_TYPES = {"amended": "amendment", "revised": "amendment", "corrected": "amendment", "suspended": "amendment",
                "resumed": "amendment", "repealed": "repeal", "expired": "repeal"}


def render(version: Version, *, stable: Mapping[str, str] | None = None, end: Date | None = None) -> bytes:
    """A version as an Akoma Ntoso document, checked against the schema.

    `stable` gives the wId of provisions whose id has changed (see `stable_ids`); `end` is the first day on which this version is
    no longer in force, where that is known. Raises ExportError for characters that XML cannot hold.
    """
    from lxml import etree

    root = etree.Element(tag("akomaNtoso"), nsmap=cast(Any, {None: AKN}))
    act = add(root, "act", name="law", contains="singleVersion")
    using = marks(version, stable or {}, _periods(version))
    _meta(act, version, end)
    write_text(act, version, using)
    _annexes(act, version, using)
    check(root, version.law)
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return made


def stable_ids(versions: Sequence[Version]) -> Mapping[str, str]:
    """For the last of several versions of one law, the wId of each article, 款, 项 and 目: the id it first had, held to across renumbering.

    Where another provision had that id before it, the version's date in which it first stands follows behind `@`.
    """
    from tracker.timeline.lineage import weave

    loom = weave(versions)
    last = len(loom.versions) - 1
    found: dict[str, str] = {}
    taken: set[str] = set()
    for thread in sorted((*loom.articles, *loom.below), key=lambda t: t.first):
        first = thread.ids[0]
        own = first if thread.first == 0 or first not in taken else f"{first}@{loom.versions[thread.first].version}"
        taken.add(first)
        if thread.last == last:
            found[thread.ids[-1]] = own
    return found


def _periods(version: Version) -> dict[str, str]:
    return {key: f"tg_stage_{at}" for at, stage in enumerate(version.in_force.stages, 1) if stage.date for key in stage.provisions}


def _annexes(act: "_Element", version: Version, using: Marks) -> None:
    rest = version.tail[len(signatures(version)):]
    if not rest:
        return
    attachments = add(act, "attachments")
    for node in rest:
        key = next(using.ids)
        holder = add(attachments, "attachment", eId=f"att_{key}")
        label(holder, node)
        doc = add(holder, "doc", name=node.type)
        _identification(add(doc, "meta"), version, f"/!{key}")
        write_annex(doc, node, key, using)


# Metadata


def _meta(act: "_Element", version: Version, end: Date | None) -> None:
    meta = add(act, "meta")
    _identification(meta, version, "/!main")
    if version.promulgated:
        add(meta, "publication", date=str(version.promulgated), name="promulgation", showAs="公布")
    events = list(_lifecycle(version, end))
    if events:
        lifecycle = add(meta, "lifecycle", source="#tracker")
        for event in events:
            add(lifecycle, "eventRef", **event)
    _times(meta, version, end)
    _references(meta, version, [event["refersTo"][1:] for event in events])
    _own(meta, version)


def _identification(meta: "_Element", version: Version, component: str) -> None:
    whole = add(meta, "identification", source="#tracker")
    first = next((e for e in version.events if e.date), None)
    work = add(whole, "FRBRWork")
    _core(work, work_iri(version), component, (str(first.date), first.kind) if first else (str(version.version or UNKNOWN),
          "version" if version.version else "unknown"), version)
    add(work, "FRBRcountry", value="cn")
    for number in dict.fromkeys(e.document for e in version.events if e.document):
        add(work, "FRBRnumber", value=plain(number))
    expression = add(whole, "FRBRExpression")
    dated = (str(version.version), "version") if version.version else (UNKNOWN, "unknown")
    _core(expression, expression_iri(version), component, dated, None)
    add(expression, "FRBRlanguage", language="zho")
    manifestation = add(whole, "FRBRManifestation")
    _core(manifestation, f"{expression_iri(version)}.xml", component, dated, None)
    add(manifestation, "FRBRformat", value="application/akn+xml")


def _core(level: "_Element", iri: str, component: str, dated: tuple[str, str], named: Version | None) -> None:
    add(level, "FRBRthis", value=f"{iri}{component}")
    add(level, "FRBRuri", value=iri)
    if named:
        add(level, "FRBRalias", value=plain(named.title), name="title")
    add(level, "FRBRdate", date=dated[0], name=dated[1])
    add(level, "FRBRauthor", href="#author", as_="#issuer") if named else add(level, "FRBRauthor", href="#tracker", as_="#editor")


def _lifecycle(version: Version, end: Date | None) -> Iterator[dict[str, str]]:
    source = expression_iri(version)
    for at, event in enumerate((e for e in version.events if e.date), 1):
        yield _event(f"e_{at}", event, source)
    if version.in_force.date:
        yield _event("e_in_force", Event("in_force", version.in_force.date), source)
    for at, stage in enumerate(version.in_force.stages, 1):
        if stage.date:
            yield _event(f"e_stage_{at}", Event("in_force", stage.date), source)
    if end:
        yield _event("e_end", Event("end_of_version", end), source) | {"type": "amendment"}


def _event(key: str, event: Event, source: str) -> dict[str, str]:
    return {"eId": key, "date": str(event.date), "source": source, "refersTo": f"#{event.kind}",
            "type": _EVENT_TYPES.get(event.kind, "generation")}


def _times(meta: "_Element", version: Version, end: Date | None) -> None:
    starts = [("tg_version", "e_in_force")] if version.in_force.date else []
    starts += [(f"tg_stage_{at}", f"e_stage_{at}") for at, stage in enumerate(version.in_force.stages, 1) if stage.date]
    if not starts:
        return
    data = add(meta, "temporalData", source="#tracker")
    for group, event in starts:
        add(add(data, "temporalGroup", eId=group), "timeInterval", start=f"#{event}", refersTo="#in_force",
            **({"end": "#e_end"} if end else {}))


def _references(meta: "_Element", version: Version, kinds: Sequence[str]) -> None:
    references = add(meta, "references", source="#tracker")
    body = next((e.body for e in version.events if e.body), "")
    add(references, "TLCOrganization", eId="tracker", href="/akn/ontology/organization/tracker", showAs="tracker")
    add(references, "TLCOrganization", eId="author", href="/akn/ontology/organization/issuer", showAs=plain(body) or "unknown")
    add(references, "TLCRole", eId="issuer", href="/akn/ontology/role/issuer", showAs="制定机关")
    add(references, "TLCRole", eId="editor", href="/akn/ontology/role/editor", showAs="编辑")
    for kind in dict.fromkeys((*kinds, "in_force")):
        add(references, "TLCConcept", eId=kind, href=f"/akn/ontology/concept/{kind}", showAs=kind)


def _own(meta: "_Element", version: Version) -> None:
    from lxml import etree

    document = codec.encode("version", version) | {"head": [], "body": [], "tail": []}
    holder = add(meta, "proprietary", source="#tracker")
    etree.SubElement(holder, f"{{{OWN}}}version", nsmap={"tracker": OWN}).text = codec.dump_line(document)
