"""What was law on a day, and the text of that day, also where no document holds it."""

from datetime import date
from itertools import permutations
from typing import Literal

import pytest
from msgspec.structs import replace

from tests.timeline.laws import CARE, DOGS, FINE, FREE, MANAGE, NIGHT, day, version, words
from tracker import codec, timeline
from tracker.compare.alignment import align
from tracker.compare.overrule import Overrule, Statement
from tracker.compare.references import reference
from tracker.model import Event, Reading, Stage, Version
from tracker.reading import read_text
from tracker.timeline.composition import text_on
from tracker.timeline.effect import beginning
from tracker.timeline.history import lineage
from tracker.timeline.standing import sought, standing

FIRST = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", basis="text", change="")


def text(versions: list[Version], on: str, *events: Event) -> Version:
    """The text in force on a day; it must be known."""
    state = timeline.on(versions, day(on), events)
    assert state.status == "in_force"
    return text_on(timeline.calendar(versions, events), state, lambda named: next(v for v in versions if v.version == named))


def status(versions: list[Version], on: str, *events: Event) -> tuple[str, str]:
    state = timeline.on(versions, day(on), events)
    return state.status, state.reason


def test_the_day_before_and_the_first_day() -> None:
    before = timeline.on([FIRST], day("2020-02-29"))
    assert (before.status, before.reason, before.begins) == ("none", "not_yet_in_force", day("2020-03-01"))
    assert timeline.on([FIRST], day("2020-03-01")).version == FIRST.version


def test_an_amendment_is_law_from_its_own_day_on() -> None:
    second = version("2022-05-20", MANAGE, FREE, CARE, DOGS, force="2022-07-01")
    assert text([FIRST, second], "2022-06-30") == FIRST
    assert text([FIRST, second], "2022-07-01") == second


def test_an_unknown_commencement_is_unknown_until_a_later_version_is_law() -> None:
    second = version("2022-05-20", MANAGE, FREE, CARE, DOGS, basis="unknown")
    third = version("2024-05-20", MANAGE, FREE, CARE, DOGS, FINE, force="2024-07-01")
    both = [FIRST, second, third]
    assert timeline.on(both, day("2022-05-19")).version == FIRST.version
    assert [(str(s.end), str(s.doubt)) for s in timeline.spans(both)] == [
        ("2024-07-01", "2022-05-20"), ("2024-07-01", "None"), ("None", "None")]
    assert status(both, "2022-05-20") == ("unknown", "commencement_unknown")
    assert timeline.on(both, day("2024-06-30")).candidates == (second.version,)
    assert timeline.on(both, day("2024-07-01")).version == third.version


def test_a_commencement_left_open_waits_for_the_act_that_sets_it() -> None:
    second = version("2022-05-20", MANAGE, FREE, CARE, DOGS, basis="text", reason="施行日期另行规定")
    state = timeline.on([FIRST, second], day("2023-01-01"))
    assert (state.status, state.version, state.open) == ("in_force", FIRST.version, (second.version,))
    alone = timeline.on([second], day("2023-01-01"))
    assert (alone.status, alone.reason) == ("none", "commencement_open")


def test_staged_commencement_gives_a_text_for_each_day() -> None:
    second = version("2022-05-20", MANAGE, NIGHT, FREE, CARE.replace("负责", "统一负责"), force="2022-07-01",
                     stages=(Stage(("art_2",), day("2023-01-01")), Stage(("art_4",), day("2024-01-01"))))
    both = [FIRST, second]
    assert words(text(both, "2022-07-01")) == [f"第一条　{MANAGE}", f"第三条　{FREE}", f"第四条　{CARE}"]
    assert words(text(both, "2023-01-01")) == [f"第一条　{MANAGE}", f"第二条　{NIGHT}", f"第三条　{FREE}", f"第四条　{CARE}"]
    assert text(both, "2024-01-01") == second
    told = {r.provision: (r.version, r.reason) for r in text(both, "2022-07-01").readings}
    assert told == {"art_2": (None, "staged"), "art_4": (FIRST.version, "staged")}
    assert text(both, "2022-07-01").source is None


