"""What waits for its day, and what comes: texts of unknown making, days overtaken, changes that wait behind later ones."""

import pytest
from msgspec.structs import replace

from tests.timeline.laws import CARE, DOGS, FINE, FREE, MANAGE, NIGHT, day, version, words
from tracker.compare.alignment import align
from tracker.compare.overrule import overrule
from tracker.model import Event, InForce, Law, Stage, Version, held_as
from tracker.timeline.blame import blame
from tracker.timeline.composition import text_on
from tracker.timeline.effect import calendar
from tracker.timeline.events import contradictions
from tracker.timeline.histories import histories
from tracker.timeline.history import lineage
from tracker.timeline.intervals import never_of, on, spans
from tracker.timeline.lineage import Mapper, weave
from tracker.timeline.lives import lives
from tracker.timeline.upcoming import taken_out, upcoming
from tracker.timeline.words import grep


def test_a_text_without_a_note_is_not_taken_for_a_whole_new_one() -> None:
    """第三条 waits for 2030; whether the text of 2022, which says nothing of the act that made it, brought it into force, is not known."""
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="", stages=(Stage(("art_3",), day("2030-01-01")),))
    later = replace(version("2022-01-10", MANAGE, DOGS, CARE, force="2022-03-01"), events=(), adopted=None)
    told = version("2022-01-10", MANAGE, DOGS, CARE, force="2022-03-01", change="revised")

    def reasons(*versions: object) -> list[tuple[str, str]]:
        held = {v.version: v for v in versions}
        state = on(versions, day("2023-01-01"))
        return [(r.provision, r.reason) for r in text_on(calendar(versions), state, held.__getitem__).readings]

    assert reasons(first, later) == [("art_3", "unknown")]
    assert reasons(first, told) == []


def test_a_day_set_for_a_provision_behind_a_later_change_of_it_is_told() -> None:
    """A person says that the change of 2021 to 第三条 begins in 2025; the next one, made in 2022, is law from 2023. 第二条 may wait."""
    def told(provision: str, *stages: Stage) -> list[str]:
        waits = Stage((provision,), day("2025-01-01"), "公告", "person")
        first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="")
        second = version("2021-01-10", MANAGE, f"{FREE}外地市民也是。", CARE.replace("养护", "日常养护"), force="2021-03-01",
                         stages=(waits,))
        later = version("2022-01-10", MANAGE, f"{FREE}外地市民也是。", CARE.replace("养护", "定期养护"), force="2023-01-01", stages=stages)
        return [f"{p.rule} {p.first.sources} {p.second.event.provisions} {p.second.sources}"
                for p in contradictions("示例市公园条例", [first, second, later])]

    assert told("art_3") == ["out_of_order ('示例市公园条例/2022-01-10',) ('art_3',) ('示例市公园条例/2021-01-10', 'person: 公告')"]
    assert told("art_2") == []
    assert told("art_3", Stage(("art_3",), day("2025-01-01"), "公告", "person")) == []


def test_an_article_that_waits_for_its_day_waits_through_a_change_in_part() -> None:
    """第三条 waits for 2024, or for an act, from the first text on; the change of it is law as such from 2022. A 修订 brings it in."""
    def told(begins: str | None, change: str, force: str) -> tuple[list[str], object, object]:
        waits = Stage(("art_3",), day(begins) if begins else None, "公告", "act")
        first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="", stages=(waits,))
        later = version("2022-01-10", MANAGE, FREE, NIGHT, CARE.replace("养护", "日常养护"), force=force, change=change)
        held = {v.version: v for v in (first, later)}
        text = text_on(calendar(held.values()), on(held.values(), day("2023-06-01")), held.__getitem__)
        step = lineage([first, later], "第四条", 1).steps[-1]
        unit = next(u for u in blame([first, later]).units if u.provision == "art_4")
        assert (unit.begins, unit.unset) == (step.begins, step.unset)
        return [r.provision for r in text.readings], step.begins or step.unset, contradictions("示例市公园条例", [first, later])

    assert told("2024-01-01", "amended", "2022-03-01") == (["art_4"], day("2024-01-01"), ())
    assert told("2023-01-01", "amended", "2023-03-01") == ([], day("2023-03-01"), ())
    assert told(None, "amended", "2022-03-01") == (["art_4"], "open", ())
    assert told(None, "revised", "2022-03-01")[:2] == ([], day("2022-03-01"))


