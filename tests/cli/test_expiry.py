"""A text's own end (有效期五年): proposed where it is met, recorded when a person confirms it."""

import json
from pathlib import Path

import pytest

from tests.conftest import Tracker

MARKET = "示例市早市暂行办法"
MARKET_2020 = f"""{MARKET}
（2019年12月20日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　早市每日五时开放。
第二条　摊位费每月一百元。
第三条　本办法自2020年1月1日起施行，有效期五年。第二条有效期至2021年12月31日。
"""
MARKET_2024 = """示例市早市暂行办法
（2019年12月20日示例市第一届人民代表大会常务委员会第三次会议通过　2024年11月1日示例市第二届人民代表大会常务委员会第三次会议修订）
第一条　早市每日六时开放。
第二条　本办法自2025年1月1日起施行，至2029年12月31日止。
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "market.txt").write_text(MARKET_2020, encoding="utf-8")
    (tmp_path / "market-2024.txt").write_text(MARKET_2024, encoding="utf-8")
    tracker("init")
    return tmp_path


def test_the_end_is_proposed_and_recorded_when_confirmed(office: Path, tracker: Tracker) -> None:
    order = f"`tracker event {MARKET} expired --by {MARKET}/2019-12-20`"
    said = f"{MARKET}/2019-12-20 (第三条) ends itself with 2024-12-31, its last day; {order} confirms it"
    assert said in tracker("import", "market.txt").stderr
    assert said in tracker("check").stdout
    assert said not in tracker("show", f"{MARKET}@2024-12-31").stderr
    after = tracker("show", f"{MARKET}@2025-01-01")
    assert said in after.stderr and "五时" in after.stdout
    assert said in tracker("timeline", MARKET).stdout
    assert said in tracker("timeline", MARKET, "--on", "2025-01-01").stdout
    for words in (("--articles",), ("--format", "svg"), ("--json",)):
        assert said in tracker("timeline", MARKET, *words).stderr
    assert said not in tracker("timeline", MARKET, "--on", "2024-12-31").stdout
    assert "expired 2025-01-01" in tracker("event", MARKET, "expired", "--by", f"{MARKET}/2019-12-20").stdout
    assert "ends itself" not in tracker("check").stdout
    assert "五时" in tracker("show", f"{MARKET}@2024-12-31").stdout
    assert f"expired 2025-01-01 ({MARKET})" in tracker("show", f"{MARKET}@2025-01-01", exit_code=1).stderr


def test_an_end_that_nobody_has_confirmed_is_listed_as_such_in_what_comes(office: Path, tracker: Tracker) -> None:
    """A text's own end, and a repeal by another law; the list of one law has them as that of the store."""
    text = MARKET_2020.replace("2020年1月1日", "2090年1月1日").replace("2021年", "2093年")
    Path("market.txt").write_text(text, encoding="utf-8")
    fair = "示例市集市条例\n（2019年12月20日示例市第一届人民代表大会常务委员会第三次会议通过）\n第一条　集市应当开放。\n" \
           "第二条　本条例自2020年1月1日起施行。\n"
    Path("fair.txt").write_text(fair, encoding="utf-8")
    Path("fair-2091.txt").write_text(fair.replace("集市条例", "商业条例").replace("2019年", "2091年").replace(
        "2020年1月1日起施行。", "2092年1月1日起施行。《示例市集市条例》第一条同时废止。"), encoding="utf-8")
    tracker("import", "market.txt", "fair.txt", "fair-2091.txt")
    own = f"2095-01-01  {MARKET}: expired, not confirmed ({MARKET}/2019-12-20 第三条)"
    other = "2092-01-01  示例市集市条例 第一条: repealed, not confirmed (示例市商业条例/2091-12-20 第二条)"
    assert own in (said := tracker("timeline", "--upcoming").stdout) and other in said
    assert "2092-01-01  第一条: repealed, not confirmed" in tracker("timeline", "示例市集市条例", "--upcoming").stdout
    assert "未经确认" in tracker("timeline", "--upcoming", "--lang", "zh").stdout
    one = next(each for each in tracker("timeline", "--format", "ics").stdout.split("BEGIN:VEVENT") if f"{MARKET}: expired" in each)
    assert "DTSTART;VALUE=DATE:20" in one and "STATUS:TENTATIVE" in one
    told = [(each["day"], each["kind"]) for each in json.loads(tracker("timeline", "--upcoming", "--json").stdout) if not each["confirmed"]]
    assert told == [("2092-01-01", "repealed"), ("2094-01-01", "expired"), ("2095-01-01", "expired")]
    tracker("event", MARKET, "expired", "--by", f"{MARKET}/2019-12-20")
    assert f"2095-01-01  {MARKET}: expired ({MARKET})" in tracker("timeline", "--upcoming").stdout