def test_a_paragraph_may_have_a_day_of_its_own() -> None:
    lit = Stage(("art_3__para_2",), day("2023-01-01"))
    second = version("2022-05-20", MANAGE, FREE, f"{CARE}\n{NIGHT}", force="2022-07-01", stages=(lit,))
    assert words(text([FIRST, second], "2022-12-31"))[2] == f"第三条　{CARE}"
    assert words(text([FIRST, second], "2023-01-01"))[2] == f"第三条　{CARE}\n{NIGHT}"


def test_provisions_may_commence_before_the_rest() -> None:
    early = Stage(("art_3",), day("2020-03-01"))
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-07-01", basis="text", change="", stages=(early,))
    assert status([first], "2020-03-01") == ("in_force", "staged")
    assert words(text([first], "2020-03-01")) == [f"第三条　{CARE}"]
    second = version("2022-05-20", MANAGE, FREE, CARE, NIGHT, force="2022-07-01", stages=(Stage(("art_4",), day("2022-05-20")),))
    assert words(text([FIRST, second], "2022-05-20")) == [f"第一条　{MANAGE}", f"第二条　{FREE}", f"第三条　{CARE}", f"第四条　{NIGHT}"]


def test_an_act_promulgated_earlier_may_commence_later() -> None:
    slow = version("2022-01-10", MANAGE, FREE.replace("身份证", "有效证件"), CARE, force="2023-01-01")
    fast = version("2022-05-20", MANAGE, FREE.replace("身份证", "有效证件"), CARE, DOGS, force="2022-06-01")
    every = [FIRST, slow, fast]
    assert words(text(every, "2022-06-01")) == [f"第一条　{MANAGE}", f"第二条　{FREE}", f"第三条　{CARE}", f"第四条　{DOGS}"]
    assert text(every, "2022-06-01").readings[0].reason == "crossing"
    assert text(every, "2023-01-01") == fast


def test_a_whole_new_text_brings_what_was_pending() -> None:
    slow = version("2022-01-10", MANAGE, FREE.replace("身份证", "有效证件"), CARE, force="2023-01-01")
    whole = version("2022-05-20", MANAGE, FREE.replace("身份证", "有效证件"), CARE, DOGS, force="2022-06-01", change="revised")
    assert text([FIRST, slow, whole], "2022-06-01") == whole


def test_a_deletion_that_is_not_law_yet_leaves_the_article() -> None:
    slow = version("2022-01-10", MANAGE, CARE, basis="act")
    fast = version("2022-05-20", MANAGE, CARE, DOGS, force="2022-06-01")
    assert words(text([FIRST, slow, fast], "2022-06-01")) == [f"第一条　{MANAGE}", f"第二条　{FREE}", f"第二条　{CARE}", f"第三条　{DOGS}"]


@pytest.mark.parametrize("kind", ["repealed", "expired"])
def test_the_end_of_a_law(kind: str) -> None:
    end = Event(kind, day("2025-01-01"), basis="act", act="示例市绿地条例")
    assert status([FIRST], "2024-12-31", end)[0] == "in_force"
    state = timeline.on([FIRST], day("2025-01-01"), [end])
    assert (state.status, state.reason, state.ended) == ("none", kind, end)
    again = version("2026-01-10", MANAGE, FREE, CARE, force="2026-03-01", change="")
    assert timeline.on([FIRST, again], day("2026-03-01"), [end]).version == again.version


def test_an_end_without_a_day_is_unknown() -> None:
    assert status([FIRST], "2024-12-31", Event("repealed", None, basis="person", reason="公报")) == ("unknown", "end_unknown")


