"""What went wrong, or may be read otherwise, when a decision was applied to a law."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from tracker.amend.arrangement import Clash
from tracker.amend.citing import Carried
from tracker.amend.describe import place, places, with_unit
from tracker.amend.done import Done, now_called
from tracker.amend.instructions import LAST, Amendment, Instruction, Unread
from tracker.amend.keeping import not_kept
from tracker.amend.orders import Change, Order, Put, Swap, by_instruction, concerned
from tracker.amend.payload import blocks, printed
from tracker.amend.replacing import lines_of
from tracker.amend.report import Problem, Severity, problem
from tracker.amend.resolve import CONTAINERS, Spot, caption_habit, grouped, locate, shown, words_of
from tracker.amend.throughout import met
from tracker.amend.twigs import Twig, provision, walk
from tracker.amend.twigs import words as words_of_twig
from tracker.compare.edits import shared_start
from tracker.language import _
from tracker.model import DIVISIONS, citation_of, text_of
from tracker.numbering import NUMERAL, Number, arabic, cite

_ARTICLE = re.compile(rf"第({NUMERAL})条(?:之({NUMERAL}))?")


def _renamed(done: Done, found: Problem) -> Problem:
    return replace(found, article=now_called(done, found.place) or found.article) if found.place else found


def problems_of(done: Done) -> Iterator[Problem]:
    """Every problem that came up when a law was amended, under the number its article has now."""
    yield from (_renamed(done, found) for found in done.plan.problems)
    yield from _homeless(done)
    yield from _hanging(done)
    yield from _clashing(done)
    yield from _mended(done)
    yield from _without_effect(done)
    now = cache(lambda: _numbers_now(done))
    yield from _misnumbered(done, now)
    yield from _misprinted(done, now)
    yield from _broken(done)
    yield from _differing(done)
    yield from _placed(done)
    for kind, key in not_kept(done):
        number = done.laid.numbers.get(key, done.bench.site.nodes[key].number)
        yield _say(done, "error", kind, None, str(number), key, before=citation_of(key))
    for index, where, words, article in met(done):
        yield _say(done, "doubt", "meets_new", index, article, words=words, where=shown(where))
    yield from _cited_problems(done)


def _say(done: Done, severity: Severity, kind: str, index: int | None, article: str, place: str = "", expected: str = "",
         **data: object) -> Problem:
    source = done.bench.instructions[index].source if index is not None else None
    return problem(severity, kind, law=done.old.law, article=article, place=place, expected=expected, instruction=index,
                   source=source, **data)


def _maker(done: Done, key: str) -> int | None:
    """The instruction that gave a provision its number."""
    if key.startswith("+"):
        return int(key[1:].partition(".")[0])
    pin = done.plan.work.pins.get(key)
    return pin.instruction if pin else None


def _homeless(done: Done) -> Iterator[Problem]:
    """Provisions that are to stand in an article of a number that no article has."""
    numbers = {str(standing.number) for standing in done.laid.articles}
    for parent, puts in done.plan.work.puts.items():
        number = parent.removeprefix("new:")
        if number != parent and number not in numbers:
            for put in puts:
                key = put.origin[0] if put.origin else ""
                yield _say(done, "error", "no_article", put.instruction, number, key, where=cite("article", Number.parse(number)))


def _hanging(done: Done) -> Iterator[Problem]:
    """Articles that the decision makes 第N条之M where there is no 第N条 (an error), or no 第N条之(M-1)."""
    numbers = set(done.laid.numbers.values())
    for standing in done.laid.articles:
        main, sub, maker = standing.number.main, standing.number.sub, _maker(done, standing.key)
        if sub and maker is not None and Number(main) not in numbers:
            yield _say(done, "error", "no_article", maker, str(standing.number), where=cite("article", Number(main)))
        elif sub > 1 and maker is not None and Number(main, sub - 1) not in numbers:
            yield _say(done, "doubt", "skips", maker, str(standing.number), where=cite("article", Number(main, sub - 1)))



def _clashing(done: Done) -> Iterator[Problem]:
    for clash in done.laid.clashes:
        article, place = now_called(done, clash.key), clash.key if not clash.key.startswith("+") else ""
        yield _clash(done, clash, article, place)
        if article not in (str(clash.pin), "headings"):
            yield _clash(done, clash, str(clash.pin))
    yield from (_clash(done, trouble.clash, now_called(done, trouble.key), trouble.key) for trouble in done.built.troubles if trouble.clash)


def _clash(done: Done, clash: Clash, article: str, place: str = "") -> Problem:
    """A number that cannot be given; that of a 款 or 项 with its unit, since the problem stands at its article."""
    put = next((put for puts in done.plan.work.puts.values() for put in puts if put.key == clash.key), None)
    kind = put.type if put else done.bench.site.nodes[clash.key].type
    number, expected = (with_unit(kind, Number.parse(str(n))) if n else str(n) for n in (clash.pin, clash.expected))
    message = {"taken": "number_taken", "astray": "not_beside", "restarts": "restarts"}.get(clash.kind, "number_wrong")
    return _say(done, "error", message, _maker(done, clash.key), article, place, expected, number=number)


def _mended(done: Done) -> Iterator[Problem]:
    for trouble in done.built.troubles:
        if trouble.mend and trouble.mend.instruction >= 0:
            yield _say(done, "doubt", "punctuation", trouble.mend.instruction, now_called(done, trouble.key),
                       trouble.key if trouble.key in done.bench.site.nodes else "", difference=trouble.mend.shown)


def _without_effect(done: Done) -> Iterator[Problem]:
    """Instructions whose every order leaves the text as it was, also because what they say of a mark is mended back."""
    built = {twig.key: twig for twig in walk((*done.built.head, *done.built.body, *done.built.tail), done.bench.site) if twig.key}
    for index, orders in by_instruction(done.plan.orders).items():
        if all(_is_idle(done, built, order) for order in orders):
            place = next((key for order in orders for key in concerned(order) if key in done.bench.site.nodes), "")
            yield _say(done, "error", "no_effect", index, now_called(done, place), place)


def _is_idle(done: Done, built: Mapping[str, Twig], order: Order) -> bool:
    site = done.bench.site
    if isinstance(order, Change):
        old, twig = getattr(site.nodes[order.key], order.field), built.get(order.key)
        return old[order.edit.start:order.edit.end] == order.edit.new or (twig is not None and getattr(twig.node, order.field) == old)
    if isinstance(order, Swap):
        inner, twig = site.nodes[order.keys[0]].type in CONTAINERS, built.get(order.keys[0])
        keys = site.children.get(order.keys[0], ()) if inner else order.keys
        now = twig.children if twig and inner else [twig] if twig and len(order.nodes) == 1 else []
        made = "".join(text_of(node) for node in order.nodes), "".join(map(words_of_twig, now))
        return any(words_of(site, Spot("", keys)) == words and count == len(keys)  # the same words in two 款 are a change
                   for words, count in zip(made, (len(order.nodes), len(now)), strict=True))
    return isinstance(order, Put) and order.nodes is None and not order.number and _stays(done, order)


def _stays(done: Done, put: Put) -> bool:
    """Whether what is moved comes to stand where it stood: under the same heading or provision, in the same order as before."""
    site, one = done.bench.site, put.origin[0]
    if put.type != site.nodes[one].type or put.side == "instead" or len(put.origin) > 1:
        return False
    if put.type == "article":
        standing = next((standing for standing in done.laid.articles if standing.key == put.key), None)
        under = done.laid.headings[standing.heading].key if standing and standing.heading >= 0 else ""
        order = [one if standing.key == put.key else standing.key for standing in done.laid.articles]
        return under == next(iter(reversed(site.divisions_of(one))), "") and order == [key for key in site.articles if key in order]
    return put.parent == site.parent[one] and any(tuple(twig.key for twig in here.children) == site.children[put.parent]
                                                  for here in walk(done.built.body, site) if here.key == put.parent)


Now = Callable[[], Mapping[str, Number]]
"""The numbers that old provisions have now, by id; found when they are asked for."""


def _misnumbered(done: Done, now: Now) -> Iterator[Problem]:
    """Instructions that name the new number of what they change beside another one's 改为, where that is not its number."""
    stating = {index: one for index, one in done.bench.instructions.items()
               if one.operation in ("replace", "word_edit") and len(one.results) == len(one.targets)}
    given = {target: result for other in done.bench.instructions.values() if other.operation in ("renumber", "move")
             for target, result in zip(other.targets, other.results, strict=False)}
    for index, one in stating.items():
        others = [given.get(target) for target in one.targets]
        if others == [*one.results]:  # a wrong number is told at the order that gives it
            continue
        if others[0] and one.targets[0].type != one.results[0].type:
            yield _say(done, "error", "number_wrong", index, str(one.results[0].article or ""), expected=place(others[0]),
                       number=place(one.results[0]))
        for target, result in zip(one.targets, one.results, strict=True):
            spot = locate(done.bench.site, target)
            known = now().get(spot.key) if isinstance(spot, Spot) else None
            stated = result.steps[-1].number if result.type == target.type else None
            if isinstance(spot, Spot) and known and stated and known != stated:
                yield _say(done, "error", "number_wrong", index, now_called(done, spot.key), spot.key, with_unit(target.type, known),
                           number=with_unit(target.type, stated))


