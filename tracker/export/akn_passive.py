"""The passive modifications of a version: what the act that made it did to the text before, article by article."""

from typing import TYPE_CHECKING

from tracker.export.akn_names import act_iri
from tracker.export.akn_text import add
from tracker.export.past import Past
from tracker.model import Version, held_as

if TYPE_CHECKING:
    from lxml.etree import _Element


def act_of(version: Version) -> str:
    """The address of the act that made a version; of the event in its lifecycle where no act is named."""
    held = held_as(version) if version.version else None
    if held and held.act:
        return act_iri("decision", version.adopted or version.version, held.act)
    dated = [e.kind for e in version.events if e.date]
    changed = [at for at, kind in enumerate(dated, 1) if kind in ("amended", "revised")]
    return f"#e_{changed[-1] if changed else len(dated)}" if dated else "#tracker"


def write_effects(meta: "_Element", version: Version, past: Past) -> None:
    """The passive modifications of a version's text by the act that made it."""
    if not past.effects:
        return
    passive = add(add(meta, "analysis", source="#tracker"), "passiveModifications")
    for at, effect in enumerate(past.effects, 1):
        made = add(passive, "textualMod", type=effect.kind, eId=f"pmod_{at}")
        add(made, "source", href=act_of(version))
        for key in effect.new or effect.old:
            add(made, "destination", href=f"#{key}" if effect.new else f"{past.before}#{key}")
        if version.in_force.date:
            add(made, "force", period="#tg_version")
        for key in effect.old:
            add(made, "old", href=f"{past.before}#{key}")
        for key in effect.new:
            add(made, "new", href=f"#{key}")
