"""A version as linked data, as a web page and as a Word document: whole, escaped, with what is known and no more."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html as pages
from lxml.etree import _Element
from msgspec.structs import replace

from tests.conftest import Tracker
from tests.export.trees import park, park_later
from tracker import reading
from tracker.errors import ExportError
from tracker.export import docx, html, jsonld
from tracker.export.past import Past, past_of
from tracker.model import InForce, Provision, Version, places, text_of

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"


def words(version: Version) -> str:
    return re.sub(r"\s", "", "".join(text_of(node) for part in (version.head, version.body, version.tail) for node in part))


def page(version: Version) -> _Element:
    found: _Element = pages.document_fromstring(html.render(version).decode())
    return found


def main_of(version: Version) -> _Element:
    found = page(version).find(".//main")
    assert found is not None
    return found


# Linked data


def test_each_field_has_its_name_in_schema_org() -> None:
    found = jsonld.linked(park_later(), past_of([park(), park_later()], end=date(2024, 1, 1), force="NotInForce"))
    assert found["@type"] == "Legislation"
    assert found["@id"] == "/akn/cn/act/law/2020-01-10/示例市公园条例/zho@2022-05-20"
    assert found["legislationDate"] == "2022-05-20"
    assert found["legislationDateOfApplicability"] == "2022-07-01"
    assert found["temporalCoverage"] == "2022-07-01/2023-12-31"  # the last day counts
    assert found["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert [act["legislationDate"] for act in found["legislationConsolidates"]] == ["2022-05-20"]
    assert found["exampleOfWork"]["@id"] == "/akn/cn/act/law/2020-01-10/示例市公园条例"


def test_an_article_keeps_its_identifier_across_renumbering() -> None:
    found = jsonld.linked(park_later(), past_of([park(), park_later()]))
    third = next(part for part in found["hasPart"] if part["name"] == "第三条")
    assert (third["@id"].rpartition("#")[2], third["identifier"]) == ("art_3", "art_2")


def test_what_nobody_knows_is_not_there() -> None:
    found = jsonld.linked(replace(park_later(), in_force=InForce()), Past({}))
    assert {"legislationDateOfApplicability", "temporalCoverage", "legislationLegalForce", "datePublished"} & set(found) == set()


def test_a_version_of_the_store_says_whether_it_is_law(shelf: Path, tracker: Tracker) -> None:
    old, new = (json.loads(tracker("export", f"示例市公园条例/{day}", "--format", "jsonld").stdout) for day in ("2020-01-10", "2022-05-20"))
    assert (old["legislationLegalForce"], old["temporalCoverage"]) == ("https://schema.org/NotInForce", "2020-03-01/2022-06-30")
    assert (new["legislationLegalForce"], new["temporalCoverage"]) == ("https://schema.org/InForce", "2022-07-01/..")


# Web page


@pytest.mark.parametrize("version", [park(), park_later()])
def test_the_page_has_every_word_and_an_id_for_every_provision(version: Version) -> None:
    main = main_of(version)
    assert re.sub(r"\s", "", "".join(main.itertext())) == words(version)
    assert [e.get("id") for e in main.iter() if e.get("id")] == list(places(version))


def test_markup_in_a_law_is_text() -> None:
    evil = "</script><script>alert(1)</script><!-- & \" '"
    version = Version("示例规定", evil, head=(Provision("title", text=evil),), body=(Provision("paragraph", text=evil),))
    found = page(version)
    assert len(list(found.iter("script"))) == 1
    assert "".join(main_of(version).itertext()) == evil + evil
    assert json.loads(next(found.iter("script")).text or "")["name"] == evil


@pytest.mark.parametrize("write", [html.render, docx.render])
def test_control_characters_are_refused_with_their_place(write: object) -> None:
    with pytest.raises(ExportError, match=r"U\+0007"):
        write(Version("示例规定", "示例规定", body=(Provision("paragraph", text="一\x07二"),)))  # type: ignore[operator]


# Word


@pytest.mark.parametrize("version", [park(), park_later()])
def test_a_word_document_reads_back_as_the_same_text(version: Version) -> None:
    found = reading.read_bytes(docx.render(version), "park.docx")
    assert (found.head, found.body, found.tail) == (version.head, version.body, version.tail)


def test_the_format_follows_the_ending(desk: Path, tracker: Tracker) -> None:
    for name in ("law.html", "law.docx", "law.jsonld", "law.xml"):
        tracker("export", "park-2022.txt", "--output", name)
    assert (desk / "law.docx").read_bytes()[:2] == b"PK"
    assert (desk / "law.html").read_bytes().startswith(b"<!DOCTYPE html>")
    refused = tracker("export", "park-2022.txt", "--output", "law.odt", exit_code=2)
    assert "no format is known by the ending" in refused.stderr
    (desk / "folder.html").mkdir()
    assert "cannot write" in tracker("export", "park-2022.txt", "--output", "folder.html", exit_code=2).stderr


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")
def test_real_laws_are_whole_as_page_and_as_word_document() -> None:
    for path in sorted(CORPUS.glob("laws/*/*.txt"))[::150]:
        version = reading.read(path)
        main = main_of(version)
        assert re.sub(r"\s", "", "".join(main.itertext())) == words(version)
        assert [e.get("id") for e in main.iter() if e.get("id")] == list(places(version))
        found = reading.read_bytes(docx.render(version), path.with_suffix(".docx").name)
        assert (found.head, found.body, found.tail) == (version.head, version.body, version.tail)