def _misprinted(done: Done, now: Now) -> Iterator[Problem]:
    """New text that prints another number than its place had, gets by the instruction, or has now: something is wrong there."""
    for index, one in done.bench.instructions.items():
        named = [place.steps[-1] for place in (*one.targets, *one.results) if place.steps and place.steps[-1].number not in (None, LAST)]
        for kind, number, words in printed(lines_of(one)):
            said = [step.number for step in named if step.type == kind]
            spots = [locate(done.bench.site, place) for place in one.targets if place.type == kind] if said and number not in said else []
            if said and number not in (*said, *(now().get(spot.key) for spot in spots if isinstance(spot, Spot))):
                yield _say(done, "error", "misprinted", index, done.bench.article(index), words=words,
                           named=places(one.results or one.targets))
        yield from _prints_old(done, index, one, now)


def _broken(done: Done) -> Iterator[Problem]:
    """New text of articles with lines that the decision may have broken by hand: no rule joins lines in a law's text either."""
    for index, one in done.bench.instructions.items():
        named = (*one.targets, *one.results)
        if one.payload and not any(place.portion or place.type in ("title", "toc", "annex", "table") for place in named):
            lines, habit = one.payload.lines, caption_habit(done.bench.site)
            captions = tuple(block.node.heading for block in blocks(lines, habit=habit) if block.node.heading) if habit else ()
            yield from (_say(done, "doubt", "broken", index, done.bench.article(index), before=lines[at - 1][-12:], after=lines[at][:12])
                        for at in one.payload.broken if not lines[at - 1].endswith(captions))


