"""What was repealed before its own day: it never was law, on whichever day one asks, and every command says so."""

import pytest
from msgspec.structs import replace

from tests.timeline.laws import CARE, DOGS, FREE, MANAGE, NIGHT, day, version, words
from tests.timeline.test_days import text
from tracker import timeline
from tracker.model import Event, Law, Stage, Version, held_as
from tracker.timeline.blame import Blamed, blame
from tracker.timeline.history import lineage
from tracker.timeline.standing import standing
from tracker.timeline.words import grep

STAGED = version("2020-01-10", MANAGE, CARE, DOGS, FREE, force="2020-03-01", basis="text", change="",
                 stages=(Stage(("art_3",), day("2022-01-01")),))
FIRST = version("2020-01-10", MANAGE, CARE, FREE, force="2020-03-01", basis="text", change="")
ADDED = version("2020-06-10", MANAGE, CARE, DOGS, FREE, force="2020-07-01", stages=(Stage(("art_3",), day("2022-01-01"), basis="act"),))
OPEN = version("2020-01-10", MANAGE, CARE, DOGS, FREE, force="2020-03-01", basis="text", change="", stages=(Stage(("art_3",), None),))
OVER = Event("repealed", day("2021-06-01"), provisions=("art_3",), basis="person", reason="公告")
ALL_OVER = Event("repealed", day("2021-06-01"), basis="person", reason="公告")


def told(versions: list[Version], on: str, *events: Event) -> list[tuple[str, str]]:
    """What the lines beside the text of a day say of it, by provision."""
    return [(r.provision, standing(r)) for r in text(versions, on, *events).readings]


def steps(versions: list[Version], citation: str, *events: Event) -> list[tuple[str, object]]:
    """The history of a provision of the newest of some versions: what was done, and its first day or why there is none."""
    return [(s.kind, s.begins or s.unset) for s in lineage(versions, citation, len(versions) - 1, events=events).steps]


@pytest.mark.parametrize("versions", [[STAGED], [FIRST, ADDED], [OPEN]], ids=["first enactment", "修正", "left open"])
def test_what_is_repealed_before_its_own_day_never_is_law(versions: list[Version]) -> None:
    for on in ("2020-12-31", "2021-05-31", "2021-06-01", "2022-01-01", "2023-01-01"):
        assert told(versions, on, OVER) == [("art_3", "never in force: repealed from 2021-06-01 (公告)")], on
    made = "inserted" if len(versions) > 1 else "enacted"
    assert steps(versions, "第三条", OVER) == [(made, "never"), ("repealed", day("2021-06-01"))]


def test_what_waits_never_is_law_where_the_whole_law_is_repealed_before() -> None:
    assert told([STAGED], "2020-12-31", ALL_OVER) == [("art_3", "never in force: repealed from 2021-06-01 (公告)")]
    assert steps([STAGED], "第三条", ALL_OVER) == [("enacted", "never"), ("repealed", day("2021-06-01"))]


@pytest.mark.parametrize(("when", "first"), [("2021-12-31", "never"), ("2022-01-01", "never"), ("2022-01-02", day("2022-01-01"))])
def test_a_repeal_counts_from_its_day_on(when: str, first: object) -> None:
    """Repealed on the very day on which it would be law, it never is."""
    over = Event("repealed", day(when), provisions=("art_3",), basis="person", reason="公告")
    assert steps([STAGED], "第三条", over)[0] == ("enacted", first)
    assert [r.never for r in text([STAGED], "2020-12-31", over).readings] == [first == "never"]
    assert [r.never for r in text([STAGED], "2023-01-01", over).readings] == [first == "never"]


def test_only_the_new_words_never_are_law_where_the_old_ones_were() -> None:
    first = version("2020-01-10", MANAGE, CARE, DOGS, FREE, force="2020-03-01", basis="text", change="")
    second = version("2020-06-10", MANAGE, CARE, DOGS.replace("牵引绳", "牵引索"), FREE, force="2020-07-01",
                     stages=(Stage(("art_3",), day("2022-01-01"), basis="act"),))
    before, = text([first, second], "2021-05-31", OVER).readings
    assert (before.version, standing(before)) == (first.version, "never in force: repealed from 2021-06-01 (公告)")
    for on in ("2021-06-01", "2022-01-01"):
        assert told([first, second], on, OVER) == [("art_3", "repealed from 2021-06-01 (公告)")]
    assert steps([first, second], "第三条", OVER) == [
        ("enacted", day("2020-03-01")), ("changed", "never"), ("repealed", day("2021-06-01"))]


