"""The life of provisions and words: log, blame, grep, where, and the stages of a bill."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.timeline.laws import CARE, DOGS, FINE, FREE, MANAGE, NIGHT, day, version
from tests.timeline.test_lives import histories
from tracker.compare.alignment import align
from tracker.compare.edits import apply
from tracker.compare.overrule import overrule
from tracker.errors import CitationError
from tracker.model import Event, Law, Stage, Version, held_as, text_of
from tracker.reading import read_text
from tracker.timeline.blame import blame
from tracker.timeline.concordance import where
from tracker.timeline.history import lineage
from tracker.timeline.intervals import in_order
from tracker.timeline.lineage import led_on, weave
from tracker.timeline.stages import stages
from tracker.timeline.words import grep

FIRST = version("2020-01-10", MANAGE, FREE, CARE, "违反第三条的，责令改正。", force="2020-03-01", basis="text", change="")
SECOND = version("2022-05-20", MANAGE, NIGHT, FREE.replace("免费", "应当免费"), CARE, "违反第四条的，责令改正。", force="2022-07-01")
THIRD = version("2024-05-20", MANAGE, FREE.replace("免费", "应当免费"), CARE, "违反第三条的，责令改正。", force="2024-07-01")
LAW = Law("示例市公园条例", "示例市公园条例")


def test_a_log_tells_the_day_of_its_own_that_an_article_has() -> None:
    staged = version("2022-05-20", MANAGE, NIGHT, FREE, CARE, force="2022-07-01",
                     stages=(Stage(("art_2",), day("2023-01-01")), Stage(("art_4",), None)))
    assert [s.begins for s in lineage([FIRST, staged], "第二条", 1).steps] == [day("2023-01-01")]
    assert [s.begins for s in lineage([FIRST, staged], "第三条", 1).steps] == [day("2020-03-01"), day("2022-07-01")]
    assert [s.begins for s in lineage([FIRST, staged], "第四条", 1).steps] == [day("2020-03-01"), None]


def test_words_of_an_item_that_only_got_another_number_are_those_of_the_version_that_had_it() -> None:
    items = "开办市场应当具备下列条件：\n（一）有固定场所；\n"
    first = version("2020-01-10", items + "（二）有消防设施；\n（三）有管理人员。\n开办者应当申请许可。",
                    force="2020-03-01", basis="text", change="")
    second = version("2022-05-20", items + "（二）有管理人员。", force="2022-07-01")
    found = blame([first, second], words=True).units
    spans = next(one.spans for one in found if one.provision == "art_1")
    assert [(s.text, s.version) for s in spans if "管理" in s.text] == [("）有管理人员。", day("2020-01-10"))]


def test_white_space_inside_a_heading_is_no_change_of_it() -> None:
    text = "示例市公园条例\n第一章　总{}则\n第一条　为了保护公园，制定本条例。\n第二章　{}\n第二条　公园免费开放。\n"
    first = replace(FIRST, body=read_text(text.format("　", "服务")).body)
    second = replace(SECOND, body=read_text(text.format("", "管理")).body)
    found = {unit.provision: unit.version for unit in blame([first, second]).units}
    assert (found["chp_1"], found["chp_2"]) == (FIRST.version, SECOND.version)


def test_a_log_follows_a_chapter() -> None:
    head = "示例市公园条例\n第一章　总则\n第一条　为了保护公园，制定本条例。\n"
    plain = read_text(head + "第二章　服务\n第二条　公园免费开放。\n").body
    longer = read_text(head + "第二章　规划\n第二条　公园应当有规划。\n第三章　服务\n第三条　公园免费开放。\n").body
    first, second, third = replace(FIRST, body=plain), replace(SECOND, body=plain), replace(THIRD, body=longer)
    assert [(s.kind, s.old, s.new) for s in lineage([first, second, third], "第三章", 2).steps] == [
        ("enacted", (), ("chp_2",)), ("changed", ("chp_2",), ("chp_3",))]
    assert [(s.kind, s.new) for s in lineage([first, second, third], "第一章", 2).steps] == [("enacted", ("chp_1",))]


def test_a_log_follows_an_article_across_renumbering() -> None:
    found = lineage([FIRST, SECOND, THIRD], "第二条", 2)
    assert [(s.kind, s.old, s.new) for s in found.steps] == [
        ("enacted", (), ("art_2",)), ("changed", ("art_2",), ("art_3",)), ("renumbered", ("art_3",), ("art_2",))]
    assert found.steps[1].edits[0].added == "应当"
    assert (found.steps[1].act, found.steps[1].begins) == ("关于修改《示例市公园条例》的决定（2022-05-20）", day("2022-07-01"))


def test_a_paragraph_made_of_a_sentence_of_another_comes_from_there_in_log_and_where() -> None:
    first = version("2020-01-10", MANAGE, "入园的，应当按照每人五元付费；损坏设施的，由园林绿化主管部门处一百元罚款。",
                    force="2020-03-01", basis="text", change="")
    second = version("2022-05-20", MANAGE, NIGHT, "入园的，应当按照每人十元付费。\n损坏设施的，由园林绿化主管部门处二百元罚款。",
                     force="2022-07-01")
    found = lineage([first, second], "第三条第二款", 1).steps
    assert [(s.kind, s.old, s.new) for s in found] == [
        ("enacted", (), ("art_2__para_1",)), ("split", ("art_2__para_1",), ("art_3__para_2",))]
    assert found[1].others == ("art_3__para_1",)
    assert where([first, second], "第三条第二款", 0, 1)[1].to == ("art_2__para_1",)
    assert where([first, second], "第二条第一款", 0, 1)[0].to == ("art_3__para_1", "art_3__para_2")


def test_an_article_made_of_a_paragraph_is_no_merger_of_that_and_the_article_it_stood_in() -> None:
    held = [version("2020-01-10", MANAGE, f"{FREE}\n{CARE}", force="2020-03-01", change=""),
            version("2022-05-20", MANAGE, FREE, CARE.replace("公园由", "公园免费开放，市民凭身份证入园，由"), force="2022-07-01")]
    said = overrule(*held, sets=["第二条 = 第二条", "第二条第二款 = 第三条"])
    step = lineage(held, "第三条", 1, lambda a, b: align(a, b, said)).steps[-1]
    assert (step.kind, step.old, step.new, step.others) == ("changed", ("art_2__para_2",), ("art_3",), ())


def test_a_sentence_of_drafting_that_goes_to_another_article_takes_no_article_along() -> None:
    """Of 第二条 a sentence that stands in many laws goes to 第一条, and both are themselves still."""
    more = "具体办法另行制定。"
    held = [version("2020-01-10", FREE, CARE + more, force="2020-03-01", change=""),
            version("2022-05-20", FREE + more, CARE, force="2022-07-01")]
    loom = weave(held)
    assert loom.onward[0] == {"art_1": "art_1", "art_2": "art_2"}
    assert [thread.ids for thread in loom.below] == [("art_1__para_1", "art_1__para_1"), ("art_2__para_1", "art_2__para_1")]


def test_a_log_starts_from_any_version_and_ends_where_the_article_does() -> None:
    found = lineage([FIRST, SECOND, THIRD], "第二条", 1)
    assert [(s.kind, s.version) for s in found.steps] == [("inserted", SECOND.version), ("deleted", THIRD.version)]


def test_a_citation_that_follows_the_renumbering_is_no_change_of_substance() -> None:
    found = lineage([FIRST, SECOND], "第五条", 1)
    assert [(s.kind, s.significance) for s in found.steps] == [("enacted", "substantive"), ("changed", "citation")]


def test_the_edits_of_a_step_lead_from_the_words_before_to_those_after() -> None:
    found = lineage([FIRST, SECOND, THIRD], "第二条", 2)
    assert apply(found.steps[0].text, found.steps[1].edits) == found.steps[1].text


def test_a_log_marks_paragraph_by_paragraph_what_the_diff_marks() -> None:
    """The first 款 becomes the new one's, as a diff says, and the second is gone: not half of each; unless a person says otherwise."""
    first = version("2020-01-10", "公园由园林绿化主管部门负责养护。\n公园由城市管理部门负责巡查，并公布电话。",
                    force="2020-03-01", basis="text", change="")
    second = version("2022-05-20", "公园由园林绿化主管部门负责巡查，并公布电话。", force="2022-07-01")
    edits = lineage([first, second], "第一条", 1).steps[1].edits
    assert [(e.removed, e.added) for e in edits] == [("养护", "巡查，并公布电话"), ("\n公园由城市管理部门负责巡查，并公布电话。", "")]
    said = overrule(first, second, sets=["第一条第二款 = 第一条第一款"])
    edits = lineage([first, second], "第一条", 1, lambda old, new: align(old, new, said)).steps[1].edits
    assert [(e.removed, e.added) for e in edits] == [("公园由园林绿化主管部门负责养护。\n", ""), ("城市管理", "园林绿化主管")]


