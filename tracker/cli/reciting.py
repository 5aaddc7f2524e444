"""A decision as it was read, for a person to set beside its text: the act, its orders law by law, what it rules about itself, and what
could not be read."""

from collections.abc import Iterator

import click

from tracker.amend.describe import describe
from tracker.amend.instructions import Amendment
from tracker.language import _


def lines(found: Amendment, text: str) -> Iterator[str]:
    """The lines of the page; `text` is what the decision was read from."""
    act = found.act
    yield click.style(act.title, bold=True)
    about = [act.body, act.meeting, act.document, str(act.date or "")]
    if any(about):
        yield "  ".join(filter(None, about))
    yield from _orders(found)
    for begin in found.commencement:
        day = begin.date or (_("the day of promulgation") if begin.on_promulgation else _("no day given"))
        yield f"{_('in force')}\t{text[begin.source.start:begin.source.end]} — {day}"
    told = {repeal.title for repeal in found.repeals if repeal.note}
    for named in dict.fromkeys(f"《{repeal.title}》" + (f"（{repeal.note}）" if repeal.note else "") + "、".join(repeal.provisions)
                               for repeal in found.repeals
                               if repeal.note or repeal.title not in told):  # the order and its annex both name it
        yield f"{_('repeals')}\t{named}"
    if found.republished:
        yield f"{_('published anew')}\t" + "".join(f"《{found.targets[law].title}》" for law in found.republished)
    for passage in found.unread:
        line = text.count("\n", 0, passage.source.start) + 1
        words = passage.text.replace("\n", "¶")
        yield click.style(_("unread, line {line}: {words} — expected: {expected}").format(
            line=line, words=words if len(words) <= _LONGEST else words[:_LONGEST - 1] + "…", expected=_(passage.expected)), fg="red")


_LONGEST = 80
"""Characters of an unread passage that are shown."""


def _orders(found: Amendment) -> Iterator[str]:
    """The orders with their items; below the name of its law where there are several."""
    law: int | None = -1
    for order in found.instructions:
        if len(found.targets) > 1 and order.law != law:
            law = order.law
            yield click.style(_("every law named") if law is None else f"《{found.targets[law].title}》", bold=True)
        yield f"{order.item or '—'}\t{describe(order)}"
