"""Alignments kept beside a store: the same as made anew, seen by nobody, never wrong, whatever became of the file."""

import ast
import hashlib
import multiprocessing
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import Tracker, git
from tracker import codec
from tracker import store as stores
from tracker.compare.alignment import Alignment, align
from tracker.errors import DocumentError
from tracker.model import Version
from tracker.numbering import chinese
from tracker.reading import read_text
from tracker.store import kept
from tracker.timeline.history import lineage

LAW = "示例市公园管理条例"
TITLE = f"{LAW}\n（2020年1月10日示例市人民代表大会常务委员会通过{{}}）\n"
AMENDED = "　2022年5月20日示例市人民代表大会常务委员会修正"
RULE = "第{}条　{}公园应当每日开放。{}公园闭园整修的，应当提前公告：\n（一）整修的期限；\n（二）替代的公园。\n"


def text(names: list[str], amended: bool) -> str:
    rules = "".join(RULE.format(chinese(n), name, name) for n, name in enumerate(names, 1))
    return TITLE.format(AMENDED if amended else "") + rules + f"第{chinese(len(names) + 1)}条　本条例自2020年3月1日起施行。\n"


@pytest.fixture
def pair(desk: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with two versions: one article in, one out, one reworded, most renumbered. Any two texts are worth keeping."""
    monkeypatch.setattr(kept, "WORTH", 0)
    names = ["东湖", "西山", "南岭", "北塔", "中环", "滨江"]
    Path("old.txt").write_text(text(names, amended=False), encoding="utf-8")
    Path("new.txt").write_text(text(["城墙", *names[:3], "北塔和中环", *names[5:]], amended=True), encoding="utf-8")
    tracker("init")
    tracker("import", "old.txt", "new.txt")
    return desk / "versions"


def sides(root: Path) -> tuple[stores.Store, tuple[Version, ...]]:
    store = stores.open_store(root)
    return store, stores.versions(store, stores.law_named(store, LAW))


def aligned(root: Path) -> Alignment:
    store, (old, new) = sides(root)
    return stores.aligner(store, LAW)(old, new)


def file_of(root: Path) -> Path:
    return root / ".git" / "tracker" / "alignments" / LAW / "2020-01-10_2022-05-20.json"


def waiting(root: Path, tracker: Tracker) -> Version:
    """The text of a day on which the fifth article of the newer version is not law yet."""
    named = f"{LAW}/2022-05-20"
    tracker("date", named, "--in-force", "2022-07-01", "--because", "示例")
    tracker("date", named, "--in-force", "2023-01-01", "--provisions", "第五条", "--because", "示例")
    return on_the_day(root)


def on_the_day(root: Path) -> Version:
    store = stores.open_store(root)
    return stores.in_force_on(store, stores.law_named(store, LAW), date(2022, 8, 1))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How often two texts are aligned anew."""
    calls = [0]

    def counting(old: Version, new: Version, said: object = None) -> Alignment:
        calls[0] += 1
        return align(old, new, said)  # type: ignore[arg-type]

    monkeypatch.setattr("tracker.compare.alignment.align", counting)
    yield calls


def test_what_is_kept_is_what_was_found(pair: Path, counted: list[int]) -> None:
    first, again = aligned(pair), aligned(pair)
    assert counted == [1]
    assert first == again == align(again.old, again.new)
    assert again.outlines == first.outlines
    assert {x.evidence for x in again.links} > {"equal"}


def test_neither_git_nor_check_nor_a_manifest_sees_it(pair: Path, tracker: Tracker) -> None:
    before = tracker("manifest", str(pair)).stdout
    aligned(pair)
    assert file_of(pair).is_file()
    assert tracker("manifest", str(pair)).stdout == before
    assert git(pair, "status", "--porcelain", "--ignored") == ""
    tracker("check")


def origins(root: Path) -> list[str]:
    """What the new first article was made of."""
    return [x.old for x in aligned(root).links if x.new == "art_1"]


def test_what_a_person_says_counts_at_once(pair: Path, tracker: Tracker, counted: list[int]) -> None:
    before = origins(pair)
    assert before != ["art_5"]
    said = ("align", f"{LAW}/2020-01-10", f"{LAW}/2022-05-20", "--who", "示例", "--because", "示例")
    tracker(*said, "--set", "第五条 = 第一条")
    assert origins(pair) == origins(pair) == ["art_5"]
    tracker(*said, "--forget", "第五条 = 第一条")
    assert origins(pair) == before
    assert counted[0] >= 3


def test_another_text_is_aligned_anew(pair: Path, tracker: Tracker, counted: list[int]) -> None:
    aligned(pair)
    Path("new.txt").write_text(Path("new.txt").read_text(encoding="utf-8").replace("城墙", "护城河"), encoding="utf-8")
    tracker("import", "--correct", "new.txt")
    found = aligned(pair)
    assert counted == [2]
    assert found == align(found.old, found.new)


def test_a_text_that_is_not_the_store_s_is_aligned_anew(pair: Path, counted: list[int]) -> None:
    """A version made from a stored one has its law and its date, and may say anything."""
    store, (old, new) = sides(pair)
    mapper = stores.aligner(store, LAW)
    mapper(old, new)
    other = read_text(text(["城墙", "护城河"], amended=True))
    made = replace(old, body=other.body)
    assert mapper(made, new) == align(made, new) != mapper(old, new)
    assert mapper(replace(old), new) == mapper(old, new)
    assert counted == [3]


@pytest.mark.parametrize("damage", [b"", b"\n", b"{}", b"\xff\xfe", b"0" * 64 + b"\n{}"])
def test_a_damaged_file_is_as_if_it_were_not_there(pair: Path, damage: bytes) -> None:
    whole = aligned(pair)
    file_of(pair).write_bytes(damage)
    assert aligned(pair) == whole
    assert file_of(pair).read_bytes() != damage


def test_every_byte_counts(pair: Path, counted: list[int]) -> None:
    whole = aligned(pair)
    data = file_of(pair).read_bytes()
    for cut in range(0, len(data), 97):
        file_of(pair).write_bytes(data[:cut] + bytes([data[cut] ^ 1]) + data[cut + 1:])
        assert aligned(pair) == whole
        file_of(pair).write_bytes(data[:cut])  # a write that was killed, had it not gone to a file of its own
        assert aligned(pair) == whole
    assert counted[0] == 1 + 2 * len(range(0, len(data), 97))


def test_other_code_reads_nothing_of_it(pair: Path, counted: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    aligned(pair)
    monkeypatch.setattr(kept, "_code", lambda: b"another")
    aligned(pair)
    monkeypatch.setattr(kept, "_code", lambda: b"")  # not the code that was loaded: nothing is read or kept
    aligned(pair)
    aligned(pair)
    assert counted == [4]


def test_code_that_changed_under_a_running_process_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_LOADED", [(0, 0)])
    assert kept._code.__wrapped__() == b""


def test_all_that_an_alignment_depends_on_is_in_its_key() -> None:
    package = Path(kept.__file__).parents[1]
    seen: set[Path] = set()

    def follow(path: Path) -> None:
        if path in seen or not path.is_file():
            return
        seen.add(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tracker"):
                for name in (node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)):
                    follow(package.parent / (name.replace(".", "/") + ".py"))

    follow(package / "compare" / "alignment.py")
    assert len(seen) > 10
    assert seen <= set(kept._SOURCES)


def test_a_folder_that_cannot_be_written_keeps_nothing(pair: Path, counted: list[int]) -> None:
    file_of(pair).parents[2].write_bytes(b"")  # a file where the folder would be: refused to everyone, root too
    assert aligned(pair) == aligned(pair)
    assert counted == [2]


@pytest.mark.parametrize("pointer", [b"gitdir: \xff\xfe", b"gitdir: /nowhere", b"", b"\0"])
def test_a_repository_that_cannot_be_found_keeps_nothing(pair: Path, counted: list[int], pointer: bytes) -> None:
    (pair / ".git").rename(pair / "elsewhere")
    (pair / ".git").write_bytes(pointer)
    assert aligned(pair) == aligned(pair)
    assert counted == [2]


def test_what_a_killed_write_left_goes_with_the_next(pair: Path) -> None:
    folder = file_of(pair).parent
    folder.mkdir(parents=True)
    (folder / ".tracker-tmp-killed").write_bytes(b"half of it")
    aligned(pair)
    assert [path.name for path in folder.iterdir()] == [file_of(pair).name]


def _align_often(root: str) -> int:
    kept.WORTH = 0
    found = set()
    for _ in range(20):
        file_of(Path(root)).unlink(missing_ok=True)
        found.add(len(aligned(Path(root)).links))
    return len(found)


def test_two_at_once_do_not_harm_each_other(pair: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(_align_often, [str(pair)] * 2) == [1, 1]
    assert [(x.old, x.new) for x in aligned(pair).links] == [(x.old, x.new) for x in align(*sides(pair)[1]).links]


def test_short_laws_are_not_kept(shelf: Path) -> None:
    store = stores.open_store(shelf)
    law = stores.law_named(store, "示例市公园条例")
    stores.aligner(store, law.law)(*stores.versions(store, law))
    assert not (shelf / ".git" / "tracker" / "alignments").exists()


def test_a_working_tree_of_its_own_has_its_own_folder(pair: Path, desk: Path) -> None:
    git(pair, "worktree", "add", "-q", str(desk / "other"))
    assert kept.folder_of(stores.open_store(desk / "other"), LAW) == pair / ".git" / "worktrees" / "other" / "tracker" / "alignments" / LAW


def test_a_history_still_aligns_only_where_it_must(pair: Path, counted: list[int]) -> None:
    store, held = sides(pair)
    assert [s.kind for s in lineage(held, "第二条", 1, stores.aligner(store, LAW)).steps] == ["enacted", "renumbered"]
    assert counted == [0]


def test_a_day_put_together_is_the_same_with_what_was_kept(pair: Path, tracker: Tracker) -> None:
    first = waiting(pair, tracker)
    assert file_of(pair).is_file()
    assert on_the_day(pair) == first
    assert [r.provision for r in first.readings] == ["art_5"]


def test_a_day_put_together_need_not_wait(pair: Path, tracker: Tracker, counted: list[int]) -> None:
    """Where an article has a day of its own, what that day is put together from is aligned when this becomes known."""
    named = f"{LAW}/2022-05-20"
    tracker("date", named, "--in-force", "2022-07-01", "--because", "示例")
    assert counted == [0] and not file_of(pair).is_file()
    tracker("date", named, "--in-force", "2023-01-01", "--provisions", "第五条", "--because", "示例")
    assert counted == [1]
    assert "公园" in tracker("show", f"{LAW}@2022-08-01").stdout
    assert counted == [1]


def test_a_version_beside_the_one_in_force_is_found_valid_once(pair: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    first = waiting(pair, tracker)
    checked: list[str] = []
    monkeypatch.setattr(codec, "validate", lambda kind, document, where="": checked.append(Path(where).name))
    assert on_the_day(pair) == first
    assert checked == ["law.json", "2022-05-20.json"]
    checked.clear()
    monkeypatch.setattr(kept, "_code", lambda: b"another")  # what other code kept vouches for nothing
    assert on_the_day(pair) == first
    assert sorted(checked) == ["2020-01-10.json", "2022-05-20.json", "law.json"]


def test_nothing_vouches_for_a_version_changed_by_hand(pair: Path, tracker: Tracker) -> None:
    """Neither where its SHA-256 is not the one in law.json, nor where a person changed that, too."""
    waiting(pair, tracker)
    page, law = pair / LAW / "2020-01-10.json", pair / LAW / "law.json"
    before = page.read_bytes()
    page.write_bytes(before.replace(b'"art_5"', b'"art_50"'))
    with pytest.raises(DocumentError, match="SHA-256"):
        on_the_day(pair)
    digests = [hashlib.sha256(data).hexdigest().encode() for data in (before, page.read_bytes())]
    law.write_bytes(law.read_bytes().replace(*digests))
    with pytest.raises(DocumentError, match="art_50"):
        on_the_day(pair)