def test_what_an_article_is_made_of_is_told_by_the_paragraphs_that_came_into_it() -> None:
    """第二条 gives one of two 款 to a new article that takes in 第三条 too: nothing of the other 款 went there, all of 第三条 did."""
    first = version("2020-01-10", MANAGE, f"{FREE}\n{CARE}", f"{NIGHT}\n{FINE}", change="", force="2020-03-01")
    second = version("2022-05-20", MANAGE, f"{FREE}\n{DOGS}", f"{CARE}\n{NIGHT}\n{FINE}", force="2022-07-01")
    assert where([first, second], "第三条", 0, 1)[1].to == ("art_2__para_2", "art_3")
    assert where([first, second], "第二条", 0, 1)[1].to == ("art_2__para_1",)
    assert lineage([first, second], "第二条", 1).steps[-1].edits[0].removed == ""


def test_a_split_is_followed_into_both_articles() -> None:
    first = version("2020-01-10", MANAGE, FREE + "\n" + CARE, force="2020-03-01", basis="text", change="")
    second = version("2022-05-20", MANAGE, FREE, CARE, force="2022-07-01")
    found = lineage([first, second], "第二条", 0)
    assert (found.steps[-1].kind, found.steps[-1].new, found.steps[-1].edits) == ("split", ("art_2", "art_3"), ())