def test_a_provision_may_be_repealed_alone() -> None:
    end = Event("repealed", day("2025-01-01"), provisions=("art_2",), basis="act", act="示例市绿地条例")
    found = text([FIRST], "2025-01-01", end)
    assert words(found) == [f"第一条　{MANAGE}", f"第三条　{CARE}"]
    assert (found.readings[0].provision, found.readings[0].reason) == ("art_2", "repealed")


def test_a_repeal_may_speak_in_the_numbers_of_a_version_that_waits() -> None:
    """Nothing is in force on its day: 第二条 is that of the version promulgated last, whose own day is left open."""
    waiting = version("2020-02-01", MANAGE, CARE, FREE, basis="act")
    end = Event("repealed", day("2020-02-10"), provisions=("art_2",), basis="person", reason="公报")
    assert words(text([FIRST, waiting], "2020-03-01", end)) == [f"第一条　{MANAGE}", f"第二条　{FREE}"]


def test_a_draft_is_never_law() -> None:
    bill = version("2022-01-10", MANAGE, FREE, CARE, DOGS, force="2022-02-01", draft="一审稿")
    assert text([FIRST, bill], "2023-01-01") == FIRST
    assert [s.never for s in timeline.spans([FIRST, bill])] == [False, True]


def test_days_before_1970() -> None:
    old = version("1954-09-20", MANAGE, FREE, force="1954-09-20", basis="text", change="")
    assert timeline.on([old], date(1954, 9, 20)).version == old.version
    assert timeline.on([old], date(1954, 9, 19)).reason == "not_yet_in_force"


def test_the_order_of_import_does_not_matter() -> None:
    every = [FIRST, version("2022-01-10", MANAGE, FREE, basis="unknown"), version("2022-05-20", MANAGE, FREE, DOGS, force="2022-06-01")]
    found = {(timeline.spans(order), timeline.on(order, day("2022-03-01"))) for order in permutations(every)}
    assert len(found) == 1


@pytest.mark.parametrize(("said", "provision", "begins"), [
    ("本条例自2023年11月1日起施行，但第二条的施行日期另行规定。", "art_2", None),
    ("本条例自2023年11月1日起施行，其中第二条的实施时间由市人民政府另行公布。", "art_2", None),
    ("第二章自2025年1月1日起施行，其余自2023年11月1日起施行。", "chp_2", day("2025-01-01"))])
def test_a_commencement_of_its_own_is_read_from_the_last_article(said: str, provision: str, begins: date | None) -> None:
    read = read_text("示例市公园条例\n（2023年9月20日示例市人民代表大会常务委员会通过）\n第一章　总则\n第一条　公园每日开放。\n"
                     f"第二章　管理\n第二条　公园由管理机构养护。\n第三章　附则\n第三条　{said}\n")
    assert read.in_force.date == day("2023-11-01")
    assert [(s.provisions, s.date, s.basis) for s in read.in_force.stages] == [((provision,), begins, "text")]


def test_of_two_days_for_one_provision_the_one_that_names_it_more_closely_holds() -> None:
    """第二章自2024年6月1日起施行，第三条自2025年1月1日起施行: 第三条 lies in 第二章."""
    chapters = read_text("示例市排水条例\n（2023年9月26日示例市第二届人民代表大会常务委员会第三次会议通过）\n"
                         "第一章　总则\n第一条　为了排水，制定本条例。\n第二章　管理\n第二条　排水实行规划管理。\n"
                         "第三条　排水实行许可管理。\n第三章　附则\n"
                         "第四条　本条例自2024年1月1日起施行。第二章自2024年6月1日起施行，第三条自2025年1月1日起施行。\n")
    assert [beginning(chapters, f"art_{n}", "chp_2" if n in (2, 3) else "").day for n in (1, 2, 3, 4)] == [
        day("2024-01-01"), day("2024-06-01"), day("2025-01-01"), day("2024-01-01")]


