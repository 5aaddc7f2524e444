"""The citations of a law in a text, carried from one version to another: where each rule went, and how it is cited there.

A citation is rewritten only where it goes on one to one, by a link that is sound; every other keeps its words and says why: what it
names was split, is gone, shares its new article with other rules, or goes on by no more than a weak likeness. Where new numbers in the
places of the old ones cannot say it (第三条第一款、第二款, now in two articles; a run with another article in it), what it names is written
out, if all of it is known to go on. Every citation, carried or not, tells where each provision that it names went.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tracker.citations import Citation, Index, Rewriting, find, resolve, rewrite, short_titles
from tracker.citations.carry import reprinted
from tracker.citations.grammar import JOINS
from tracker.citations.owners import short_name, titles
from tracker.citations.resolve import between
from tracker.compare.algebra import carry, links_of, without
from tracker.compare.grouping import article_of
from tracker.compare.likeness import SOUND, figure
from tracker.compare.references import VersionRef
from tracker.compare.renumbering import BASES, Basis, Kind, Renumbering
from tracker.finding import same_number
from tracker.model import Provision, Version, citation_of
from tracker.patterns import pattern

Why = Literal["gone", "split", "moved", "range", "missing", "shared", "relative", "weak", "unclear", "version", "name", "renamed", "twice",
              "list"]
"""Why a citation keeps its words: nothing of what it names is found; it lives on in several places; under another parent, so that its
number alone does not name it; a run that is no run any more; the old version has nothing of that number; it lives on in an article
that has other rules too; 前款 and the like, which print no number; it goes on one to one, but by a likeness below `SOUND`;
the name before it may be the law's or another's; the words about the name say which version is meant; only another version bears that
name; the law has another name in the new version, and the one before the citation cannot be changed with its number; one of the two
versions has that number more than once; another member of its list is left, and a list half in new numbers would be read as all in them."""

_YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})"
_NOTE = pattern(r"》?[ 　]*[（(]([^（）()]*)")
_CALLED = pattern(r"(?:以下|下)?(?:简称|均?称)")
_VERSION = pattern(rf"{_YEAR}|修[正订改]|[新旧老原版号]|现行|试行")
"""What a note behind a law's name has where it says which version is meant: （2020年）, （2024年修正）, （国务院令第687号）."""
_BEFORE = pattern(rf"(?:{_YEAR}年(?:[0-9一二三四五六七八九十]+月(?:[0-9一二三四五六七八九十]+日)?)?"
                  "(?:[^，。；、《》]{0,12}(?:修[正订改]|公布|通过|施行|发布|颁布|制定|版))?|修[正订改]以?[前后]?|现行(?:有效)?|当时(?:有效|施行|适用)?"
                  "|废止|失效|[新旧老原])版?的?《?(?:中华人民共和国)?$")
"""What stands before a law's name and says which version is meant: 修改前的, 2024年修正的, 原, 现行."""

_PLAIN = pattern("(?:至?第[零一二三四五六七八九十百千]+[条款项目](?:之[一二三四五六七八九十]+)?)+")
"""A citation as modern law writes it, without the division that its article stands in."""

_CORE = pattern("[（(][^（）()]*[）)]$")
"""What a title has behind the law's name: （修订草案）, （试行）."""

_REACH = 40
"""How many characters before a name may say which version is meant."""

_KIND = 2
"""Characters of a name that is no more than a kind of law (条例, 办法)."""


class Heir(Struct, frozen=True):
    """Where one provision that a citation names went; see `algebra.Carried`. `basis` is that of its own links, of an article of its
    articles'."""

    provision: str
    to: tuple[str, ...]
    kind: Kind
    similarity: float | None = None
    basis: Basis = "inferred"
    merged_with: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


class CarriedCitation(Struct, frozen=True):
    """A citation at the code points `start` to `end` of the text as it was, which reads `text` there and `now` once carried.

    `now` is the same words where it stays, empty where no words of one citation can say it: then `why` is set. `heirs` has every
    provision that it names.
    """

    start: int
    end: int
    text: str
    now: str = ""
    why: Why | Literal[""] = ""
    heirs: tuple[Heir, ...] = ()


