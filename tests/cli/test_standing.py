"""A law some of whose provisions are not law yet, not any more, or suspended: what every command says of them on a day."""

from pathlib import Path

import pytest

from tests.conftest import Tracker

PARK = "示例市公园条例"
PARK_2020 = """示例市公园条例
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一条　为了管理公园，制定本条例。
第二条　公园应当每日开放。
第三条　携带犬只的，应当使用牵引绳。
第四条　公园内禁止摆摊。
第五条　本条例自2020年3月1日起施行。
"""
PARK_2022 = """示例市公园条例
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过　根据2022年5月20日示例市第一届人民代表大会常务委员会第九次会议\
《关于修改〈示例市公园条例〉的决定》修正）
第一条　为了管理公园，制定本条例。
第二条　公园应当每日免费开放，依照第四条管理。
第三条　携带犬只的，应当使用牵引绳。
第四条　公园禁止吸烟，设立吸烟点的除外。
第五条　公园内禁止摆摊。
第六条　夜间开放的公园应当设置照明设施。
第七条　本条例自2020年3月1日起施行。
"""


@pytest.fixture
def park(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """第四条 is law from 2023 on only, the day of 第六条 is left open, 第五条 (第四条 until 2022) is repealed in 2024; 第三条 is
    suspended in a place from before the amendment on, 第二条 everywhere for half a year."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"park": PARK_2020, "park-2022": PARK_2022}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    tracker("init")
    tracker("import", "park.txt", "park-2022.txt")
    new = f"{PARK}/2022-05-20"
    tracker("date", new, "--in-force", "2022-07-01", "--because", "决定")
    tracker("date", new, "--in-force", "2023-01-01", "--provisions", "第四条", "--because", "决定第三条")
    tracker("date", new, "--open", "--provisions", "第六条", "--because", "由市政府另行规定")
    for kind, *words in (("suspended", "--date", "2021-09-01", "--until", "2025-09-01", "--provisions", "第三条", "--place", "示例新区",
                          "--because", "试点决定"),
                         ("repealed", "--date", "2024-01-01", "--provisions", "第五条", "--because", "摊贩条例"),
                         ("suspended", "--date", "2023-06-01", "--until", "2023-12-01", "--provisions", "第二条", "--because", "防疫决定")):
        tracker("event", PARK, kind, *words)


@pytest.mark.usefixtures("park")
def test_blame_dates_a_provision_by_its_own_first_day(tracker: Tracker) -> None:
    said = tracker("blame", PARK).stdout
    assert "2022-05-20  2023-01-01  第四条" in said
    assert "2022-05-20  2022-07-01  第二条" in said


@pytest.mark.usefixtures("park")
def test_grep_shows_the_words_of_each_span(tracker: Tracker) -> None:
    said = tracker("grep", "每日").stdout
    assert "第二条 (2020-01-10)  in force 2020-03-01 to before 2022-07-01  …公园应当每日开放。…" in said
    assert "第二条 (2022-05-20)  in force from 2022-07-01  …公园应当每日免费开放，依照第四条管理。…" in said


@pytest.mark.usefixtures("park")
def test_a_comparison_is_headed_by_the_days_asked_for(tracker: Tracker) -> None:
    days = f"{PARK}@2022-02-01", f"{PARK}@2022-10-01"
    for form in ("text", "markdown", "html"):
        said = tracker("diff", *days, "--format", form, exit_code=1).stdout
        assert "2020-01-10 (as on 2022-02-01)" in said
        assert "2022-05-20 (as on 2022-10-01)" in said
    assert "2022-05-20（2022-10-01 当日）" in tracker("diff", *days, "--lang", "zh", exit_code=1).stdout
    assert "as on" not in tracker("diff", f"{PARK}/2020-01-10", f"{PARK}/2022-05-20", exit_code=1).stdout