def test_the_list_tells_that_a_term_is_over_until_somebody_says_what_became_of_it(office: Path, tracker: Tracker) -> None:
    text = MARKET_2020.replace("第二条有效期至2021年12月31日。", "第二条有效期至2099年12月31日。")
    Path("market.txt").write_text(text, encoding="utf-8")
    tracker("import", "market.txt")
    told = [line for line in tracker("list").stdout.splitlines() if "last day" in line]
    assert len(told) == 1 and told[0].startswith(f"    {MARKET}/2019-12-20 (第三条) ends itself with 2024-12-31, its last day")
    tracker("event", MARKET, "expired", "--by", f"{MARKET}/2019-12-20")
    assert "last day" not in tracker("list").stdout


def test_a_law_that_was_changed_behind_its_end_is_for_a_person(office: Path, tracker: Tracker) -> None:
    late = MARKET_2024.replace("2024年11月1日", "2025年11月1日").replace("2025年1月1日", "2026年1月1日")
    Path("late.txt").write_text(late, encoding="utf-8")
    tracker("import", "market.txt", "late.txt")
    told = f"{MARKET}/2019-12-20 (第三条) ends itself with 2024-12-31, its last day, yet version 2025-11-01 was made after it"
    found = tracker("check").stdout
    assert told in found and f"expired --by {MARKET}/2019-12-20`" not in found
    assert f"expired --by {MARKET}/2025-11-01` confirms it" in found


TRIED = MARKET_2020.replace("，有效期五年。第二条有效期至2021年12月31日。", "，其中第二条试行二年。")
TRIAL = f"{MARKET}/2019-12-20 (第三条) ends 第二条 on a day that is not known; `tracker event {MARKET} expired --provisions 第二条 " \
        f"--by {MARKET}/2019-12-20 --date DATE` records it; a later version stands in its place from 2025-01-01"


def test_an_end_whose_day_is_not_known_stays_told_of_the_days_before_a_later_text(office: Path, tracker: Tracker) -> None:
    Path("market.txt").write_text(TRIED, encoding="utf-8")
    tracker("import", "market.txt", "market-2024.txt")
    assert TRIAL in tracker("show", f"{MARKET}@2022-03-01", "第二条").stderr
    assert TRIAL in tracker("timeline", MARKET, "--on", "2022-03-01").stdout
    assert TRIAL in tracker("timeline", MARKET).stdout and TRIAL in tracker("check").stdout
    assert TRIAL in tracker("grep", "摊位费").stderr and TRIAL not in tracker("grep", "五时").stderr
    assert TRIAL not in tracker("timeline", MARKET, "--on", "2025-01-01").stdout
    assert f"{MARKET} 第二条" not in tracker("timeline", "--upcoming").stdout
    order = ["event", MARKET, "expired", "--provisions", "第二条", "--by", f"{MARKET}/2019-12-20", "--date", "2022-01-01"]
    assert "expired 2022-01-01 第二条" in tracker(*order).stdout
    assert TRIAL not in tracker("check").stdout and TRIAL not in tracker("grep", "摊位费").stderr