def test_a_dated_article_in_a_text_without_history_is_no_word_of_promulgation() -> None:
    from tracker import reading

    text = "示例市灯光条例\n第一条　灯光应当节能。\n第二条　本条例自2020年3月1日起施行。\n"
    found = reading.read_bytes(text.encode(), "2022-01-10.txt").in_force
    assert found == InForce(None, reason="the text tells nothing of its history, so it may have been amended since the date in its last "
                                         "article", first=day("2020-03-01"))


def test_a_change_that_waits_behind_a_later_one_comes_too() -> None:
    """先公布者后施行: the act of 2021 is law from 2024, that of 2022 from 2023; what the former changes comes in 2024."""
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="")
    waits = version("2021-01-10", MANAGE, FREE, CARE.replace("养护", "日常养护"), force="2024-01-01")
    later = version("2022-01-10", MANAGE, f"{FREE}外地市民也是。", CARE.replace("养护", "日常养护"), force="2023-01-01")
    law = Law("示例市公园条例", "示例市公园条例", versions=tuple(map(held_as, (first, waits, later))))
    assert [(c.day, c.version) for c in upcoming(law, day("2022-06-01"))] == [
        (day("2023-01-01"), day("2022-01-10")), (day("2024-01-01"), day("2021-01-10"))]


def test_of_a_version_overtaken_in_part_it_is_told_from_when_the_rest_is_law() -> None:
    """The act of 2021 is law from 2024, that of 2022 from 2023, which changes 第二条; a whole new text leaves nothing, nor does the end."""
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="")
    waits = version("2021-01-10", MANAGE, FREE, CARE.replace("养护", "日常养护"), force="2024-01-01")

    def told(*later: Version, events: tuple[Event, ...] = ()) -> str:
        span = spans([first, waits, *later], events)[1]
        return never_of(span).format(rest=span.rest)

    later = version("2022-01-10", MANAGE, f"{FREE}外地市民也是。", CARE.replace("养护", "日常养护"), force="2023-01-01")
    held = {v.version: v for v in (first, waits, later)}
    for when, there in (("2023-12-31", False), ("2024-01-01", True)):
        assert ("日常" in words(text_on(calendar(held.values()), on(held.values(), day(when)), held.__getitem__))[2]) == there
    nothing = "never in force as a whole"
    assert told(later) == f"{nothing}; what later changes leave of it is in force from 2024-01-01"
    whole = version("2022-06-10", MANAGE, FREE, force="2023-06-01", change="revised")
    unknown = version("2022-06-10", MANAGE, FREE, force=None, basis="unknown", change="revised")
    assert [told(later, other) for other in (whole, unknown)] == [nothing, nothing]
    assert told(later, events=(Event("repealed", day("2023-06-01")),)) == nothing


def test_a_log_tells_that_the_law_was_suspended_when_the_article_came_into_it() -> None:
    first = version("2020-01-10", MANAGE, FREE, force="2020-03-01", change="")
    later = version("2022-01-10", MANAGE, FREE, CARE, force="2022-03-01")
    paused = Event("suspended", day("2021-01-01"), basis="person", reason="试点")
    over = replace(paused, until=day("2022-01-01"))
    for event, kinds in ((paused, ["suspended", "inserted"]), (over, ["inserted"])):
        assert [step.kind for step in lineage([first, later], "第三条", 1, events=[event]).steps] == kinds


def test_a_paragraph_waits_for_its_day_in_later_texts_too() -> None:
    """第二条第二款 waits for 2024 by a notice on the first text; the text of 2022 changes 第三条 alone."""
    waits = Stage(("art_2__para_2",), day("2024-01-01"), "公告", "act")
    first = version("2020-01-10", MANAGE, f"{FREE}\n{DOGS}", CARE, force="2020-03-01", change="", stages=(waits,))
    later = version("2022-01-10", MANAGE, f"{FREE}\n{DOGS}", CARE.replace("养护", "日常养护"), force="2022-03-01")
    held = {v.version: v for v in (first, later)}
    for when, there in (("2023-12-31", False), ("2024-01-01", True)):
        text = text_on(calendar(held.values()), on(held.values(), day(when)), held.__getitem__)
        assert (DOGS in words(text)[1]) == there
        assert [r.provision for r in text.readings] == ([] if there else ["art_2__para_2"])


