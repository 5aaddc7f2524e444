"""Two clocks: when something was law, and when the store learnt it; and computed versions that meet the official text."""

import json
import os
import time
from pathlib import Path

import pytest

from tests.cli.test_events import DECISION, PARK, PARK_2020, PARK_2022
from tests.conftest import Tracker, git

OLD = """示例县集市规则
（1954年9月20日示例县第一届人民代表大会第一次会议通过）
第一条　为了管理集市，制定本规则。
第二条　集市每旬开放一次。
第三条　本规则自1954年10月1日起施行。
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    """A folder with the invented texts and an empty store, made on the first day of 2021."""
    monkeypatch.chdir(tmp_path)
    decision = DECISION.format(commencement="本决定自2022年7月1日起施行。")
    for name, text in {"park": PARK_2020, "park-2022": PARK_2022, "decision": decision, "market": OLD}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    at(monkeypatch, "2021-01-01")
    tracker("init")
    return tmp_path


def at(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """Commit from now on as on that day, at noon in UTC."""
    when = f"{day}T12:00:00+00:00"
    monkeypatch.setenv("GIT_AUTHOR_DATE", when)
    monkeypatch.setenv("GIT_COMMITTER_DATE", when)


def test_what_the_office_knew_on_a_day(office: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "2021-02-01")
    tracker("import", "park.txt")
    at(monkeypatch, "2022-08-01")
    tracker("import", "park-2022.txt")
    at(monkeypatch, "2022-09-01")
    tracker("date", f"{PARK}/2022-05-20", "--by", "decision.txt")

    def knew(day: str, exit_code: int = 0) -> str:
        return tracker("timeline", PARK, "--on", "2022-07-15", "--known", day, exit_code=exit_code).stdout

    assert "version 2020-01-10" in knew("2022-07-31")
    assert "2022-07-15: unknown" in knew("2022-08-01", 1)
    assert "version 2022-05-20, in force from 2022-07-01" in knew("2022-09-01")
    assert "held nothing" in tracker("timeline", PARK, "--known", "2020-12-31", exit_code=2).stderr
    assert "held nothing" in tracker("timeline", PARK, "--known", "2021-01-31", exit_code=2).stderr
    assert "第五条" not in tracker("blame", PARK, "--known", "2022-07-31").stdout
    assert "第五条" in tracker("blame", f"{PARK}/2022-05-20").stdout


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/Los_Angeles"])
def test_a_day_of_the_store_is_one_of_utc_wherever_it_is_asked(
        office: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """A text imported in the morning of 2 August in 北京 is known, and told as news, from 1 August, as the feed dates it."""
    at(monkeypatch, "2021-02-01")
    tracker("import", "park.txt")
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "2022-08-02T07:00:00+08:00")
    tracker("import", "park-2022.txt")
    with monkeypatch.context() as there:
        there.setenv("TZ", zone)
        time.tzset()
        told = [tracker("timeline", PARK, "--known", day).stdout.count("2022-05-20") > 0 for day in ("2022-07-31", "2022-08-01")]
        news = [len(json.loads(tracker("feed", "--json", "--since", day).stdout)["changes"]) for day in ("2022-08-01", "2022-08-02")]
    time.tzset()
    assert told == [False, True] and news == [1, 0]


def test_what_the_office_knew_of_texts_and_numbers(office: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until August 2022 the store held the text of 2020 alone; 第四条 in it is 第五条 of the amended text."""
    at(monkeypatch, "2021-02-01")
    tracker("import", "park.txt")
    at(monkeypatch, "2022-08-01")
    tracker("import", "park-2022.txt")
    tracker("date", f"{PARK}/2022-05-20", "--by", "decision.txt")
    then, later = ("--known", "2022-07-31"), ("--known", "2022-08-01")
    assert "免费" not in tracker("show", f"{PARK}@2022-09-01", *then).stdout
    assert "免费" in tracker("show", f"{PARK}@2022-09-01", *later).stdout == tracker("show", f"{PARK}@2022-09-01").stdout
    assert "no version 2022-05-20" in tracker("show", f"{PARK}/2022-05-20", *then, exit_code=2).stderr
    sides = f"{PARK}@2022-01-01", f"{PARK}@2022-09-01"
    assert tracker("diff", *sides, *then).exit_code == 0
    assert "免费" in tracker("diff", *sides, *later, exit_code=1).stdout
    cite = "cite", PARK, "第四条", "--from", "2022-01-01", "--to", "2022-09-01"
    assert "第四条 → 第四条" in tracker(*cite, *then).stdout
    assert "第四条 → 第五条" in tracker(*cite, *later).stdout
    where = "where", PARK, "第四条", "--as-of", "2022-01-01", "--now", "2022-09-01"
    assert "2020-01-10 第四条 → 2020-01-10 第四条" in tracker(*where, *then).stdout
    assert "2020-01-10 第四条 → 2022-05-20 第五条" in tracker(*where, *later, exit_code=1).stdout
    assert "held nothing" in tracker("show", PARK, "--known", "2020-12-31", exit_code=2).stderr


