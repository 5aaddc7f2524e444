"""A preamble is cited by its natural paragraphs (序言第二自然段), which have a history as articles do."""

from pathlib import Path

import pytest

from tests.conftest import Tracker

TOWN = "示例市约法"
OLD = f"""{TOWN}
（2010年1月10日示例市第一届人民代表大会第三次会议通过）
序　　言
示例市是一座老城。
示例市的任务是修路。
第一条　道路应当养护。
第二条　本约法自2010年3月1日起施行。
"""
NOTE = "　根据2015年1月10日示例市第二届人民代表大会第三次会议《示例市约法修正案》修正"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> str:
    """The town's law in two versions; the second changed 修路 in the preamble."""
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(OLD, encoding="utf-8")
    Path("new.txt").write_text(OLD.replace("通过）", f"通过{NOTE}）").replace("修路", "修路和植树"), encoding="utf-8")
    tracker("init")
    tracker("import", "old.txt", "new.txt")
    return f"{TOWN}/2015-01-10"


def test_a_natural_paragraph_is_cited_and_followed(town: str, tracker: Tracker) -> None:
    assert tracker("show", town, "序言第一自然段").stdout == "示例市是一座老城。\n"
    assert "修路{+和植树+}。" in tracker("log", town, "序言第二自然段").stdout
    assert "2010-01-10 序言第二自然段 → 2015-01-10 序言第二自然段" in tracker(
        "where", town, "序言第二自然段", "--as-of", f"{TOWN}/2010-01-10").stdout
    assert "there is no 序言第三自然段" in tracker("show", town, "序言第三自然段", exit_code=2).stderr


def test_blame_names_the_paragraphs_of_a_preamble(town: str, tracker: Tracker) -> None:
    said = tracker("blame", town).stdout
    assert "2010-01-10  2010-03-01  序言第一自然段" in said and "  序言第二自然段" in said