def recorded(citation: str, *events: Event) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """What was recorded of a provision of SECOND, as its log tells it: the day, what it was, ids before and after."""
    return [(str(s.begins), s.kind, s.old, s.new) for s in lineage([FIRST, SECOND], citation, 1, events=events).steps if s.event]


def test_a_log_tells_what_ended_a_provision_its_article_or_the_law() -> None:
    whole = Event("expired", day("2025-01-01"), basis="act", act="示例市公园条例（2025）")
    article = Event("repealed", day("2024-01-01"), provisions=("art_3",), basis="person", reason="公报")
    part = Event("repealed", day("2024-01-01"), provisions=("art_3__para_1",), basis="person", reason="公报")
    assert recorded("第三条", whole) == [("2025-01-01", "expired", ("art_3",), ())]
    assert recorded("第三条第一款", article) == [("2024-01-01", "repealed", ("art_3__para_1",), ())]
    assert recorded("第三条", part) == [("2024-01-01", "repealed", ("art_3",), ("art_3",))]
    assert recorded("第二条", article, part) == []


def test_a_log_tells_of_a_suspension_in_the_numbers_of_its_day() -> None:
    """第三条 was 第二条 in 2021; what resumes everything resumes what was suspended."""
    pause = Event("suspended", day("2021-01-01"), provisions=("art_2",), place="示例新区", basis="act", act="试点决定")
    back = Event("resumed", day("2023-01-01"), place="示例新区", basis="act", act="试点期满")
    assert recorded("第三条", pause, back) == [("2021-01-01", "suspended", ("art_2",), ("art_2",)),
                                            ("2023-01-01", "resumed", ("art_3",), ("art_3",))]
    assert recorded("第一条", pause, back) == []


def test_a_provision_that_is_not_there() -> None:
    with pytest.raises(CitationError):
        lineage([FIRST, SECOND], "第九条", 0)


def test_blame_names_the_version_that_last_changed_an_article() -> None:
    found = blame([FIRST, SECOND])
    assert {u.num: str(u.version) for u in found.units if u.type == "article"} == {
        "第一条": "2020-01-10", "第二条": "2022-05-20", "第三条": "2022-05-20", "第四条": "2020-01-10", "第五条": "2022-05-20"}


