"""Citations in running text: find them, say what they point to, carry them through a renumbering.

`find(text)` gives each citation with its span, whose law it is about, and its steps; `resolve` says which provisions it
names from the place where it stands; `rewrite` carries the citations of a text through a renumbering; `cited` goes through a
whole version. All spans count Unicode code points of the text given.
"""

from tracker.citations.carry import Left, Rewriting, rewrite
from tracker.citations.grammar import Citation, Label, Relative
from tracker.citations.owners import short_titles
from tracker.citations.resolve import Cited, Index, Target, cited, provisions_of, resolve, spelled
from tracker.citations.scan import find

__all__ = ["Citation", "Cited", "Index", "Label", "Left", "Relative", "Rewriting", "Target", "cited", "find", "provisions_of", "resolve",
           "rewrite", "short_titles", "spelled"]
