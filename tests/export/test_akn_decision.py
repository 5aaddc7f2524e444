"""Amending acts in Akoma Ntoso: valid, no character lost, each order with what it quotes and where it goes."""

import re
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import Tracker
from tracker import codec
from tracker.amend.parse import parse
from tracker.cli.amending import decision_and_text
from tracker.errors import ExportError, TrackerError
from tracker.export import akn_decision
from tracker.export.akn_names import OWN, tag

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
DECISION = """示例市人民代表大会常务委员会关于修改《示例市公园条例》的决定
（2024年5月30日示例市第一届人民代表大会常务委员会第二十次会议通过）
　　示例市第一届人民代表大会常务委员会第二十次会议决定对《示例市公园条例》作如下修改：
　　一、将第三条改为第四条，修改为：“第四条　公园应当设立‘无障碍’通道，并且：
　　“（一）保持畅通；
　　“（二）设置标志。”
　　二、将第五条第二款中的“园林局”修改为“绿化部门”。
　　三、删去第六条。
　　本决定自2024年7月1日起施行。
"""


def written(text: str = DECISION, works: dict[str, str] | None = None) -> etree._Element:
    return etree.fromstring(akn_decision.render(parse(text), text, works))


def printed(act: etree._Element) -> str:
    """The act's words without white space and the marks of quotations."""
    return re.sub(r"[\s“”]", "", "".join("".join(part.itertext()) for part in act if part.tag != tag("meta")))


def orders(root: etree._Element) -> list[tuple[str | None, ...]]:
    return [(m.get("type"), *(d.get("href") for d in m.findall(tag("destination")))) for m in root.iter(tag("textualMod"))]


def test_each_order_says_what_it_does_and_where() -> None:
    law = "/akn/cn/act/law/undated/示例市公园条例"
    assert orders(written()) == [("renumbering", f"{law}#art_3"), ("substitution", f"{law}#art_3"),
                                 ("substitution", f"{law}#art_5__para_2"), ("repeal", f"{law}#art_6")]


def test_a_law_that_the_store_has_is_addressed_as_there() -> None:
    law = "/akn/cn/act/law/2020-01-10/示例市公园条例"
    assert orders(written(works={"示例市公园条例": law}))[-1] == ("repeal", f"{law}#art_6")


def test_new_provisions_are_a_structure_and_their_marks_are_attributes() -> None:
    quoted = next(written().iter(tag("quotedStructure")))
    assert [quoted.get(name) for name in ("startQuote", "inlineQuote", "endQuote")] == ["“", "“", "”"]
    article = quoted.find(tag("article"))
    assert article is not None and article.findtext(tag("num")) == "第四条"
    assert [point.findtext(tag("num")) for point in article.iter(tag("point"))] == ["（一）", "（二）"]
    assert "‘无障碍’" in "".join(article.itertext())  # as the decision prints it


def test_old_and_new_words_are_told_apart() -> None:
    root = written()
    by_id = {e.get("eId"): e for e in root.iter() if e.get("eId")}
    change = next(m for m in root.iter(tag("textualMod")) if m.find(tag("old")) is not None)
    words = [by_id[str(change.find(tag(side)).get("href"))[1:]].text for side in ("old", "new")]  # type: ignore[union-attr]
    assert words == ["园林局", "绿化部门"]


def test_an_act_in_force_later_says_from_when() -> None:
    root = written()
    dates = {e.get("eId"): e.get("date") for e in root.iter(tag("eventRef"))}
    groups = {g.get("eId"): dates[str(g[0].get("start"))[1:]] for g in root.iter(tag("temporalGroup"))}
    assert {groups[str(f.get("period"))[1:]] for f in root.iter(tag("force"))} == {"2024-07-01"}


def test_nothing_of_the_act_is_lost() -> None:
    root = written()
    assert printed(root[0]) == re.sub(r"[\s“”]", "", DECISION)
    own = root.find(f".//{{{OWN}}}amendment")
    assert own is not None and codec.decode("amendment", codec.parse((own.text or "").encode(), "x")) == parse(DECISION)


def test_a_repealing_act_ends_the_enactment() -> None:
    text = ("示例市人民政府关于废止《示例市旧办法》的决定\n（2024年5月30日公布）\n"
            "示例市人民政府决定，废止《示例市旧办法》。\n本决定自公布之日起施行。\n")
    found = next(written(text).iter(tag("forceMod")))
    assert found.get("type") == "endOfEnactment"
    assert [d.get("href") for d in found.findall(tag("destination"))] == ["/akn/cn/act/law/undated/示例市旧办法"]


def test_markup_in_an_act_is_text_and_control_characters_are_refused() -> None:
    marked = DECISION.replace("绿化部门", "<b>&绿化")
    assert printed(written(marked)[0]) == re.sub(r"[\s“”]", "", marked)
    with pytest.raises(ExportError, match=r"U\+0001"):
        written(DECISION.replace("绿化", "绿\x01化"))


def test_the_command_line_writes_it(desk: Path, tracker: Tracker) -> None:
    (desk / "decision.txt").write_text(DECISION, encoding="utf-8")
    tracker("amend", "parse", "decision.txt", "--format", "akn", "--output", "decision.xml")
    assert orders(etree.parse("decision.xml").getroot()) == orders(written())


def hanging(root: etree._Element) -> set[str]:
    """References to places in the document that are not there."""
    there = {f"#{e.get('eId')}" for e in root.iter() if e.get("eId")}
    named = {str(e.get(a)) for e in root.iter() for a in ("href", "period", "start", "refersTo") if str(e.get(a, "")).startswith("#")}
    return named - there


def test_references_inside_the_document_lead_somewhere() -> None:
    assert hanging(written()) == set()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")
def test_real_decisions_are_valid_and_whole() -> None:
    for path in sorted(CORPUS.glob("amendments/*/decision*.txt"))[::4] + sorted(CORPUS.glob("decisions/**/*.txt")):
        try:
            found, text = decision_and_text(path)
        except TrackerError:
            continue
        root = etree.fromstring(akn_decision.render(found, text))
        assert printed(root[0]) == re.sub(r"[\s“”]", "", text), path
        assert hanging(root) == set(), path
