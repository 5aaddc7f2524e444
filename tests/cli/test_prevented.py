"""What was repealed before its own day: each command says that it never was in force, and by what."""

from pathlib import Path

import pytest

from tests.conftest import Tracker

PIER = "示例市码头条例"
PIER_2020 = f"""{PIER}
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　码头应当设置护栏。
第二条　夜间停泊的船舶应当亮灯。
第三条　码头应当设置灯塔，由港务机构看守。
第四条　本条例自2020年3月1日起施行，其中第三条自2022年1月1日起施行。
"""
PIER_2021 = PIER_2020.replace("会议通过）", "会议通过　根据2021年5月10日示例市第一届人民代表大会常务委员会第九次会议"
                              "《关于修改〈示例市码头条例〉的决定》修正）").replace("护栏", "防护栏")


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("pier.txt").write_text(PIER_2020, encoding="utf-8")
    tracker("init")
    tracker("import", "pier.txt")
    return tmp_path


def test_each_command_says_what_prevented_a_provision(port: Path, tracker: Tracker) -> None:
    tracker("event", PIER, "repealed", "--provisions", "第三条", "--date", "2021-06-01", "--because", "公告")
    said = "第三条: never in force: repealed from 2021-06-01 (公告)"
    for on in ("2020-12-31", "2021-06-01", "2022-01-01"):
        assert said in tracker("show", f"{PIER}@{on}").stderr
        assert said in tracker("timeline", PIER, "--on", on).stdout
    assert "is not law on 2020-12-31: never in force: repealed from 2021-06-01 (公告)" in tracker(
        "show", f"{PIER}@2020-12-31", "第三条", exit_code=1).stderr
    assert "\n    第三条 never in force: repealed 2021-06-01 (公告)\n" in tracker("timeline", PIER).stdout
    log = tracker("log", PIER, "第三条").stdout
    assert "2020-01-10  enacted  第三条  never in force\n" in log and log.index("enacted") < log.index("2021-06-01  repealed")
    assert "2020-01-10  never in force: repealed 2021-06-01 (公告)  第三条" in tracker("blame", f"{PIER}/2020-01-10").stdout
    assert f"{PIER} 第三条 (2020-01-10)  never in force: repealed 2021-06-01 (公告)  …" in tracker("grep", "灯塔").stdout


def test_a_timeline_tells_what_a_whole_new_text_brought_before_its_day(port: Path, tracker: Tracker) -> None:
    """第三条 waits for 2022; the revision of 2020 has it, is law since July, and it is repealed in 2021: log and blame say so, too."""
    revised = PIER_2020.replace("会议通过）", "会议通过　2020年6月10日示例市第一届人民代表大会常务委员会第五次会议修订）")
    revised = revised.replace("2020年3月1日起施行，其中第三条自2022年1月1日", "2020年7月1日")
    Path("pier-2020.txt").write_text(revised, encoding="utf-8")
    tracker("import", "pier-2020.txt")
    tracker("event", PIER, "repealed", "--provisions", "第三条", "--date", "2021-06-01", "--because", "公告")
    said = tracker("timeline", PIER).stdout
    assert "\n    第三条 in force from 2020-07-01 (version 2020-06-10)\n" in said and "never" not in said
    assert "enacted  第三条  in force from 2020-07-01" in tracker("log", PIER, "第三条").stdout


def test_a_version_that_the_end_of_the_law_prevented_is_not_said_to_be_in_force(port: Path, tracker: Tracker) -> None:
    Path("pier-2021.txt").write_text(PIER_2021, encoding="utf-8")
    tracker("import", "pier-2021.txt")
    tracker("date", f"{PIER}/2021-05-10", "--in-force", "2022-01-01", "--because", "公报")
    tracker("event", PIER, "repealed", "--date", "2021-06-01", "--because", "公告")
    assert "2021-05-10  never in force as a whole  amended" in tracker("blame", f"{PIER}/2021-05-10").stdout
    assert "never in force as a whole" in tracker("show", f"{PIER}/2021-05-10").stderr
    assert "never" not in tracker("show", f"{PIER}/2020-01-10").stderr
    assert "it is in force anew" not in tracker("show", f"{PIER}@2021-07-01", exit_code=1).stderr