def test_blame_of_words() -> None:
    unit = next(u for u in blame([FIRST, SECOND], words=True).units if u.num == "第三条")
    assert [(s.text, str(s.version)) for s in unit.spans] == [
        ("第三条", "2022-05-20"), ("公园", "2020-01-10"), ("应当", "2022-05-20"), ("免费开放，市民凭身份证入园。", "2020-01-10")]


def test_blame_tells_the_day_of_its_own_that_an_article_has() -> None:
    """第三条第二款 has a day of its own, and the words that come with it have."""
    staged = version("2022-05-20", MANAGE, NIGHT, f"{FREE}\n{DOGS}", CARE, force="2022-07-01",
                     stages=(Stage(("art_2",), day("2023-01-01")), Stage(("art_3__para_2",), day("2024-01-01")), Stage(("art_4",), None)))
    units = {u.num: u for u in blame([FIRST, staged], words=True).units}
    assert [(num, units[num].begins) for num in ("第一条", "第二条", "第三条", "第四条")] == [
        ("第一条", day("2020-03-01")), ("第二条", day("2023-01-01")), ("第三条", day("2022-07-01")), ("第四条", day("2020-03-01"))]
    assert [(s.text, s.begins) for s in units["第三条"].spans] == [
        ("第三条", day("2022-07-01")), (FREE, day("2020-03-01")), (DOGS, day("2024-01-01"))]
    assert [s.begins for s in units["第四条"].spans] == [None, day("2020-03-01")]
    last = version("2025-05-20", MANAGE, FREE, f"{NIGHT}\n{DOGS}", CARE, force="2025-07-01")
    moved = {u.num: u.begins for u in blame([FIRST, staged, last]).units}
    assert moved["第三条"] == day("2025-07-01")


@settings(max_examples=30, deadline=None)
@given(histories())
def test_the_spans_of_a_blame_are_the_text(history: tuple[list[Version], list[Event]]) -> None:
    versions = [v for v in in_order(history[0]) if isinstance(v, Version)]
    found = blame(versions, words=True)
    joined = "".join(span.text for unit in found.units for span in unit.spans)
    assert joined == "".join(text_of(node) for part in (versions[-1].head, versions[-1].body, versions[-1].tail) for node in part)
    own = {s.date for v in versions for s in v.in_force.stages}  # what waits by an earlier version does so still; a later one may appoint,
    own |= {v.in_force.date for v in versions if held_as(v).change == "revised"}  # and a whole new text brings it
    days = {v.version: {*(w.in_force.date for w in versions[:n]), *own} for n, v in enumerate(versions, 1)}
    doubt = ("never", "unknown")  # a change in part that is law before an earlier one may have brought what it leaves of that
    assert all(span.begins in days[span.version] or span.unset in doubt for unit in found.units for span in unit.spans)


@settings(max_examples=30, deadline=None)
@given(histories(), st.booleans())
def test_a_blame_and_a_log_give_a_provision_the_same_first_day(history: tuple[list[Version], list[Event]], parts: bool) -> None:
    """Whether an article has a day of its own, or its 款 alone; whatever ended or suspended it."""
    versions, events = [v for v in in_order(history[0]) if isinstance(v, Version)], history[1]
    if parts:
        versions = [replace(v, in_force=replace(v.in_force, stages=tuple(
            replace(s, provisions=tuple(f"{key}__para_1" for key in s.provisions)) for s in v.in_force.stages))) for v in versions]
    for unit in blame(versions, events=events).units:
        if unit.type == "article":
            steps = lineage(versions, unit.provision, len(versions) - 1, events=events).steps
            assert {s.begins for s in steps if s.version == unit.version and not s.event} == {unit.begins}


