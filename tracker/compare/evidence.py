"""What a link between two provisions can rest on."""

from typing import Literal, get_args

Evidence = Literal["stated", "person", "equal", "equal_but_numbers", "wording", "neighbours", "provision"]
"""What the deciding act orders; a person's word; equal text; text equal but for numbers, citations and punctuation; shared rare
wording; less of it, but between linked neighbours; a 款, 项 or sentence found again in another article than the one that took most."""

STRENGTH: tuple[Evidence, ...] = get_args(Evidence)
"""The kinds of evidence, strongest first."""

Said = Literal["", "stated", "person"]
"""Who says what became of a provision: nobody (the texts suggest it), the deciding act, a person."""
