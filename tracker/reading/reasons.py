"""Why a commencement is known or not, in words: the reason, with the days that a text states and where it states them."""

from tracker.language import _
from tracker.model import InForce, Stage, Stated, citation_of


def why(said: InForce | Stage) -> str:
    """The reason that a commencement gives, in the user's language; empty where it gives none."""
    places = _(", ").join(map(_place, said.stated))
    return _("{reason}: {places}").format(reason=_(said.reason), places=places) if places else _(said.reason) if said.reason else ""


def _place(one: Stated) -> str:
    day = one.date or _("day not known")
    if not one.end:
        return f"{_(one.kind)} {day}"
    where = citation_of(one.provision)
    return _("{kind} {day} ({where}, characters {start}–{end})").format(
        kind=_(one.kind), day=day, where=where if where != one.provision else _(one.provision.partition("~")[0]), start=one.start + 1,
        end=one.end)