def test_of_an_article_one_paragraph_may_never_be_law() -> None:
    first = version("2020-01-10", MANAGE, f"{CARE}\n{NIGHT}", force="2020-03-01", basis="text", change="",
                    stages=(Stage(("art_2__para_2",), day("2022-01-01")),))
    over = Event("repealed", day("2021-06-01"), provisions=("art_2__para_2",), basis="person", reason="公告")
    for on in ("2020-12-31", "2022-01-01"):
        assert told([first], on, over) == [("art_2__para_2", "never in force: repealed from 2021-06-01 (公告)")]
    for event in (over, ALL_OVER):
        step = lineage([first], "第二条", 0, events=[event]).steps[0]
        assert (step.begins, step.stages, step.never) == (day("2020-03-01"), (), ("art_2__para_2",))


def test_what_a_whole_new_text_brings_before_its_repeal_was_law() -> None:
    """第三条 waits for 2022; the revision that is law since July 2020 has it, and gives it no day of its own."""
    anew = version("2020-06-10", MANAGE, CARE, DOGS, FREE, force="2020-07-01", change="revised")
    both = [STAGED, anew]
    assert told(both, "2021-06-01", OVER) == [("art_3", "repealed from 2021-06-01 (公告)")]
    assert steps(both, "第三条", OVER) == [("enacted", day("2020-07-01")), ("repealed", day("2021-06-01"))]


def test_a_repeal_in_older_numbers_prevents_what_a_later_text_numbers_otherwise() -> None:
    """第三条 of the first text waits for 2022, is 第四条 in the second and is recorded as repealed in the numbers of the first."""
    second = version("2020-06-10", MANAGE, NIGHT, CARE, DOGS, FREE, force="2020-07-01")
    over = Event("repealed", day("2021-06-01"), provisions=("art_3",), basis="person", reason="公告", numbers=STAGED.version)
    for on in ("2020-12-31", "2021-06-01", "2022-01-01"):
        assert told([STAGED, second], on, over) == [("art_4", "never in force: repealed from 2021-06-01 (公告)")]
    assert steps([STAGED, second], "第四条", over) == [("enacted", "never"), ("renumbered", "never"), ("repealed", day("2021-06-01"))]


def test_a_repeal_on_a_day_not_known_prevents_nothing_for_certain() -> None:
    over = Event("repealed", None, provisions=("art_3",), basis="person", reason="公告")
    assert [r.never for r in text([STAGED], "2022-06-01", over).readings] == [False]
    assert steps([STAGED], "第三条", over)[0] == ("enacted", day("2022-01-01"))


def units(versions: list[Version], *events: Event, index: int | None = None) -> dict[str, Blamed]:
    """The articles of a version, the newest where none is named, each with who put it and its words there."""
    last = len(versions) if index is None else index + 1
    found = blame(versions[:last], words=True, events=events, later=versions[last:])
    return {unit.provision: unit for unit in found.units if unit.type == "article"}


@pytest.mark.parametrize("versions", [[STAGED], [FIRST, ADDED], [OPEN]], ids=["first enactment", "修正", "left open"])
def test_a_blame_tells_what_kept_a_provision_from_being_law(versions: list[Version]) -> None:
    for event in (OVER, ALL_OVER):
        never, law = (units(versions, event)[key] for key in ("art_3", "art_4"))
        assert (never.begins, never.unset, never.source, never.event) == (None, "never", "公告", event)
        assert {(s.begins, s.unset, s.event) for s in never.spans} == {(None, "never", event)}
        assert (law.begins, law.unset) == (day("2020-03-01"), "")