def test_an_end_without_a_day_that_is_reprinted_is_told_once(office: Path, tracker: Tracker) -> None:
    note = "根据2020年5月1日示例市第一届人民代表大会常务委员会第五次会议《关于修改〈示例市早市暂行办法〉的决定》修正"
    Path("market.txt").write_text(TRIED, encoding="utf-8")
    Path("later.txt").write_text(TRIED.replace("通过）", f"通过　{note}）").replace("五时", "四时"), encoding="utf-8")
    tracker("import", "market.txt", "later.txt")
    found = [line for line in tracker("check").stdout.splitlines() if "ends 第二条" in line]
    assert len(found) == 1 and f"{MARKET}/2020-05-01 (第三条) ends 第二条 on a day that is not known" in found[0]


def test_words_that_stood_beyond_an_end_that_nobody_has_confirmed_are_told_so(office: Path, tracker: Tracker) -> None:
    late = MARKET_2024.replace("2024年11月1日", "2025年11月1日").replace("2025年1月1日", "2026年1月1日")
    Path("late.txt").write_text(late, encoding="utf-8")
    tracker("import", "market.txt", "late.txt")
    found = tracker("grep", "摊位费")
    assert "in force 2020-01-01 to before 2026-01-01" in found.stdout
    assert "ends 第二条 with 2021-12-31, its last day, yet version 2025-11-01 was made after it" in found.stderr
    assert "六时" in (said := tracker("grep", "六时")).stdout and "last day" not in said.stderr


def test_provisions_may_end_alone(office: Path, tracker: Tracker) -> None:
    tracker("import", "market.txt")
    order = ["event", MARKET, "expired", "--provisions", "第二条", "--by", f"{MARKET}/2019-12-20"]
    assert f"ends 第二条 with 2021-12-31, its last day; `tracker {' '.join(order)}`" in tracker("check").stdout
    assert "expired 2022-01-01 第二条" in tracker(*order).stdout
    assert "第二条" in tracker("show", f"{MARKET}@2021-12-31").stdout
    assert "摊位费" not in tracker("show", f"{MARKET}@2022-01-01").stdout


def test_the_text_is_the_source_only_for_what_it_says(office: Path, tracker: Tracker) -> None:
    tracker("import", "market.txt")
    by = ["--by", f"{MARKET}/2019-12-20"]
    assert "sets no such end" in tracker("event", MARKET, "expired", "--provisions", "第一条", *by, exit_code=2).stderr
    said = tracker("event", MARKET, "expired", "--provisions", "第二条", "--date", "2022-02-01", *by, exit_code=2).stderr
    assert "no longer law from 2022-01-01, by its own words" in said
    assert "expired 2025-01-02" in tracker("event", MARKET, "expired", "--date", "2025-01-02", *by).stdout  # the period was counted


def test_a_later_text_in_time_takes_the_place_of_the_end(office: Path, tracker: Tracker) -> None:
    tracker("import", "market.txt", "market-2024.txt")
    said = tracker("check").stdout
    assert "with 2024-12-31" not in said and "ends itself with 2029-12-31" in said


def test_a_law_may_be_repealed_before_its_term_is_over(office: Path, tracker: Tracker) -> None:
    """The term does not run out then: it is no end any more, and not what comes."""
    Path("market.txt").write_text(MARKET_2020.replace("五年", "七十年"), encoding="utf-8")
    tracker("import", "market.txt")
    tracker("event", MARKET, "expired", "--by", f"{MARKET}/2019-12-20")
    tracker("event", MARKET, "repealed", "--date", "2088-01-01", "--because", "市政府令")
    said = tracker("timeline", MARKET).stdout
    assert f"expired 2090-01-01 ({MARKET}) does not come any more: repealed 2088-01-01" in said
    assert "2090-01-01" not in tracker("timeline", MARKET, "--upcoming").stdout + tracker("timeline", MARKET, "--format", "ics").stdout
    assert "2090-01-01" not in tracker("log", MARKET, "第一条").stdout and "0 errors" in tracker("check").stdout
    assert "to before 2088-01-01" in tracker("list").stdout and "to before 2088-01-01" in tracker("grep", "五时").stdout
    assert "the law was repealed (市政府令)" in tracker("timeline", MARKET, "--on", "2091-01-01", exit_code=1).stdout
    again = tracker("event", MARKET, "repealed", "--date", "2089-01-01", "--because", "x", exit_code=2).stderr
    assert f"`tracker event {MARKET} repealed --date 2088-01-01 --take-back --because REASON`" in again
    tracker("event", MARKET, "repealed", "--date", "2088-01-01", "--because", "误记", "--take-back")
    assert "2090-01-01  expired" in tracker("timeline", MARKET, "--upcoming").stdout


