"""The intervals of single provisions, across renumbering, and the rules that all of them obey."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.timeline.laws import CARE, DOGS, FINE, FREE, MANAGE, NIGHT, day, version
from tracker import timeline
from tracker.compare.grouping import article_of
from tracker.export import timeline_html, timeline_svg
from tracker.export.timeline_chart import chart
from tracker.export.timeline_text import lines
from tracker.model import Event, Law, Provision, Stage, Version, articles, places, text_of
from tracker.timeline.composition import text_on
from tracker.timeline.lives import Pause

TODAY = date(2024, 1, 1)
FIRST = version("2020-01-10", MANAGE, FREE, CARE, force="2020-03-01", basis="text", change="")
SECOND = version("2022-05-20", MANAGE, NIGHT, FREE, CARE.replace("负责", "统一负责"), force="2022-07-01")


def lives(versions: list[Version], *events: Event) -> dict[str, timeline.Life]:
    """Each provision's life by its id in the newest text; those that are gone by `gone` and their last id."""
    found = timeline.timeline(Law("示例市公园条例", "示例市公园条例", events=events), versions, TODAY).provisions
    newest = max(life.version for life in found)
    return {("" if life.version == newest else "gone ") + life.provision: life for life in found}


def spans(life: timeline.Life) -> list[tuple[str, str, str]]:
    return [(str(i.start), str(i.end or ""), i.status) for i in life.intervals]


def test_the_present_text_stands_since_the_day_it_was_last_changed() -> None:
    found = lives([FIRST, SECOND])
    assert spans(found["art_1"]) == [("2020-03-01", "", "in_force")]
    assert spans(found["art_2"]) == [("2022-07-01", "", "in_force")]
    assert spans(found["art_3"]) == [("2020-03-01", "", "in_force")]  # only its number changed
    assert [(str(p.version), p.provision) for p in found["art_3"].places] == [("2020-01-10", "art_2"), ("2022-05-20", "art_3")]
    assert spans(found["art_4"]) == [("2020-03-01", "2022-07-01", "in_force"), ("2022-07-01", "", "in_force")]


def test_a_change_of_width_is_no_change() -> None:
    wide = version("2022-05-20", MANAGE.replace("，", ","), FREE, CARE, force="2022-07-01")
    assert spans(lives([FIRST, wide])["art_1"]) == [("2020-03-01", "", "in_force")]


def test_only_the_changed_paragraph_is_new() -> None:
    second = version("2022-05-20", MANAGE, FREE, f"{CARE}\n{NIGHT}", force="2022-07-01")
    found = lives([FIRST, second])
    assert spans(found["art_3__para_1"]) == [("2020-03-01", "", "in_force")]
    assert spans(found["art_3__para_2"]) == [("2022-07-01", "", "in_force")]


def test_an_unknown_commencement_matters_only_where_the_text_changed() -> None:
    found = lives([FIRST, version("2022-05-20", MANAGE, FREE, CARE, DOGS, basis="unknown")])
    assert spans(found["art_1"]) == [("2020-03-01", "", "in_force")]
    assert spans(found["art_4"]) == [("2022-05-20", "", "unknown")]


def test_a_suspension_everywhere_is_an_interval_of_its_own() -> None:
    pause = Event("suspended", day("2023-01-01"), until=day("2024-01-01"), provisions=("art_2",), basis="act", act="示例市人大常委会决定")
    found = lives([FIRST], pause)
    assert spans(found["art_2"]) == [("2020-03-01", "2023-01-01", "in_force"), ("2023-01-01", "2024-01-01", "suspended"),
                                     ("2024-01-01", "", "in_force")]
    assert len(found["art_1"].intervals) == 1


def test_a_suspension_in_one_place_ends_nothing() -> None:
    pause = Event("suspended", day("2023-01-01"), provisions=("art_2",), place="示例新区", basis="act", act="示例市人大常委会决定")
    assert spans(lives([FIRST], pause)["art_2"]) == [("2020-03-01", "2023-01-01", "in_force"), ("2023-01-01", "", "in_force")]
    assert [one.suspended_in for one in lives([FIRST], pause)["art_2"].intervals] == [(), ("示例新区",)]


