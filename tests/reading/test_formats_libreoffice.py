"""Files that LibreOffice writes, where it is installed: an office program's own XML, print and old formats, made on the spot."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.reading.pdf_files import chinese_fonts
from tests.reading.test_formats_docx_numbers import NOTHING, RESTART, split
from tests.reading.word_files import LINES, TREE, deleted, inserted, level, lines, listed, numbering, para, run, tree, word_file
from tracker.errors import SourceError
from tracker.reading.formats import document_of

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def convert(file: Path, kind: str) -> bytes:
    """What LibreOffice makes of a file, with a profile of its own."""
    folder = file.parent
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(folder / "out"), str(file)], capture_output=True, timeout=120, check=True)
    return (folder / "out" / f"{file.stem}.{kind}").read_bytes()


def clerks_file() -> bytes:
    """The law as a clerk sets it in Word: chapters to items numbered by the program, a word changed with tracking."""
    definitions = [level(0, "chineseCountingThousand", f"第%1{unit}", more='<w:suff w:val="space"/>') for unit in "章节条"]
    definitions += [level(0, "chineseCountingThousand", "（%1）", more=NOTHING), level(0, "decimal", "%1.", more=NOTHING)]
    lists = [(at + 1, at, "") for at in range(3)] + [(at, 3, RESTART % (0, 1)) for at in (10, 11)] + [(20, 4, "")]
    body, item, contents = "", 9, range(3, 9)
    for at, line in enumerate(LINES):
        kind, words = split(line)
        item += line.startswith("（一）")
        places = {"chapter": 1, "section": 2, "article": 3, "item": item, "subitem": 20}
        words = run(words[:4]) + deleted("旧词") + inserted(run(words[4:])) if kind == "article" else words
        body += para(line) if at in contents or kind not in places else para(words, listed(places[kind]))
    return word_file(body, numbering=numbering(definitions, lists))


@pytest.fixture(scope="module")
def clerks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("office") / "law.docx"
    file.write_bytes(clerks_file())
    return file


def test_the_clerks_file_gives_the_tree_of_the_text() -> None:
    assert tree(clerks_file(), "law.docx") == TREE


@needs_office
def test_word_files_that_it_writes(clerks: Path) -> None:
    data = convert(clerks, "docx")
    assert tree(data, "law.docx") == TREE
    assert "旧词" in "".join(lines(data, revisions="original"))


@needs_office
def test_old_formats_are_refused(clerks: Path) -> None:
    for kind, says in (("doc", "old Word format"), ("rtf", "Rich Text")):
        with pytest.raises(SourceError, match=says):
            document_of(convert(clerks, kind), f"law.{kind}")


@needs_office
@pytest.mark.skipif(not chinese_fonts(), reason="no Chinese font installed")
def test_its_print_gives_the_tree_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "plain.docx"
    file.write_bytes(word_file("".join(para(line, '<w:ind w:firstLine="420"/>') for line in LINES)))
    assert tree(convert(file, "pdf"), "law.pdf") == TREE