def test_a_change_of_what_was_merged_does_not_wait_for_the_day_of_the_merger() -> None:
    """第二条 takes in words of 第一条 on a day left open; a later act changes it at once."""
    first = version("2020-01-10", f"{MANAGE[:-1]}，另有规定的除外。", FREE, CARE, force="2020-03-01", change="")
    merged = version("2022-05-20", MANAGE, f"{FREE[:-1]}，另有规定的除外。", force="2022-07-01",
                     stages=(Stage(("art_1",), None), Stage(("art_2",), None)))
    last = version("2023-05-20", MANAGE, FREE, force="2023-07-01")
    held = [first, merged, last]
    steps = lineage(held, "第二条", 2).steps
    assert [(s.kind, s.begins) for s in steps] == [
        ("enacted", day("2020-03-01")), ("merged", None), ("changed", day("2023-07-01"))]
    assert {u.num: u.begins for u in blame(held).units}["第二条"] == day("2023-07-01")


def test_grep_finds_the_days_between_which_words_stood() -> None:
    stands = grep(LAW, [THIRD, FIRST, SECOND], "照明设施")
    assert [(s.provision, s.start, s.end) for s in stands] == [("art_2", day("2022-07-01"), day("2024-07-01"))]
    assert [(s.provision, s.version, s.end) for s in grep(LAW, [FIRST, SECOND, THIRD], "园林绿化")][-1] == ("art_3", THIRD.version, None)
    assert grep(LAW, [FIRST, SECOND, THIRD], "没有这些字") == ()


def test_grep_finds_words_of_a_version_that_became_law_behind_a_later_one() -> None:
    """先公布者后施行: what the version of 2022 changed is law from 2024 on, when that of 2023 has been law for a year."""
    slow = version("2022-05-20", MANAGE, NIGHT, CARE, force="2024-07-01")
    quick = version("2023-05-20", MANAGE, NIGHT, CARE.replace("负责", "统一负责"), force="2023-07-01")
    first = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", basis="text", change="")
    assert [(s.provision, s.first, s.start, s.end) for s in grep(LAW, [first, slow, quick], "照明设施")] == [
        ("art_2", slow.version, day("2024-07-01"), None)]


def test_grep_shows_the_words_as_they_stood_in_each_span() -> None:
    """免费开放 was 应当免费开放 from 2022-07-01 on; what stands around the words looked for is that of the time."""
    found = grep(LAW, [FIRST, SECOND, THIRD], "身份证")
    assert [(s.start, s.end, s.excerpt) for s in found] == [
        (day("2020-03-01"), day("2022-07-01"), "公园免费开放，市民凭身份证入园。"),
        (day("2022-07-01"), day("2024-07-01"), "公园应当免费开放，市民凭身份证入园。"),
        (day("2024-07-01"), None, "公园应当免费开放，市民凭身份证入园。")]


def test_grep_names_a_provision_by_the_number_of_the_time() -> None:
    """第三条 of 2020 became 第四条 on 2022-07-01 and 第三条 again on 2024-07-01, its words unchanged."""
    found = grep(LAW, [FIRST, SECOND, THIRD], "园林绿化")
    assert [(s.provision, s.version, s.start, s.end) for s in found] == [
        ("art_3", FIRST.version, day("2020-03-01"), day("2022-07-01")), ("art_4", SECOND.version, day("2022-07-01"), day("2024-07-01")),
        ("art_3", THIRD.version, day("2024-07-01"), None)]
    open_ = replace(SECOND, in_force=replace(SECOND.in_force, date=None))
    assert [(s.provision, s.start, s.end, s.unset) for s in grep(LAW, [FIRST, open_], "园林绿化")] == [
        ("art_3", day("2020-03-01"), None, ""), ("art_4", None, None, "open")]


def test_grep_does_not_ask_a_version_that_never_was_law() -> None:
    never = version("2022-03-10", MANAGE, FREE, CARE.replace("负责", "统一负责"), force="2022-07-01")
    found = grep(LAW, [FIRST, never, version("2022-05-20", MANAGE, FREE, CARE, force="2022-07-01")], "园林绿化")
    assert {s.excerpt for s in found} == {CARE}


