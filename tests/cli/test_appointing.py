"""An act that sets the day a law leaves open, or puts one off: it is a source of the day, and proposed until that is recorded."""

from pathlib import Path

import pytest

from tests.conftest import Tracker, lay_out

PORT, RIVER = "示例省港口条例", "示例省航道条例"
SETS = "示例省人民代表大会常务委员会关于《示例省港口条例》施行日期的决定"
OFF = "示例省人民代表大会常务委员会关于推迟《示例省航道条例》第二条施行日期的决定"
TEXTS = {
    "port": """示例省港口条例
（2015年3月20日示例省第十二届人民代表大会常务委员会第十五次会议通过）
第一条　港口经营人应当取得许可。
第二条　本条例施行日期由省人民代表大会常务委员会另行规定。
""",
    "river": """示例省航道条例
（2019年1月10日示例省第十三届人民代表大会常务委员会第三次会议通过）
第一条　为了管理航道，制定本条例。
第二条　船舶应当安装北斗终端。
第三条　本条例自2019年3月1日起施行，第二条自2023年1月1日起施行。
""",
    "sets": f"""{SETS}
（2015年10月10日示例省第十二届人民代表大会常务委员会第二十次会议通过）
一、《示例省港口条例》自2016年1月1日起施行。
二、本决定自2015年10月10日起施行。
""",
    "off": f"""{OFF}
（2022年11月20日示例省第十三届人民代表大会常务委员会第三十次会议通过）
一、《示例省航道条例》第二条的施行日期推迟至2024年1月1日。
二、本决定自2022年11月20日起施行。
""",
    "again": """示例省人民代表大会常务委员会关于再次推迟《示例省航道条例》第二条施行日期的决定
（2023年11月20日示例省第十四届人民代表大会常务委员会第六次会议通过）
一、《示例省航道条例》第二条的施行日期推迟至2025年1月1日。
二、本决定自2023年11月20日起施行。
""",
    "year": """示例省人民代表大会常务委员会关于推迟施行《示例省航道条例》第二条的决定
（2022年11月20日示例省第十三届人民代表大会常务委员会第三十次会议通过）
一、《示例省航道条例》第二条推迟一年施行。
二、本决定自2022年11月20日起施行。
""",
    "notice": """示例省人民代表大会常务委员会公告
（第三十号）
《示例省港口条例》自2016年1月1日起施行。
现予公告。
示例省人民代表大会常务委员会
2015年10月10日
""",
}


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """A store with two laws, one whose day is left open, one of which an article waits."""
    monkeypatch.chdir(tmp_path)
    lay_out(TEXTS)
    tracker("init")
    tracker("import", "port.txt", "river.txt")


@pytest.mark.parametrize("act", ["sets.txt", "notice.txt"])
def test_the_act_is_the_source_of_the_day_left_open(tracker: Tracker, act: str) -> None:
    assert f"dated {PORT}/2015-03-20: 2016-01-01" in tracker("date", f"{PORT}/2015-03-20", "--by", act).stdout
    tracker("show", f"{PORT}@2015-12-31", exit_code=1)
    assert "港口经营人" in tracker("show", f"{PORT}@2016-01-01").stdout
    assert "in force from 2016-01-01 (act 示例省人民代表大会常务委员会" in tracker("timeline", PORT).stdout


def test_it_is_proposed_until_it_is_recorded(tracker: Tracker) -> None:
    command = f"`tracker date {PORT}/2015-03-20 --by {SETS}/2015-10-10`"
    said = f"{SETS}/2015-10-10 (第一项) brings {PORT}/2015-03-20 into force on 2016-01-01: record it with {command}"
    assert said in tracker("import", "sets.txt").stderr
    assert said in tracker("check").stdout
    assert said in tracker("show", f"{PORT}@2018-01-01", exit_code=1).stderr
    assert said in tracker("timeline", PORT).stdout
    tracker("date", f"{PORT}/2015-03-20", "--by", f"{SETS}/2015-10-10")
    assert "港口经营人" in tracker("show", f"{PORT}@2018-01-01").stdout
    assert "0 notes" in tracker("check").stdout


