"""`tracker site`: the store as static pages, written once and then only where something changed."""

import json
import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import PARK_2020, PARK_2022, Tracker
from tracker.cli import publishing

LAW = "示例市公园条例"


@pytest.fixture
def site(shelf: Path, tracker: Tracker) -> Path:
    """The pages of the store with both versions of the invented law."""
    tracker("site", "out")
    return shelf.parent / "out"


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a folder: its bytes and when it was written."""
    return {p.relative_to(folder).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}


def page(site: Path, path: str) -> str:
    """A page's source, white space evened out."""
    return " ".join((site / path / "index.html").read_text(encoding="utf-8").split())


def plain(html: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_each_thing_has_its_address(site: Path) -> None:
    for path in ("", LAW, f"{LAW}/@2020-01-10", f"{LAW}/@2022-05-20", f"{LAW}/@2020-01-10/第三条", f"{LAW}/@2022-05-20/第四条",
                 f"{LAW}/compare/2020-01-10_2022-05-20", f"{LAW}/renumbering/2020-01-10_2022-05-20", f"{LAW}/timeline", "_site/search"):
        assert (site / path / "index.html").is_file(), path
    for name in ("version.json", "text.txt", "text.md", "akn.xml", "provisions.csv", "linked.jsonld"):
        assert (site / LAW / "@2022-05-20" / name).is_file(), name


def test_every_link_leads_somewhere(site: Path) -> None:
    seen = 0
    for file in site.rglob("*.html"):
        source = file.read_text(encoding="utf-8")
        ids = set(re.findall(r'\bid="([^"]*)"', source))
        assert len(ids) == len(re.findall(r'\bid="', source)), f"an id stands twice in {file}"
        for link in re.findall(r'(?:href|src|action)="([^"]*)"', source):
            path, _, anchor = unquote(unescape(link)).partition("#")
            target = (file.parent / path) if path else file
            assert target.is_file(), f"{file}: {link}"
            if anchor:
                assert f'id="{anchor}"' in target.read_text(encoding="utf-8"), f"{file}: {link}"
            seen += 1
    assert seen > 100


def test_versions_tell_from_when_to_when_and_how_that_is_known(site: Path) -> None:
    said = plain(page(site, LAW))
    assert "in force 2020-03-01 to before 2022-07-01 — by its own 第三条" in said
    assert "in force from 2022-07-01 — by its own 第四条" in said


def test_an_article_of_an_older_version_points_to_where_it_went(site: Path) -> None:
    said = page(site, f"{LAW}/@2020-01-10/第三条")
    assert "In the newest version, 2022-05-20:" in said
    assert 'href="../../@2022-05-20/%E7%AC%AC%E5%9B%9B%E6%9D%A1/index.html">第四条</a>' in said


def test_the_margin_tells_what_changed(site: Path) -> None:
    said = plain(page(site, f"{LAW}/@2022-05-20"))
    assert "第二条 公园不得收费。 inserted" in said
    assert "was 第二条" in said
    assert "应当 可以" in said


def test_the_whole_text_is_there_to_the_character(site: Path) -> None:
    for text, day in ((PARK_2020, "2020-01-10"), (PARK_2022, "2022-05-20")):
        source = page(site, f"{LAW}/@{day}")
        law = source[source.index('<div class="law"'):source.index("<footer")]
        words = "".join(unescape(re.sub(r"<aside.*?</aside>|<[^>]+>", "", law)).split())
        assert words == "".join(text.split())


def test_downloads_are_those_of_export(site: Path, tracker: Tracker) -> None:
    forms = {"json": "version.json", "text": "text.txt", "markdown": "text.md", "csv": "provisions.csv", "akn": "akn.xml"}
    for form, name in forms.items():
        exported = tracker("export", f"{LAW}/2022-05-20", "--format", form).stdout_bytes
        assert (site / LAW / "@2022-05-20" / name).read_bytes() == exported, name


def test_the_feed_tells_the_newest_changes_with_links_to_what_is_there(site: Path, tracker: Tracker) -> None:
    tracker("remove", f"{LAW}/2020-01-10", "--because", "imported by mistake")
    tracker("site", "out")
    said = (site / "feed.xml").read_text(encoding="utf-8")
    links = [unquote(link) for link in re.findall(r'<link rel="alternate" href="([^"]*)"', said)]
    assert links == [".", f"./{LAW}/@2022-05-20/"]
    assert [re.sub(r"\s.*", "", t) for t in re.findall("<title>(.*?)</title>", said)[1:]] == ["removed:", "added:", "added:"]


def test_the_language_of_the_pages_is_chosen(shelf: Path, tracker: Tracker) -> None:
    tracker("site", "out", "--lang", "zh", "--title", "示例市法规库")
    said = page(shelf.parent / "out", LAW)
    assert '<html lang="zh-Hans">' in said
    assert "示例市法规库" in said
    assert "自 2022-07-01 起有效" in said


def test_a_second_run_writes_nothing(site: Path, tracker: Tracker) -> None:
    before = files(site)
    assert ": 0 written" in tracker("site", "out").stderr
    assert files(site) == before


def test_the_same_store_gives_the_same_bytes(site: Path, tracker: Tracker) -> None:
    tracker("site", "other")
    assert {k: v[0] for k, v in files(site).items()} == {k: v[0] for k, v in files(site.parent / "other").items()}


def test_only_what_changed_is_written(site: Path, tracker: Tracker) -> None:
    (site.parent / "pond.txt").write_text(PARK_2020.replace("公园", "池塘"), encoding="utf-8")
    tracker("import", "pond.txt")
    before = files(site)
    tracker("site", "out")
    after = files(site)
    assert {k: after[k] for k in before if k.startswith(LAW)} == {k: v for k, v in before.items() if k.startswith(LAW)}
    assert "示例市池塘条例/index.html" in after
    assert "示例市池塘条例" in page(site, "")
    tracker("site", "fresh")
    assert {k: v[0] for k, v in files(site.parent / "fresh").items()} == {k: v[0] for k, v in after.items()}


def test_what_the_store_no_longer_has_is_removed_and_nothing_else(site: Path, tracker: Tracker) -> None:
    (site / LAW / "my-note.txt").write_text("mine", encoding="utf-8")
    tracker("remove", f"{LAW}/2020-01-10", "--because", "a test")
    tracker("site", "out")
    assert not (site / LAW / "@2020-01-10").exists()
    assert not (site / LAW / "compare").exists()
    tracker("remove", f"{LAW}/2022-05-20", "--because", "a test")
    tracker("site", "out")
    assert [p.name for p in (site / LAW).rglob("*")] == ["my-note.txt"]


def test_a_page_that_was_lost_or_cut_off_is_made_again(site: Path, tracker: Tracker) -> None:
    before = files(site)
    (site / LAW / "index.html").unlink()
    (site / LAW / "@2020-01-10" / "index.html").write_bytes(b"<")
    shutil.rmtree(site / LAW / "timeline")
    tracker("site", "out")
    assert {k: v[0] for k, v in files(site).items()} == {k: v[0] for k, v in before.items()}


@pytest.mark.parametrize("what", ["a folder of someone else", "a file"])
def test_what_is_not_ours_is_refused(what: str, shelf: Path, tracker: Tracker) -> None:
    out = shelf.parent / "out"
    if what == "a file":
        out.write_text("mine", encoding="utf-8")
    else:
        out.mkdir()
        (out / "thesis.txt").write_text("mine", encoding="utf-8")
    said = tracker("site", "out", exit_code=2).stderr
    assert "→" in said
    assert [p.name for p in shelf.parent.rglob("*") if out in (p, *p.parents)] == (["out"] if what == "a file" else ["out", "thesis.txt"])


@pytest.mark.parametrize("name", ["../outside", "a/b", "..", "/tmp/outside", "_site", "index.html"])
def test_a_law_whose_id_leads_elsewhere_is_left_out(name: str, shelf: Path, tracker: Tracker) -> None:
    held = json.loads((shelf / LAW / "law.json").read_text(encoding="utf-8"))
    folder = shelf / (name if "/" not in name and name != ".." else "示例")
    folder.mkdir(exist_ok=True)
    (folder / "law.json").write_text(json.dumps({**held, "law": name}), encoding="utf-8")
    around = {p for p in shelf.parent.parent.rglob("*") if p.name == "index.html"}
    said = tracker("site", "deep/out", exit_code=2).stderr
    assert "refused" in said
    inside = set((shelf.parent / "deep" / "out").rglob("index.html"))
    assert {p for p in shelf.parent.parent.rglob("*") if p.name == "index.html"} - around == inside
    assert (shelf.parent / "deep" / "out" / LAW / "index.html").is_file()


def test_nothing_is_written_through_a_link_that_leads_out(site: Path, tracker: Tracker) -> None:
    elsewhere = site.parent / "elsewhere"
    elsewhere.mkdir()
    shutil.rmtree(site / LAW)
    (site / LAW).symlink_to(elsewhere)
    assert "leads out of" in tracker("site", "out", exit_code=2).stderr
    assert list(elsewhere.iterdir()) == []


def test_a_damaged_law_stops_nothing(site: Path, tracker: Tracker) -> None:
    (site.parent / "pond.txt").write_text(PARK_2020.replace("公园", "池塘"), encoding="utf-8")
    tracker("import", "pond.txt")
    (site.parent / "versions" / LAW / "2020-01-10.json").write_text("{", encoding="utf-8")
    shutil.rmtree(site)
    said = tracker("site", "out", exit_code=2).stderr
    assert f"refused {LAW}" in said
    assert (site / "示例市池塘条例" / "index.html").is_file()
    assert not (site / LAW).exists()
    assert LAW not in page(site, "")


def test_a_full_disk_is_an_error_with_the_way_out(shelf: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if "第三条" in str(path):
            raise OSError(28, "No space left on device")
        return whole(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        said = tracker("site", "out", exit_code=2).stderr
    assert "no space left" in said
    assert "→ make room" in said
    tracker("site", "out")
    assert list((shelf.parent / "out").rglob(".tracker-tmp-*")) == []
    assert (shelf.parent / "out" / LAW / "@2020-01-10" / "第三条" / "index.html").is_file()


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(shelf: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("亭", "塔"):
        (shelf.parent / "text.txt").write_text(PARK_2020.replace("公园", name), encoding="utf-8")
        tracker("import", "text.txt")
    made: list[str] = []
    whole = publishing.write_law

    def stopping(job: publishing.Job) -> object:
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(job.law)
        return whole(job)

    with monkeypatch.context() as patched:
        patched.setattr(publishing, "write_law", stopping)
        tracker("site", "out", exit_code=130)
        first = made[:]
        made[:] = [""]
        tracker("site", "out")
    assert len(first) == 2
    assert set(first).isdisjoint(made)


def test_a_store_without_laws_is_a_site_without_laws(desk: Path, tracker: Tracker) -> None:
    tracker("init")
    tracker("site", "out")
    assert "The store holds no law yet." in page(desk / "out", "")


def test_markup_in_a_law_is_text(desk: Path, tracker: Tracker) -> None:
    evil = '<script>alert("1")</script><img src=x onerror=alert(2)>'
    text = PARK_2020.replace("示例市公园条例", f"示例{evil}条例").replace("每日开放", f"{evil}开放")
    (desk / "evil.txt").write_text(text, encoding="utf-8")
    tracker("init")
    tracker("import", "evil.txt", "--law", "evil")
    tracker("site", "out")
    for file in (desk / "out").rglob("*.html"):
        source = file.read_text(encoding="utf-8")
        assert "<script>" not in source, file
        assert "<img" not in source, file
    for file in (*(desk / "out" / "evil").rglob("*.js"), *(desk / "out").rglob("titles-*.js")):
        assert "<script>" not in file.read_text(encoding="utf-8"), file
    assert evil in unescape((desk / "out" / "evil" / "@2020-01-10" / "index.html").read_text(encoding="utf-8"))


def test_without_a_store_nothing_is_made(desk: Path, tracker: Tracker) -> None:
    assert "there is no store" in tracker("site", "out", exit_code=2).stderr
    assert not (desk / "out").exists()