def test_a_blame_tells_of_the_words_alone_that_never_were_law() -> None:
    first = version("2020-01-10", MANAGE, CARE, f"{DOGS}\n{NIGHT}", force="2020-03-01", basis="text", change="",
                    stages=(Stage(("art_3__para_2",), day("2022-01-01")),))
    second = version("2020-06-10", MANAGE, CARE.replace("负责", "统一负责"), f"{DOGS}\n{NIGHT}", force="2020-07-01",
                     stages=(Stage(("art_2",), day("2022-01-01"), basis="act"),))
    over = replace(OVER, provisions=("art_2", "art_3__para_2"))
    found = units([first, second], over)
    assert [(s.text, s.unset) for s in found["art_2"].spans] == [
        ("第二条", ""), ("公园由园林绿化主管部门", ""), ("统一", "never"), ("负责养护。", "")]
    assert [(s.text, s.unset) for s in found["art_3"].spans] == [("第三条", ""), (DOGS, ""), (NIGHT, "never")]
    assert (found["art_2"].unset, found["art_3"].begins) == ("never", day("2020-03-01"))


def test_what_a_later_version_takes_out_before_its_day_never_is_law_in_the_blame_of_the_older_text() -> None:
    second = version("2021-05-10", MANAGE, CARE, FREE, force="2021-06-01")
    unit = units([STAGED, second], index=0)["art_3"]
    assert (unit.begins, unit.unset, unit.source) == (None, "never", "关于修改《示例市公园条例》的决定（2021-05-10）")
    assert steps([STAGED, second], "第三条")[0][1] == day("2020-03-01"), "that is FREE, the 第三条 of now"
    assert lineage([STAGED, second], "第三条", 0).steps[0].unset == "never"


def test_a_blame_tells_of_a_version_that_never_was_in_force() -> None:
    """As log and list do; of one that later changes in part overtake, from when what they leave of it is law."""
    second = version("2021-05-10", MANAGE, CARE.replace("负责", "统一负责"), DOGS, FREE, force="2022-01-01")
    first = version("2020-01-10", MANAGE, CARE, DOGS, FREE, force="2020-03-01", basis="text", change="")
    head = {s.version: (s.begins, s.unset) for s in blame([first, second], events=[ALL_OVER]).sources}
    assert head == {first.version: (first.in_force.date, ""), second.version: (None, "never")}
    third = version("2021-08-10", MANAGE, CARE.replace("负责", "统一负责"), DOGS, FREE.replace("免费", "每日免费"), force="2021-09-01")
    assert [(s.begins, s.unset) for s in blame([first, second, third]).sources][1] == (day("2022-01-01"), "never")


def test_a_whole_new_text_enacts_anew_what_was_repealed_before() -> None:
    """The words of 第三条 are the same; they are law by the revision of 2023, in log and in blame."""
    first = version("2020-01-10", MANAGE, CARE, DOGS, FREE, force="2020-03-01", basis="text", change="")
    anew = version("2023-01-10", MANAGE, NIGHT, CARE, DOGS, FREE, force="2023-03-01", change="revised")
    unit = units([first, anew], replace(OVER, numbers=first.version))["art_4"]
    assert (unit.version, unit.substance, unit.begins) == (anew.version, anew.version, day("2023-03-01"))
    assert {(s.version, s.begins) for s in unit.spans} == {(anew.version, day("2023-03-01"))}
    assert units([first, anew])["art_4"].version == first.version
    assert units([first, anew], replace(OVER, numbers=first.version))["art_3"].begins == day("2020-03-01"), "that was not repealed"


def test_a_paragraph_that_was_repealed_is_enacted_anew_in_its_article() -> None:
    first = version("2020-01-10", MANAGE, f"{CARE}\n{NIGHT}", force="2020-03-01", basis="text", change="")
    anew = version("2023-01-10", MANAGE, f"{CARE}\n{NIGHT}", force="2023-03-01", change="revised")
    over = replace(OVER, provisions=("art_2__para_2",), numbers=first.version)
    unit = units([first, anew], over)["art_2"]
    assert [(s.text, s.version) for s in unit.spans] == [("第二条", first.version), (CARE, first.version), (NIGHT, anew.version)]
    assert (unit.version, unit.substance) == (anew.version, anew.version)
    assert [(s.kind, s.old, s.new) for s in lineage([first, anew], "第二条", 1, events=[over]).steps] == [
        ("enacted", (), ("art_2",)), ("repealed", ("art_2",), ("art_2",)), ("enacted", (), ("art_2__para_2",))]