def test_a_suspension_is_ended_by_the_event_that_resumes() -> None:
    pause = Event("suspended", day("2023-01-01"), basis="act", act="示例市人大常委会决定")
    back = Event("resumed", day("2023-06-01"), basis="act", act="示例市人大常委会决定（二）")
    assert [s for *_, s in spans(lives([FIRST], pause, back)["art_1"])] == ["in_force", "suspended", "in_force"]


def test_a_part_is_resumed_and_what_is_resumed_may_have_another_number() -> None:
    """第二条 and 第三条 are suspended; 第二条 comes back under its number of 2021, 第三条 as 第四条 of 2022."""
    pause = Event("suspended", day("2021-01-01"), provisions=("art_2", "art_3"), basis="act", act="试点决定")
    part = Event("resumed", day("2021-06-01"), provisions=("art_2",), basis="act", act="恢复决定（一）")
    rest = Event("resumed", day("2023-01-01"), provisions=("art_4",), basis="act", act="恢复决定（二）")
    found = lives([FIRST, version("2022-05-20", MANAGE, NIGHT, FREE, CARE, force="2022-07-01")], pause, part, rest)
    assert spans(found["art_3"]) == [("2020-03-01", "2021-01-01", "in_force"), ("2021-01-01", "2021-06-01", "suspended"),
                                     ("2021-06-01", "", "in_force")]
    assert spans(found["art_4"]) == [("2020-03-01", "2021-01-01", "in_force"), ("2021-01-01", "2023-01-01", "suspended"),
                                     ("2023-01-01", "", "in_force")]


def test_what_has_the_number_now_is_not_what_was_suspended() -> None:
    """第三条 of 2021 is 第四条 when 第三条 is resumed: it stays suspended."""
    pause = Event("suspended", day("2021-01-01"), provisions=("art_3",), basis="act", act="试点决定")
    other = Event("resumed", day("2023-01-01"), provisions=("art_3",), basis="act", act="恢复决定")
    found = lives([FIRST, version("2022-05-20", MANAGE, NIGHT, FREE, CARE, force="2022-07-01")], pause, other)
    assert spans(found["art_4"])[-1] == ("2021-01-01", "", "suspended")
    assert [p.rule for p in timeline.contradictions("示例市公园条例", [FIRST, SECOND], (pause, other))] == ["never_suspended"]


def test_a_repeal_ends_the_intervals_and_a_new_law_of_the_same_name_begins_others() -> None:
    end = Event("repealed", day("2023-01-01"), basis="act", act="示例市绿地条例")
    again = version("2024-01-10", MANAGE, FREE, CARE, force="2024-03-01", change="")
    assert spans(lives([FIRST, again], end)["art_1"]) == [("2020-03-01", "2023-01-01", "in_force"), ("2024-03-01", "", "in_force")]


def test_an_article_ends_with_the_last_of_its_paragraphs() -> None:
    law = version("2020-01-10", MANAGE, FREE + "\n市民须知由公园公布。", force="2020-03-01", basis="text", change="")
    ended = [Event("repealed", date(2021, 1, 1), provisions=("art_2__para_1",), basis="person", reason="甲"),
             Event("expired", date(2022, 1, 1), provisions=("art_2__para_2",), basis="person", reason="乙")]
    found = lives([law], *ended)
    assert spans(found["art_2"]) == [("2020-03-01", "2021-01-01", "in_force"), ("2021-01-01", "2022-01-01", "in_force")]
    assert [i.parts for i in found["art_2"].intervals] == [(), ("art_2__para_1",)]
    assert spans(found["art_2__para_2"]) == [("2020-03-01", "2022-01-01", "in_force")]
    assert spans(found["art_2__para_1"]) == [("2020-03-01", "2021-01-01", "in_force")]
    state = timeline.timeline(Law(law.law, law.title, events=tuple(ended)), [law], TODAY, day=day("2023-01-01")).on
    assert state and [(r.provision, r.reason, r.since, r.source) for r in state.readings if r.provision == "art_2"] == [
        ("art_2", "expired", date(2022, 1, 1), "乙")]


def test_an_article_that_is_gone_ends() -> None:
    found = lives([FIRST, version("2022-05-20", MANAGE, CARE, force="2022-07-01")])
    assert spans(found["art_2"]) == [("2020-03-01", "", "in_force")]
    assert spans(found["gone art_2"]) == [("2020-03-01", "2022-07-01", "in_force")]