def test_what_stood_in_the_place_of_an_article_that_waits_is_not_left_out() -> None:
    """第三条 of 2022 has nothing of the older one, and waits for 2023: whether it replaces that one the texts alone do not show."""
    second = version("2022-05-20", MANAGE, FREE, NIGHT, FINE, force="2022-07-01", stages=(Stage(("art_3",), day("2023-01-01")),))
    between, behind = (text([FIRST, second], on) for on in ("2022-08-01", "2023-02-01"))
    assert [w for w in words(between) if CARE in w] and not [w for w in words(between) if NIGHT in w]
    assert [(r.provision, r.version, r.reason, r.until) for r in between.readings] == [
        ("art_3", None, "staged", day("2023-01-01")), ("art_3", FIRST.version, "succession", day("2023-01-01"))]
    assert [standing(r) for r in between.readings][1:] == ["it is not known whether it is gone, or stands until 2023-01-01"]
    assert codec.decode("version", codec.encode("version", between)) == between
    found = sought(between, second, "第三条")
    assert not isinstance(found, Reading) and found[1].children[0].text == CARE
    assert [w for w in words(behind) if NIGHT in w] and not [w for w in words(behind) if CARE in w]
    end = lineage([FIRST, second], "第三条", 0).steps[-1]
    assert (end.kind, end.begins, end.unset) == ("deleted", None, "unknown")


def test_what_is_said_to_be_gone_waits_for_none_in_its_place() -> None:
    """The act, or a person, says that 第三条 is deleted, or merged into 第二条: it is gone on the version's own day. What is said of its
    第二款 alone tells nothing of the first."""
    first = replace(FIRST, body=version("2020-01-10", MANAGE, FREE, f"{CARE}\n{DOGS}").body)
    second = version("2022-05-20", MANAGE, FREE, NIGHT, FINE, force="2022-07-01", stages=(Stage(("art_3",), day("2023-01-01")),))

    def stands(*said: tuple[str, str], basis: Literal["", "stated"] = "stated") -> bool:
        told = tuple(Statement("set", (old,), (new,) if new else (), basis=basis) for old, new in said)
        held = {v.version: v for v in (first, second)}
        state = timeline.on(held.values(), day("2022-08-01"))
        found = text_on(timeline.calendar(held.values()), state, held.__getitem__,
                        lambda a, b: align(a, b, Overrule(first.law, reference(first), reference(second), told)))
        return any(CARE in w for w in words(found))

    kept = ("art_2", "art_2")
    assert not (stands(("art_3", "")) or stands(("art_3", ""), basis="") or stands(kept, ("art_3", "art_2")))
    assert stands(("art_3__para_2", "")) and stands(kept, ("art_3__para_2", "art_2__para_1"))


def test_what_is_merged_into_what_waits_stands_until_then() -> None:
    """The act merges 第二条 and 第三条 into one that waits for 2023."""
    second = version("2022-05-20", MANAGE, FREE + CARE, NIGHT, force="2022-07-01", stages=(Stage(("art_2",), day("2023-01-01")),))
    between, behind = (text([FIRST, second], on) for on in ("2022-08-01", "2023-02-01"))
    assert (words(between)[1][4:], words(between)[2][4:]) == (FREE, CARE)
    assert [(r.provision, r.version, r.reason, r.until) for r in between.readings] == [
        ("art_2", FIRST.version, "staged", day("2023-01-01")), ("art_3", FIRST.version, "staged", day("2023-01-01"))]
    assert behind == second


def test_what_may_be_law_already_waits_for_no_day_that_is_past() -> None:
    """第三条 waits for a day that is not known, and is changed in part by a text in force from 2022-07-01 on."""
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", basis="text", change="", stages=(Stage(("art_3",), None),))
    first = replace(first, in_force=replace(first.in_force, stages=(replace(first.in_force.stages[0], basis="unknown"),)))
    second = version("2022-05-20", MANAGE, FREE, CARE.replace("养护", "日常养护"), force="2022-07-01")
    assert [(r.provision, r.reason, r.until) for r in text([first, second], "2022-07-01").readings] == [("art_3", "unknown", None)]