@pytest.mark.parametrize("change", ["amended", "revised"])
def test_the_blame_of_an_older_text_knows_what_a_later_one_changed_before_it_was_law(change: str) -> None:
    """第三条 as changed in 2020 waits for 2022; the text that is law since June 2021 says otherwise of it."""
    first = version("2020-01-10", MANAGE, CARE, DOGS, FREE, force="2020-03-01", basis="text", change="")
    second = version("2020-06-10", MANAGE, CARE, DOGS.replace("牵引绳", "牵引索"), FREE, force="2020-07-01",
                     stages=(Stage(("art_3",), day("2022-01-01"), basis="act"),))
    third = version("2021-05-10", MANAGE, CARE, DOGS.replace("牵引绳", "牵引链"), FREE, force="2021-06-01", change=change)
    held = [first, second, third]
    assert (units(held, index=1)["art_3"].unset, units(held[:2])["art_3"].begins) == ("never", day("2022-01-01"))
    assert [(s.begins, s.unset) for s in lineage(held, "第三条", 2).steps][1:] == [(None, "never"), (day("2021-06-01"), "")]


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_repealed_in_older_numbers_does_not_expire_in_newer_ones(order: int) -> None:
    """第三条 of the first text is 第四条 of the second; whichever of the two was recorded first."""
    first = version("2020-01-10", MANAGE, CARE, DOGS, FREE, force="2020-03-01", basis="text", change="")
    second = version("2020-06-10", MANAGE, NIGHT, CARE, DOGS, FREE, force="2020-07-01")
    over = replace(OVER, numbers=first.version)
    term = Event("expired", day("2022-06-01"), provisions=("art_4",), basis="person", reason="期限", numbers=second.version)
    for on in ("2021-06-01", "2022-05-31", "2022-06-01"):
        assert told([first, second], on, *(over, term)[::order]) == [("art_4", "repealed from 2021-06-01 (公告)")]


def found(versions: list[Version], words: str, *events: Event) -> list[tuple[str, object, object]]:
    """Where words stand: the provision, its first day there or why there is none, and what was recorded that prevented it."""
    law = Law("示例市公园条例", "示例市公园条例", events=events, versions=tuple(map(held_as, versions)))
    return [(s.provision, s.start or s.unset, s.event) for s in grep(law, versions, words)]


@pytest.mark.parametrize("versions", [[STAGED], [FIRST, ADDED], [OPEN]], ids=["first enactment", "修正", "left open"])
def test_words_that_never_were_law_are_found_as_such(versions: list[Version]) -> None:
    for event in (OVER, ALL_OVER):
        assert found(versions, "牵引绳", event) == [("art_3", "never", event)]
    assert found([STAGED, version("2021-05-10", MANAGE, CARE, FREE, force="2021-06-01")], "牵引绳") == [("art_3", "never", None)]


def test_words_of_a_change_that_the_end_of_the_law_prevented_are_found_as_such() -> None:
    second = version("2021-05-10", MANAGE, CARE.replace("负责", "统一负责"), FREE, force="2022-01-01")
    assert found([FIRST, second], "统一", ALL_OVER) == [("art_2", "never", ALL_OVER)]
    assert found([FIRST, second], "园林绿化", ALL_OVER) == [("art_2", day("2020-03-01"), None), ("art_2", "never", ALL_OVER)]


def test_a_law_whose_day_was_left_open_and_that_was_repealed_never_came_into_force() -> None:
    law = version("2020-01-10", MANAGE, CARE, basis="text", change="")
    for on, reason in (("2020-12-31", "prevented"), ("2021-06-01", "repealed")):
        state = timeline.on([law], day(on), [ALL_OVER])
        assert (state.status, state.reason, state.ended, state.open) == ("none", reason, ALL_OVER, ())
    assert timeline.on([law], day("2019-12-31"), [ALL_OVER]).reason == "not_yet_in_force"
    assert [s.never for s in timeline.spans([law], [ALL_OVER])] == [True]
    assert steps([law], "第二条", ALL_OVER) == [("enacted", "never"), ("repealed", day("2021-06-01"))]
    assert found([law], "养护", ALL_OVER) == [("art_2", "never", ALL_OVER)]


