"""Words through time: in which provisions they stood, from which day to which, over all versions of a law."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date

from tracker.amend.wording import folded, occurrences
from tracker.compare.alignment import align
from tracker.compare.grouping import article_of
from tracker.model import Law, Provision, Version, text_of
from tracker.timeline.blame import own_text, units
from tracker.timeline.effect import calendar
from tracker.timeline.intervals import in_order, spans
from tracker.timeline.lineage import Loom, Mapper, weave
from tracker.timeline.readings import Interval, Life, lives

AROUND = 16
"""Characters shown before and behind the words."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Words in one provision: its id in the newest version in which they stand there, the first day, and the first day no longer.

    `start` None: from a day that is not known. `excerpt` are the words with what stands around them.
    """

    law: str
    provision: str
    version: Date
    start: Date | None
    end: Date | None
    excerpt: str


def grep(law: Law, versions: Iterable[Version], words: str, mapper: Mapper = align) -> tuple[Stand, ...]:
    """Where words stood in a law and when, earliest first; width and white space aside. Versions that were never law are left out;
    `mapper` aligns neighbouring ones."""
    held = [v for v in in_order(versions) if isinstance(v, Version) and not v.draft]
    if not any(occurrences(words, text_of(node)) for v in held for part in (v.head, v.body, v.tail) for node in part):
        return ()
    loom = weave(held, mapper)
    articles = (life for life in lives(loom, calendar(held, law.events)) if article_of(life.provision) == life.provision)
    found = [*(s for life in articles for s in _in_article(law.law, loom, life, words)), *_elsewhere(law, held, words)]
    return tuple(sorted(found, key=lambda s: (s.start or Date.min, s.provision)))


def _in_article(law: str, loom: Loom, life: Life, words: str) -> Iterator[Stand]:
    """The stretches in which one article had the words, through all its changes."""
    by_day = {v.version: n for n, v in enumerate(loom.versions)}
    run: list[tuple[Interval, str]] = []
    for one in life.intervals:
        excerpt = _excerpt(loom.node(by_day[one.version], one.provision), words)
        if run and (not excerpt or run[-1][0].end != one.start):
            yield _stand(law, life, run)
            run = []
        if excerpt:
            run.append((one, excerpt))
    if run:
        yield _stand(law, life, run)


def _stand(law: str, life: Life, run: list[tuple[Interval, str]]) -> Stand:
    end = run[-1][0].end
    last = life if end is None else run[-1][0]
    return Stand(law, last.provision, last.version, run[0][0].start, end, run[-1][1])


def _excerpt(node: Provision, words: str) -> str:
    text = text_of(node)[len(node.num):] if node.type == "article" else own_text(node)
    found = occurrences(words, text) if folded(words).text in folded(text).text else []
    return text[max(0, found[0][0] - AROUND):found[0][1] + AROUND] if found else ""


def _elsewhere(law: Law, held: list[Version], words: str) -> Iterator[Stand]:
    """Words outside articles: in each version that was law, a title, a heading, a preamble or an annex."""
    of = {v.version: v for v in held}
    for span in spans(held, law.events):
        for key, node in units(of[span.version]).items() if not span.never else ():
            excerpt = _excerpt(node, words) if node.type not in ("article", "toc", "title_note") else ""
            if excerpt:
                yield Stand(law.law, key, span.version, span.start, span.end, excerpt)
