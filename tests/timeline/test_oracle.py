"""What is law on a day, reckoned a second time: by a plain rule for each provision, without alignment, threads or texts put together.

A provision reads on a day as the last of the acts that changed it says, of those that are law for it by then. An act is law for it on the
day that the act gives the provision, else on the act's own, or with a whole new text (修订) passed later that is law before. What came with
a day of its own waits for that, whatever later acts change of it in part. What is repealed by itself is so of the text in force on the day,
and of what waits; a whole new text passed later enacts it again, and a change in part what it rewords. Where a later act in part changed
what an earlier one did, and that is no law yet, there may be a doubt, and nothing is reckoned.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations, islice
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.laws import version
from tests.timeline.test_days import text
from tests.timeline.test_words import stood
from tracker import timeline
from tracker.model import Event, Law, Provision, Stage, Version, articles, places, text_of

RULES = ("公园由园林绿化主管部门负责养护，养护标准每年公布。", "夜间开放的广场应当设置照明设施，由电力企业供电。",
         "携带犬只进入绿地的，应当使用牵引绳并清理粪便。", "损坏古树名木的，处五千元以上五万元以下罚款。",
         "学校和幼儿园周边二百米内，禁止设立烟花爆竹销售点。", "船舶停靠码头，驾驶员应当出示适任证书和检验簿。",
         "居民对水价调整有异议的，可以申请举行听证会。", "图书馆收藏的善本，不得外借，经馆长批准可以复制。")
"""The first words of provisions; they share too little to be taken for each other."""
SAID = ("", "依法", "一律")
START, NEVER = date(2000, 1, 1), date.max


class Act(NamedTuple):
    """An act: its day and the first day it is law, whether the whole text is new, and what each provision reads from then, in the order of
    the text; `own` are the days that it gives provisions that it changes; `sizes`: how many of them, each a 款, make up every article."""

    day: date
    begins: date
    whole: bool
    reads: dict[str, str]
    own: dict[str, date]
    sizes: tuple[int, ...]


@st.composite
def acts(draw: st.DrawFn, *, together: bool) -> list[Act]:
    """The acts that made a law of articles of one 款 each; `together`: of one or more, which every act may put together otherwise."""
    made: list[Act] = []
    reads: dict[str, str] = {}
    gone: set[str] = set()
    at = START
    for n in range(draw(st.integers(2, 5))):
        at += timedelta(days=draw(st.integers(30, 400)))
        before, reads = reads, dict(reads)
        for rule in draw(st.lists(st.sampled_from(RULES), min_size=2 if n == 0 else 0, max_size=4, unique=True)):
            words = rule.replace("，", "，" + draw(st.sampled_from(SAID)), 1)
            if rule in reads and len(reads) > 2 and draw(st.booleans()):
                del reads[rule]
                gone.add(rule)
            elif rule not in gone:
                reads[rule] = words
        if draw(st.booleans()):
            reads = {rule: reads[rule] for rule in RULES if rule in reads}  # some move
        waits = [] if before.keys() - reads else [rule for rule in reads if reads[rule] != before.get(rule)]
        own = {rule: _after(draw, at) for rule in waits if draw(st.integers(0, 3)) == 0}
        begins = at + timedelta(days=draw(st.integers(0, 29))) if n == 0 else _after(draw, at)  # no act is law before the first
        cuts = draw(st.lists(st.booleans(), min_size=len(reads), max_size=len(reads))) if together else [True] * len(reads)
        starts = [at for at, cut in enumerate(cuts) if cut or not at]
        sizes = tuple(end - start for start, end in zip(starts, [*starts[1:], len(reads)], strict=True))
        made.append(Act(at, begins, n > 0 and draw(st.booleans()), reads, own, sizes))
    return made


def _after(draw: st.DrawFn, day: date) -> date:
    """A day behind one, or never."""
    return day + timedelta(days=draw(st.integers(0, 700))) if draw(st.integers(0, 6)) else NEVER


def law_for(made: list[Act], rule: str, n: int, day: date) -> bool:
    """Whether what an act says of a provision is law on a day."""
    return any(act.own.get(rule, act.begins) <= day for m, act in enumerate(made) if m == n or (m > n and act.whole))


def reads_on(made: list[Act], rule: str, day: date, end: tuple[int, date] | None = None) -> str:
    """How a provision reads on a day; empty where there is none. `end`: the day of its repeal, and the number of the act whose text that
    was of."""
    found, waits, again = "", False, False
    for n, act in enumerate(made):
        before, reads = made[n - 1].reads.get(rule, "") if n else "", act.reads.get(rule, "")
        first = again and act.whole and end is not None and end[1] <= act.day
        if reads != before or (first and reads):
            law = law_for(made, rule, n, day)
            if not before:
                waits = rule in act.own and not law
            if not (before and waits and reads and rule not in act.own):
                found = reads if law else found
        again = again and not first
        if end and end[0] == n:
            found, waits, again = ("", False, True) if end[1] <= day else (found, waits, True)
    return found


def doubted(made: list[Act], found: Version, day: date) -> set[str]:
    """The provisions of which the text of a day says that they hold a change which may wait; there must be one, and a later one."""
    held = places(next(v for v in versions_of(made) if v.version == found.version))
    words = [_words(held[r.provision]) for r in found.readings if r.reason == "within"]
    rules = {rule for rule in RULES for one in words if one.startswith(rule[:5])}
    for rule in rules:
        changed = [n for n, act in enumerate(made) if act.reads.get(rule, "") != (made[n - 1].reads.get(rule, "") if n else "")]
        assert any(law_for(made, rule, later, day) and not law_for(made, rule, n, day) for n, later in combinations(changed, 2))
    return rules


def keys_of(act: Act) -> dict[str, str]:
    """The id that each provision has in the text of an act."""
    places = [(at, part) for at, size in enumerate(act.sizes, 1) for part in range(1, size + 1)]
    return {rule: f"art_{at}" + f"__para_{part}" * (act.sizes[at - 1] > 1) for rule, (at, part) in zip(act.reads, places, strict=True)}


def versions_of(made: list[Act]) -> list[Version]:
    found = []
    for n, act in enumerate(made):
        keys = keys_of(act)
        stages = tuple(Stage((keys[rule],), None if day == NEVER else day, basis="text") for rule, day in act.own.items())
        reads = iter(act.reads.values())
        found.append(version(str(act.day), *("\n".join(islice(reads, size)) for size in act.sizes), stages=stages,
                             force=None if act.begins == NEVER else str(act.begins),
                             change="" if n == 0 else "revised" if act.whole else "amended"))
    return found


@settings(max_examples=60, deadline=None)
@given(acts(together=False), st.integers(0, 2500))
def test_the_articles_and_the_rows_of_a_day_are_what_is_reckoned(made: list[Act], later: int) -> None:
    held, day = versions_of(made), START + timedelta(days=later)
    if timeline.on(held, day).status != "in_force":
        return
    found = text(held, str(day))
    sure = [rule for rule in RULES if rule not in doubted(made, found, day)]
    expected = sorted(filter(None, (reads_on(made, rule, day) for rule in sure)))
    assert _of(sure, (_words(node) for node in articles(found).values())) == expected
    lives = timeline.timeline(Law("x", "x"), held, day).provisions
    by_date = {v.version: articles(v) for v in held}
    rows = [i for life in lives if "para" not in life.provision for i in life.intervals if i.start <= day < (i.end or date.max)]
    assert _of(sure, (_words(by_date[i.version][i.provision]) for i in rows)) == expected
    assert all(i.status == "in_force" for i in rows if _of(sure, [_words(by_date[i.version][i.provision])]))


@settings(max_examples=60, deadline=None)
@given(acts(together=True), st.integers(0, 2500))
def test_the_paragraphs_of_a_day_are_what_is_reckoned(made: list[Act], later: int) -> None:
    held, day = versions_of(made), START + timedelta(days=later)
    if timeline.on(held, day).status != "in_force":
        return
    found = text(held, str(day))
    sure = [rule for rule in RULES if rule not in doubted(made, found, day)]
    reads = (node.text for article in articles(found).values() for node in article.children)
    assert _of(sure, reads) == sorted(filter(None, (reads_on(made, rule, day) for rule in sure)))


@settings(max_examples=60, deadline=None)
@given(acts(together=False), st.sampled_from(RULES), st.integers(0, 1500), st.integers(0, 2500))
def test_what_is_repealed_by_itself_is_law_on_the_days_reckoned(made: list[Act], rule: str, ends: int, later: int) -> None:
    held, end, day = versions_of(made), START + timedelta(days=ends), START + timedelta(days=later)
    met, state = timeline.on(held, end), timeline.on(held, day)
    at = next((n for n, one in enumerate(held) if one.version == met.version), None)
    if state.status != "in_force" or at is None or not reads_on(made, rule, end) or rule not in made[at].reads:
        return
    event = Event("repealed", end, provisions=(keys_of(made[at])[rule],), basis="person", reason="公报")
    found = text(held, str(day), event)
    sure = [one for one in RULES if one not in doubted(made, found, day)]
    reckoned = (reads_on(made, one, day, (at, end) if one == rule else None) for one in sure)
    assert _of(sure, map(_words, articles(found).values())) == sorted(filter(None, reckoned))
    if rule not in sure:
        return
    law = [one for one in stood(rule[:5], *held, events=(event,)) if one[1] <= str(day) and (not one[2] or str(day) < one[2])]
    assert bool(law) == bool(reads_on(made, rule, day, (at, end)))


@settings(max_examples=30, deadline=None)
@given(st.booleans().flatmap(lambda together: acts(together=together)), st.sampled_from(RULES), st.integers(0, 2500))
def test_words_are_found_on_the_days_on_which_they_are_law(made: list[Act], rule: str, later: int) -> None:
    held, day = versions_of(made), START + timedelta(days=later)
    if timeline.on(held, day).status != "in_force":
        return
    if rule in doubted(made, text(held, str(day)), day):
        return
    law = [one for one in stood(rule[:5], *held) if one[1] <= str(day) and (not one[2] or str(day) < one[2])]
    assert bool(law) == bool(reads_on(made, rule, day))


def _of(rules: list[str], words: Iterable[str]) -> list[str]:
    return sorted(one for one in words if one.startswith(tuple(rule[:5] for rule in rules)))


def _words(article: Provision) -> str:
    return text_of(article).removeprefix(article.num)
