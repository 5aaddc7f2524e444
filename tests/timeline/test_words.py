"""Words through time, and the law that is enacted anew behind its end."""


import pytest

from tests.timeline.laws import CARE, FREE, MANAGE, NIGHT, day, version
from tracker.model import Event, Law, Version, held_as
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