class Carrying(Struct, frozen=True):
    """A text's citations of a law, in order, and the `text` with those rewritten that go on one to one."""

    law: str
    old: VersionRef
    new: VersionRef
    text: str
    citations: tuple[CarriedCitation, ...] = ()


class Held(NamedTuple):
    """A citation of a law in a text, and why it is not to be carried, where that is seen before anything is looked up; where the law has
    another name in the new version, the span of the old one that stands before it, and the new one as it is to stand there."""

    citation: Citation
    why: Why | Literal[""] = ""
    name: tuple[int, int, str] | None = None


def citations_of(text: str, versions: Sequence[Version]) -> Iterator[Held]:
    """The citations of a law in a text that is not the law, carried from the first of its `versions`: those named by its title, in full
    or short, or by a short name that the text gives it (以下简称). Held back are those that say which version they are of, those by a
    title that only another version bears, and those of which it is not certain that they name the law, or that name it in short where it
    was renamed. Spans are the text's."""
    names = {short_name(name): short_name(name) for v in versions for name in (v.law, v.title)}
    names |= {short_name(short): short_name(title) for short, title in short_titles(text).items() if short_name(title) in names}
    own = short_name(versions[0].title or versions[0].law)
    others = {short_name(v.title) for v in versions if v.title} - {own}
    dated, title = set(_dated(text)), short_name(versions[-1].title)
    renamed = title and _CORE.sub("", title) != _CORE.sub("", own)
    start = 0
    for line in text.split("\n"):
        for found in (one for one in find(line) if one.law):
            said = short_name(found.law)
            if said in names or _may_be(line, said, names):
                at = line.rfind(found.law, 0, found.start)
                named = said in dated or (at >= 0 and _says_version(line, at, at + len(found.law)))
                why: Why | Literal[""] = "version" if named else "unclear" if said not in names else "name" if names[said] in others else ""
                why = "renamed" if renamed and not why and (said != own or at < 0) else why
                behind = at + len(found.law)
                name = (start + behind - len(own), start + behind, title) if renamed and not why else None
                yield Held(replace(_shifted(found, start), law=""), why, name)
        start += len(line) + 1


def _dated(text: str) -> Iterator[str]:
    """The short names that a text gives to one version of a law: 《某某条例》（2020年修正，以下简称条例）."""
    for start, end in titles(text):
        note = _NOTE.match(text, end)
        parts = _CALLED.split(note[1]) if note else []
        if len(parts) == 2 and _says_version(text, start, end):
            yield short_name(parts[1].strip("：:“”\"《》 "))


def _says_version(text: str, start: int, end: int) -> bool:
    """Whether the words about a name, which stands from `start` to `end`, say which version of the law is meant."""
    note = _NOTE.match(text, end)
    return bool((note and _VERSION.search(_CALLED.split(note[1])[0])) or _BEFORE.search(text[max(0, start - _REACH):start]))


def _may_be(line: str, said: str, names: Iterable[str]) -> bool:
    """Whether a name may be that of a law: the end of its title (湖泊保护条例), or words that run on into it without title marks."""
    marked = f"《{said}》" in line or f"《中华人民共和国{said}》" in line
    return any(name.endswith(said) or (not marked and said.endswith(name)) for name in names if min(len(name), len(said)) > _KIND)


def _shifted(found: Citation, by: int) -> Citation:
    """A citation of a line as one of the whole text."""
    labels, ends = ([replace(x, start=x.start + by, end=x.end + by) for x in side] for side in (found.labels, found.ends))
    return replace(found, start=found.start + by, end=found.end + by, labels=tuple(labels), ends=tuple(ends))


