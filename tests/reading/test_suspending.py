"""What a decision suspends, where and for how long, as it says plainly; what it does not say plainly is left to a person."""

import pytest

from tracker.reading import read_text
from tracker.reading.suspending import suspensions

DECISION = """示例市人民代表大会常务委员会关于在示例新区暂时调整适用《示例市广告条例》有关规定的决定
（2021年5月20日示例市第二届人民代表大会常务委员会第九次会议通过）
会议决定：
{said}
本决定自2021年7月1日起施行。
"""
ADS = "《示例市广告条例》"


def told(said: str, kind: str = "suspended") -> list[tuple[object, ...]]:
    found = suspensions(read_text(DECISION.format(said=said)), kind)  # type: ignore[arg-type]
    return [("、".join(one.provisions), one.place, str(one.date), str(one.until), "、".join(sorted(one.unread))) for one in found]


@pytest.mark.parametrize(("said", "provisions", "place", "begins", "until"), [
    (f"在示例新区暂时调整适用{ADS}第二条第一款的规定，期限为三年，自2021年7月1日起至2024年6月30日止。",
     "第二条第一款", "示例新区", "2021-07-01", "2024-07-01"),
    (f"授权市人民政府在示例港内，暂时停止适用{ADS}第二条、第四条的有关规定。上述调整在三年内试行。",
     "第二条、第四条", "示例港", "2021-07-01", "2024-07-01"),
    (f"自2022年1月1日起，在甲区、乙区暂停实施{ADS}第三条，期限为两年。", "第三条", "甲区、乙区", "2022-01-01", "2024-01-01"),
    (f"{ADS}第二条的规定在示例港暂时停止适用，期限至2023年12月31日。", "第二条", "示例港", "2021-07-01", "2024-01-01"),
    (f"2022年11月1日至2023年10月31日，暂停适用{ADS}第二条。", "第二条", "示例新区", "2022-11-01", "2023-11-01"),
    (f"在2022年11月1日至2023年10月31日期间，暂停实施{ADS}第二条的规定。", "第二条", "示例新区", "2022-11-01", "2023-11-01"),
    (f"在示例港自2022年11月1日起至2023年10月31日，暂停实施{ADS}第二条。", "第二条", "示例港", "2022-11-01", "2023-11-01"),
    (f"自本决定施行之日起至2023年10月31日，暂停实施{ADS}第二条。", "第二条", "示例新区", "2021-07-01", "2023-11-01"),
    (f"暂停实施{ADS}第二条至2023年10月31日。", "第二条", "示例新区", "2021-07-01", "2023-11-01"),
    (f"暂停实施{ADS}第二条，自2022年1月1日起。", "第二条", "示例新区", "2022-01-01", "None"),
    (f"根据2020年3月1日通过的《示例市改革办法》，暂停实施{ADS}第二条。", "第二条", "示例新区", "2021-07-01", "None"),
    (f"暂时停止适用{ADS}。", "", "示例新区", "2021-07-01", "None")])
def test_what_is_plain_is_read(said: str, provisions: str, place: str, begins: str, until: str) -> None:
    assert told(said) == [(provisions, place, begins, until, "")]


@pytest.mark.parametrize(("said", "unread"), [
    (f"在示例新区暂时停止适用{ADS}的有关规定。", "provisions"),
    (f"在示例新区暂时停止适用{ADS}第二条中关于许可的规定。", "provisions"),
    (f"在示例新区开展试点期间暂时停止适用{ADS}第二条。", "place、until"),
    (f"2023年10月31日前，暂停实施{ADS}第二条。", "until"),
    (f"在疫情防控期间，暂停实施{ADS}第二条。", "until"),
    (f"暂停实施{ADS}第二条三个月。", "until"),
    (f"疫情结束前，暂停实施{ADS}第二条。", "until"),
    (f"自2022年1月1日起，暂停实施{ADS}第二条，2023年恢复前，有关部门应当报告。", "until"),
    (f"2022年1月1日，暂停实施{ADS}第二条。", "date、until"),
    (f"自批准之日起，暂停实施{ADS}第二条。", "date"),
    (f"自2022年1月1日起暂停实施{ADS}第二条，自2023年1月1日起恢复。", "date、until"),
    (f"在示例新区暂时停止适用{ADS}第二条，期限由市人民政府另行规定。", "until"),
    (f"在示例新区暂时停止适用{ADS}第二条，期限为二年，至2024年6月30日止。", "until")])
def test_what_is_not_plain_is_told_as_unread(said: str, unread: str) -> None:
    assert [one[-1] for one in told(said)] == [unread]


@pytest.mark.parametrize("said", [
    f"会议审议了市人民政府关于提请在示例新区暂时调整适用{ADS}第二条的议案。",
    f"将{ADS}第二条修改为：“在示例新区暂停适用{ADS}第二条。”",
    "对《示例市市容条例》作如下修改："])
def test_what_orders_nothing(said: str) -> None:
    assert told(said) == []


def test_the_words_for_a_term_left_open_are_told() -> None:
    said = f"在示例新区暂时停止适用{ADS}第二条，期限由市人民政府另行规定。"
    assert suspensions(read_text(DECISION.format(said=said)))[0].unread == {"until": "期限由市人民政府另行规定"}


def test_what_is_resumed() -> None:
    assert told(f"自2023年1月1日起，在示例新区恢复适用{ADS}第二条。", "resumed") == [("第二条", "示例新区", "2023-01-01", "None", "")]


@pytest.mark.parametrize(("kind", "verb"), [("suspended", "暂停施行"), ("resumed", "恢复施行")])
def test_an_order_that_begins_with_its_day_is_no_note_on_the_history_of_the_act(kind: str, verb: str) -> None:
    text = "\n".join(line for line in DECISION.splitlines() if line != "会议决定：").format(said=f"自2027年7月1日起，{verb}{ADS}。")
    assert [str(one.date) for one in suspensions(read_text(text), kind)] == ["2027-07-01"]  # type: ignore[arg-type]


def test_a_day_that_is_not_plainly_the_first_is_not_passed_over() -> None:
    assert told(f"2023年1月1日，在示例新区恢复适用{ADS}第二条。", "resumed")[0][-1] == "date"


def test_the_words_that_were_not_read_are_told() -> None:
    text = read_text(DECISION.format(said=f"在示例新区开展试点期间，2023年10月31日前暂时停止适用{ADS}第二条中关于许可的规定。"))
    assert dict(suspensions(text)[0].unread) == {
        "provisions": f"{ADS}第二条中关于许可的规定", "place": "在示例新区开展试点期间", "until": "2023年10月31日前"}
