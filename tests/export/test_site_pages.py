"""The pages as values: contrast of colours, messages in Chinese, a law's text to the character, what the search reads."""

import json
import posixpath
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import PARK_2020, PARK_2022
from tests.timeline.laws import CARE, DOGS, FINE, FREE, MANAGE, NIGHT, version
from tracker.export.site import search, sheet, telling
from tracker.export.site.addresses import is_publishable
from tracker.export.site.article_page import pieces
from tracker.export.site.folio import Folio
from tracker.export.site.frame import Front
from tracker.export.site.law_pages import law_pages
from tracker.model import Event, Law, Stage, Version, held_as, text_of
from tracker.reading import read_text

TEMPLATES = Path(__file__).parent.parent.parent / "tracker" / "export" / "templates"
LOCALE = TEMPLATES.parent.parent / "locale"


def folio(*versions: Version, live: bool = False, events: tuple[Event, ...] = ()) -> Folio:
    law = Law(versions[0].law, versions[0].title, events=events, versions=tuple(held_as(v, "0" * 64) for v in versions))
    return Folio(law, versions, live)


def pages(found: Folio) -> dict[str, str]:
    return {path: make().decode() for path, make in law_pages(Front("法规库"), found)}


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb (WCAG 2.2)."""
    whole = colour.lstrip("#")
    whole = "".join(c * 2 for c in whole) if len(whole) == 3 else whole
    parts = [int(whole[at:at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("file", ["site/style.css", "diff.html.j2"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(file: str, scheme: str) -> None:
    blocks = re.findall(r":root \{(.*?)\}", (TEMPLATES / file).read_text(encoding="utf-8"), re.S)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", blocks[scheme == "dark"]))
    behind = {"ink": ("paper", "panel", "mark-back"), "soft": ("paper", "panel", "mark-back"), "link": ("paper", "panel", "mark-back"),
              "gone": ("paper", "panel", "gone-back"), "come": ("paper", "panel", "come-back"), "mark": ("paper", "panel", "mark-back"),
              "on-brand": ("brand",)}
    pairs_ = [(a, b) for a, grounds in behind.items() for b in grounds if a in colours and b in colours]
    assert len(pairs_) >= 9
    assert [(a, b, round(contrast(colours[a], colours[b]), 2)) for a, b in pairs_ if contrast(colours[a], colours[b]) < 4.5] == []


def test_words_of_the_picture_stand_out_too() -> None:
    from tracker.export import timeline_svg

    drawn = timeline_svg.render(folio(version("2015-01-01", MANAGE, FREE, force="2015-02-01", change=""),
                                      version("2018-01-01", MANAGE, force="2018-02-01")).timeline)
    inks = set(re.findall(r'<text[^>]*fill="(#[0-9a-f]{3,6})"', drawn))
    assert inks
    assert [ink for ink in inks if contrast(ink, "#ffffff") < 4.5] == []
    assert [ground for ground in timeline_svg.COLOURS if contrast("#333333", ground) < 4.5] == []


def test_messages_of_templates_have_chinese() -> None:
    known = {m for page in LOCALE.glob("*.zh.json") for m in json.loads(page.read_text(encoding="utf-8"))}
    used = {m for file in TEMPLATES.rglob("*.j2") for m in re.findall(r'_\("([^"]+)"\)', file.read_text(encoding="utf-8"))}
    assert len(used) > 50
    assert used - known == set()


@pytest.mark.parametrize("text", [PARK_2020, PARK_2022, PARK_2020 + "附件1\n示例表\n一、甲\n（一）乙\n"])
def test_a_sheet_has_the_whole_text(text: str) -> None:
    found = read_text(text)
    made = "".join(u.num + sheet.words_of(u) for u in sheet.units(found))
    assert "".join(made.split()) == "".join("".join(text_of(n) for n in found.head + found.body + found.tail).split())


def test_what_is_gone_is_noted_where_it_stood() -> None:
    found = folio(version("2015-01-01", MANAGE, FREE, CARE, FINE, change=""), version("2018-01-01", MANAGE, CARE, FINE))
    notes = {u.id: u.note for u in found.text(date(2018, 1, 1)).units.values() if u.note}
    assert [(gone.name, gone.key) for gone in notes["art_1"].gone] == [("第二条", "art_2")]
    assert notes["art_2"].was == ("第三条",)


def test_a_pointer_leads_on_from_a_renumbered_and_from_a_deleted_article() -> None:
    made = pages(folio(version("2015-01-01", MANAGE, FREE, CARE, FINE, change=""), version("2018-01-01", MANAGE, DOGS, FINE)))
    assert "This article is gone since version 2018-01-01." in made["示例市公园条例/@2015-01-01/第三条/index.html"]
    assert '第三条</a> <span class="soft">(the same words)' in made["示例市公园条例/@2015-01-01/第四条/index.html"]
    assert "newest version" not in made["示例市公园条例/@2018-01-01/第三条/index.html"]


def test_the_earliest_text_held_is_not_called_an_enactment_where_it_is_none() -> None:
    amended = folio(version("2015-01-01", MANAGE, FREE, change="amended"), version("2018-01-01", MANAGE, CARE))
    enacted = folio(version("2015-01-01", MANAGE, FREE, change=""), version("2018-01-01", MANAGE, CARE))
    path = "示例市公园条例/@2015-01-01/第一条/index.html"
    assert "earliest version held" in pages(amended)[path]
    assert "earliest version held" not in pages(enacted)[path]
    assert telling.step_kind("enacted") == "enacted"


def test_an_unknown_commencement_is_said_to_be_unknown_with_the_reason() -> None:
    made = pages(folio(version("2015-01-01", MANAGE, basis="unknown", reason="nobody wrote it down")))
    said = made["示例市公园条例/index.html"]
    assert "in force from: unknown" in said
    assert "nobody wrote it down" in said
    assert "data-now" not in said


def test_a_history_has_what_was_recorded_and_the_day_of_its_own() -> None:
    """What was recorded is a step, also where there is one version alone."""
    first = version("2015-01-01", MANAGE, FREE, force="2015-02-01", change="")
    staged = version("2018-01-01", MANAGE, FREE, CARE, DOGS, force="2018-02-01",
                     stages=(Stage(("art_3",), date(2019, 1, 1)), Stage(("art_4",), None)))
    ended = Event("repealed", date(2020, 1, 1), provisions=("art_2",), basis="person", reason="公报")
    made = pages(folio(first, staged, events=(ended,)))
    told = made["示例市公园条例/@2018-01-01/第二条/index.html"]
    assert '<h3>2020-01-01 <span class="tag k-repealed">repealed</span></h3>' in told
    assert "repealed · 第二条 · as recorded in the store · 公报" in told
    assert '<p class="soft">in force from 2019-01-01 ·' in made["示例市公园条例/@2018-01-01/第三条/index.html"]
    assert '<p class="soft">day of commencement left open ·' in made["示例市公园条例/@2018-01-01/第四条/index.html"]
    assert "k-repealed" in pages(folio(first, events=(ended,)))["示例市公园条例/@2015-01-01/第二条/index.html"]


def test_a_draft_is_shown_as_a_draft() -> None:
    made = pages(folio(version("2015-01-01", MANAGE, force="2015-02-01", change=""), version("2018-01-01", MANAGE, FREE, draft="一审稿")))
    assert "a draft, not law" in made["示例市公园条例/@2018-01-01/index.html"]
    assert "read the newest version, 2015-01-01" in made["示例市公园条例/index.html"]
    assert "示例市公园条例/@2018-01-01/第二条/index.html" in made


def test_an_article_number_that_stands_twice_has_two_pages() -> None:
    text = "示例市公园条例\n第一条　甲。\n第二条　乙。\n第二条　丙。\n"
    from msgspec.structs import replace

    made = pages(folio(replace(read_text(text), law="示例市公园条例", version=date(2020, 1, 1))))
    assert "示例市公园条例/@2020-01-01/第二条/index.html" in made
    assert "示例市公园条例/@2020-01-01/第二条（第二处）/index.html" in made


def test_steps_show_the_words_that_went_and_came() -> None:
    found = folio(version("2015-01-01", MANAGE, CARE, change=""), version("2018-01-01", MANAGE, CARE.replace("养护", "管理")))
    step = found.histories[1, "art_2"].steps[-1]
    assert list(pieces(step)) == [("kept", "公园由园林绿化主管部门负责"), ("removed", "养护"), ("added", "管理"), ("kept", "。")]


def test_pairs_are_all_where_versions_are_few() -> None:
    held = [version(f"{2000 + n}-01-01", MANAGE) for n in range(8)]
    draft = version("2009-01-01", MANAGE, draft="一审稿")
    assert len(folio(*held[:6]).pairs) == 15
    assert len(folio(*held).pairs) == 7 + 6
    assert len(folio(*held, live=True).pairs) == 28
    assert folio(*held, draft).pairs[-1] == (date(2007, 1, 1), date(2009, 1, 1))


@pytest.mark.parametrize("many", [2, 9])
def test_every_link_of_a_law_leads_to_a_page_and_a_place_on_it(many: int) -> None:
    texts = [(MANAGE, FREE, CARE, NIGHT, FINE), (MANAGE, CARE, NIGHT, FINE), (MANAGE, DOGS, CARE.replace("养护", "管理"), FINE, NIGHT)]
    held = [version(f"{2000 + n}-01-01", *texts[n % 3], force=f"{2000 + n}-03-01") for n in range(many)]
    made = pages(folio(*held, version("2030-01-01", MANAGE, FREE, draft="一审稿"), version("2031-01-01", MANAGE, draft="二审稿")))
    links = 0
    for path, source in made.items():
        for link in re.findall(r'href="([^"]*)"', source) if path.endswith(".html") else ():
            to, _, anchor = unquote(link).partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), to)) if to else path
            if target in ("index.html", "feed.xml") or target.startswith("_site/"):
                continue
            assert target in made, f"{path}: {link}"
            assert not anchor or f'id="{anchor}"' in made[target], f"{path}: {link}"
            links += 1
    assert links > 200


@pytest.mark.parametrize("law", ["../x", "a/b", "..", ".x", "_site", "index.html", "a\\b", "a\nb", ""])
def test_which_ids_can_name_no_folder(law: str) -> None:
    assert not is_publishable(law)
    assert is_publishable("示例市公园条例（试行）")


def test_what_a_script_holds_is_read_back_and_ends_no_element() -> None:
    data = {"title": "</script>\u2028\u2029", "day": "", "parts": [["a", "第一条", '");<b>']]}
    made = search.script("law x)", data)
    assert search.read_script(made) == data
    assert b"<" not in made
    assert "\u2028".encode() not in made


def test_grams_are_of_words_without_marks() -> None:
    assert search.grams({"title": "ＡＢ法", "parts": []}) == {"ab", "b法", "法"}
    assert search.grams({"title": "", "parts": [["", "第一条", "甲，乙丙"]]}) == {"第一", "一条", "条", "甲", "乙丙", "丙"}


def test_shards_grow_with_the_laws_and_gaps_are_told() -> None:
    assert [search.shards(n) for n in (0, 1, 8, 9, 1395, 10**6)] == [1, 1, 1, 2, 256, 4096]
    assert search.gram_script(0, {"甲乙": [7, 2, 3]}) == 'put("grams 0",{"甲乙":[2,1,4]});\n'.encode()
