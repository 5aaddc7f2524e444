"""Words through time, and the law that is enacted anew behind its end."""


import pytest
from msgspec.structs import replace

from tests.timeline.laws import CARE, DOGS, FREE, MANAGE, NIGHT, day, version
from tracker.model import Event, Law, Stage, Version, held_as
from tracker.reading import read_text
from tracker.timeline.blame import blame
from tracker.timeline.history import lineage
from tracker.timeline.words import grep


def law(*versions: Version, events: tuple[Event, ...] = ()) -> Law:
    return Law("示例市公园条例", "示例市公园条例", events=events, versions=tuple(held_as(v) for v in versions))


def stood(words: str, *versions: Version, events: tuple[Event, ...] = ()) -> list[tuple[str, str, str]]:
    """Where words stood, and from when to when: `?` where that is not known, empty where nothing ended it."""
    return [(one.provision, str(one.start or "?"), str(one.end or ("" if one.end_known else "?")))
            for one in grep(law(*versions, events=events), versions, words)]


def test_a_law_enacted_anew_behind_its_end_has_all_its_provisions_from_then() -> None:
    """第二条 has the same words again; 第三条 of the old law was gone with it."""
    first = version("2015-09-09", MANAGE, FREE, CARE, force="2015-11-01", basis="text", change="")
    anew = version("2025-01-10", MANAGE, FREE, NIGHT, force="2025-03-01", basis="text", change="")
    over = (Event("repealed", day("2022-06-01"), basis="person", reason="公报"),)
    assert stood("身份证", first, anew, events=over) == [("art_2", "2015-11-01", "2022-06-01"), ("art_2", "2025-03-01", "")]
    assert [(s.kind, str(s.begins), s.text) for s in lineage([first, anew], "第二条", 1, events=over).steps] == [
        ("enacted", "2015-11-01", FREE), ("repealed", "2022-06-01", ""), ("enacted", "2025-03-01", FREE)]
    assert [s.kind for s in lineage([first, anew], "第三条", 0, events=over).steps] == ["enacted", "repealed"]
    units = {u.provision: u for u in blame([first, anew], words=True, events=over).units}
    assert {(u.version, u.begins) for u in units.values()} == {(day("2025-01-10"), day("2025-03-01"))}
    assert {span.version for u in units.values() for span in u.spans} == {day("2025-01-10")}


def test_a_law_that_only_changes_behind_an_end_is_not_enacted_anew() -> None:
    """The end is wrong, or the change is: neither is settled here."""
    first = version("2015-09-09", MANAGE, FREE, CARE, force="2015-11-01", basis="text", change="")
    second = version("2025-01-10", MANAGE, FREE, NIGHT, force="2025-03-01")
    over = (Event("repealed", day("2022-06-01"), basis="person", reason="公报"),)
    assert [s.kind for s in lineage([first, second], "第二条", 1, events=over).steps] == ["enacted", "repealed"]


@pytest.mark.parametrize(("force", "basis"), [("2018-05-01", "act"), (None, "unknown"), (None, "act")])
def test_words_that_ended_have_no_number_that_a_later_text_gives_them(force: str | None, basis: str) -> None:
    """第二条 was repealed in 2015; the text of 2018 prints it as 第三条, whenever that is law."""
    first = version("2012-04-06", MANAGE, NIGHT, force="2012-06-01", basis="text", change="")
    second = version("2018-03-08", MANAGE, FREE, NIGHT, force=force, basis=basis)
    over = (Event("repealed", day("2015-03-01"), provisions=("art_2",), basis="person", reason="公报"),)
    assert stood("照明", first, second, events=over) == [("art_2", "2012-06-01", "2015-03-01")]


def test_words_that_ended_before_their_version_was_law_as_a_whole_have_its_number() -> None:
    """第四条 of the whole new text of 2016 is law before the rest of it; the law is repealed before the rest ever is."""
    first = version("2015-03-26", MANAGE, FREE, force="2016-03-14", basis="text", change="")
    anew = version("2016-02-29", MANAGE, FREE, CARE, NIGHT, force="2017-06-27", change="revised",
                   stages=(Stage(("art_4",), day("2016-10-06")),))
    over = (Event("repealed", day("2016-10-12"), basis="person", reason="公报"),)
    assert stood("照明", first, anew, events=over) == [("art_4", "2016-10-06", "2016-10-12")]


def test_a_heading_stands_while_anything_under_it_is_law() -> None:
    first = read_text("示例市公园条例\n（2012年4月6日示例市第一届人民代表大会常务委员会第五次会议通过）\n第一章　总则\n"
                      "第一条　为了保护河流，制定本条例。\n第二章　生态补偿\n第二条　上游应当获得补偿。\n"
                      "第三章　水权\n第三条　水权可以转让。\n第四章　附则\n第四条　本条例自2012年6月1日起施行，第二章自2013年1月1日起施行，"
                      "第三章的施行日期另行规定。\n")
    first = replace(first, version=day("2012-04-06"))
    over = (Event("repealed", day("2015-03-01"), provisions=("art_2",), basis="person", reason="公报"),)
    assert stood("生态补偿", first) == [("chp_2", "2013-01-01", "")]
    assert stood("生态补偿", first, events=over) == [("chp_2", "2013-01-01", "2015-03-01")]
    assert stood("总则", first, events=over) == [("chp_1", "2012-06-01", "")]
    assert [(one.provision, one.start, one.unset) for one in grep(law(first), [first], "水权")] == [
        ("chp_3", None, "open"), ("art_3", None, "open")]


def test_an_excerpt_tells_where_a_paragraph_stood_that_is_told_by_itself() -> None:
    """第二款 is law until 2018: what stands before it and behind it is not read as one."""
    first = version("2010-03-01", MANAGE, f"{FREE}\n{CARE}\n{NIGHT}", force="2010-05-01", basis="text", change="")
    over = (Event("repealed", day("2018-10-01"), provisions=("art_2__para_2",), basis="person", reason="公报"),)
    found = grep(law(first, events=over), [first], "入园")
    assert [one.excerpt for one in found] == ["公园免费开放，市民凭身份证入园。〔…〕夜间开放的公园应当设置照明设施"]
    assert stood("养护", first, events=over) == [("art_2__para_2", "2010-05-01", "2018-10-01")]


def test_a_part_that_is_suspended_is_named_by_the_numbers_of_the_text_that_the_words_stand_in() -> None:
    first = version("2012-04-06", MANAGE, f"{NIGHT}\n{DOGS}", CARE, force="2012-06-01", basis="text", change="")
    second = version("2018-03-08", MANAGE, FREE, f"{NIGHT}\n{DOGS}", CARE, force="2018-05-01")
    third = version("2018-09-08", MANAGE, FREE, NIGHT, CARE, force="2018-10-01")
    paused = (Event("suspended", day("2017-03-01"), until=day("2019-03-01"), provisions=("art_2__para_2", "art_3"), basis="person"),)
    found = grep(law(first, second, third, events=paused), [first, second, third], "照明")
    assert [(one.provision, [event.provisions for event in one.suspended]) for one in found] == [
        ("art_2", [("art_2__para_2",)]), ("art_3", [("art_3__para_2",)]), ("art_3", [])]