def test_a_row_that_begins_with_a_split_names_where_its_past_is_told() -> None:
    """第二条第二款 became an article of its own, whose row begins then: the past is in the row of that 款. 第四条 is new."""
    first = version("2020-01-10", MANAGE, f"{FREE}\n{CARE}", force="2020-03-01", change="")
    versions = [first, version("2022-05-20", MANAGE, FREE, CARE, DOGS, force="2022-07-01")]
    found = lives(versions)
    assert [(str(p.version), p.provision) for p in found["art_3"].made_of] == [("2020-01-10", "art_2__para_2")]
    assert spans(found["art_3"]) == [("2022-07-01", "", "in_force")]
    assert spans(found["art_3__para_1"]) == [("2020-03-01", "", "in_force")]
    assert not any(life.made_of for key, life in found.items() if key != "art_3")
    law = timeline.timeline(Law("示例市公园条例", "示例市公园条例"), versions, TODAY)
    said = "made of 第二条第二款 of version 2020-01-10"
    assert [line.endswith(f"  {said}") for line in lines(chart(law)) if line.startswith("第")] == [False, False, True, False]
    assert f'title="{said}"' in timeline_html.render(law) and f"<title>{said}</title>" in timeline_svg.render(law)


def test_what_a_row_is_made_of_by_a_weak_guess_is_told_so() -> None:
    """A sentence of 第二条 is found again in 第三条, in words a little like it."""
    first = version("2020-01-10", MANAGE, f"{CARE}\n公园应当每日开放。", force="2020-03-01", change="")
    found = lives([first, version("2022-05-20", MANAGE, CARE, "公园应当免费，每日向市民开放。", force="2022-07-01")])["art_3"]
    assert [p.provision for p in found.made_of] == ["art_2__para_2"] and found.weak and found.weak < 0.5


def test_an_article_whose_last_paragraph_ended_is_gone_while_a_change_of_it_waits() -> None:
    waits = version("2022-05-20", MANAGE, FREE.replace("免费", "全年免费"), force="2022-07-01",
                    stages=(Stage(("art_2",), date(2025, 1, 1), basis="text"),))
    law = version("2020-01-10", MANAGE, FREE, force="2020-03-01", basis="text", change="")
    ended = [Event("repealed", date(2021, 1, 1), provisions=("art_2__para_1",), basis="act", act="甲")]
    held = {v.version: v for v in (law, waits)}
    text = text_on(timeline.calendar(held.values(), ended), timeline.on(held.values(), TODAY, ended), held.__getitem__)
    assert [(r.provision, r.version, r.reason) for r in text.readings] == [("art_2", None, "repealed")]
    assert "art_2" not in places(text)


def test_an_article_in_whose_place_another_waits_may_still_be_law_with_all_its_paragraphs() -> None:
    waiting = version("2022-05-20", MANAGE, FREE, NIGHT, force="2022-07-01", stages=(Stage(("art_3",), date(2023, 1, 1), basis="text"),))
    found = lives([FIRST, waiting])
    assert spans(found["gone art_3"]) == spans(found["gone art_3__para_1"]) == [
        ("2020-03-01", "2022-07-01", "in_force"), ("2022-07-01", "2023-01-01", "unknown")]