def test_grep_dates_words_by_the_day_of_the_provision_that_they_are_in() -> None:
    """第三条第二款 has a day of its own: its words, and its words alone, are law from then on; those of 第四条 wait without one."""
    staged = version("2022-05-20", MANAGE, FREE, f"{CARE}\n{DOGS}", NIGHT, force="2022-07-01",
                     stages=(Stage(("art_3__para_2",), day("2024-01-01")), Stage(("art_4",), None)))
    found = {s.provision: (s.start, s.unset) for words in ("园林绿化", "牵引绳", "照明设施") for s in grep(LAW, [FIRST, staged], words)}
    assert found == {"art_3": (day("2020-03-01"), ""), "art_3__para_2": (day("2024-01-01"), ""), "art_4": (None, "open")}


def test_grep_of_words_in_a_paragraph_that_ended_alone() -> None:
    two = version("2020-01-10", MANAGE, f"{FREE}\n{DOGS}", force="2020-03-01", basis="text", change="")
    law = replace(LAW, events=(Event("repealed", day("2021-01-01"), provisions=("art_2__para_2",), basis="act", act="示例市犬只条例"),))
    assert [(s.provision, s.end) for s in grep(law, [two], "牵引绳")] == [("art_2__para_2", day("2021-01-01"))]
    assert [(s.provision, s.end) for s in grep(law, [two], "身份证")] == [("art_2", None)]


def test_grep_tells_the_suspensions_while_the_words_stood() -> None:
    """第二条 of 2020 is 第三条 from 2022 on; what was suspended in 2021 alone is not told of the words of 2022."""
    early = Event("suspended", day("2021-01-01"), until=day("2021-06-01"), provisions=("art_2",), basis="act", act="试点决定")
    late = Event("suspended", day("2023-01-01"), provisions=("art_3",), basis="act", act="防疫决定")
    over = Event("resumed", day("2023-06-01"), provisions=("art_3",), basis="act", act="恢复决定")
    found = grep(replace(LAW, events=(early, late, over)), [FIRST, SECOND, THIRD], "身份证")
    assert [[(e.act, e.until) for e in s.suspended] for s in found] == [
        [("试点决定", day("2021-06-01"))], [("防疫决定", day("2023-06-01"))], []]
    assert not grep(replace(LAW, events=(early,)), [FIRST], "园林绿化")[0].suspended


UNDATED = version("2022-05-20", MANAGE, NIGHT, FREE.replace("免费", "应当免费"), "违反第四条的，责令改正。", basis="unknown")


def stands_of(versions: list[Version], words: str) -> list[tuple[str, str, str, str | None, str | None, bool]]:
    """Each hit: the article, the first and the last version that has the words there, and the days."""
    return [(s.provision, str(s.first), str(s.version), str(s.start) if s.start else None, str(s.end) if s.end else None, s.end_known)
            for s in grep(LAW, versions, words)]


def test_grep_searches_versions_of_unknown_commencement() -> None:
    """What such a version brought began, and what it took out ended, on a day that is not known."""
    both = [FIRST, UNDATED]
    assert stands_of(both, "照明设施") == [("art_2", "2022-05-20", "2022-05-20", None, None, True)]
    assert stands_of(both, "园林绿化") == [("art_3", "2020-01-10", "2020-01-10", "2020-03-01", None, False)]
    assert stands_of(both, "公园免费") == [("art_2", "2020-01-10", "2020-01-10", "2020-03-01", None, False)]
    assert stands_of(both, "应当免费") == [("art_3", "2022-05-20", "2022-05-20", None, None, True)]
    assert stands_of(both, "凭身份证") == [("art_2", "2020-01-10", "2020-01-10", "2020-03-01", None, False),
                                        ("art_3", "2022-05-20", "2022-05-20", None, None, True)]


def test_grep_where_a_later_version_is_dated_again() -> None:
    every = [FIRST, UNDATED, THIRD]
    assert stands_of(every, "照明设施") == [("art_2", "2022-05-20", "2022-05-20", None, "2024-07-01", True)]
    assert stands_of(every, "园林绿化") == [("art_3", "2020-01-10", "2020-01-10", "2020-03-01", None, False),
                                        ("art_3", "2024-05-20", "2024-05-20", "2024-07-01", None, True)]
    assert stands_of(every, "应当免费") == [("art_3", "2022-05-20", "2022-05-20", None, "2024-07-01", True),
                                        ("art_2", "2024-05-20", "2024-05-20", "2024-07-01", None, True)]


