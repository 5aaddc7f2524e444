"""Real decisions, where the shared corpus is there: chains from the first text, every case against its official text, nothing unseen."""

import csv
from pathlib import Path

import pytest
from msgspec.structs import replace

from tracker.amend.apply import apply
from tracker.amend.instructions import Amendment
from tracker.amend.parse import parse
from tracker.amend.report import Report
from tracker.amend.verify import verify
from tracker.export.text import render
from tracker.model import Version
from tracker.reading import read

SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "corpus"
AMENDMENTS = SHARED / "amendments"
FOLDERS = sorted(path for path in AMENDMENTS.iterdir()) if AMENDMENTS.is_dir() else []
pytestmark = pytest.mark.skipif(not FOLDERS, reason="the shared corpus is not there")
CHAINS = [("宪法1988", "宪法1993", "宪法1999", "宪法2004", "宪法2018"), ("公司法1999", "公司法2004"), ("公司法2013", "公司法2018")]
SAMPLE = 2
"""Instructions tried in each case, evenly spread."""


def decision(folder: Path) -> Amendment:
    return parse((folder / "decision.txt").read_text(encoding="utf-8"))


def texts(folder: Path) -> tuple[list[Version], list[Version], set[tuple[str, str]]]:
    """Old and new texts of a case, and what its sources leave open: (law, article)."""
    with (folder / "case.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    sides = [[read(SHARED / row[side]) for row in rows] for side in ("old", "new")]
    return *sides, {(row["law"], name) for row in rows for name in row["residual"].split()}  # type: ignore[return-value]


def wrong(report: Report, residual: set[tuple[str, str]]) -> list[str]:
    """Differences of words, what no decision says anything about left out."""
    return [f"{found.article}: {found.computed} / {found.official}" for found in report.differences
            if found.kind != "typography" and (found.law, found.article) not in residual]


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: f"{chain[0]}–{chain[-1]}")
def test_a_chain_is_exact_at_every_step(chain: tuple[str, ...]) -> None:
    text = read(AMENDMENTS / chain[0] / "old.txt")
    for name in chain:
        act = decision(AMENDMENTS / name)
        made = apply(act, [text])
        assert wrong(verify(made, [read(AMENDMENTS / name / "new.txt")]), set()) == [], name
        text = made.versions[0]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_decision_gives_the_official_text_and_no_instruction_can_be_left_out_unseen(folder: Path) -> None:
    act = decision(folder)
    olds, news, residual = texts(folder)
    done = apply(act, olds)
    report = verify(done, news)
    assert wrong(report, residual) == []
    made = [render(text) for text in done.versions]
    applied = [one.instruction for one in report.instructions if one.status == "applied"]
    for index in applied[:: max(1, len(applied) // SAMPLE)]:
        less = replace(act, instructions=act.instructions[:index] + act.instructions[index + 1:])
        short = apply(less, olds)
        told = verify(short, news)
        redundant = [render(text) for text in short.versions] == made  # a restatement or a closing clause says it too
        assert redundant or wrong(told, residual) or told.problems != report.problems, act.instructions[index]