def test_what_waits_and_goes_on_in_another_article_is_not_taken_out() -> None:
    """第三条 waits for 2022; the act of 2021 makes it 第二条第二款, which waits still."""
    first = version("2020-01-10", MANAGE, FREE, DOGS, CARE, force="2020-03-01", basis="text", change="",
                    stages=(Stage(("art_3",), day("2022-01-01")),))
    second = version("2021-05-10", MANAGE, f"{FREE}\n{DOGS}", CARE, force="2021-06-01")
    assert [words(text([first, second], on))[1] for on in ("2021-12-31", "2022-01-01")] == [
        f"第二条　{FREE}", f"第二条　{FREE}\n{DOGS}"]
    assert lineage([first, second], "第三条", 0).steps[0].begins == day("2022-01-01")
    assert units([first, second], index=0)["art_3"].begins == day("2022-01-01")
    assert found([first, second], "牵引绳") == [("art_2__para_2", day("2022-01-01"), None)]


def test_a_change_of_what_waits_and_is_repealed_before_never_is_law_either() -> None:
    """第三条 waits for 2022; the act of 2020 changes its words, which wait with it, and puts an article before it."""
    second = version("2020-06-10", MANAGE, NIGHT, CARE, DOGS.replace("牵引绳", "牵引索"), FREE, force="2020-07-01")
    for on in ("2020-03-01", "2020-07-01", "2021-06-01", "2022-01-01"):
        key = "art_3" if on < "2020-07-01" else "art_4"
        assert told([STAGED, second], on, replace(OVER, numbers=STAGED.version)) == [
            (key, "never in force: repealed from 2021-06-01 (公告)")], on
    assert steps([STAGED, second], "第四条", replace(OVER, numbers=STAGED.version)) == [
        ("enacted", "never"), ("changed", "never"), ("repealed", day("2021-06-01"))]


def test_what_a_whole_new_text_enacts_again_with_a_day_to_come_is_not_said_never_to_be_law() -> None:
    anew = version("2021-08-10", MANAGE, CARE, DOGS, FREE, force="2021-09-01", change="revised",
                   stages=(Stage(("art_3",), day("2023-01-01")),))
    over = replace(OVER, numbers=STAGED.version)
    assert told([STAGED, anew], "2021-10-01", over) == [("art_3", "repealed from 2021-06-01 (公告)")]
    assert told([STAGED, anew], "2023-01-01", over) == []
    assert steps([STAGED, anew], "第三条", over) == [("enacted", "never"), ("repealed", day("2021-06-01")), ("enacted", day("2023-01-01"))]


def test_an_article_that_waits_for_its_number_and_is_repealed_and_gone_leaves_the_text_as_it_is() -> None:
    """第三条 of 2020 is 第四条 in 2021, from 2023 on; repealed in 2021, the text of 2022 does not print it."""
    first = version("2020-01-10", MANAGE, CARE, DOGS, FREE, force="2020-03-01", basis="text", change="")
    second = version("2021-01-10", MANAGE, NIGHT, CARE, DOGS, FREE, force="2021-03-01", stages=(Stage(("art_4",), day("2023-01-01")),))
    third = version("2022-01-10", MANAGE, NIGHT, CARE, FREE, force="2022-03-01")
    over = replace(OVER, provisions=("art_4",), numbers=second.version)
    assert told([first, second, third], "2022-03-01", over) == []


def test_an_article_into_which_another_was_merged_that_was_law_is_not_said_never_to_have_been_law() -> None:
    """The longer 第三条 waits for 2022; with 第二条, which is law, it is one article since 2020, and that is repealed in 2021."""
    longer = f"{DOGS}大型犬只还应当佩戴嘴套，并由成年人牵领，不得进入儿童游乐区。"
    first = version("2020-01-10", MANAGE, CARE, longer, FREE, force="2020-03-01", basis="text", change="",
                    stages=(Stage(("art_3",), day("2022-01-01")),))
    second = version("2020-06-10", MANAGE, f"{CARE}\n{longer}", FREE, force="2020-07-01")
    over = replace(OVER, provisions=("art_2",), numbers=second.version)
    assert told([first, second], "2021-06-01", over) == [("art_2", "repealed from 2021-06-01 (公告)")]
