"""What a text says of its own time in force, or of a repeal, and what was not read: told, and no day is stated against it."""

from datetime import date

import pytest

from tracker.model import Version
from tracker.reading import read_text
from tracker.reading.clauses import IN_STEPS, WITH_ANOTHER
from tracker.reading.commencement import PARTLY
from tracker.reading.expiry import endings
from tracker.reading.repeals import repeals
from tracker.reading.unread import UNREAD, every_end

POND = """示例市池塘条例
（2020年1月10日示例市第二届人民代表大会常务委员会第三次会议通过）
第一条　为了管理池塘，制定本条例。
第二条　池塘由市人民政府管理。
第三条　违反本条例的，处五百元罚款。
第四条　主管部门应当公开信息。
第五条　"""
LAW = "本条例自2020年3月1日起施行。"


def pond(said: str) -> Version:
    return read_text(f"{POND}{said}\n")


def told(version: Version) -> list[tuple[str, str]]:
    return [(f.kind, f.text) for f in version.findings]


@pytest.mark.parametrize(("said", "reason"), [
    ("本条例自《示例省登记条例》施行之日起施行。", WITH_ANOTHER), ("本条例与《示例省登记条例》同时施行。", WITH_ANOTHER),
    ("本条例自2020年3月1日起分步施行。", IN_STEPS),
    ("本条例自池塘主管机构成立之日起施行。", UNREAD),
    ("本条例待省人民政府批准后施行。", UNREAD),
    (f"{LAW}部分条款暂缓施行。", UNREAD),
    ("第二条自2021年1月1日起施行。", PARTLY)])
def test_why_the_day_of_the_text_is_not_known(said: str, reason: str) -> None:
    assert (pond(said).in_force.date, pond(said).in_force.reason) == (None, reason)


def test_a_text_that_gives_every_article_a_day_is_law_from_the_first_of_them() -> None:
    force = pond("第一条自2020年6月1日起施行，第二条自2021年1月1日起施行，第三条至第五条自2021年3月1日起施行。").in_force
    assert (force.date, force.basis, force.provision) == (date(2020, 6, 1), "text", "art_5")
    assert [(s.provisions[0], s.date) for s in force.stages] == [
        ("art_1", date(2020, 6, 1)), ("art_2", date(2021, 1, 1)), ("art_3", date(2021, 3, 1))]


@pytest.mark.parametrize("said", [
    "第二条自《示例省登记条例》施行之日起施行。", "第二条在示例区暂不施行，具体施行时间由市人民政府规定。", "第二条待条件成熟时施行。",
    "第二条经市人民政府公告后施行。", "第二条自主管机构成立之日起施行。", "第二条择期施行。", "但第二条除外。"])
def test_a_provision_has_no_day_where_its_clause_gives_none(said: str) -> None:
    stage, = pond(LAW + said).in_force.stages
    assert (stage.provisions, stage.date, stage.basis) == (("art_2",), None, "unknown")
    assert pond(LAW + said).in_force.date == date(2020, 3, 1)


@pytest.mark.parametrize(("said", "end"), [
    ("施行之日起满五年自行失效", "2025-03-01"), ("有效期两年零六个月", "2022-09-01"), ("有效期一年半", "2021-09-01"),
    ("2022年3月1日起停止执行", "2022-03-01"), ("暂定两年", "2022-03-01"), ("自施行之日起满三年后不再执行", "2023-03-01")])
def test_an_end_in_other_words(said: str, end: str) -> None:
    version = pond(f"{LAW[:-1]}，{said}。")
    assert [str(e.date) for e in endings(version)] == [end] and told(version) == []


@pytest.mark.parametrize(("said", "kind", "words"), [
    ("有效期三年零十天", "end_unread", "有效期三年零十天"),
    ("自上级规定出台之日起失效", "end_unread", "自上级规定出台之日起失效"),
    ("试行期满后另行规定", "end_unread", "试行期满后另行规定"), ("执行至2022年底", "end_unread", "执行至2022年底"),
    ("任务完成后自行废止", "end_unread", "任务完成后自行废止"), ("有关登记的规定自2021年1月1日起施行", "commencement_unread",
                                                                "有关登记的规定自2021年1月1日起施行"),
    ("示例区暂不施行", "commencement_unread", "示例区暂不施行")])
def test_what_was_not_read_beside_the_commencement_is_told(said: str, kind: str, words: str) -> None:
    version = pond(f"{LAW[:-1]}，{said}。")
    assert told(version) == [(kind, words)] and version.in_force.date == date(2020, 3, 1)
    assert [e.date for e in every_end(version)] == ([None] if kind == "end_unread" else [])


@pytest.mark.parametrize(("said", "articles"), [
    ("第四条中关于信息的规定暂缓施行", ["art_4"]), ("第四条关于公开信息的规定的施行日期由市人民政府另行规定", ["art_4"]),
    ("第四条关于公开信息的规定在一年过渡期满后施行", ["art_4"]), ("但第四条中关于公开信息的规定除外", ["art_4"]),
    ("其中公开信息的规定自2021年1月1日起施行", ["art_4"]), ("其中关于罚款的规定的施行日期另行规定", ["art_3"]),
    ("有关池塘的规定自2021年1月1日起施行", ["art_1", "art_2"])])
