"""The histories of all articles at once: the same as following each one by itself."""

import pytest

from tests.timeline.laws import CARE, DOGS, FINE, FREE, MANAGE, NIGHT, day, version
from tracker.model import Event, Stage, articles
from tracker.timeline.blame import blame
from tracker.timeline.histories import histories
from tracker.timeline.history import lineage
from tracker.timeline.lineage import weave

HELD = (version("2015-01-01", MANAGE, FREE, CARE, FINE, change=""),
        version("2018-01-01", MANAGE, CARE, NIGHT, FINE),
        version("2021-01-01", MANAGE, DOGS, CARE.replace("养护", "管理"), NIGHT, FINE))


@pytest.fixture(scope="module")
def found() -> object:
    return histories(weave(HELD))


@pytest.mark.parametrize("index", range(3))
def test_each_is_that_of_the_article_by_itself(index: int, found: dict) -> None:
    for key in articles(HELD[index]):
        assert found[index, key].steps == lineage(HELD, key, index).steps, key


def test_what_was_recorded_is_in_each_history_too() -> None:
    ended = (Event("repealed", day("2022-01-01"), provisions=("art_3",), basis="person", reason="公报"),)
    every = histories(weave(HELD), ended)
    for index, held in enumerate(HELD):
        for key in articles(held):
            assert every[index, key].steps == lineage(HELD, key, index, events=ended).steps, key
    assert [s.kind for s in every[0, "art_3"].steps][-1] == "repealed"


def test_where_an_article_stands_in_each_version(found: dict) -> None:
    assert found[0, "art_3"].ids == (("art_3",), ("art_2",), ("art_3",))
    assert found[0, "art_2"].ids == (("art_2",), (), ())
    assert found[2, "art_2"].ids == ((), (), ("art_2",))


def test_what_became_of_an_article(found: dict) -> None:
    assert [(s.kind, s.old, s.new) for s in found[2, "art_3"].steps] == [
        ("enacted", (), ("art_3",)), ("renumbered", ("art_3",), ("art_2",)), ("changed", ("art_2",), ("art_3",))]
    assert [s.kind for s in found[0, "art_2"].steps] == ["enacted", "deleted"]


def test_one_version_has_nothing_but_its_enactment() -> None:
    alone = histories(weave(HELD[:1]))
    assert {key for _, key in alone} == set(articles(HELD[0]))
    assert all([s.kind for s in one.steps] == ["enacted"] for one in alone.values())


def test_a_version_that_was_overtaken_was_never_law() -> None:
    """The whole text of 2013 is law before that of 2012 would be, and brings what it leaves as it was."""
    old = version("2012-01-10", MANAGE, FREE, force="2014-03-01", change="")
    new = version("2013-01-10", MANAGE, CARE, force="2013-03-01", change="revised")
    assert [(s.begins, s.unset) for s in lineage((old, new), "第一条", 1).steps] == [(day("2013-03-01"), "")]
    assert [(s.begins, s.unset) for s in lineage((old, new), "第二条", 0).steps[:1]] == [(None, "never")]
    assert {u.num: u.begins for u in blame((old, new)).units}["第一条"] == day("2013-03-01")
    partial = version("2013-01-10", MANAGE, CARE, force="2013-03-01")
    assert [s.unset for s in lineage((old, partial), "第一条", 1).steps] == [""], "a change in part does not overtake"


def test_what_stands_in_a_provision_and_has_a_day_of_its_own_is_told() -> None:
    stage = Stage(("art_2__para_2",), day("2021-01-01"), basis="text")
    steps = lineage((version("2020-01-10", MANAGE, f"{FREE}\n{CARE}", force="2020-03-01", change="", stages=(stage,)),), "第二条", 0).steps
    assert [(s.begins, s.stages) for s in steps] == [(day("2020-03-01"), (stage,))]
