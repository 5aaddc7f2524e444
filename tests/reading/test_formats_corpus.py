"""Real laws, taken at random and put into other formats in memory: the tree is the one of their text. Skipped where there is no corpus."""

import random
import re
from html import escape
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.reading.word_files import parts_of, tree
from tracker.reading import read_text

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FILES = random.Random(20240701).sample(sorted(CORPUS.glob("laws/*/*.txt")), 30) if CORPUS.is_dir() else []
pytestmark = pytest.mark.skipif(not FILES, reason="no corpus here")


def text_of(path: Path) -> str:
    """A file's text; several spaces as one, for a page shows no more."""
    return re.sub("[ \t]+", " ", path.read_text(encoding="utf-8").replace("\ufeff", ""))


def word(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def page(text: str) -> bytes:
    lines = "".join(f'<p style="text-indent:2em"><span>{escape(line)}</span></p>\n' for line in text.split("\n"))
    head = '<html><head><meta charset="gb2312"></head><body><div><a href="/">首页</a></div>'
    return f"{head}<div>{lines}</div></body></html>".encode("gb18030")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_other_formats_give_the_tree_of_the_text(path: Path) -> None:
    text = text_of(path)
    expected = parts_of(read_text(text))
    assert tree(text.encode("gb18030"), "law.txt") == expected
    assert tree(text.encode("utf-16"), "law.txt") == expected
    assert tree(word(text), "law.docx") == expected
    assert tree(page(text), "law.html") == expected
