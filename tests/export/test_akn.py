"""Akoma Ntoso: valid by the OASIS schema, the same version when read back, ids that survive renumbering."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from msgspec.structs import replace

from tests.conftest import Tracker
from tests.export.trees import VERSIONS, park, park_later
from tracker import reading
from tracker.errors import DocumentError, ExportError
from tracker.export import akn, akn_reading
from tracker.export.akn_names import tag
from tracker.export.past import Past, past_of
from tracker.model import Event, InForce, Provision, Stage, Version

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"


def tree(version: Version, past: Past | None = None) -> etree._Element:
    return etree.fromstring(akn.render(version, past))


@settings(max_examples=150, deadline=None)
@given(VERSIONS)
def test_any_version_is_valid_and_comes_back_the_same(version: Version) -> None:
    assert akn_reading.read(akn.render(version)) == version


@pytest.mark.parametrize("version", [park(), park_later()])
def test_a_law_comes_back_the_same(version: Version) -> None:
    written = akn.render(version)
    assert akn_reading.read(written) == version
    assert akn.render(akn_reading.read(written)) == written


def test_structure_is_written_with_the_standard_names() -> None:
    root = tree(park())
    point = root.find(f".//{tag('point')}[@eId='art_3__para_1__item_2']")
    assert point is not None
    assert point.findtext(tag("num")) == "（二）"
    assert point.findtext(f"{tag('content')}/{tag('p')}") == "保持清洁；"
    lists = point.getparent()
    assert lists is not None and lists.tag == tag("list")
    assert lists.findtext(f"{tag('intro')}/{tag('p')}") == "管理机构履行下列职责："


def test_times_in_force_come_from_the_dates_of_the_version() -> None:
    root = tree(park(), past_of([park()], end=date(2022, 7, 1)))
    dates = {e.get("eId"): e.get("date") for e in root.iter(tag("eventRef"))}
    interval = next(root.iter(tag("timeInterval")))
    assert dates[interval.get("start", "")[1:]] == "2020-03-01"
    assert dates[interval.get("end", "")[1:]] == "2022-07-01"


def test_provisions_with_a_commencement_of_their_own_carry_their_period() -> None:
    force = InForce(date(2020, 3, 1), "text", stages=(Stage(("art_5",), date(2021, 1, 1)), Stage(("art_4",), None, "open")))
    version = replace(park(), in_force=force)
    root = tree(version)
    article = root.find(f".//{tag('article')}[@eId='art_5']")
    assert article is not None and article.get("period") == "#tg_stage_1"
    assert akn_reading.read(akn.render(version)) == version


def test_an_unknown_date_is_named_so() -> None:
    root = tree(Version("示例规定", "示例规定"))
    assert {(e.get("date"), e.get("name")) for e in root.iter(tag("FRBRdate"))} == {("0001-01-01", "unknown")}
    assert next(root.iter(tag("timeInterval")), None) is None


def test_stable_ids_survive_renumbering() -> None:
    past = past_of([park(), park_later()])
    found = past.stable
    assert found["art_3"] == "art_2"
    assert found["art_2"] == "art_2@2022-05-20"  # inserted where another article stood
    assert len(set(found.values())) == len(found)
    article = tree(park_later(), past).find(f".//{tag('article')}[@eId='art_3']")
    assert article is not None and article.get("wId") == "art_2"


def test_the_text_says_what_its_act_did_to_the_text_before() -> None:
    root = tree(park_later(), past_of([park(), park_later()]))
    done = {(m.get("type"), *(n.get("href") for n in m if n.tag in (tag("old"), tag("new")))) for m in root.iter(tag("textualMod"))}
    before = "/akn/cn/act/law/2020-01-10/示例市公园条例/zho@2020-01-10"
    assert ("insertion", "#art_2") in done
    assert ("renumbering", f"{before}#art_2", "#art_3") in done
    assert ("substitution", f"{before}#art_2", "#art_3") in done
    assert ("repeal", f"{before}#art_5") in done
    assert ("substitution", f"{before}#art_1", "#art_1") not in done
    sources = {s.get("href") for m in root.iter(tag("textualMod")) for s in m.iter(tag("source"))}
    lifecycle = {e.get("eId"): e.get("date") for e in root.iter(tag("eventRef"))}
    assert [lifecycle[str(s)[1:]] for s in sources] == ["2022-05-20"]


def test_the_source_of_a_change_is_the_revision_not_its_promulgation() -> None:
    later = park_later()
    later = replace(later, events=(*later.events, Event("promulgated", date(2022, 5, 25))))
    root = tree(later, past_of([park(), later]))
    kinds = {f"#{e.get('eId')}": e.get("refersTo") for e in root.iter(tag("eventRef"))}
    assert {kinds[str(s.get("href"))] for s in root.iter(tag("source"))} == {"#revised"}


def test_the_end_of_a_repealed_law_is_a_repeal() -> None:
    root = tree(park(), past_of([park()], end=date(2021, 1, 1), events=[Event("repealed", date(2021, 1, 1))]))
    assert {(e.get("eId"), e.get("type")) for e in root.iter(tag("eventRef")) if e.get("date") == "2021-01-01"} == {
        ("e_law_1", "repeal"), ("e_end", "repeal")}


def test_characters_that_xml_cannot_hold_are_refused() -> None:
    with pytest.raises(ExportError, match=r"U\+000B"):
        akn.render(Version("示例规定", "示例规定", body=(Provision("paragraph", text="一\x0b二"),)))


@pytest.mark.parametrize("data", [b"<a", b"<a/>", b"{}", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'])
def test_what_is_not_ours_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError):
        akn_reading.read(data, "x.xml")


def test_an_id_that_is_not_the_computed_one_is_refused() -> None:
    with pytest.raises(DocumentError, match="art_9__para_1"):
        akn_reading.read(akn.render(park()).replace(b'"art_5"', b'"art_9"'))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")
def test_real_laws_come_back_the_same() -> None:
    for path in sorted(CORPUS.glob("pairs/*/*.txt"))[::4]:
        version = reading.read(path)
        assert akn_reading.read(akn.render(version)) == version


def test_a_version_of_the_store_tells_its_past(shelf: Path, tracker: Tracker) -> None:
    root = etree.fromstring(tracker("export", "示例市公园条例/2022-05-20", "--format", "akn").stdout.encode())
    assert {e.get("eId"): e.get("wId") for e in root.iter(tag("article"))} == {
        "art_1": "art_1", "art_2": "art_2@2022-05-20", "art_3": "art_2", "art_4": "art_3"}
    assert next(root.iter(tag("passiveModifications")), None) is not None
    first = etree.fromstring(tracker("export", "示例市公园条例/2020-01-10", "--format", "akn").stdout.encode())
    end = next(e for e in first.iter(tag("eventRef")) if e.get("eId") == "e_end")
    assert (end.get("date"), end.get("type")) == ("2022-07-01", "amendment")


def test_a_version_written_from_the_store_reads_back_the_same(shelf: Path, tracker: Tracker) -> None:
    name = "示例市公园条例/2022-05-20"
    tracker("export", name, "--output", "law.xml")
    assert tracker("export", "law.xml", "--format", "json").stdout == tracker("export", name, "--format", "json").stdout
