"""The public API: plain functions on values, from a text to a decision and back, loaded when they are used."""

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

import tracker
from tests.conftest import PARK_2020, PARK_2022
from tracker.model import Law


def test_the_whole_way_from_texts_to_a_decision_and_back(desk: Path) -> None:
    old, new = tracker.read("park-2020.txt"), tracker.read_text(PARK_2022)
    assert tracker.patch(old, tracker.diff(old, new)).body == new.body
    assert [(e.kind, e.old, e.new) for e in tracker.renumbering(old, new).entries][-1] == ("renumbered", ("art_3",), ("art_4",))
    assert tracker.renumbering(old, new).entries == tracker.renumbering(old, tracker.load(tracker.dump(tracker.encode(
        "version", new)), "new.json")).entries
    drafted = tracker.draft(old, new)
    assert drafted.wrong == ()
    amendment = tracker.parse_amendment(drafted.text)
    made = tracker.apply(amendment, [old])
    assert made.report.problems == ()
    assert made.versions[0].body == new.body
    assert tracker.verify(made, [new]).differences == ()


def test_a_law_through_time() -> None:
    versions = [tracker.read_text(PARK_2020), tracker.read_text(PARK_2022)]
    told = tracker.timeline.timeline(Law("示例市公园条例", "示例市公园条例"), versions, datetime.date(2023, 1, 1))
    assert [(str(span.start), str(span.end)) for span in told.versions] == [("2020-03-01", "2022-07-01"), ("2022-07-01", "None")]
    assert tracker.timeline.on(versions, datetime.date(2022, 6, 30)).version == versions[0].version


def test_every_name_is_there_and_nothing_else() -> None:
    assert dir(tracker) == tracker.__all__
    assert all(callable(getattr(tracker, name)) for name in tracker.__all__ if name != "timeline")
    with pytest.raises(AttributeError, match="guess"):
        _ = tracker.guess


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, tracker; print([name for name in sys.modules if name.startswith('tracker.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
