"""Real laws in several versions: the text of each day, and which articles each act changed. Skipped where there is no corpus.

Commencements come from the deciding acts themselves. Where an act speaks of its promulgation and its text does not give the day, or is
only an excerpt, the day is what the gazette says, as a person would enter it.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tracker import reading, timeline
from tracker.amend.binding import bind
from tracker.amend.commencing import commencement_by
from tracker.amend.instructions import Amendment, Instruction
from tracker.amend.parse import parse
from tracker.compare.alignment import align
from tracker.model import InForce, Version, articles, enacts, held_as, text_of
from tracker.timeline.blame import blame
from tracker.timeline.composition import text_on

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
AMENDMENTS = CORPUS / "amendments"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus here")

# law -> the days on which its versions came into force, oldest first; None: no source in the corpus says it
DAYS: dict[str, list[str | None]] = {
    "公司法": ["1994-07-01", "1999-12-25", "2004-08-28", "2006-01-01", "2014-03-01", "2018-10-26"],
    "宪法": ["1982-12-04", "1988-04-12", "1993-03-29", "1999-03-15", "2004-03-14", "2018-03-11"],
    "保守国家秘密法": ["2010-10-01", "2024-05-01"],
    "保障中小企业款项支付条例": ["2020-09-01", "2025-06-01"],
    "最高人民法院关于审理非法集资刑事案件具体应用法律若干问题的解释": ["2011-01-04", "2022-03-01"],
    "慈善法": ["2016-09-01", "2024-09-05"],
    "各级人民代表大会常务委员会监督法": ["2007-01-01", "2024-11-08"],
    "统计法": ["2010-01-01", "2024-09-13"],
    "废旧金属收购业治安管理办法": ["1994-01-25", "2023-07-20"],
    "全国年节及纪念日放假办法": [None, "2014-01-01", "2025-01-01"],
    "会计法": [None, "2024-07-01"],
    "监察法": [None, "2025-06-01"],
    "农业技术推广法": [None, "2024-04-26"],
    "中国公民收养子女登记办法": [None, "2023-07-20"],
    "母婴保健法实施办法": [None, "2023-07-20"],
    "认证认可条例": [None, "2023-07-20"],
    "体育法": [None, "2023-01-01"],
    "反间谍法": [None, "2023-07-01"],
    "行政复议法": [None, "2024-01-01"],
    "烈士褒扬条例": [None, "2025-01-01"],
}
PROMULGATED = {"全国年节及纪念日放假办法2013": "2013-12-11", "公司法1999": "1999-12-25", "公司法2004": "2004-08-28",
               "公司法2018": "2018-10-26", "统计法": "2024-09-13",
               "各级人民代表大会常务委员会监督法": "2024-11-08", "农业技术推广法": "2024-04-26"}
BY_PERSON = {("公司法", "2013-12-28"): "2014-03-01", ("宪法", "2018-03-11"): "2018-03-11"}


def cases() -> list[tuple[str, str, Path, Path]]:
    """Every law of every decision with its old and its new text: the case, the law, the two files."""
    return [(folder.name, row["law"], CORPUS / row["old"], CORPUS / row["new"]) for folder in sorted(AMENDMENTS.iterdir())
            for row in csv.DictReader((folder / "case.csv").open(encoding="utf-8")) if row["old"] and row["new"]]


CASES = cases() if CORPUS.is_dir() else []


def decision(case: str) -> Amendment:
    return parse((AMENDMENTS / case / "decision.txt").read_text(encoding="utf-8").replace("\r\n", "\n"))


def history(law: str) -> list[Version]:
    """A law's versions in the corpus, oldest first, dated by their texts, the acts that made them, or a person."""
    mine = [(case, old, new) for case, name, old, new in CASES if name == law]
    files = [path for _, old, new in mine for path in (old, new)] + sorted((CORPUS / "pairs" / law).glob("*.txt"))
    held = {v.version: v for v in map(reading.read, files) if v.version}
    made = {version.version: case for case, _, new in mine for version in [reading.read(new)]}
    versions = [held[day] for day in sorted(held)]
    return [_dated(v, before, made.get(v.version)) for before, v in zip([None, *versions], versions, strict=False)]