def test_grep_where_no_commencement_is_known() -> None:
    old = version("2020-01-10", MANAGE, FREE, basis="unknown")
    assert stands_of([old, UNDATED], "照明设施") == [("art_2", "2022-05-20", "2022-05-20", None, None, True)]
    assert stands_of([old, UNDATED], "公园免费") == [("art_2", "2020-01-10", "2020-01-10", None, None, False)]


def test_grep_tells_marks_apart() -> None:
    found = stands_of([version("2020-01-10", MANAGE, FREE, force="2020-03-01"),
                       version("2022-05-20", MANAGE, FREE.replace("，", "；"), force="2022-07-01")], "开放；市民")
    assert found == [("art_2", "2022-05-20", "2022-05-20", "2022-07-01", None, True)]


def test_where_answers_both_ways() -> None:
    then, now = where([FIRST, SECOND, THIRD], "第二条", 0, 1)
    assert (then.to, then.kind) == (("art_3",), "renumbered")
    assert (now.to, now.kind) == ((), "new")
    with pytest.raises(CitationError):
        where([FIRST, SECOND], "第九条", 0, 1)


def test_where_a_number_is_missing_on_one_side() -> None:
    then, now = where([FIRST, SECOND], "第五条", 0, 1)
    assert where([FIRST, SECOND], "art_5", 0, 1)[1] == now, "an id that one of the texts does not have is asked for as its citation is"
    assert not then.exists
    assert now.to == ("art_4",)


def test_stages_say_when_a_change_entered_and_whether_it_stayed() -> None:
    base = version("2020-01-10", MANAGE, FREE, CARE)
    one = version("2023-01-10", MANAGE, FREE.replace("身份证", "有效证件"), CARE, DOGS, draft="一审稿")
    two = version("2023-06-10", MANAGE, FREE.replace("身份证", "有效证件"), CARE.replace("养护", "日常养护"), FINE, draft="二审稿")
    passed = version("2023-12-10", MANAGE, FREE.replace("身份证", "有效证件"), CARE, FINE)
    lines = {line.ids: [(e.stage, e.kind, e.stayed) for e in line.entries] for line in stages([base, one, two, passed])}
    assert lines["art_1", "art_1", "art_1", "art_1"] == []
    assert lines["art_2", "art_2", "art_2", "art_2"] == [(1, "changed", "yes")]
    assert lines["art_3", "art_3", "art_3", "art_3"] == [(2, "changed", "no"), (3, "changed", "yes")]
    assert lines["", "art_4", "", ""] == [(1, "inserted", "no"), (2, "deleted", "yes")]
    assert lines["", "", "art_4", "art_4"] == [(2, "inserted", "yes")]


def test_stages_need_no_date_also_where_texts_give_provisions_days_of_their_own() -> None:
    own = (Stage(("art_2",), day("2023-01-01")),)
    base = version("2020-01-10", MANAGE, FREE, stages=own)
    bill = version("2023-01-10", MANAGE, NIGHT, draft="一审稿")
    passed = replace(version("2023-12-10", MANAGE, NIGHT, stages=own), version=None)
    assert [[e.stage for e in line.entries] for line in stages([base, bill, passed])] == [[], [1], [1]]


def test_a_figure_that_a_later_stage_replaces_did_not_stay() -> None:
    bills = [version("2020-01-10", MANAGE, FINE.replace("二百元", fine) + more) for fine, more in (
        ("五百元", ""), ("一千元", "情节严重的，责令停业。"), ("二千元", "情节严重的，责令停业。"))]
    assert [[(e.stage, e.stayed) for e in line.entries] for line in stages(bills)] == [[], [(1, "part"), (2, "yes")]]
    bills[1] = version("2020-01-10", MANAGE, FINE.replace("二百元", "一千元"))
    assert [[(e.stage, e.stayed) for e in line.entries] for line in stages(bills)] == [[], [(1, "no"), (2, "yes")]]


