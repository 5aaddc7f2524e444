"""From when a decision is in force, and which of its items are not: read from its last sentences."""

import pytest

from tracker.amend.parse import parse

DECISION = """示例市人民代表大会常务委员会关于修改《示例市公园条例》的决定
（2022年5月20日示例市第一届人民代表大会常务委员会第九次会议通过）
示例市第一届人民代表大会常务委员会第九次会议决定对《示例市公园条例》作如下修改：
一、将第二条中的“每日开放”修改为“每日免费开放”。
二、将第四条中的“五百人”修改为“三百人”。
{commencement}
《示例市公园条例》根据本决定作相应修改，重新公布。
"""


@pytest.mark.parametrize(("said", "whole", "own"), [
    ("本决定自2022年7月1日零时起施行。", ["2022-07-01"], []),
    ("本决定自2023年元月1日起施行。", ["2023-01-01"], []),
    ("除第二项外，本决定自2022年7月1日起施行。", ["2022-07-01"], [("第二项", "")]),
    ("本决定除第二条外，自2022年7月1日起施行；第二条自2023年1月1日起施行。", ["2022-07-01"], [("第二条", "2023-01-01")]),
    ("除第二条自2023年1月1日起施行外，本决定自2022年7月1日起施行。", ["2022-07-01"], [("第二条", "2023-01-01")]),
    ("本决定自2022年7月1日起施行，第二条除外。", ["2022-07-01"], [("第二条", "")]),
    ("本决定自2022年7月1日起施行，第一项至第三项自2023年1月1日起施行。", ["2022-07-01"], [("第一项第二项第三项", "2023-01-01")]),
    ("本决定自2022年7月1日起施行，第一至二项自2023年1月1日起施行。", ["2022-07-01"], [("第一项第二项", "2023-01-01")]),
    ("本决定自2022年7月1日起施行，第一项第二目自2023年1月1日起施行。", ["2022-07-01"], [("第一项第二目", "2023-01-01")]),
    ("本决定自2022年7月1日起施行，第四条暂缓施行。", ["2022-07-01"], [("4", "")]),
    ("本决定对新建公园自2022年7月1日起施行，对既有公园自2023年1月1日起施行。", ["", ""], []),
    ("本决定自2022年7月1日起施行，对既有公园自2023年1月1日起施行。", ["2022-07-01", ""], [])])
def test_what_is_excepted_or_only_for_some_has_no_day_by_that_clause(said: str, whole: list[str], own: list[tuple[str, str]]) -> None:
    found = parse(DECISION.format(commencement=said)).commencement
    assert [str(c.date or "") for c in found if not c.items and not c.provisions] == whole
    assert [("".join(c.items) or str(c.provisions[0].article), str(c.date or "")) for c in found if c.items or c.provisions] == own