def carried(text: str, citations: Sequence[Held], found: Renumbering, index: Index, new: Index,
            no_law: tuple[Collection[str], Collection[str]] = ((), ())) -> Carrying:
    """Carry citations of the old version of a map that stand in a text outside it; `index` is that version's, `new` the other's. `no_law`
    are the ids in both of what is no law on the days cited: the old text does not have it; what went on as nothing else is gone."""
    found = without(found, *no_law) if any(no_law) else found
    heirs = {citation: tuple(_bounded(_standing(heir_of(found, key), no_law[1]), index, new, no_law)
                             for key in _named(citation, index) if key not in no_law[0]) for citation, *_held in citations}
    mapping = {heir.provision: heir.within or heir.to for each in heirs.values() for heir in each}
    left: dict[Citation, Why] = {citation: "weak" for citation, each in heirs.items() if _is_weak(each)}
    left |= {citation: "twice" for citation, each in heirs.items() if any(
        "~" in heir.provision or _is_twice(heir.provision, index, no_law[0]) or any(_is_twice(key, new, no_law[1]) for key in heir.to)
        for heir in each)}
    left |= {held.citation: held.why for held in citations if held.why}
    done = rewrite(text, mapping, "", index, [one for one in heirs if one not in left], within=new.within)
    nowhere: dict[Citation, Why] = {one: "missing" for one in heirs if not heirs[one]}
    left = nowhere | {x.citation: x.why for x in done.left} | left
    lists = [each for each in _lists(text, heirs) if not left.keys().isdisjoint(each)]
    out = {one: _written(heirs[one], new) for each in lists if all(_is_known(one, heirs[one], left.get(one, "")) for one in each)
           for one in each}
    left = {one: why for one, why in left.items() if one not in out}
    left |= {one: "list" for each in lists for one in each if one not in left and one not in out}
    named = {held.name: [one.citation for one in citations if one.name == held.name] for held in citations if held.name}
    stay = {name for name, each in named.items() if not left.keys().isdisjoint(each)}
    left |= {one: "renamed" for name in stay for one in named[name] if one not in left}
    out = {one: words for one, words in out.items() if one not in left}
    done = rewrite(text, mapping, "", index, [one for one in heirs if one not in left and one not in out], within=new.within)
    made = tuple(_carried(citation, heirs[citation], left.get(citation, ""), out.get(citation, ""), done) for citation in heirs)
    wholes = [(one.start, one.end, words) for one, words in out.items()]
    now = reprinted(text, done.changes, done.cuts, (*wholes, *(name for name in named if name not in stay)))
    return Carrying(found.law, found.old, found.new, now, made)


def _named(citation: Citation, index: Index) -> Iterator[str]:
    """The ids of what a citation names, with all that bear one of these numbers, each once."""
    found: dict[str, None] = {}
    for key in resolve(citation, "", index).ids:
        ids = [""]
        for step in key.split("__"):
            kin = (f"{above}__{step.partition('~')[0]}".removeprefix("__") for above in ids)
            ids = [one for first in kin for one in same_number(index.placed, first) if one in index.placed]
        found |= dict.fromkeys(ids)
    yield from found


def _is_known(citation: Citation, heirs: Sequence[Heir], why: Why | Literal[""]) -> bool:
    """Whether a citation of plain numbers names what goes on one to one: whole articles, or parts of which somebody says so, or that have
    the same words still."""
    plain = _PLAIN.fullmatch(citation.text) and (not citation.through or citation.through[-1][0] == citation.path[-1][0])
    return bool(plain and why in ("", "moved", "range")) and all(
        len(heir.to) == 1 and not heir.merged_with and not heir.within
        and (heir.provision == article_of(heir.provision) or heir.basis != "inferred" or heir.similarity == 1) for heir in heirs)


def _written(heirs: Sequence[Heir], new: Index) -> str:
    """All that is named, each by its whole number, runs of three and more by their ends."""
    ids = sorted({heir.to[0] for heir in heirs}, key=new.order.__getitem__)
    runs: list[list[str]] = []
    for key in ids:
        if runs and list(between(runs[-1][0], key, new)) == [*runs[-1], key]:
            runs[-1].append(key)
        else:
            runs.append([key])
    return "、".join(f"{citation_of(run[0])}至{citation_of(run[-1])}" if len(run) > 2 else "、".join(map(citation_of, run)) for run in runs)


