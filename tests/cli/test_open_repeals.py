"""A new law whose day is left open and which repeals an old one with it (同时废止): the old law is law meanwhile."""

from pathlib import Path

import pytest

from tests.conftest import Tracker, lay_out

OLD, NEW = "示例市路桥暂行办法", "示例市路桥条例"
TEXTS = {
    "old": """示例市路桥暂行办法
（1995年2月1日示例市人民政府令第3号公布）
第一条　过桥应当缴费。
第二条　本办法自1995年3月1日起施行。
""",
    "new": """示例市路桥条例
（2005年2月1日示例市第一届人民代表大会常务委员会第九次会议通过）
第一条　过桥免费。
第二条　本条例的施行日期由市人民政府另行规定。《示例市路桥暂行办法》同时废止。
"""}


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """A store with both laws."""
    monkeypatch.chdir(tmp_path)
    lay_out(TEXTS)
    tracker("init")
    tracker("import", "old.txt", "new.txt")


def test_the_old_law_is_law_until_a_day_is_set(tracker: Tracker) -> None:
    assert f"{NEW}/2005-02-01 (第二条) repeals it from a day not set yet" in tracker("check").stdout
    assert "repeals it" not in tracker("show", f"{OLD}@2010-01-01").stderr
    recorded = tracker("event", OLD, "repealed", "--by", f"{NEW}/2005-02-01").stdout
    assert recorded == f"recorded {OLD} repealed no day set ({NEW})\n"
    assert "过桥应当缴费" in tracker("show", f"{OLD}@2010-01-01").stdout
    assert f"no day set  {OLD}: repealed ({NEW})" in tracker("timeline", "--upcoming").stdout
    assert "0 notes" in tracker("check").stdout


def test_when_the_day_is_set_the_end_is_told_until_it_is_recorded(tracker: Tracker) -> None:
    tracker("event", OLD, "repealed", "--by", f"{NEW}/2005-02-01")
    dated = tracker("date", f"{NEW}/2005-02-01", "--in-force", "2008-01-01", "--because", "市人民政府公告")
    assert f"{NEW}/2005-02-01 tells the day now, 2008-01-01" in dated.stderr
    assert "repeals it from 2008-01-01" in tracker("show", f"{OLD}@2010-01-01").stderr
    tracker("event", OLD, "repealed", "--by", f"{NEW}/2005-02-01")
    tracker("show", f"{OLD}@2008-01-01", exit_code=1)
    assert "过桥应当缴费" in tracker("show", f"{OLD}@2007-12-31").stdout
    assert "0 notes" in tracker("check").stdout