def test_a_paragraph_waits_for_its_day_where_a_later_act_changes_another_one_before() -> None:
    """What 2021 does to 第三条第一款, and its new 第三款, is law in 2025, the day of 第三条 or of the act; what 2022 does to 第二款,
    in 2023. Text and intervals say so of every day, and it is no contradiction."""
    first = version("2020-01-10", MANAGE, FREE, f"{CARE}\n{DOGS}", force="2020-03-01", change="")
    changed = f"{CARE.replace('养护', '日常养护')}\n{DOGS}\n{NIGHT}"
    own = version("2021-01-10", MANAGE, FREE, changed, force="2021-03-01", stages=(Stage(("art_3",), day("2025-01-01"), "公告", "person"),))
    later = version("2022-01-10", MANAGE, FREE, changed.replace("牵引绳", "短绳"), force="2023-01-01")
    for second in (own, version("2021-01-10", MANAGE, FREE, changed, force="2025-01-01")):
        held = {v.version: v for v in (first, second, later)}
        found = {life.provision: life.intervals for life in lives(weave(held.values()), calendar(held.values()))}
        assert [(str(i.start), str(i.version), i.parts) for i in found["art_3"]] == [
            ("2020-03-01", "2020-01-10", ()), ("2023-01-01", "2022-01-10", ("art_3__para_1", "art_3__para_3")),
            ("2025-01-01", "2022-01-10", ())]
        for when, daily, short, night in (("2022-12-31", False, False, False), ("2023-01-01", False, True, False),
                                          ("2025-01-01", True, True, True)):
            text = text_on(calendar(held.values()), on(held.values(), day(when)), held.__getitem__)
            assert ("日常" in words(text)[2], "短绳" in words(text)[2], NIGHT in words(text)[2]) == (daily, short, night)
            if when == "2023-01-01":
                assert [(r.provision, r.until) for r in text.readings] == [
                    ("art_3__para_1", day("2025-01-01")), ("art_3__para_3", day("2025-01-01"))]
        assert contradictions("示例市公园条例", list(held.values())) == ()


def test_a_change_that_a_later_one_of_the_same_paragraph_outruns_may_be_law_with_that_or_never_is() -> None:
    """What 2021 puts into 第三条第一款 has the day 2025, its own or that of the act; 2022 changes that 款 again, leaves those words or
    replaces them, and is law in 2023."""
    first = version("2020-01-10", MANAGE, FREE, f"{CARE}\n{DOGS}", force="2020-03-01", change="")
    changed = f"{CARE.replace('养护', '日常养护')}\n{DOGS}"
    later = version("2022-01-10", MANAGE, FREE, changed.replace("负责", "统一负责"), force="2023-01-01")
    other = version("2022-01-10", MANAGE, FREE, changed.replace("牵引绳", "短绳"), force="2023-01-01")
    instead = version("2022-01-10", MANAGE, FREE, changed.replace("日常养护", "按季节养护"), force="2023-01-01")
    for force, stages in (("2021-03-01", ("art_3",)), ("2021-03-01", ("art_3__para_1",)), ("2025-01-01", ())):
        second = version("2021-01-10", MANAGE, FREE, changed, force=force,
                         stages=(Stage(stages, day("2025-01-01"), basis="text"),) if stages else ())
        for third, told in ((later, (None, "unknown")), (other, (day("2025-01-01"), "")), (instead, (None, "never"))):
            step = lineage([first, second, third], "第三条第一款", 2).steps[1]
            units = {u.provision: u for u in blame([first, second, third], words=True).units}
            words_ = [s for s in units["art_3"].spans if s.text == "日常"]
            assert [(s.begins, s.unset) for s in (step, *words_)] == [told] * (1 if third is instead else 2)
        for third, unset in ((later, "unknown"), (instead, "never")):
            steps = lineage([first, second, third], "第三条", 2).steps
            assert [(s.begins, s.unset) for s in steps[1:]] == [(None, unset), (day("2023-01-01"), "")]
            assert histories(weave([first, second, third]))[2, "art_3"].steps == steps


