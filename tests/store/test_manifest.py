"""A manifest proves a copy: whatever is changed, missing or added is named; a damaged manifest is refused."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Tracker
from tracker.store.manifest import linked

PARK = "示例市公园条例"


@pytest.fixture
def copy(shelf: Path, tracker: Tracker) -> Path:
    """A copy of the store as someone received it, beside its manifest."""
    tracker("manifest", "--output", "manifest.json")
    shutil.copytree(shelf, "copy", ignore=shutil.ignore_patterns(".git"))
    return Path("copy")


def test_a_true_copy_has_no_differences(copy: Path, tracker: Tracker) -> None:
    assert tracker("verify-manifest", "manifest.json", "copy").stdout.endswith(" 0 differences\n")
    assert tracker("verify-manifest", "manifest.json").exit_code == 0


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a changed file": (lambda copy: (copy / PARK / "2020-01-10.json").write_text("{}"), f"differs: {PARK}/2020-01-10.json"),
    "a missing file": (lambda copy: (copy / PARK / "law.json").unlink(), f"missing: {PARK}/law.json"),
    "a file too many": (lambda copy: (copy / "x.txt").write_text("x"), "extra: x.txt"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_not_the_same_is_named(name: str, copy: Path, tracker: Tracker) -> None:
    change, said = CHANGES[name]
    change(copy)
    listed = tracker("verify-manifest", "manifest.json", "copy", exit_code=1).stdout
    assert listed.splitlines()[:-1] == [said]
    as_json = json.loads(tracker("verify-manifest", "manifest.json", "copy", "--json", exit_code=1).stdout)
    assert [f"{each['kind']}: {each['where']}" for each in as_json["differences"]] == [said]


def test_each_version_names_the_one_before(copy: Path) -> None:
    first, second = json.loads(Path("manifest.json").read_text(encoding="utf-8"))["laws"][0]["versions"]
    assert (first["before"], second["before"]) == ("", first["chain"])
    assert second["chain"] == linked(linked("", first["sha256"]), second["sha256"])


def test_a_chain_that_was_tampered_with_is_seen(copy: Path, tracker: Tracker) -> None:
    document = json.loads(Path("manifest.json").read_text(encoding="utf-8"))
    document["laws"][0]["versions"][0]["sha256"] = "0" * 64
    Path("manifest.json").write_text(json.dumps(document), encoding="utf-8")
    assert f"chain: {PARK}/2020-01-10" in tracker("verify-manifest", "manifest.json", "copy", exit_code=1).stdout


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"files": []}', b'{"$schema": "x", "files": [1], "laws": []}'])
def test_a_damaged_manifest_is_refused(content: bytes, copy: Path, tracker: Tracker) -> None:
    Path("broken.json").write_bytes(content)
    assert "broken.json" in tracker("verify-manifest", "broken.json", "copy", exit_code=2).stderr


def test_what_is_not_there_is_said(copy: Path, tracker: Tracker) -> None:
    for words in (("verify-manifest", "none.json"), ("verify-manifest", "manifest.json", "none"), ("manifest", "none"),
                  ("manifest", "--output", "copy"), ("verify-manifest", "copy", "copy")):
        assert "error" in tracker(*words, exit_code=2).stderr


def test_any_folder_can_have_one_that_lies_in_it(desk: Path, tracker: Tracker) -> None:
    tracker("init")  # an empty store
    tracker("manifest", ".", "--output", "manifest.json")
    tracker("manifest", ".", "--output", "manifest.json")
    assert "manifest.json" not in [each["path"] for each in json.loads(Path("manifest.json").read_text(encoding="utf-8"))["files"]]
    tracker("verify-manifest", "manifest.json", ".")


def test_a_file_name_that_is_no_text_is_refused(shelf: Path, tracker: Tracker) -> None:
    (shelf / os.fsdecode(b"a\xff.txt")).touch()
    assert "not UTF-8" in tracker("manifest", exit_code=2).stderr