def _prints_old(done: Done, index: int, one: Instruction, now: Now) -> Iterator[Problem]:
    """New text that prints the old number of what it replaces, which bears another one now: it may be meant for what bears that one."""
    spot = locate(done.bench.site, one.targets[0]) if one.operation == "replace" and len(one.targets) == 1 else None
    number = now().get(spot.key) if isinstance(spot, Spot) and lines_of(one) else None
    for kind, label, words in printed(lines_of(one)) if number else ():
        if isinstance(spot, Spot) and kind == spot.type and label == one.targets[0].steps[-1].number != number:
            yield _say(done, "doubt", "prints_old", index, now_called(done, spot.key), spot.key, str(number), words=words)


def _numbers_now(done: Done) -> dict[str, Number]:
    """The new number of every old article, 款, 项 and 目 that is still there."""
    found: dict[str, Number] = {}
    for twig in walk(done.built.body, done.bench.site):
        if twig.key and twig.node.number and twig.node.type not in DIVISIONS:
            found[twig.key] = twig.node.number
        for at, unit in enumerate(grouped([(child.key, provision(child)) for child in twig.children]), 1):
            found |= {key: Number(at) for key in unit if key and twig.node.type in CONTAINERS}
    return found


def _differing(done: Done) -> Iterator[Problem]:
    for order, given in done.differing:
        wanted = "".join(order.lines)
        at = shared_start(given, wanted)
        yield _say(done, "doubt", "not_restated", order.instruction, now_called(done, order.keys[0]), order.keys[0],
                   difference=f"{given[max(0, at - 6):at + 12]} / {wanted[max(0, at - 6):at + 12]}")


