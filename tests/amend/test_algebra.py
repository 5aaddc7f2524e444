"""Laws of the algebra, on invented laws: drafting and applying are inverse, items stand in any order, nothing is left out unseen."""

import re
from random import Random

from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tests.amend.laws import Law, changed, laws, text, version
from tracker.amend.apply import apply
from tracker.amend.drafting.draft import draft
from tracker.amend.instructions import Amendment
from tracker.amend.parse import parse
from tracker.amend.report import failed
from tracker.amend.verify import verify
from tracker.export.text import render
from tracker.model import Version
from tracker.numbering import chinese
from tracker.reading import read_text

LABEL = re.compile(r"^　　[一二三四五六七八九十]+、", re.MULTILINE)
slow = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def body(made: Version) -> list[str]:
    """The lines of a text without its title note."""
    return [line for line in render(made).splitlines() if "通过" not in line]


@st.composite
def steps(draw: st.DrawFn) -> "Step":
    """A law and what became of it."""
    law = draw(laws)
    return Step(text(law), text(draw(changed(law))))


class Step(Struct, frozen=True):
    """Two texts of a law."""

    old: str
    new: str

    def read(self) -> tuple[Version, Version]:
        """Both as versions; a failing test shows them and the draft."""
        old, new = read_text(self.old), read_text(self.new)
        note(f"{self.old}\n---\n{self.new}\n---\n{draft(old, new).text}")
        return old, new


@slow
@given(steps())
def test_a_draft_applied_to_the_old_text_gives_the_new_one(step: Step) -> None:
    old, new = step.read()
    made = draft(old, new)
    assert made.wrong == ()
    if not made.text:
        assert body(old) == body(new)
        return
    done = apply(parse(made.text), [old])
    assert not failed(done.report)
    assert body(done.versions[0]) == body(new)


@slow
@given(steps())
def test_a_draft_is_read_whole_and_drafted_again_says_the_same(step: Step) -> None:
    old, new = step.read()
    made = draft(old, new)
    amendment = parse(made.text) if made.text else Amendment(parse("示例市公园条例").act)
    assert amendment.unread == ()
    labels = {label.strip("　") for label in LABEL.findall(made.text)}
    assert {one.item for one in amendment.instructions if one.operation != "adjust"} == (labels or ({""} if made.text else set()))
    if made.text:
        again = draft(old, apply(amendment, [old]).versions[0])
        assert parse(again.text).instructions == amendment.instructions


@slow
@given(steps(), st.randoms(use_true_random=False))
def test_items_in_any_order_give_the_same_text(step: Step, chance: Random) -> None:
    old, new = step.read()
    written = draft(old, new).text
    assume(len(LABEL.findall(written)) > 1)
    head, *rest = LABEL.split(written)
    last, _, closing = rest[-1].partition("\n　　此外") if "\n　　此外" in rest[-1] else rest[-1].partition("\n　　本决定自")
    mark = "　　此外" if "\n　　此外" in rest[-1] else "　　本决定自"
    items = [*(item.rstrip("\n") for item in rest[:-1]), last]
    chance.shuffle(items)
    shuffled = head + "\n".join(f"　　{chinese(at)}、{item}" for at, item in enumerate(items, 1)) + f"\n{mark}{closing}"
    assert body(apply(parse(shuffled), [old]).versions[0]) == body(new)


@slow
@given(steps(), st.data())
def test_an_instruction_left_out_or_altered_is_noticed(step: Step, data: st.DataObject) -> None:
    old, new = step.read()
    made = draft(old, new)
    assume(made.text)
    amendment = parse(made.text)
    report = verify(apply(amendment, [old]), [new])
    assert report.differences == ()
    applied = [one.instruction for one in report.instructions if one.status == "applied"]
    assume(applied)
    index = data.draw(st.sampled_from(applied))
    less = replace(amendment, instructions=amendment.instructions[:index] + amendment.instructions[index + 1:])
    short = apply(less, [old])
    assert body(short.versions[0]) == body(new) or verify(short, [new]).differences  # what follows silently may be ordered besides
    assert verify(apply(altered(amendment, index), [old]), [new]).differences or altered(amendment, index) == amendment


def altered(amendment: Amendment, index: int) -> Amendment:
    """The amendment with one character more in the new words of an instruction, or one less in those that it takes away."""
    one = amendment.instructions[index]
    if one.payload:
        lines = (*one.payload.lines[:-1], "另" + one.payload.lines[-1]) if not one.payload.lines[-1].startswith(("第", "（")) else (
            *one.payload.lines[:-1], one.payload.lines[-1][:-2] + "另" + one.payload.lines[-1][-2:])
        one = replace(one, payload=replace(one.payload, lines=lines))
    elif one.operation == "delete_words":
        one = replace(one, words=(replace(one.words[0], old=one.words[0].old[:-1]), *one.words[1:]))
    elif one.words:
        one = replace(one, words=(replace(one.words[0], new=one.words[0].new + "另"), *one.words[1:]))
    return replace(amendment, instructions=(*amendment.instructions[:index], one, *amendment.instructions[index + 1:]))


@slow
@given(laws)
def test_a_law_against_itself_needs_no_decision(law: Law) -> None:
    assert draft(version(law), version(law)).text == ""