def test_stages_join_what_was_left_out_and_taken_up_again_and_tell_mergers() -> None:
    """携带犬只 is left out of 一审稿 and back in 通过稿; 免费开放 and 养护 become one article; every change is told with its words."""
    base = version("2020-01-10", MANAGE, FREE, CARE, DOGS, FINE)
    one = version("2023-01-10", MANAGE, f"{FREE}\n{CARE}", FINE, draft="一审稿")
    passed = version("2023-12-10", MANAGE, f"{FREE}\n{CARE}", DOGS, FINE, NIGHT)
    found = {line.ids: line.entries for line in stages([base, one, passed])}
    gone, back = found["art_4", "", "art_3"]
    assert [(e.kind, e.stayed) for e in (gone, back)] == [("deleted", "no"), ("restored", "yes")]
    assert (gone.edits[0].removed, back.edits[0].added) == (DOGS, DOGS)
    merged = next(entries[0] for ids, entries in found.items() if ids[1:] == ("", ""))
    assert (merged.kind, merged.stayed, merged.others) == ("merged", "yes", ("art_2",))
    new = found["", "", "art_5"][0]
    assert (new.kind, new.stayed, new.edits[0].added) == ("inserted", "yes", NIGHT)


@pytest.mark.parametrize("sets", [["第二条 = 第二条", "第二条第三款 = 第三条"], ["第二条第三款 = 第三条"]])
def test_an_article_does_not_go_on_in_what_is_said_to_be_made_of_a_paragraph_of_it(sets: list[str]) -> None:
    """第三款 of 第二条, the longest, becomes 第三条, as the act says: 第二条 stays 第二条."""
    long = f"{CARE}养护情况应当每年向社会公布，接受公众监督，具体办法由市人民政府制定。"
    first = version("2020-01-10", MANAGE, f"{FREE}\n{NIGHT}\n{long}", change="")
    second = version("2022-05-20", MANAGE, f"{FREE}\n{NIGHT}", long.replace("制定", "另行制定"))
    said = overrule(first, second, sets=sets)
    assert led_on(align(first, second, said))["art_2"] == "art_2"


@pytest.mark.parametrize("begins", ["2022-06-01", None])
def test_a_paragraph_that_waits_is_law_no_earlier_as_an_article(begins: str | None) -> None:
    """第二条第二款 has a day of its own, or none yet; the act of 2020 makes 第三条 of it, and says nothing of its day."""
    own = day(begins) if begins else None
    first = version("2017-03-01", MANAGE, f"{FREE}\n{NIGHT}", force="2017-05-01", change="", stages=(Stage(("art_2__para_2",), own),))
    second = version("2020-06-01", MANAGE, FREE, NIGHT, force="2020-09-01")
    assert [(s.kind, s.begins) for s in lineage([first, second], "第三条", 1).steps] == [("enacted", own), ("renumbered", own)]
    assert [unit.begins for unit in blame([first, second]).units if unit.num == "第三条"] == [own]


def test_the_history_of_either_half_of_a_split_article_says_so() -> None:
    first = version("2020-01-10", MANAGE, f"{FREE}{DOGS}", force="2020-03-01", basis="text", change="")
    second = version("2022-05-20", MANAGE, FREE, f"{DOGS}{NIGHT}", force="2022-07-01")
    for citation, own, other in (("第二条", "art_2", "art_3"), ("第三条", "art_3", "art_2")):
        step = lineage([first, second], citation, 1).steps[-1]
        assert (step.kind, step.old, step.new, step.others) == ("split", ("art_2",), (own,), (other,))


def test_the_history_of_an_article_that_another_was_merged_into_names_that() -> None:
    first = version("2020-01-10", MANAGE, FREE, DOGS, force="2020-03-01", basis="text", change="")
    second = version("2022-05-20", MANAGE, f"{FREE}\n{DOGS}", force="2022-07-01")
    step = lineage([first, second], "第二条", 0).steps[-1]
    assert (step.kind, step.old, step.new, step.others) == ("merged", ("art_2",), ("art_2",), ("art_3",))


def test_what_is_taken_out_and_stands_nowhere_else_is_a_change() -> None:
    first = version("2020-01-10", MANAGE, f"{FREE}{DOGS}", force="2020-03-01", basis="text", change="")
    second = version("2022-05-20", MANAGE, FREE, NIGHT, force="2022-07-01")
    assert [s.kind for s in lineage([first, second], "第二条", 1).steps] == ["enacted", "changed"]