def _placed(done: Done) -> Iterator[Problem]:
    for standing in done.laid.articles:
        if standing.inferred:
            yield _say(done, "doubt", "inferred_chapter", _maker(done, standing.key), str(standing.number))
    yield from _other_division(done)
    for key, count in done.laid.moved:
        if count and not _in_new_division(done, key):
            yield _moved(done, key, count)
    yield from (_moved(done, *trouble.moved) for trouble in done.built.troubles if trouble.moved)
    yield from _outside(done)
    yield from _before_unnumbered(done)
    yield from _left_over(done)
    yield from _odd(done)
    yield from _at_gaps(done)
    yield from _empty(done)
    if _shifts_silently(done):
        yield _say(done, "doubt", "no_adjust", None, "order")


def _other_division(done: Done) -> Iterator[Problem]:
    """Old articles that stand in another old division than before and went past nothing: their numbers alone brought them there."""
    site, far = done.bench.site, {key for key, count in done.laid.moved if count}
    headings = [heading.key for heading in done.laid.headings]
    for standing in done.laid.articles:
        own, now = site.parent.get(standing.key, ""), headings[standing.heading] if standing.heading >= 0 else ""
        if own in headings and now in site.nodes and now != own and standing.key not in far:
            yield _say(done, "doubt", "other_division", _maker(done, standing.key), str(standing.number), standing.key,
                       before=site.nodes[own].num, where=site.nodes[now].num)


def _moved(done: Done, key: str, count: int) -> Problem:
    put = done.plan.work.added.get(key)
    before, kind = (put.origin, put.type) if put else ((key,), done.bench.site.nodes[key].type)
    return _say(done, "doubt", "moved", _maker(done, key), now_called(done, key), before[0], before="、".join(map(citation_of, before)),
                count=count, unit=cite(kind, Number(1))[-1])


def _before_unnumbered(done: Done) -> Iterator[Problem]:
    """Articles replaced as a whole before a heading that has no number, though its siblings have: it may be a slip of the source."""
    site = done.bench.site
    for standing, following in pairwise([*done.laid.articles, None]):
        if standing and following and standing.key in done.plan.work.swaps and following.heading > standing.heading:
            key = done.laid.headings[standing.heading + 1].key
            node = site.nodes.get(key)
            if node and node.number is None and any(site.nodes[k].number for k in site.children.get(site.parent[key], ())):
                yield _say(done, "doubt", "unnumbered_heading", done.plan.work.swaps[standing.key].instruction, str(standing.number),
                           standing.key, words=node.heading)


def _outside(done: Done) -> Iterator[Problem]:
    """Articles that by their number do not come to lie in the division that the decision names."""
    site, under = done.bench.site, {standing.key: standing.heading for standing in done.laid.articles}
    for put in (put for put in done.plan.work.puts.get("", ()) if put.home in site.divisions and under.get(put.key, -1) >= 0):
        named = not put.origin or put.home not in site.divisions_of(put.origin[0])
        around = (key := done.laid.headings[under[put.key]].key, *(site.divisions_of(key) if key in site.nodes else ()))
        if named and key in site.nodes and put.home not in around:
            yield _say(done, "error", "outside", put.instruction, now_called(done, put.key), where=site.nodes[put.home].num)


def _left_over(done: Done) -> Iterator[Problem]:
    """Articles whose first 款 became an article of its own: what is left of one stands behind it under a number that nothing states."""
    site, work = done.bench.site, done.plan.work
    for put in (put for found in work.puts.values() for put in found if put.type == "article" and put.nodes is None):
        own = site.article_of(put.origin[0])
        if put.origin[0] == site.children[own][0] and own in done.laid.numbers and own not in work.pins:
            yield _say(done, "doubt", "left_over", put.instruction, str(done.laid.numbers[own]), own, before=site.nodes[own].num)


