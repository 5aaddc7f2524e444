"""The day that a later version appoints for what an earlier one left open, or was still to bring."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from tests.timeline.laws import CARE, DOGS, FREE, MANAGE, NIGHT, day, version, words
from tracker.model import Basis, Law, Stage, Version, held_as
from tracker.reading import read_text
from tracker.timeline import calendar, on, timeline, upcoming
from tracker.timeline.blame import blame
from tracker.timeline.composition import text_on
from tracker.timeline.history import lineage
from tracker.timeline.lineage import weave
from tracker.timeline.lives import lives
from tracker.timeline.words import grep


@pytest.mark.parametrize("provision", ["art_3", "art_2__para_2"])
def test_a_later_version_appoints_the_day_that_was_left_open(provision: str) -> None:
    """The act of 2022 leaves 第三条, or 第二条第二款, as it is, and says from when it is law; what it adds is law before."""
    first = version("2020-01-10", MANAGE, f"{FREE}\n{NIGHT}", CARE, force="2020-03-01", change="", stages=(Stage((provision,), None),))
    second = version("2022-05-20", MANAGE, f"{FREE}\n{NIGHT}", CARE, DOGS, force="2022-07-01",
                     stages=(Stage((provision,), day("2023-01-01")),))
    held = {v.version: v for v in (first, second)}

    def lacks(when: str) -> list[tuple[str, object]]:
        text = text_on(calendar(held.values()), on(tuple(held.values()), day(when)), held.__getitem__)
        return [(r.provision, r.until) for r in text.readings]

    waits = [(provision, day("2023-01-01"))]
    assert [lacks(when) for when in ("2021-01-01", "2022-12-31", "2023-01-01")] == [waits, waits, []]
    assert [s.begins for s in lineage([first, second], provision, 1).steps] == [day("2023-01-01")]
    spans_ = [s for u in blame([first, second], words=True).units for s in u.spans if s.begins == day("2023-01-01")]
    assert {s.text for s in spans_} == ({NIGHT} if "para" in provision else {"第三条", CARE})
    law = Law("示例市公园条例", "示例市公园条例", versions=tuple(map(held_as, (first, second))))
    assert [(c.version, c.day) for c in upcoming(law, day("2022-08-01"), [first, second])] == [(second.version, day("2023-01-01"))]
    found = timeline(law, [first, second], day("2022-08-01"))
    assert [(life.provision, life.intervals[0].start) for life in found.provisions if life.provision == provision] == [
        (provision, day("2023-01-01"))]
    assert timeline(law, [second, first], day("2022-08-01")) == found
    assert [[s.date for s in span.in_force.stages] for span in found.versions] == [[day("2023-01-01")]] * 2


def test_what_was_put_off_reads_as_before_though_the_day_it_first_had_is_past() -> None:
    """第二条 as changed in April 2016 was to be law in 2017; an act of August puts that off to 2019."""
    yearly, quarterly = "游乐设施应当每年检验一次。", "游乐设施应当每季度检验一次，检验报告应当公布。"
    first = version("2015-05-02", NIGHT, yearly, force="2015-07-01", change="")
    second = version("2016-04-17", NIGHT, quarterly, force="2016-06-01", stages=(Stage(("art_2",), day("2017-01-01")),))
    third = version("2016-08-23", DOGS, quarterly, force="2016-11-01", stages=(Stage(("art_2",), day("2019-01-01")),))
    held = {v.version: v for v in (first, second, third)}

    def second_article(when: str) -> str:
        return words(text_on(calendar(held.values()), on(tuple(held.values()), day(when)), held.__getitem__))[1]

    assert [second_article(when) for when in ("2016-12-01", "2017-06-01", "2018-12-31", "2019-01-01")] == [
        f"第二条　{yearly}", f"第二条　{yearly}", f"第二条　{yearly}", f"第二条　{quarterly}"]


@pytest.mark.parametrize(("basis", "reason", "told"), [
    ("person", "市政府公告", "市政府公告"), ("act", "", "关于修改《示例市公园条例》的决定（2022-05-20）"), ("text", "", "第五条")])
def test_who_appoints_a_day_is_told_with_the_version_that_says_it(basis: Basis, reason: str, told: str) -> None:
    """第三条 has no day by the text of 2020; that of 2022 has it as 第四条 and sets one."""
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="", stages=(Stage(("art_3",), None),))
    own = Stage(("art_4",), day("2023-01-01"), reason, basis, "art_5" if basis == "text" else "")
    second = version("2022-05-20", MANAGE, FREE, DOGS, CARE, NIGHT, force="2022-07-01", stages=(own,))
    second = replace(second, in_force=replace(second.in_force, act=second.events[0].act))
    found = timeline(Law("示例市公园条例", "示例市公园条例"), [first, second], day("2022-08-01")).versions[0].in_force.stages
    assert found == (Stage(("art_3",), day("2023-01-01"), f"示例市公园条例/2022-05-20 {told}", basis),)


@pytest.mark.parametrize("basis", ["person", "act"])
def test_two_persons_days_for_one_rule_disagree(basis: Basis) -> None:
    """A later act may put off what a person knows of; two persons say two things of one rule, though it has another number."""
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="",
                    stages=(Stage(("art_3",), day("2023-06-01"), "公告一", "person"),))
    second = version("2021-09-15", MANAGE, FREE, DOGS, CARE, force="2022-01-01",
                     stages=(Stage(("art_4",), day("2023-09-01"), "公告二", basis),))
    found = timeline(Law("示例市公园条例", "示例市公园条例"), [first, second], day("2022-08-01")).problems
    told = [("sources_disagree", [(("art_3",), day("2023-06-01"), ("示例市公园条例/2020-01-10", "person: 公告一")),
                                  (("art_4",), day("2023-09-01"), ("示例市公园条例/2021-09-15", "person: 公告二"))])]
    assert [(one.rule, [(h.event.provisions, h.event.date, h.sources) for h in (one.first, one.second)]) for one in found] == (
        told if basis == "person" else [])


def test_a_day_that_is_past_is_appointed_no_more() -> None:
    """第三条 has been law since 2021; what an act of 2022 says of its day says nothing of the time before."""
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="", stages=(Stage(("art_3",), day("2021-01-01")),))
    second = version("2022-05-20", MANAGE, FREE, CARE, force="2022-07-01", stages=(Stage(("art_3",), day("2023-01-01")),))
    assert [s.begins for s in lineage([first, second], "第三条", 1).steps] == [day("2021-01-01")]


def test_an_article_of_a_chapter_left_open_may_be_appointed_a_day_by_itself() -> None:
    text = "示例市公园条例\n第一章　总则\n第一条　甲。\n第二章　养护\n第二条　乙。\n第三条　丙。\n"
    first = replace(version("2020-01-10", MANAGE, force="2020-03-01", change=""), body=read_text(text).body)
    first = replace(first, in_force=replace(first.in_force, stages=(Stage(("chp_2",), None),)))
    second = replace(version("2022-05-20", MANAGE, force="2022-07-01"), body=first.body)
    second = replace(second, in_force=replace(second.in_force, stages=(Stage(("art_3",), day("2023-01-01")),)))
    days = {u.num: (u.begins, u.unset) for u in blame([first, second]).units if u.type == "article"}
    assert days == {"第一条": (day("2020-03-01"), ""), "第二条": (None, "open"), "第三条": (day("2023-01-01"), "")}


@pytest.mark.parametrize("free", [FREE, f"{FREE}停车收费。"])
@pytest.mark.parametrize("later", [None, "2023-01-01"])
@pytest.mark.parametrize("basis", ["text", "unknown"])
def test_what_was_left_open_comes_once_with_what_a_later_version_says_of_its_day(free: str, later: str | None, basis: Basis) -> None:
    """第二条, in the same words or others, has a day by the text of 2022, or none again. Where the first day is not known, the old words
    may be law already: the day of other words is not theirs."""
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="", stages=(Stage(("art_2",), None, "", basis),))
    own = Stage(("art_2",), day(later)) if later else Stage(("art_2",), None, "", basis)
    second = version("2022-05-20", MANAGE, free, CARE, force="2022-07-01", stages=(own,))
    law = Law("示例市公园条例", "示例市公园条例", versions=tuple(map(held_as, (first, second))))
    coming = [(c.version, c.day) for c in upcoming(law, day("2022-08-01"), [first, second])]
    assert coming[0] == (second.version, own.date)
    assert coming[1:] == ([(first.version, None)] if basis == "unknown" and later and free != FREE else [])


FIRST_DAY = "本条例自2020年3月1日起施行"
RESERVED = f"{FIRST_DAY}，第三条的施行日期另行规定。"
WITHDRAWN = "示例市公园条例/2020-01-10 第四条; 示例市公园条例/2022-05-20"


def after(*articles: str, change: str = "amended", force: str | None = "2022-07-01", stages: tuple[Stage, ...] = (),
          basis: Basis = "text") -> list[Version]:
    """By 第四条 of 2020 the day of 第三条 is left open (`basis` other than text: by somebody else); the text of 2022 has these articles."""
    own = Stage(("art_3",), None, "", basis, "art_4" if basis == "text" else "")
    first = version("2020-01-10", MANAGE, FREE, CARE, RESERVED, force="2020-03-01", change="", stages=(own,))
    return [first, version("2022-05-20", *articles, force=force, basis="act" if force else "unknown", change=change, stages=stages)]


def third(held: Sequence[Version], when: str) -> list[tuple[str, str, str]]:
    """What the text of a day tells of 第三条, with who says so."""
    found = text_on(calendar(held), on(held, day(when)), {v.version: v for v in held}.__getitem__)
    return [(r.provision, r.reason, r.source) for r in found.readings]


@pytest.mark.parametrize(("later", "provision", "place"), [
    ((MANAGE, FREE, CARE, f"{FIRST_DAY}。"), "art_3", " 第四条"),
    ((MANAGE, FREE, DOGS, CARE, f"{FIRST_DAY}。"), "art_4", " 第五条"),
    ((MANAGE, FREE, f"{CARE}园林绿化主管部门应当公布养护计划。", f"{FIRST_DAY}。"), "art_3", " 第四条"),
    ((MANAGE, FREE, CARE), "art_3", "")])
def test_a_day_that_a_later_act_does_not_leave_open_any_more_is_not_known(later: tuple[str, ...], provision: str, place: str) -> None:
    """The clause is gone, or the words on 第三条 in it, and no day is set: open until then, and from then on neither that nor law."""
    held = after(*later)
    assert third(held, "2022-06-30") == [("art_3", "open", "第四条")]
    assert third(held, "2022-07-01") == [(provision, "withdrawn", f"{WITHDRAWN}{place}")]
    assert {s.unset for s in lineage(held, provision, 1).steps if s.kind in ("enacted", "changed")} == {"unknown"}
    unit = next(one for one in blame(held, words=True).units if one.provision == provision)
    assert {(one.unset, one.source) for one in (unit, *unit.spans)} == {("unknown", f"{WITHDRAWN}{place}")}
    law = Law("示例市公园条例", "示例市公园条例", versions=tuple(map(held_as, held)))
    life = next(one for one in timeline(law, held, day("2022-08-01")).provisions if one.provision == provision)
    assert [(i.status, i.start) for i in life.intervals] == [("unknown", day("2022-07-01"))]
    assert {one.start for one in grep(law, held, CARE[:8])} == {None}
    for when, known, source in (("2022-06-30", True, "第四条"), ("2022-07-01", False, f"{WITHDRAWN}{place}")):
        assert [(c.day, c.known, c.source) for c in upcoming(law, day(when), held) if c.provisions] == [(None, known, source)]


@pytest.mark.parametrize(("held", "told"), [
    (after(MANAGE, FREE, CARE, RESERVED), "open"),
    (after(MANAGE, FREE, CARE, f"{RESERVED}解释权属于市人民政府。", stages=(Stage(("art_3",), None, "", "text", "art_4"),)), "open"),
    (after(MANAGE, FREE, CARE, f"{FIRST_DAY}。", stages=(Stage(("art_3",), None, "批复", "person"),)), "open"),
    (after(MANAGE, FREE, CARE, f"{FIRST_DAY}。", basis="person"), "open"),
    (after(MANAGE, FREE, CARE, f"{FIRST_DAY}，第三条择期施行。", stages=(Stage(("art_3",), None, "", "unknown", "art_4"),)), "withdrawn"),
    (after(MANAGE, FREE, CARE, f"{FIRST_DAY}。", stages=(Stage(("art_3",), day("2022-07-01"), "批复", "person"),)), ""),
    (after(MANAGE, FREE, CARE, f"{FIRST_DAY}。", change="revised"), "")])
def test_a_day_left_open_stays_so_where_that_is_not_taken_back(held: list[Version], told: str) -> None:
    """The clause stands as it was, or says it again, or a person does; a text that never said so takes nothing back. A whole new text
    brings what waited, as does a day that a person gives; words on the day that are not read are no day, and none left open."""
    assert [reason for _key, reason, _source in third(held, "2022-08-01")] == ([told] if told else [])


def test_a_day_is_left_open_until_the_act_that_takes_that_back_may_be_law() -> None:
    held = after(MANAGE, FREE, CARE, f"{FIRST_DAY}。", force=None)
    assert third(held, "2022-05-19") == [("art_3", "open", "第四条")]
    loom = weave(held)
    life = next(one for one in lives(loom, calendar(held)) if one.provision == "art_3")
    assert [(i.status, i.start) for i in life.intervals] == [("unknown", day("2022-05-20"))]


def test_a_log_tells_of_a_paragraph_whose_day_is_not_left_open_any_more() -> None:
    clause = Stage(("art_2__para_2",), None, "", "text", "art_4")
    reserved = f"{FIRST_DAY}，第二条第二款的施行日期另行规定。"
    first = version("2020-01-10", MANAGE, f"{FREE}\n{NIGHT}", CARE, reserved, force="2020-03-01", change="", stages=(clause,))
    second = version("2022-05-20", MANAGE, f"{FREE}\n{NIGHT}", CARE, f"{FIRST_DAY}。", force="2022-07-01")
    told = [(stage.basis, stage.reason) for one in lineage([first, second], "第二条", 1).steps for stage in one.stages]
    assert told == [("unknown", f"{WITHDRAWN} 第四条")]