def test_a_paragraph_that_is_law_before_its_act_is_in_the_text_of_the_day() -> None:
    """The act of 2021 is law from 2025; what it makes of 第三条第一款, from 2022."""
    first = version("2020-01-10", MANAGE, FREE, f"{CARE}\n{DOGS}", force="2020-03-01", change="")
    later = version("2021-01-10", MANAGE, FREE, f"{CARE.replace('养护', '日常养护')}\n{DOGS.replace('牵引绳', '短绳')}", force="2025-01-01",
                    stages=(Stage(("art_3__para_1",), day("2022-01-01"), basis="text"),))
    held = {v.version: v for v in (first, later)}
    for when, daily, short in (("2021-12-31", False, False), ("2022-01-01", True, False), ("2025-01-01", True, True)):
        text = text_on(calendar(held.values()), on(held.values(), day(when)), held.__getitem__)
        assert ("日常" in words(text)[2], "短绳" in words(text)[2]) == (daily, short)
        assert [(r.provision, r.reason, r.since) for r in text.readings] == (
            [("art_3__para_1", "staged", day("2022-01-01"))] if when == "2022-01-01" else [])
    found = next(life for life in lives(weave([first, later]), calendar([first, later])) if life.provision == "art_3")
    assert [(str(i.start), str(i.version), i.parts) for i in found.intervals] == [
        ("2020-03-01", "2020-01-10", ()), ("2022-01-01", "2020-01-10", ("art_3__para_1",)), ("2025-01-01", "2021-01-10", ())]


def test_an_article_waits_no_longer_than_to_the_day_that_a_change_of_it_sets() -> None:
    """第三条 waits for 2030 from the first text on; that of 2021 sets it the day 2022, and the next change has none of its own."""
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="", stages=(Stage(("art_3",), day("2030-01-01")),))
    second = version("2021-01-10", MANAGE, FREE, CARE.replace("养护", "日常养护"), force="2021-03-01",
                     stages=(Stage(("art_3",), day("2022-01-01")),))
    third = version("2022-06-10", MANAGE, FREE, CARE.replace("养护", "定期养护"), force="2023-01-01")
    held = {v.version: v for v in (first, second, third)}
    assert "定期" in words(text_on(calendar(held.values()), on(held.values(), day("2023-01-01")), held.__getitem__))[2]
    assert [s.begins for s in lineage(list(held.values()), "第三条", 2).steps] == [None, day("2022-01-01"), day("2023-01-01")]
    unit = next(u for u in blame(list(held.values()), words=True).units if u.provision == "art_3")
    assert [str(s.begins) for s in unit.spans if s.text == "定期"] == ["2023-01-01"]


def test_an_item_waits_for_its_day_where_another_one_of_its_paragraph_is_changed_before() -> None:
    """The act of 2021 is law from 2025 and changes the first 项; that of 2022, law from 2023, the second: text, log and blame agree."""
    items = "有下列情形之一的，处罚款：\n（一）践踏草坪的；\n（二）攀折花木的。"
    changed = items.replace("践踏", "擅自践踏")
    held = {v.version: v for v in (
        version("2020-01-10", MANAGE, FREE, items, force="2020-03-01", change=""),
        version("2021-01-10", MANAGE, FREE, changed, force="2025-01-01"),
        version("2022-01-10", MANAGE, FREE, changed.replace("攀折", "随意攀折"), force="2023-01-01"))}
    text = text_on(calendar(held.values()), on(held.values(), day("2023-01-01")), held.__getitem__)
    assert ("擅自" in words(text)[2], "随意" in words(text)[2]) == (False, True)
    assert [s.begins for s in lineage(list(held.values()), "第三条", 2).steps[1:]] == [day("2025-01-01"), day("2023-01-01")]
    unit = next(u for u in blame(list(held.values()), words=True).units if u.provision == "art_3")
    assert [(s.text, s.begins) for s in unit.spans if s.text in ("擅自", "随意")] == [
        ("擅自", day("2025-01-01")), ("随意", day("2023-01-01"))]


def test_what_is_resumed_of_an_article_leaves_the_rest_of_it_suspended() -> None:
    first = version("2020-01-10", MANAGE, f"{FREE}\n{DOGS}", force="2020-03-01", change="")
    events = [Event("suspended", day("2021-01-01"), provisions=("art_2",)),
              Event("resumed", day("2021-06-01"), provisions=("art_2__para_1",))]
    for when, names in (("2021-05-31", ["art_2__para_1", "art_2__para_2"]), ("2021-06-01", ["art_2__para_2"])):
        text = text_on(calendar([first], events), on([first], day(when), events), lambda _: first)
        assert [key for event in text.suspended for key in event.provisions] == names


