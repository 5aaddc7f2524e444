"""Who put every unit, or every word, of the text of a day there, which may be put together from several versions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from tracker.compare.alignment import align
from tracker.compare.dealing import collected
from tracker.compare.grouping import article_of
from tracker.model import Event, Provision, Version
from tracker.timeline.blame import Blame, Blamed, Span, blame, gathered, own_text, units
from tracker.timeline.intervals import day_of
from tracker.timeline.lineage import Mapper, Once


class _Told(NamedTuple):
    """A version: its units, the same by their words, and who put each there."""

    version: Version
    held: Mapping[str, Provision]
    by_words: Mapping[str, Sequence[str]]
    blamed: Mapping[str, Blamed]


def of_day(versions: Sequence[Version], text: Version, *, words: bool = False, mapper: Mapper = align,
           events: Iterable[Event] = ()) -> Blame:
    """As `blame`, of the text of a day, which may be put together from these versions: what reads as another version goes back to who put
    it there. A unit whose words are partly of one version and partly of another has no spans."""
    mapper = Once(mapper)

    @cache
    def told(n: int) -> _Told:
        held = units(versions[n])
        blamed = {u.provision: u for u in blame(
            versions[:n + 1], words=True, mapper=mapper, events=events, later=versions[n + 1:]).units}
        return _Told(versions[n], held, collected((_of_words(node), key) for key, node in held.items()), blamed)

    at = next(n for n, v in enumerate(versions) if v.version == text.version)
    named = {day: n for n, v in enumerate(versions) for day in [v.version]}
    others = {key: sorted({named[r.version] for r in text.readings if r.version in named and r.version != text.version
                           and key.split("~")[0] in (r.provision, article_of(r.provision))}) for key in units(text)}
    made = (_of_day(key, node, told(at), [told(n) for n in others[key]], day_of(text)) for key, node in units(text).items())
    return gathered(text, tuple(made if words else (replace(one, spans=()) for one in made)), versions, events)


def _of_day(key: str, node: Provision, frame: _Told, others: Sequence[_Told], day: Date) -> Blamed:
    """A unit of the text of a day, from the version whose words it has, or of which it has some 款."""
    printed = frame.blamed.get(key)
    whole = [one.blamed[key if key in own else own[0]] for one in (*others, frame) for own in [one.by_words.get(_of_words(node), ())]
             if key in own or len(own) == 1]
    parts = [part for one in others for part in _parts_in(one, node)]
    said = whole[0] if whole else None
    numbers = [u.spans[0] for u in (printed, said) if u and u.num == node.num and u.spans][:1] if node.num else []
    if len(parts) == 1 and (not whole or whole[0] is printed):
        return replace(parts[0], provision=key, num=node.num, spans=(*numbers, *parts[0].spans) if numbers or not node.num else ())
    if whole:
        return replace(whole[0], provision=key, num=node.num, spans=(*numbers, *whole[0].spans[1 if whole[0].num else 0:]))
    return replace(printed, spans=()) if printed else Blamed(key, node.type, node.num, day, day)


def _of_words(node: Provision) -> str:
    return f"{node.type} {own_text(node)}"


def _parts_in(told: _Told, node: Provision) -> Iterator[Blamed]:
    """Who put the words of an article there that are some 款, or sentences, of an older one: the newest of those that they come from."""
    words = own_text(node)
    for key, unit in told.blamed.items():
        old = told.held[key]
        if node.type == unit.type == "article" and node.children:
            runs = _cut_spans(unit.spans[1 if unit.num else 0:], own_text(old).find(words), len(words))
            last = max(runs, key=lambda span: span.version, default=None)
            if last:
                yield replace(unit, version=last.version, substance=last.version, begins=last.begins, unset=last.unset, source=last.source,
                              event=last.event, spans=tuple(runs))


def _cut_spans(spans: Iterable[Span], start: int, length: int) -> list[Span]:
    """The spans of some words; none where they are not found (`start` is negative)."""
    made: list[Span] = []
    at = 0
    for span in spans:
        if 0 <= start < at + len(span.text) and at < start + length:
            made.append(replace(span, text=span.text[max(0, start - at):start + length - at]))
        at += len(span.text)
    return made