SENTENCES = (MANAGE, FREE, CARE, NIGHT, DOGS, FINE, "公园内禁止吸烟，设立吸烟点的除外。", "公园应当公布游客最大承载量。")
START = date(2000, 1, 1)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Version], list[Event]]:
    """A law in one to four versions with commencements of every kind, some provisions with their own, also such as a later version with the
    same words sets anew, and events that end or suspend it or a part of it, everywhere or in a place, for a time or without an end, or on a
    day not known, by the numbers of a version or the day."""
    made: list[Version] = []
    words: list[str] = []
    at = START
    for n in range(draw(st.integers(1, 4))):
        at += timedelta(days=draw(st.integers(30, 400)))
        if not words or draw(st.integers(0, 3)):
            chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=6, unique=True))
            words = [w.replace("。", draw(st.sampled_from(["。", "。", "，另有规定的除外。"]))) for w in chosen]
        known = n == 0 or draw(st.booleans())
        force = str(at + timedelta(days=draw(st.integers(0, 500)))) if known else None
        waits = draw(st.lists(st.one_of(st.none(), st.integers(0, 900)), max_size=2))
        staged = draw(st.lists(st.integers(1, len(words)), min_size=len(waits), max_size=len(waits), unique=True))
        stages = tuple(Stage((f"art_{n}",), None if wait is None else at + timedelta(days=wait),
                             basis=draw(st.sampled_from(["text", "unknown"])) if wait is None else "text")
                       for n, wait in zip(staged, waits, strict=True))
        made.append(version(str(at), *words, force=force, basis="act" if known else draw(st.sampled_from(["unknown", "act"])),
                            change=draw(st.sampled_from(["amended", "revised"])) if n else "", stages=stages))
    events = [draw(_event(at)) for _ in range(draw(st.integers(0, 3)))]
    numbers = [draw(st.sampled_from([None, *(v.version for v in made)])) for _ in events]
    return made, [replace(e, numbers=numbers[n]) if e.provisions else e for n, e in enumerate(events)]


@st.composite
def _event(draw: st.DrawFn, at: date) -> Event:
    """A repeal, a suspension or a resumption, of all or of one article; a whole law ends, and is resumed, on a known day."""
    kind = draw(st.sampled_from(["repealed", "suspended", "suspended", "resumed"]))
    provisions = draw(st.sampled_from([(), ("art_1",), ("art_2",)]))
    day = at + timedelta(days=draw(st.integers(-500, 900))) if not provisions or draw(st.booleans()) else None
    until = day + timedelta(days=draw(st.integers(1, 400))) if kind == "suspended" and day and draw(st.booleans()) else None
    place = draw(st.sampled_from(["", "示例新区"])) if kind != "repealed" else ""
    return Event(kind, day, provisions=provisions, until=until, place=place, basis="act")


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(0, 3000))
def test_intervals_and_texts_agree(history: tuple[list[Version], list[Event]], later: int) -> None:
    versions, events = history
    when = START + timedelta(days=later)
    found = timeline.timeline(Law("x", "x", events=tuple(events)), versions, TODAY)
    for life in found.provisions:
        assert all(i.end is None or i.start < i.end for i in life.intervals)
        assert all(a.end is not None and a.end <= b.start for a, b in pairwise(life.intervals))
    state = timeline.on(versions, when, events)
    if state.status != "in_force":
        return
    text = text_on(timeline.calendar(versions, events), state, lambda named: next(v for v in versions if v.version == named))
    assert all(r.version is not None or r.reason == "repealed" or r.until is None or when < r.until for r in text.readings)
    assert all(key in places(text) for e in text.suspended for key in e.provisions)
    law = [i for life in found.provisions if "para" not in life.provision for i in life.intervals
           if i.start <= when and (i.end is None or when < i.end)]
    if all(i.status != "unknown" for i in law):
        by_date = {v.version: articles(v) for v in versions}
        assert sorted(map(_words, articles(text).values())) == sorted(_words(by_date[i.version][i.provision]) for i in law)


@settings(max_examples=30, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_a_gap_has_its_reason_and_the_order_of_import_does_not_matter(history: tuple[list[Version], list[Event]], dice: object) -> None:
    versions, events = history
    law = Law("x", "x", events=tuple(events))
    found = timeline.timeline(law, versions, TODAY)
    for life in found.provisions:
        for a, b in pairwise(life.intervals):
            assert a.end == b.start or any(e.kind == "repealed" for e in events) or not _always_there(versions, found, a.end)
    shuffled = list(versions)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert timeline.timeline(law, shuffled, TODAY) == found


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(0, 2000))
def test_the_text_of_a_day_and_the_intervals_name_the_same_as_suspended(history: tuple[list[Version], list[Event]], later: int) -> None:
    """Whatever was renumbered, resumed in part, or ended in between; in the numbers of the version in force."""
    versions, events = history
    when = START + timedelta(days=later)
    state = timeline.on(versions, when, events)
    if state.status != "in_force":
        return
    text = text_on(timeline.calendar(versions, events), state, lambda named: next(v for v in versions if v.version == named))
    found = timeline.timeline(Law("x", "x", events=tuple(events)), versions, TODAY)
    now = {place.provision: i for life in found.provisions if "para" not in life.provision and life.version >= text.version
           for place in [p for p in life.places if p.version <= text.version][-1:] for i in life.intervals
           if i.start <= when and (i.end is None or when < i.end) and i.status != "unknown"}
    for place in ("", "示例新区"):
        held = [e for e in text.suspended if e.date and e.place == place]
        named = {key for e in held for key in (e.provisions or now) if key not in e.partly and "para" not in key}
        parts = {article_of(key) for e in held for key in e.provisions if key in e.partly or "para" in key}
        told = {key: [one for one in i.suspended if one.place == place] for key, i in now.items()
                if not place or Pause("") not in i.suspended}
        assert named & set(told) == {key for key, pauses in told.items() if any(not one.provision for one in pauses)}
        assert (parts & set(told)) - named <= {key for key, pauses in told.items() if any(one.provision for one in pauses)} <= parts
        assert place or named & set(now) == {key for key, i in now.items() if i.status == "suspended"}