def suspended(event: Event, first: Version, second: Version, when: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What an event is about in the text of a day, and of which of it a part alone is meant."""
    held = {v.version: v for v in (first, second)}
    text = text_on(calendar(held.values(), [event]), on(held.values(), day(when), [event]), held.__getitem__)
    return [(e.provisions, e.partly) for e in text.suspended]


@pytest.mark.parametrize(("merged", "told"), [
    (f"{CARE}\n{NIGHT}", (("art_3__para_2",), ())), (CARE.rstrip("。") + "；" + NIGHT, (("art_3",), ("art_3",))),
    (f"{DOGS}\n{CARE.rstrip('。')}；{NIGHT}", (("art_3__para_2",), ("art_3__para_2",)))])
def test_a_suspension_of_what_was_merged_is_of_what_came_of_it(merged: str, told: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    first = version("2020-01-10", MANAGE, FREE, CARE, NIGHT, force="2020-03-01", change="")
    second = version("2022-01-10", MANAGE, FREE, merged, force="2022-03-01")
    pause = Event("suspended", day("2021-01-01"), provisions=("art_4",))
    assert suspended(pause, first, second, "2021-06-01") == [(("art_4",), ())]
    assert suspended(pause, first, second, "2022-06-01") == [told]
    both = Event("suspended", day("2021-01-01"), provisions=("art_3", "art_4"))
    assert all(not part for _names, part in suspended(both, first, second, "2022-06-01")), "all that came together is meant"


def test_what_is_resumed_by_the_number_of_one_half_of_an_article_was_a_part_of_it() -> None:
    first = version("2020-01-10", MANAGE, f"{CARE}\n{NIGHT}", DOGS, force="2020-03-01", change="")
    second = version("2022-01-10", MANAGE, CARE, NIGHT, DOGS, force="2022-03-01")
    events = [Event("suspended", day("2021-01-01"), provisions=("art_2",)), Event("resumed", day("2023-01-01"), provisions=("art_3",))]
    held = {v.version: v for v in (first, second)}
    text = text_on(calendar(held.values(), events), on(held.values(), day("2021-06-01"), events), held.__getitem__)
    assert [(e.provisions, e.until) for e in text.suspended] == [(("art_2__para_1",), None), (("art_2__para_2",), day("2023-01-01"))]


def test_what_is_resumed_of_a_law_suspended_as_a_whole_is_law_again() -> None:
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="")
    for place in ("", "乙县"):
        events = [Event("suspended", day("2021-01-01"), place=place),
                  Event("resumed", day("2022-01-01"), provisions=("art_2",), place=place)]

        for when, told in (("2021-06-01", [(("art_1", "art_3"), None), (("art_2",), day("2022-01-01"))]),
                           ("2022-01-01", [(("art_1", "art_3"), None)])):
            text = text_on(calendar([first], events), on([first], day(when), events), lambda _: first)
            assert [(e.provisions, e.until) for e in text.suspended] == told


def test_the_end_of_a_suspension_brings_back_what_it_still_suspends_and_no_other_does() -> None:
    """By the numbers of its day: the text of 2022, law on that day, makes the 第三条 of before 第四条."""
    first = version("2020-01-10", MANAGE, f"{FREE}\n{DOGS}", CARE, force="2020-03-01", change="")
    later = version("2022-01-10", MANAGE, NIGHT, f"{FREE}\n{DOGS}", CARE, force="2098-01-01")
    law = Law("示例市公园条例", "示例市公园条例", versions=(held_as(first), held_as(later)))

    def back(*events: Event) -> list[tuple[str, ...]]:
        found = upcoming(replace(law, events=events), day("2097-06-01"), [first, later])
        return [c.provisions for c in found if c.kind == "resumed" and c.day == day("2098-01-01")]

    over, pause = Event("resumed", day("2098-01-01")), Event("suspended", day("2097-01-01"))
    apart = Event("resumed", day("2097-02-01"), provisions=("art_2__para_1",))
    part = replace(pause, provisions=("art_2", "art_3"))
    assert back(part, over) == [("art_3", "art_4")]
    assert back(part, apart, over) == [("art_3__para_2", "art_4")]
    assert back(pause, over) == [()]
    assert back(pause, apart, over) == [("art_1", "art_3__para_2", "art_4")]
    longer = replace(pause, provisions=("art_3",), until=day("2099-01-01"))
    assert back(replace(pause, until=day("2098-01-01")), longer) == [("art_1", "art_2", "art_3")]
    assert back(replace(longer, until=day("2098-01-01")), replace(pause, until=day("2099-01-01"))) == []


def test_a_suspension_of_an_article_is_of_what_became_of_it_in_a_merger() -> None:
    """第四条 was suspended; it is 第二条第二款 since 2022, and nothing of 第二条第一款 came of it."""
    first = version("2020-01-10", MANAGE, FREE, CARE, DOGS, FINE, force="2020-03-01", change="")
    later = version("2022-01-10", MANAGE, f"{FREE}\n{DOGS}", CARE, FINE, force="2022-03-01")
    held, events = {v.version: v for v in (first, later)}, [Event("suspended", day("2021-01-01"), provisions=("art_4",))]
    text = text_on(calendar(held.values(), events), on(held.values(), day("2022-06-01"), events), held.__getitem__)
    assert [event.provisions for event in text.suspended] == [("art_2__para_2",)]


def test_what_is_taken_out_before_its_day_never_comes() -> None:
    """The text of 2022, law since then, has no 第二条第二款, which waited for an act, and no 第三条, which waits for 2030; 第四条 still
    does. A day that came before the text of 2022 stays."""
    stages = (Stage(("art_2__para_2", "art_4"), None), Stage(("art_3",), day("2030-01-01")), Stage(("art_5",), day("2021-01-01")))
    first = version("2020-01-10", MANAGE, f"{FREE}\n{DOGS}", CARE, NIGHT, FINE, force="2020-03-01", change="", stages=stages)
    later = version("2022-01-10", MANAGE, FREE, NIGHT, force="2022-03-01")
    law = Law("示例市公园条例", "示例市公园条例", versions=(held_as(first), held_as(later)))

    def left(when: str) -> list[tuple[str, ...]]:
        return [c.provisions for c in upcoming(law, day(when), [first, later]) if c.provisions]

    assert (left("2022-02-28"), left("2022-03-01")) == ([("art_2__para_2", "art_4")], [("art_4",)])
    assert taken_out(law, [first, later], day("2022-03-01")) == {
        (day("2020-01-10"), "art_2__para_2"): day("2022-01-10"), (day("2020-01-10"), "art_3"): day("2022-01-10")}
    steps = [(step.kind, step.begins or step.unset) for step in lineage([first, later], "第三条", 0).steps]
    assert steps == [("enacted", "never"), ("deleted", day("2022-03-01"))]


@pytest.mark.parametrize("begins", [None, "2030-01-01"])
def test_a_whole_new_text_brings_what_waited_and_stands_in_it_as_it_was(begins: str | None) -> None:
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="",
                    stages=(Stage(("art_3",), day(begins) if begins else None),))
    second = version("2022-05-20", MANAGE, NIGHT, CARE, force="2022-07-01", change="revised")
    assert [(s.begins, s.unset) for s in lineage([first, second], "第三条", 1).steps] == [(day("2022-07-01"), "")]
    assert {u.num: u.begins for u in blame([first, second]).units}["第三条"] == day("2022-07-01")


def test_a_whole_new_text_does_not_bring_what_it_gives_a_day_of_its_own() -> None:
    """第二条 as changed in April 2016 waits; the whole new text of August, law in November, has it so and gives it a day in 2019."""
    yearly, quarterly = "游乐设施应当每年检验一次。", "游乐设施应当每季度检验一次，检验报告应当公布。"
    first = version("2015-05-02", NIGHT, yearly, force="2015-07-01", change="")
    second = version("2016-04-17", NIGHT, quarterly, force="2016-06-01", stages=(Stage(("art_2",), None),))
    anew = version("2016-08-23", DOGS, quarterly, force="2016-11-01", change="revised", stages=(Stage(("art_2",), day("2019-01-01")),))
    held = {v.version: v for v in (first, second, anew)}
    for when, article in (("2016-12-01", yearly), ("2018-12-31", yearly), ("2019-01-01", quarterly)):
        text = text_on(calendar(held.values()), on(tuple(held.values()), day(when)), held.__getitem__)
        assert words(text)[1] == f"第二条　{article}"
        assert [r.until for r in text.readings] == ([day("2019-01-01")] if article == yearly else [])
    assert [step.begins for step in lineage(list(held.values()), "第二条", 2).steps] == [day("2015-07-01"), day("2019-01-01")]
    assert [unit.begins for unit in blame(list(held.values())).units if unit.num == "第二条"] == [day("2019-01-01")]


def test_a_number_that_changes_before_its_article_is_law_is_had_by_it_from_then_on() -> None:
    """第三条 of 2020 waits for 2030; the act of 2022 puts an article before it."""
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="", stages=(Stage(("art_3",), day("2030-01-01")),))
    second = version("2022-05-20", MANAGE, FREE, NIGHT, CARE, force="2022-07-01")
    assert [(s.kind, s.begins) for s in lineage([first, second], "第四条", 1).steps] == [
        ("enacted", day("2030-01-01")), ("renumbered", day("2030-01-01"))]


def test_words_whose_day_is_left_open_are_found_under_each_number_they_had() -> None:
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", change="", stages=(Stage(("art_3",), None),))
    second = version("2022-05-20", MANAGE, FREE, NIGHT, CARE, force="2022-07-01")
    law = Law("示例市公园条例", "示例市公园条例", versions=tuple(map(held_as, (first, second))))
    found = grep(law, [first, second], "养护")
    assert [(s.provision, s.start, s.unset) for s in found] == [("art_3", None, "open"), ("art_4", None, "open")]


def test_what_is_left_open_and_taken_out_again_never_came() -> None:
    first = version("2020-01-10", MANAGE, f"{FREE}\n{NIGHT}", force="2020-03-01", change="", stages=(Stage(("art_2__para_2",), None),))
    second = version("2022-05-20", MANAGE, FREE, force="2022-07-01")
    steps = lineage([first, second], "第二条第二款", 0).steps
    assert [(s.kind, s.begins or s.unset) for s in steps] == [("enacted", "never"), ("deleted", day("2022-07-01"))]


@pytest.mark.parametrize("more", ["", "养护情况应当每年向社会公布，接受公众监督，具体办法由市人民政府制定。"])
@pytest.mark.parametrize("sets", [["第二条 = 第二条", "第二条第三款 = 第三条"], []])
def test_a_paragraph_that_becomes_an_article_stands_in_its_old_words_until_that_is_law(more: str, sets: list[str]) -> None:
    """第三款 of 第二条 becomes 第三条, changed, and that waits for 2023; whether the act says so or not, and however long it is."""
    first = version("2020-01-10", MANAGE, f"{FREE}\n{NIGHT}\n{CARE}{more}", force="2020-03-01", change="")
    second = version("2022-05-20", MANAGE, f"{FREE}\n{NIGHT}", f"{CARE}{more}".replace("负责", "统一负责"), force="2022-07-01",
                     stages=(Stage(("art_3",), day("2023-01-01")),))
    held = {v.version: v for v in (first, second)}
    said = overrule(first, second, sets=sets)
    text = text_on(calendar(held.values()), on(tuple(held.values()), day("2022-08-01")), held.__getitem__, lambda a, b: align(a, b, said))
    assert words(text) == [f"第一条　{MANAGE}", f"第二条　{FREE}\n{NIGHT}", f"第三条　{CARE}{more}"]
    assert [(r.provision, r.version, r.reason, r.until) for r in text.readings] == [
        ("art_3", first.version, "staged", day("2023-01-01"))]


def test_a_paragraph_that_is_law_as_an_article_stands_no_more_in_the_one_it_leaves_though_that_waits() -> None:
    """第三款 of 第二条 is law as 第三条, in other words; 第二条, which has a day of its own, says no other thing beside it."""
    first = version("2020-01-10", MANAGE, f"{FREE}\n{NIGHT}\n{CARE}", force="2020-03-01", change="")
    second = version("2022-05-20", MANAGE, f"{FREE}\n{NIGHT}", CARE.replace("负责", "统一负责"), force="2022-07-01",
                     stages=(Stage(("art_2",), day("2023-01-01")),))
    held = {v.version: v for v in (first, second)}
    text = text_on(calendar(held.values()), on(tuple(held.values()), day("2022-08-01")), held.__getitem__)
    assert words(text)[1:] == [f"第二条　{FREE}\n{NIGHT}", f"第三条　{CARE.replace('负责', '统一负责')}"]
    assert ("art_2__para_3", None, day("2022-07-01")) in {(r.provision, r.version, r.since) for r in text.readings}


def test_what_goes_with_an_act_left_open_waits_for_that_and_not_for_what_comes_in_its_place() -> None:
    """第一条 of 2020 waits for a day of its own; another act, itself left open, has a new one in its place on a day that is past."""
    first = version("2020-01-10", MANAGE, CARE, force="2020-03-01", change="", stages=(Stage(("art_1",), None),))
    second = version("2022-05-20", FREE, CARE, basis="act", stages=(Stage(("art_1",), day("2022-06-01")),))
    held = {v.version: v for v in (first, second)}
    text = text_on(calendar(held.values()), on(tuple(held.values()), day("2022-06-01")), held.__getitem__)
    assert words(text) == [f"第一条　{FREE}", f"第二条　{CARE}"]
    assert [(r.version, r.reason, r.since, r.until) for r in text.readings] == [
        (None, "open", None, None), (second.version, "staged", day("2022-06-01"), None)]


def test_a_text_of_a_day_says_where_it_rests_on_a_weak_guess() -> None:
    """第三条 waits, in words little like those of the 第二条 that it is taken to have been; a person who says so leaves no guess."""
    old, new = "渡船应当按照核定的人数载客，不得超载。", "渡船载客人数不得超过核定的标准；遇有大风、大雾的，应当停航。"
    first = version("2020-01-10", MANAGE, old, CARE, force="2020-03-01", change="")
    later = version("2022-01-10", MANAGE, CARE, new, force="2022-03-01", stages=(Stage(("art_3",), day("2023-01-01")),))
    held = {v.version: v for v in (first, later)}

    def told(mapper: Mapper) -> list[tuple[str, float | None]]:
        text = text_on(calendar((first, later)), on((first, later), day("2022-06-01")), held.__getitem__, mapper)
        assert text.body[2].children[0].text == old
        return [(r.provision, r.weak and round(r.weak, 2)) for r in text.readings]

    assert told(align) == [("art_3", 0.3)]
    assert told(lambda a, b: align(a, b, overrule(a, b, sets=["第二条 = 第三条"], who="示例", why="示例"))) == [("art_3", None)]


def test_what_a_later_act_leaves_of_one_whose_day_is_open_comes_still() -> None:
    """The act of 2021 puts 第三条 in and is left open; that of 2022 changes 第一条 and is law."""
    first = version("2020-01-10", FREE, CARE, force="2020-03-01", basis="text", change="")
    second = version("2021-05-20", FREE, CARE, DOGS, basis="open")
    third = version("2022-05-20", f"{FREE}{NIGHT}", CARE, DOGS, force="2022-07-01")
    law = Law("示例市公园条例", "示例市公园条例", versions=(held_as(first), held_as(second), held_as(third)))
    for texts in ([first, second, third], []):
        assert [(c.day, c.version, c.known) for c in upcoming(law, day("2023-01-01"), texts)] == [(None, second.version, True)]


def test_nothing_comes_of_an_act_left_open_all_of_which_a_whole_new_text_or_later_acts_have_taken_out() -> None:
    first = version("2020-01-10", FREE, CARE, force="2020-03-01", basis="text", change="")
    second = version("2021-05-20", FREE, CARE, DOGS, basis="open")
    for third in (version("2022-05-20", FREE, CARE, force="2022-07-01"),
                  version("2022-05-20", FREE, CARE, DOGS, force="2022-07-01", change="revised")):
        law = Law("示例市公园条例", "示例市公园条例", versions=(held_as(first), held_as(second), held_as(third)))
        assert not upcoming(law, day("2023-01-01"), [first, second, third])


def test_what_is_resumed_with_no_place_named_is_law_again_in_every_place() -> None:
    """第二条 is suspended in two zones; an act has it apply again everywhere, after it did in one of them."""
    held = version("2015-03-20", FREE, DOGS, force="2016-01-01", change="")
    paused = [Event("suspended", day(when), provisions=("art_2",), place=place, basis="person", reason="决定")
              for when, place in (("2017-01-01", "甲试验区"), ("2017-06-01", "乙试验区"))]
    back = [Event("resumed", day(when), provisions=("art_2",), place=place, basis="person", reason="决定")
            for when, place in (("2017-09-01", "甲试验区"), ("2018-01-01", ""))]
    for events in ([*paused, back[1]], [*paused, *back]):
        assert not contradictions("示例市公园条例", [held], events)
        state = on([held], day("2018-01-01"), events)
        assert not text_on(calendar([held], events), state, {held.version: held}.__getitem__).suspended
        before = text_on(calendar([held], events), on([held], day("2017-12-31"), events), {held.version: held}.__getitem__).suspended
        assert {one.place for one in before} == {"甲试验区", "乙试验区"} - ({"甲试验区"} if back[0] in events else set())