def test_it_is_proposed_where_the_act_was_there_first(tracker: Tracker) -> None:
    tracker("import", "sets.txt")
    tracker("remove", f"{PORT}/2015-03-20", "--because", "twice")
    assert f"brings {PORT}/2015-03-20 into force on 2016-01-01" in tracker("import", "port.txt").stderr


def test_a_day_put_off_is_told_beside_the_text_of_the_days_between(tracker: Tracker) -> None:
    tracker("import", "off.txt")
    said = "brings 第二条 into force on 2024-01-01, not 2023-01-01"
    assert said in tracker("show", f"{RIVER}@2023-06-01", "第二条").stderr
    assert said in tracker("timeline", RIVER, "--on", "2023-06-01").stdout
    assert said not in tracker("show", f"{RIVER}@2024-06-01").stderr
    tracker("date", f"{RIVER}/2019-01-10", "--by", f"{OFF}/2022-11-20")
    assert "第二条" not in tracker("show", f"{RIVER}@2023-06-01").stdout.replace("，第二条自", "")
    assert f"第二条 in force from 2024-01-01 (act {OFF})" in tracker("timeline", RIVER).stdout


def test_of_two_acts_the_later_one_counts(tracker: Tracker) -> None:
    tracker("import", "again.txt", "off.txt")
    notes = tracker("check").stdout
    assert "on 2025-01-01, not 2023-01-01" in notes
    assert "on 2024-01-01" not in notes
    tracker("date", f"{RIVER}/2019-01-10", "--by", "again.txt")
    assert "0 notes" in tracker("check").stdout


def test_words_without_a_day_are_for_a_person(tracker: Tracker) -> None:
    tracker("import", "year.txt")
    command = f"tracker date {RIVER}/2019-01-10 --provisions 第二条 --in-force DATE --because REASON"
    said = f"“《{RIVER}》第二条推迟一年施行”; `{command}` records it"
    assert said in tracker("check").stdout
    assert "words that a person has to read" in tracker("date", f"{RIVER}/2019-01-10", "--by", "year.txt", exit_code=2).stderr
    tracker("date", f"{RIVER}/2019-01-10", "--provisions", "第二条", "--in-force", "2024-01-01", "--because", "推迟一年")
    assert "0 notes" in tracker("check").stdout


def test_a_provision_that_the_law_does_not_have_is_for_a_person(tracker: Tracker) -> None:
    Path("off.txt").write_text(TEXTS["off"].replace("第二条", "第九条"), encoding="utf-8")
    assert "version 2019-01-10 has no 第九条: a person has to say what is meant" in tracker("import", "off.txt").stderr
    tracker("date", f"{RIVER}/2019-01-10", "--by", "off.txt", exit_code=2)


def test_the_law_as_a_whole_is_put_off(tracker: Tracker) -> None:
    early = TEXTS["off"].replace("2022", "2019").replace("11月20日", "2月20日").replace("第二条", "")
    Path("off.txt").write_text(early.replace("2024", "2020"), encoding="utf-8")
    assert f"brings {RIVER}/2019-01-10 into force on 2020-01-01, not 2019-03-01" in tracker("import", "off.txt").stderr
    tracker("date", f"{RIVER}/2019-01-10", "--by", "off.txt")
    tracker("show", f"{RIVER}@2019-12-31", exit_code=1)
    assert "第二条 in force from 2023-01-01" in tracker("timeline", RIVER).stdout


def test_an_act_about_another_law_is_refused(tracker: Tracker) -> None:
    tracker("import", "off.txt")
    assert f"it says so of: 《{RIVER}》" in tracker("date", f"{PORT}/2015-03-20", "--by", f"{OFF}/2022-11-20", exit_code=2).stderr
    assert "did not make" in tracker("date", f"{PORT}/2015-03-20", "--by", "off.txt", exit_code=2).stderr