def _odd(done: Done) -> Iterator[Problem]:
    """Articles that keep a number which is in no order, where those around them have others than before, or new ones stand there."""
    site, laid = done.bench.site, done.laid
    known = [standing.key in site.nodes and site.nodes[standing.key].number == standing.number for standing in laid.articles]
    steady = [at for at, standing in enumerate(laid.articles) if standing.key not in laid.odd]
    for at, standing in enumerate(laid.articles):
        behind = bisect_left(steady, at)
        if standing.key in laid.odd and not all(known[there] for there in steady[max(0, behind - 1):behind + 1]):
            yield _say(done, "doubt", "misnumbered", None, str(standing.number), standing.key, number=site.nodes[standing.key].num)


def _at_gaps(done: Done) -> Iterator[Problem]:
    """New articles under a number that the old text skips: they may fill it, or stand before what is missing there, as they do."""
    site = done.bench.site
    printed = {number.main for number in site.numbered if number}
    for put in done.plan.work.added.values() if not done.bench.keeps else ():
        main = put.number.main if put.type == "article" and put.number and not put.number.sub else 0
        if main and main not in printed and main < max(printed, default=0):
            yield _say(done, "doubt", "at_gap", put.instruction, now_called(done, put.key), number=cite("article", Number(main)))


def _empty(done: Done) -> Iterator[Problem]:
    """New divisions with nothing in them: the decision may have meant some of the old articles."""
    for here in walk(done.built.body):
        if here.node.type in DIVISIONS and not here.key and not here.children:
            yield _say(done, "doubt", "empty", next(iter(here.by)), "headings", words=here.node.num + here.node.heading)


def _in_new_division(done: Done, key: str) -> bool:
    """Whether an article moved into a division that the decision adds, which explains its move."""
    heading = next((standing.heading for standing in done.laid.articles if standing.key == key), -1)
    return heading >= 0 and done.laid.headings[heading].key.startswith("+")


def _shifts_silently(done: Done) -> bool:
    if done.bench.keeps or "articles" in done.adjusts:
        return False
    return any(standing.key in done.bench.site.nodes and standing.key not in done.plan.work.pins
               and done.bench.site.nodes[standing.key].number != standing.number for standing in done.laid.articles)


def _cited_problems(done: Done) -> Iterator[Problem]:
    for found in done.citations:
        kind = _trouble(found)
        if kind:
            data = {"cited": found.text, "meant": found.meant, "points": found.points, "number": found.now, "gone": found.gone,
                    "came": found.came, "went": found.went}
            expected = found.now if kind == "shifted" else ""
            yield _say(done, "doubt", kind, None, now_called(done, found.place), found.place, expected, **data)


def _trouble(found: Carried) -> str:
    """The kind of problem that a citation is; empty where there is none."""
    if found.meant:
        return "turned" if found.points else "lost"
    if found.fate == "dangling":
        return "dangling"
    if found.fate == "shifted" and found.now:
        return "shifted"
    if found.twice:
        return "repeated" if found.fate == "carried" else "would_repeat"
    if found.gone:
        return "partly_gone" if found.fate == "carried" else "left_partly_gone"
    if found.came:
        return "takes_in"
    if found.went:
        return "regrouped" if found.fate == "carried" else "spread"
    return ""


def unread(amendment: Amendment, done: Sequence[Done]) -> list[Problem]:
    """The passages of a decision that could not be read, each at the articles that it names."""
    return [problem("error", "unread", law=law_at(amendment, done, passage), article=article, source=passage.source,
                    expected=_(passage.expected), words=passage.text[:40])
            for passage in amendment.unread for article in _articles_in(passage.text)]


def _articles_in(text: str) -> list[str]:
    found = [str(Number(arabic(m[1]), arabic(m[2]) if m[2] else 0)) for m in _ARTICLE.finditer(text)]
    return list(dict.fromkeys(found)) or [""]


def law_at(amendment: Amendment, done: Sequence[Done], passage: Unread) -> str:
    """The law that a passage is about: that of the instruction before it."""
    before = [one.law for one in amendment.instructions if one.source.start <= passage.source.start]
    laws = [one.bench.law for one in done if before and any(i.law == before[-1] for i in one.bench.instructions.values())]
    return laws[0] if laws else done[0].bench.law if len(done) == 1 else ""
