"""A law of numbered paragraphs (一、 with （一） below) that has no articles: each is named as it is printed."""

from pathlib import Path

import pytest

from tests.conftest import Tracker

RATION = "示例市粮食供应规定"
OLD = """示例市粮食供应规定
（1956年3月1日示例市人民委员会第十二次会议通过）
一、居民口粮凭证供应。
二、外来人员凭介绍信领取粮票。
三、有下列情形之一的，停止供应：
（一）迁出本市的；
（二）被判处徒刑的。
四、本规定自1956年4月1日起实行。
"""
NEW = """示例市粮食供应规定
（1956年3月1日示例市人民委员会第十二次会议通过　1959年6月5日示例市人民委员会第四十次会议修订）
一、居民口粮凭证供应。
二、学生口粮每月三十斤。
三、外来人员凭介绍信领取粮票。
四、有下列情形之一的，停止供应：
（一）迁出本市的；
（二）被判处徒刑的。
五、本规定自1959年7月1日起实行。
"""


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    monkeypatch.chdir(tmp_path)
    tracker("init")
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        Path(name).write_text(text, encoding="utf-8")
        tracker("import", name)


def test_an_item_is_named_by_the_number_that_is_printed(tracker: Tracker) -> None:
    refused = tracker("show", f"{RATION}@1960-01-01", "第二项", exit_code=2).stderr
    assert "第二项 names 2 places: 二、「学生口粮每月三十斤。」, 第四项第二项「被判处徒刑的。」" in refused
    assert "学生口粮" in tracker("show", f"{RATION}@1960-01-01", "二、").stdout
    assert "被判处徒刑的" in tracker("show", f"{RATION}@1960-01-01", "（二）").stdout
    assert "学生口粮" in tracker("log", f"{RATION}@1960-01-01", "二、").stdout
    told = tracker("where", RATION, "二、", "--as-of", "1957", "--now", "1960-01-01", exit_code=1).stdout
    assert "1956-03-01 第二项 → 1959-06-05 第三项" in told


@pytest.mark.parametrize(("citation", "said"), [
    ("第二项", "第二项 names 2 places: 二、「外来人员凭介绍信领取粮票…」"), ("二、", "tracker where LAW 二、 --as-of DATE")])
def test_a_citation_that_no_map_carries_is_sent_to_what_follows_it(tracker: Tracker, citation: str, said: str) -> None:
    assert said in tracker("cite", RATION, citation, "--from", "1957-01-01", "--to", "1960-01-01", exit_code=2).stderr


@pytest.mark.parametrize("asked", [["renumber", f"{RATION}/1956-03-01", f"{RATION}/1959-06-05"],
                                   ["timeline", RATION, "--articles", "--format", "csv"]])
def test_what_lists_articles_says_that_there_are_none(tracker: Tracker, asked: list[str]) -> None:
    assert "no text has articles" in tracker(*asked).stderr