def test_articles_of_which_a_part_waits_have_no_day(said: str, articles: list[str]) -> None:
    version = pond(f"{LAW[:-1]}，{said}。")
    assert told(version) == [("commencement_unread", said)] and version.in_force.date == date(2020, 3, 1)
    assert [(s.provisions, s.date, s.reason) for s in version.in_force.stages] == [((key,), None, UNREAD) for key in articles]


def test_words_on_days_of_the_first_enactment_do_not_bind_a_text_amended_later() -> None:
    note = "根据2022年3月1日示例市第二届人民代表大会常务委员会第九次会议《关于修改〈示例市池塘条例〉的决定》修正"
    amended = POND.replace("通过）", f"通过　{note}）")
    assert read_text(f"{amended}{LAW[:-1]}，其中公开信息的规定自2021年1月1日起施行。").in_force.stages == ()
    assert read_text(f"{amended}{LAW[:-1]}，其中公开信息的规定自2023年1月1日起施行。").in_force.stages[0].provisions == ("art_4",)


def test_an_article_in_the_midst_that_speaks_of_a_commencement_is_told() -> None:
    version = read_text(POND.replace("第二条　池塘", "第二条　本条例自水利部门公告之日起施行。池塘") + LAW)
    assert told(version) == [("commencement_unread", "本条例自水利部门公告之日起施行")] and version.in_force.reason == UNREAD


def test_an_article_at_the_end_that_names_no_subject_is_about_the_text() -> None:
    version = pond(f"{LAW}\n第六条　有效期五年。\n第七条　甲区暂不施行。")
    assert told(version) == [("end_unread", "有效期五年"), ("commencement_unread", "甲区暂不施行")]
    assert [e.date for e in every_end(version)] == [None] and version.in_force.date == date(2020, 3, 1)


@pytest.mark.parametrize(("said", "title", "day"), [
    ("《示例市水塘办法》自2020年6月1日起同时废止", "示例市水塘办法", "2020-06-01"),
    ("《示例市水塘办法》自2020年6月1日废止", "示例市水塘办法", "2020-06-01"),
    ("《示例市水塘办法》自本条例施行之日起一年后废止", "示例市水塘办法", "None"),
    ("《示例市水塘办法》于2020年6月1日废止", "示例市水塘办法", "None"),
    ("《示例市水塘办法》同时停止执行", "示例市水塘办法", "2020-03-01"),
    ("示例市水塘办法同时废止", "示例市水塘办法", "2020-03-01"),
    ("2010年5月1日市人民政府发布的示例市水塘办法同时废止", "示例市水塘办法", "2020-03-01")])
def test_a_repeal_in_other_words(said: str, title: str, day: str) -> None:
    version = pond(f"{LAW}{said}。")
    assert [(r.title, str(r.date)) for r in repeals(version)] == [(title, day)] and told(version) == []


@pytest.mark.parametrize("said", [
    "以前的有关规定同时废止", "与本条例不一致的规定同时废止", "《示例市水塘办法》中关于罚款的规定同时废止",
    "《示例市水塘办法》由本条例代替", "《示例市水塘办法》届时废止", "本条例取代《示例市水塘办法》"])
def test_a_repeal_that_names_no_law_plainly_is_told(said: str) -> None:
    version = pond(f"{LAW}{said}。")
    assert told(version) == [("repeal_unread", said)] and repeals(version) == ()


def test_words_that_a_decision_quotes_are_those_of_another_text() -> None:
    version = read_text("示例市人民代表大会常务委员会关于修改《示例市池塘条例》的决定\n"
                        "（2020年1月10日示例市第二届人民代表大会常务委员会第三次会议通过）\n"
                        "一、删去第三条。\n二、将第五条修改为：“本条例自水利部门公告之日起施行，试行若干年。”\n本决定自2020年3月1日起施行。\n")
    assert told(version) == [] and version.in_force.date == date(2020, 3, 1)


@pytest.mark.parametrize("said", [
    "池塘许可证有效期五年。", "许可证有效期届满前三十日申请延续。", "复议期间处罚决定不停止执行。",
    "与本条例抵触的文件应当及时修改或者废止。",
    "本条例施行前已取得的许可证继续有效。", "参照本条例的规定执行。", "本条例由市人民政府组织实施。", "合同自签订之日起生效。",
    "应当自本条例施行之日起六个月内登记。", "本市池塘的保护办法由市人民政府公布后施行。", "有本条例第二条至第四条规定情形的，处罚款。",
    "法规被修改、废止的，应当公布。", "责令停止执行错误决定。",
    "收回权属证书或者公告作废。", "可以凭有关机关的决定替代。", "收费标准暂定两年。"])
def test_what_is_no_word_on_the_time_in_force(said: str) -> None:
    version = pond(f"{said}\n第六条　{LAW}")
    assert told(version) == [] and every_end(version) == () and version.in_force.date == date(2020, 3, 1)


def test_the_time_of_a_suspension_that_a_text_orders_is_not_its_own() -> None:
    text = read_text("""示例市人民代表大会常务委员会关于暂停施行《示例市池塘条例》部分条款的决定
（2023年2月1日示例市第二届人民代表大会常务委员会第一次会议通过）
示例市第二届人民代表大会常务委员会第一次会议决定：
自2023年3月1日起至2023年12月31日止，暂停施行《示例市池塘条例》第三条。
本决定自2023年3月1日起施行。
""")
    assert told(text) == [] and every_end(text) == ()
    assert text.in_force.date == date(2023, 3, 1)