def _words(article: Provision) -> str:
    return text_of(article).removeprefix(article.num)


def _always_there(versions: list[Version], found: timeline.Timeline, at: date | None) -> bool:
    """Whether no commencement could explain that a provision is not law: none of its own, none that crosses another."""
    return not any(v.in_force.stages for v in versions) and all(s.start and not s.never for s in found.versions)


def test_a_paragraph_that_an_article_has_no_more_has_a_row_behind_those_that_it_has() -> None:
    """The act strikes out 第二条第一款, and makes one 款 of the two of 第三条."""
    first = version("2010-01-10", MANAGE, f"{FREE}\n{CARE}", f"{DOGS}\n{FINE}", force="2010-03-01", change="")
    second = version("2015-01-10", MANAGE, CARE, f"{DOGS.removesuffix('。')}；{FINE}", force="2015-03-01")
    rows = [(one.provision, str(one.version), [(str(i.start), str(i.end or "")) for i in one.intervals])
            for one in timeline.timeline(Law("示例市公园条例", "示例市公园条例"), [first, second], TODAY).provisions
            if one.provision.startswith(("art_2__", "art_3__"))]
    assert [row for row in rows if row[1] == "2010-01-10"] == [
        ("art_2__para_1", "2010-01-10", [("2010-03-01", "2015-03-01")]), ("art_3__para_1", "2010-01-10", [("2010-03-01", "2015-03-01")])]
    assert [row[0] for row in rows] == ["art_2__para_1", "art_2__para_1", "art_3__para_1", "art_3__para_1"]


def test_the_pictures_mark_today_before_the_first_day() -> None:
    coming = version("2023-10-10", FREE, DOGS, force="2097-01-01", change="")
    found = timeline.timeline(Law("示例市公园条例", "示例市公园条例"), [coming], TODAY)
    assert "today 2024-01-01" in timeline_svg.render(found) and "today 2024-01-01" in timeline_html.render(found)
    assert "◀ today 2024-01-01" in "\n".join(lines(chart(found)))


def test_what_has_no_room_in_a_bar_stands_behind_its_row() -> None:
    place = "中国（示例）自由贸易试验区"
    pause = Event("suspended", day("2021-07-01"), provisions=("art_2",), until=day("2022-11-01"), place=place, basis="person",
                  reason="决定")
    drawn = timeline_svg.render(timeline.timeline(Law("示例市公园条例", "示例市公园条例", events=(pause,)), [FIRST], TODAY))
    assert f">suspended in {place}</text>" in drawn and f"· suspended in {place}</text>" not in drawn


def test_the_lane_of_an_act_that_is_law_in_part_says_so() -> None:
    second = version("2021-03-01", MANAGE, FREE, CARE, DOGS, force="2022-07-01")
    third = version("2021-06-01", MANAGE.replace("建设", "建设、保护"), FREE, CARE, DOGS, force="2022-07-01")
    found = timeline.timeline(Law("示例市公园条例", "示例市公园条例"), [FIRST, second, third], TODAY)
    said = "never in force as a whole; what later changes leave of it is in force from 2022-07-01"
    assert said in timeline_svg.render(found) and said in timeline_html.render(found)