def _dated(version: Version, before: Version | None, case: str | None) -> Version:
    said = BY_PERSON.get((version.law, str(version.version)))
    if said:
        return replace(version, in_force=InForce(date.fromisoformat(said), "person", reason="公报"))
    if case is None or version.in_force.date:
        return version
    known = PROMULGATED.get(case)
    return replace(version, in_force=commencement_by(decision(case), version, before, date.fromisoformat(known) if known else None))


@pytest.mark.parametrize("law", sorted(DAYS))
def test_the_text_of_the_day_before_and_of_the_first_day(law: str) -> None:
    versions = history(law)
    assert [str(v.in_force.date) if v.in_force.date else None for v in versions] == DAYS[law]
    found = timeline.calendar(versions)
    for before, version in zip([None, *versions], versions, strict=False):
        first = version.in_force.date
        if first is None:
            continue
        eve, day = timeline.on(versions, first - timedelta(days=1)), timeline.on(versions, first)
        assert text_on(found, day, lambda named: next(v for v in versions if v.version == named)) == version
        if before is None:
            listed = held_as(version)
            older = "older_text" if listed.change else "not_yet_in_force" if enacts(listed) else "first_unknown"
            assert (eve.status, eve.reason) == ("none", older)
        elif before.in_force.date:
            assert text_on(found, eve, lambda named: next(v for v in versions if v.version == named)) == before
        else:
            assert (eve.status, eve.candidates) == ("unknown", (before.version,))


@pytest.mark.parametrize(("case", "law", "old", "new"), CASES, ids=[f"{case}-{law[:12]}" for case, law, _, _ in CASES])
def test_an_article_last_changed_where_the_act_names_it(case: str, law: str, old: Path, new: Path) -> None:
    """What changed in substance is what the act names; every other article that changed only follows the renumbering in its citations."""
    before = replace(reading.read(old), version=date(1900, 1, 1))
    after = replace(reading.read(new), version=date(2100, 1, 1))
    found = blame([before, after]).units
    worded = {u.provision for u in found if u.type == "article" and u.version == after.version}
    changed = {u.provision for u in found if u.type == "article" and u.substance == after.version}
    named = _named(decision(case), before, after)
    assert changed <= named <= worded
    assert all(u.substance != after.version for u in found if u.provision in named - changed)


def _named(act: Amendment, before: Version, after: Version) -> set[str]:
    """The articles of the new text that an act orders to be changed, by its own numbers, or by what became of their old ones."""
    became: dict[str, set[str]] = {}
    for link in align(before, after).links:
        became.setdefault(link.old, set()).add(link.new)
    laws = bind(act, [before])[0].laws
    mine = [i for i in act.instructions if i.law is None or i.law in laws]
    found: set[str] = set()
    for one in mine:
        if one.operation not in ("adjust", "assertion", "disapply", "renumber", "rename"):
            news, olds = _numbers(one, mine)
            found |= news or {new for key in olds for new in became.get(key, {key} - _deleted(one))}
    return found & set(articles(after))


def _numbers(one: Instruction, others: list[Instruction]) -> tuple[set[str], set[str]]:
    """The article numbers that an instruction states in the new numbering, and those in the old one."""
    stated = {p.article for i in others if (i.item, i.law) == (one.item, one.law) for p in i.results if not p.inherited}
    news = {p.article for p in one.results if p.article and (not p.inherited or p.article in stated)}
    olds = {p.article for p in (*one.targets, *one.results) if p.article} - news
    if one.anchor and one.operation == "insert" and not any(p.type == "article" for p in one.results):
        olds.add(one.anchor.article)
    return {f"art_{n}" for n in news}, {f"art_{n}" for n in olds if n}


def _deleted(one: Instruction) -> set[str]:
    return {f"art_{p.article}" for p in one.targets if p.type == "article"} if one.operation == "delete" else set()


def test_a_chain_passes_its_words_on_to_the_character() -> None:
    for law in ("公司法", "宪法"):
        versions = history(law)
        made = blame(versions, words=True)
        assert [s.version for s in made.sources] == [v.version for v in versions]
        assert "".join(s.text for u in made.units for s in u.spans) == "".join(
            text_of(node) for part in (versions[-1].head, versions[-1].body, versions[-1].tail) for node in part)