def test_a_correction_adds_knowledge_and_rewrites_none(office: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "2021-02-01")
    tracker("import", "park.txt")
    commits = git(office / "versions", "rev-list", "HEAD").split()
    Path("park.txt").write_text(PARK_2020.replace("每日", "每周"), encoding="utf-8")
    at(monkeypatch, "2021-03-01")
    tracker("import", "--correct", "park.txt")
    assert git(office / "versions", "rev-list", "HEAD").split()[1:] == commits
    nowhere = tracker("grep", "每周", PARK, "--known", "2021-02-28", exit_code=1)
    assert nowhere.stdout == "" and "每周: in no version that was law of the laws searched (1)" in nowhere.stderr
    assert "每周" in tracker("grep", "每周", PARK).stdout
    assert "每日" in tracker("log", PARK, "第二条", "--known", "2021-02-28").stdout


def test_an_event_is_known_from_the_day_it_was_recorded(office: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    tracker("import", "park.txt")
    at(monkeypatch, "2024-05-01")
    tracker("event", PARK, "repealed", "--date", "2024-01-01", "--because", "公报")
    assert "version 2020-01-10" in tracker("timeline", PARK, "--on", "2024-02-01", "--known", "2024-04-30").stdout
    assert "repealed" in tracker("timeline", PARK, "--on", "2024-02-01", "--known", "2024-05-01", exit_code=1).stdout
    document = json.loads(tracker("timeline", PARK, "--json", "--known", "2024-04-30").stdout)
    assert document["known"] == "2024-04-30"


def test_what_was_to_be_expected_is_counted_from_the_day_on_which_it_was_known(office: Path, tracker: Tracker,
                                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    tracker("import", "park.txt")
    at(monkeypatch, "2022-05-01")
    tracker("event", PARK, "repealed", "--date", "2023-01-01", "--because", "公报")
    for law in ([PARK], []):
        assert "2023-01-01" in tracker("timeline", *law, "--upcoming", "--known", "2022-05-01").stdout
        assert "2023-01-01" not in tracker("timeline", *law, "--upcoming", "--known", "2022-04-30").stdout
        assert "2023-01-01" not in tracker("timeline", *law, "--upcoming").stdout
    assert "say one of" in tracker("timeline", "--upcoming", "--on", "2022-05-01", exit_code=2).stderr


def test_laws_older_than_git_can_date(office: Path, tracker: Tracker) -> None:
    tracker("import", "market.txt")
    assert "每旬" in tracker("show", "示例县集市规则@1954-10-01").stdout
    assert "1954-10-01" in tracker("show", "示例县集市规则@1954-09-30", exit_code=1).stderr
    assert "1954-10-01" in tracker("timeline", "示例县集市规则", "--format", "svg").stdout
    assert "DTSTART;VALUE=DATE:19541001" in tracker("timeline", "示例县集市规则", "--format", "ics").stdout
    assert "BEGIN:VEVENT" not in tracker("timeline", "示例县集市规则", "--upcoming", "--format", "ics").stdout
    assert os.environ["GIT_COMMITTER_DATE"].startswith("2021")


def test_a_computed_version_is_confirmed_by_the_official_text(office: Path, tracker: Tracker) -> None:
    tracker("import", "park.txt")
    tracker("amend", "apply", "decision.txt", PARK + "/2020-01-10", "--output", "computed.json")
    assert "imported" in tracker("import", "computed.json").stdout
    assert "unchanged" in tracker("import", "computed.json").stdout
    assert "免费" in tracker("show", f"{PARK}@2022-07-01").stdout
    assert f"confirmed {PARK}/2022-05-20" in tracker("import", "park-2022.txt").stdout
    assert "in force from 2022-07-01 (act" in tracker("timeline", PARK).stdout
    assert "corrected" not in tracker("timeline", PARK).stdout
    assert "0 errors" in tracker("check").stdout


def test_a_computed_version_that_differs_is_a_recorded_discrepancy(office: Path, tracker: Tracker) -> None:
    tracker("import", "park.txt")
    tracker("amend", "apply", "decision.txt", PARK + "/2020-01-10", "--output", "computed.json")
    tracker("import", "computed.json")
    Path("park-2022.txt").write_text(PARK_2022.replace("禁止吸烟", "不得吸烟"), encoding="utf-8")
    said = tracker("import", "park-2022.txt")
    assert f"corrected {PARK}/2022-05-20" in said.stdout
    assert "corrected 2022-05-20 第四条" in tracker("timeline", PARK).stdout
    assert "不得吸烟" in tracker("show", f"{PARK}@2022-07-01").stdout
    assert "禁止吸烟" in git(office / "versions", "show", f"HEAD~1:./{PARK}/2022-05-20.json")


def test_a_discrepancy_speaks_in_the_numbers_of_the_text_that_it_is_of(office: Path, tracker: Tracker) -> None:
    """第四条 of the amended text is new; in the older one, still in force on the day of the correction, 第四条 is another rule."""
    tracker("import", "park.txt")
    tracker("amend", "apply", "decision.txt", PARK + "/2020-01-10", "--output", "computed.json")
    tracker("import", "computed.json")
    Path("park-2022.txt").write_text(PARK_2022.replace("禁止吸烟", "不得吸烟"), encoding="utf-8")
    tracker("import", "park-2022.txt")
    told, = (line for line in tracker("timeline", PARK).stdout.splitlines() if "corrected" in line)
    assert told.startswith("  corrected 2022-05-20 第四条 (") and told.endswith(") as version 2022-05-20 numbers them")
    assert "corrected" not in tracker("show", f"{PARK}@2022-06-01").stderr
    assert "corrected 2022-05-20 第四条" in tracker("show", f"{PARK}@2022-07-01").stderr
    assert "corrected" in tracker("log", f"{PARK}/2022-05-20", "第四条").stdout
    assert "corrected" not in tracker("log", f"{PARK}/2022-05-20", "第五条").stdout
    event = next(e for e in json.loads(tracker("timeline", PARK, "--json").stdout)["events"] if e["event"]["kind"] == "corrected")
    assert (event["version"], event["event"]["provisions"]) == ("2022-05-20", ["art_4"])


def test_it_does_not_matter_which_of_the_two_came_first(office: Path, tracker: Tracker) -> None:
    Path("park-2022.txt").write_text(PARK_2022.replace("禁止吸烟", "不得吸烟"), encoding="utf-8")
    tracker("import", "park.txt")
    tracker("amend", "apply", "decision.txt", PARK + "/2020-01-10", "--output", "computed.json")
    kept = []
    for order in (["computed.json", "park-2022.txt"], ["park-2022.txt", "computed.json"]):
        for name in order:
            tracker("import", name)
        kept.append((office / "versions" / PARK / "law.json").read_text(encoding="utf-8"))
        assert (office / "versions" / PARK / "sources" / "2022-05-20.txt").read_text(encoding="utf-8").count("不得吸烟") == 1
        assert "unchanged" in tracker("import", "park-2022.txt").stdout
        tracker("remove", f"{PARK}/2022-05-20", "--because", "另一次序")
        tracker("event", PARK, "corrected", "--date", "2022-05-20", "--take-back", "--because", "另一次序")
    assert kept[0] == kept[1]


def test_the_computed_text_tells_when_the_official_one_commences(office: Path, tracker: Tracker) -> None:
    tracker("import", "park.txt", "park-2022.txt")
    tracker("amend", "apply", "decision.txt", PARK + "/2020-01-10", "--output", "computed.json")
    assert "confirmed" in tracker("import", "computed.json").stdout
    assert "in force from 2022-07-01 (act" in tracker("timeline", PARK).stdout
    assert (office / "versions" / PARK / "sources" / "2022-05-20.txt").read_text(encoding="utf-8") == PARK_2022


RESERVE = """示例市自然保护条例
（2022年5月30日示例市第一届人民代表大会常务委员会第九次会议通过）
第一条　为了保护自然，制定本条例。
第二条　本条例自2022年8月1日起施行。《示例市公园条例》同时废止。
"""
ZONE = """示例市人民代表大会常务委员会关于在示例试验区暂时停止适用《示例市公园条例》有关规定的决定
（2021年3月1日示例市第一届人民代表大会常务委员会第五次会议通过）
一、自2021年4月1日至2021年12月31日，在示例试验区暂时停止适用《示例市公园条例》第二条的规定。
二、本决定自2021年4月1日起施行。
"""


def test_what_other_acts_of_the_store_order_is_told_as_it_was_known(
        office: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The office could know of a repeal or a suspension from the day on which its store had the act, not before."""
    for day, name, text in (("2021-02-01", "park", PARK_2020), ("2021-05-01", "zone", ZONE), ("2022-09-01", "reserve", RESERVE)):
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
        at(monkeypatch, day)
        tracker("import", f"{name}.txt")
    asked = {"repeals it from 2022-08-01": ("timeline", PARK, "--on", "2022-10-01"),
             "suspends 第二条": ("show", f"{PARK}@2021-06-01", "第二条")}
    for words, command in asked.items():
        now = tracker(*command)
        then = tracker(*command, "--known", "2022-09-01")
        assert (then.stdout, then.stderr) == (now.stdout, now.stderr)
        assert words in now.stdout + now.stderr
    before = tracker(*asked["suspends 第二条"], "--known", "2021-04-30")
    assert "suspends" not in before.stdout + before.stderr
    before = tracker(*asked["repeals it from 2022-08-01"], "--known", "2022-08-31")
    assert "repeals" not in before.stdout + before.stderr