def test_provisions_may_be_repealed_before_their_term_is_over(office: Path, tracker: Tracker) -> None:
    tracker("import", "market.txt")
    tracker("event", MARKET, "expired", "--provisions", "第二条", "--by", f"{MARKET}/2019-12-20")
    tracker("event", MARKET, "repealed", "--provisions", "第二条", "--date", "2021-01-01", "--because", "市政府令")
    assert "第二条" not in (said := tracker("show", f"{MARKET}@2021-01-01")).stdout.partition("第三条")[0]
    assert "repealed from 2021-01-01 (市政府令)" in said.stderr
    assert "expired" not in tracker("log", MARKET, "第二条").stdout and "0 errors" in tracker("check").stdout
    assert "does not come any more: repealed 2021-01-01" in tracker("timeline", MARKET).stdout


LONGER = """示例市人民代表大会常务委员会关于延长《示例市早市暂行办法》有效期的决定
（2024年11月20日示例市第二届人民代表大会常务委员会第四次会议通过）
{order}
本决定自公布之日起施行。
"""


def decide(order: str) -> str:
    Path("longer.txt").write_text(LONGER.format(order=order), encoding="utf-8")
    return "longer.txt"


def test_an_act_that_prolongs_a_term_gives_its_end_when_confirmed(office: Path, tracker: Tracker) -> None:
    tracker("import", "market.txt")
    act = "示例市人民代表大会常务委员会关于延长《示例市早市暂行办法》有效期的决定"
    said = tracker("import", decide(f"《{MARKET}》的有效期延长至2090年12月31日。")).stderr
    order = f"tracker event {MARKET} expired --by {act}/2024-11-20"
    told = f"prolongs its term to 2090-12-31, the last day; `{order}` confirms it"
    assert told in said and told in tracker("check").stdout and told in tracker("timeline", MARKET).stdout
    assert "ends itself with 2024-12-31" not in tracker("check").stdout
    assert [line for line in tracker("list").stdout.splitlines() if "last day" in line and "第二条" not in line] == []
    assert f"2091-01-01  {MARKET}: expired, not confirmed ({act}/2024-11-20" in tracker("timeline", "--upcoming").stdout
    assert "expired 2091-01-01" in tracker("event", MARKET, "expired", "--by", f"{act}/2024-11-20").stdout
    assert "prolongs" not in tracker("check").stdout
    assert "五时" in tracker("show", f"{MARKET}@2025-01-01").stdout


def test_a_term_prolonged_by_a_length_is_for_a_person(office: Path, tracker: Tracker) -> None:
    tracker("import", decide(f"《{MARKET}》的有效期延长一年。"))
    said = tracker("import", "market.txt").stderr
    assert f"prolongs its term, in words that a person has to read: “《{MARKET}》的有效期延长一年”; `tracker event" in said
    by = ["event", MARKET, "expired", "--by", "longer.txt"]
    assert "say it yourself: --date" in tracker(*by, exit_code=2).stderr
    assert "expired 2026-01-01" in tracker(*by, "--date", "2026-01-01").stdout
    assert "prolongs" not in tracker("check").stdout


