"""The pages in a real browser: no complaints, no sideways scrolling on a phone, a search that finds, markup of a law that stays text."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser import look, needs_browser, probe
from tests.conftest import PARK_2020, PARK_2022
from tracker import store as stores
from tracker.cli.publishing import write_site
from tracker.export.site.addresses import OWN
from tracker.export.site.frame import Front
from tracker.reading import read_text
from tracker.store.publication import open_publication, writing

pytestmark = needs_browser

LAW = "示例市公园条例"
EVIL = '<script>document.documentElement.dataset.ran = 1</script><img src="x" onerror="document.documentElement.dataset.ran = 1">'
POND = PARK_2020.replace("公园", "池塘").replace("应当每日开放", f"应当{EVIL}开放") + "附件\n" + "池" * 300 + "\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a store with two versions of one invented law, and another with markup in its text."""
    folder = tmp_path_factory.mktemp("site")
    store = stores.init(folder / "versions")
    for text in (PARK_2020, PARK_2022, POND):
        stores.add(store, read_text(text), text.encode(), ".txt")
    out = open_publication(folder / "out", OWN)
    with writing(out):
        assert write_site(store, out, Front("示例市法规库"))[0] == 0
    return folder / "out"


def pages(site: Path) -> list[str]:
    return [quote(p.relative_to(site).as_posix()) for p in sorted(site.rglob("*.html"))]


def test_every_page_loads_and_fits_a_phone(site: Path) -> None:
    width = 360
    found, said = probe(site, pages(site), width)
    assert said == []
    assert len(found) > 20
    assert [(one["page"], one["width"], one["wide"]) for one in found if one["width"] > width or one["wide"]] == []
    assert [one["page"] for one in found if one["ran"]] == [], "a script in a law's text ran"
    assert all(one["title"] for one in found)


@pytest.mark.parametrize(("query", "where"), [("公园", LAW), ("应当 池塘", "示例市池塘条例 第二条"), ("费", f"{LAW} 第二条")])
def test_the_search_finds_from_the_disk(site: Path, query: str, where: str) -> None:
    source, said = look(f"{(site / OWN / 'search' / 'index.html').as_uri()}?q={quote(query)}")
    links = re.findall(r'<ol id="results".*?</ol>', source, re.S)[0]
    assert f">{where}</a>" in links
    assert said == []
    for link in re.findall(r'href="([^"#]*)', links):
        assert "index.html" in link


def test_what_is_found_is_shown_as_text(site: Path) -> None:
    source, said = look(f"{(site / OWN / 'search' / 'index.html').as_uri()}?q={quote('<script>document')}")
    assert "data-ran" not in source
    assert "<mark>&lt;script&gt;document</mark>" in source
    assert said == []


def test_the_comparison_opens(site: Path) -> None:
    source, said = look((site / LAW / "compare" / "2020-01-10_2022-05-20" / "index.html").as_uri())
    assert said == []
    assert re.search("<ins[^>]*>公园不得收费。</ins>", source)


def test_the_version_in_force_today_is_marked(site: Path) -> None:
    source, _said = look((site / LAW / "index.html").as_uri())
    marked = re.findall(r"<h3>(.*?)</h3>", source, re.S)
    assert "in force today" in marked[0]
    assert "in force today" not in marked[1]