def _lists(text: str, citations: Iterable[Citation]) -> list[list[Citation]]:
    """Citations that stand in one list, joined by no more than a sign or a word."""
    lists: list[list[Citation]] = []
    for one in citations:
        if lists and text[lists[-1][-1].end:one.start] in ("", *JOINS):
            lists[-1].append(one)
        else:
            lists.append([one])
    return lists


def _is_weak(heirs: Sequence[Heir]) -> bool:
    """Whether all goes on one to one, and some of it by a likeness that a person has to look at."""
    return all(len(heir.to) == 1 for heir in heirs) and any(
        heir.basis == "inferred" and heir.similarity is not None and heir.similarity < SOUND for heir in heirs)


def _is_twice(key: str, index: Index, no_law: Collection[str]) -> bool:
    """Whether a provision, or one around it, bears a number that another one that is law bears there too."""
    steps = key.split("__")
    kin = (same_number(index.placed, "__".join(steps[:n]).partition("~")[0]) for n in range(1, len(steps) + 1))
    return any(sum(one not in no_law for one in each) > 1 for each in kin)


def _carried(citation: Citation, heirs: tuple[Heir, ...], why: Why | Literal[""], out: str, done: Rewriting) -> CarriedCitation:
    start, end = citation.start, citation.end
    if out:
        return CarriedCitation(start, end, citation.text, out, "", heirs)
    if not heirs or why:
        shared = why in ("moved", "split") and any(heir.within for heir in heirs) and all(len(heir.to) < 2 for heir in heirs)
        return CarriedCitation(start, end, citation.text, "", "shared" if shared else why or "missing", heirs)
    own = [(replace(x, start=x.start - start, end=x.end - start), number) for x, number in done.changes if start <= x.start < end]
    cuts = [(a - start, b - start) for a, b in done.cuts if start <= a and b <= end]
    return CarriedCitation(start, end, citation.text, reprinted(citation.text, own, cuts), "", heirs)


def _standing(heir: Heir, no_law: Collection[str]) -> Heir:
    """What went on as nothing but provisions that are no law is gone; where some of them are law it is split, as it was."""
    return Heir(heir.provision, (), "deleted", basis=heir.basis) if heir.to and all(key in no_law for key in heir.to) else heir


def _bounded(heir: Heir, index: Index, new: Index, no_law: tuple[Collection[str], Collection[str]]) -> Heir:
    """What went on one to one over several steps is no more alike than its words at both ends are."""
    if len(heir.to) != 1 or heir.merged_with or heir.similarity is None:
        return heir
    ends = as_law(index.placed, heir.provision, no_law[0]), as_law(new.placed, heir.to[0], no_law[1])
    return replace(heir, similarity=figure(heir.similarity, *ends))


def as_law(placed: Mapping[str, Provision], key: str, no_law: Collection[str]) -> Provision:
    """A provision without what in it is no law."""
    return _pruned(placed[key], {id(placed[one]) for one in no_law}) if no_law else placed[key]


def _pruned(node: Provision, gone: Collection[int]) -> Provision:
    return replace(node, children=tuple(_pruned(below, gone) for below in node.children if id(below) not in gone))


def heir_of(found: Renumbering, key: str) -> Heir:
    """Where the provision with an id went."""
    went = carry(found, key)
    to = {article_of(one) for one in went.to}
    bases = [x.basis for x in links_of(found) if x.old == key and x.new in to]
    bases += [x.basis or "inferred" for entry in found.entries for x in entry.provisions if x.old == key and x.new]
    return Heir(key, went.to, went.kind, went.similarity, max(bases, key=BASES.index, default="inferred"), went.merged_with, went.article,
                went.within)