def test_a_term_that_was_over_before_its_text_was_made_is_not_proposed_as_the_end(office: Path, tracker: Tracker) -> None:
    made = "2019年12月20日示例市第一届人民代表大会常务委员会第三次会议通过"
    amended = f"{made}　根据2026年6月5日示例市第二届人民代表大会常务委员会第九次会议《关于修改〈{MARKET}〉的决定》修正"
    Path("amended.txt").write_text(MARKET_2020.replace(made, amended), encoding="utf-8")
    told = "ends itself with 2024-12-31, its last day, yet version 2026-06-05 was made after it: a person has to say whether"
    assert told in tracker("import", "amended.txt").stderr and told in tracker("check").stdout


def test_a_second_longer_term_that_a_person_has_to_read_is_told_behind_the_first(office: Path, tracker: Tracker) -> None:
    tracker("import", "market.txt")
    tracker("import", decide(f"《{MARKET}》的有效期延长至2026年12月31日。"))
    tracker("event", MARKET, "expired", "--by", f"{LONGER.splitlines()[0]}/2024-11-20")
    again = LONGER.format(order=f"《{MARKET}》有效期届满后继续有效，有效期延长二年。").replace("2024年", "2026年")
    Path("again.txt").write_text(again.replace("的决定", "的通知"), encoding="utf-8")
    by = f"{LONGER.splitlines()[0].replace('决定', '通知')}/2026-11-20"
    back = f"tracker event {MARKET} expired --date 2027-01-01 --take-back"
    told = f"prolongs its term, in words that a person has to read: “《{MARKET}》有效期届满后继续有效，有效期延长二年”"
    for said in (tracker("import", "again.txt").stderr, tracker("check").stdout):
        assert told in said and f"`tracker event {MARKET} expired --by {by} --date DATE` records it, once `{back}" in said
    tracker("event", MARKET, "expired", "--date", "2027-01-01", "--take-back", "--because", "再延长")
    tracker("event", MARKET, "expired", "--date", "2029-01-01", "--by", by)
    assert "prolongs" not in tracker("check").stdout


def test_a_longer_term_is_told_beside_an_end_confirmed_before(office: Path, tracker: Tracker) -> None:
    tracker("import", "market.txt")
    tracker("event", MARKET, "expired", "--by", f"{MARKET}/2019-12-20")
    tracker("import", decide(f"《{MARKET}》的有效期延长至2090年12月31日。"))
    said = tracker("check").stdout
    back = f"tracker event {MARKET} expired --date 2025-01-01 --take-back --because REASON"
    assert "prolongs its term to 2090-12-31" in said and f"confirms it, once `{back}` has taken the end before it back" in said
    by = ["event", MARKET, "expired", "--by", "longer.txt"]
    refused = tracker(*by, exit_code=2).stderr
    assert "two sources give two days: expired 2025-01-01" in refused and f"take back the one recorded before: `{back}`" in refused
    tracker("event", MARKET, "expired", "--date", "2025-01-01", "--take-back", "--because", "有效期已延长")
    assert "expired 2091-01-01" in tracker(*by).stdout


@pytest.mark.parametrize(("day", "order", "told"), [
    (("--date", "2025-01-01"), "的有效期延长一年", "prolongs its term, in words that a person has to read"),
    ((), "的有效期延长一年", "prolongs its term, in words that a person has to read"),
    ((), "的有效期延长至2025年12月31日", "prolongs its term to 2025-12-31")])
def test_a_longer_term_is_told_beside_an_end_that_a_person_recorded(office: Path, tracker: Tracker, day: tuple[str, ...], order: str,
                                                                     told: str) -> None:
    """Whether the person knew of the act is not known; recorded by the act, whatever day a person reads in it, it is settled."""
    tracker("import", "market.txt")
    tracker("event", MARKET, "expired", *day, "--because", "有效期五年")
    assert told in tracker("import", decide(f"《{MARKET}》{order}。")).stderr
    back = " ".join(("tracker", "event", MARKET, "expired", *day, "--take-back", "--because"))
    assert told in (said := tracker("check").stdout) and f", once `{back} REASON` has taken the end before it back" in said
    tracker(*back.split()[1:], "有效期已延长")
    tracker("event", MARKET, "expired", "--by", "longer.txt", "--date", "2026-01-01")
    assert "prolongs" not in tracker("check").stdout
