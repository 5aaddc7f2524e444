"""Whether real texts survive being written in other formats: valid, and the same when read back.

    python benchmarks/exports.py [--corpus FOLDER] [--every N]

`corpus` holds texts in folders (../shared/corpus where it is there). Every text (or every N-th) is written as Akoma Ntoso, which must be
valid by the OASIS schema and read back equal; as a web page, which must hold every character and an id for every provision; as a Word
document, which must read back as the same text. Every amending decision is written as Akoma Ntoso, valid and without a character lost.
"""

import argparse
import re
import time
from collections import Counter
from pathlib import Path

from lxml import etree
from lxml import html as pages

from tracker import reading
from tracker.amend.parse import parse
from tracker.errors import TrackerError
from tracker.export import akn, akn_decision, akn_reading, docx, html
from tracker.export.akn_names import tag
from tracker.model import Version, places, text_of
from tracker.reading.formats import document_of

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
_LAYOUT = re.compile(r"[\s“”]")


def kept(version: Version, name: str) -> list[str]:
    """The formats in which a version came through whole."""
    found = []
    written = akn.render(version)
    if akn_reading.read(written) == version and akn.render(akn_reading.read(written)) == written:
        found.append("akn")
    main = pages.document_fromstring(html.render(version).decode()).find(".//main")
    words = "".join(text_of(node) for part in (version.head, version.body, version.tail) for node in part)
    ids = [element.get("id") for element in main.iter() if element.get("id")]
    if "".join("".join(main.itertext()).split()) == "".join(words.split()) and ids == list(places(version)):
        found.append("html")
    back = reading.read_bytes(docx.render(version), f"{name}.docx")
    if (back.head, back.body, back.tail) == (version.head, version.body, version.tail):
        found.append("docx")
    return found


def decision(path: Path) -> list[str]:
    """`akn` where a decision came through whole; nothing where it is none."""
    text = "\n".join(line.text for line in document_of(path.read_bytes(), path.name).lines)
    act = etree.fromstring(akn_decision.render(parse(text), text))[0]
    words = "".join("".join(part.itertext()) for part in act if part.tag != tag("meta"))
    return ["akn"] if _LAYOUT.sub("", words) == _LAYOUT.sub("", text) else []


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    sets = {"texts": [*given.corpus.glob("pairs/*/*.txt"), *given.corpus.glob("laws/**/*.txt")],
            "decisions": [*given.corpus.glob("amendments/*/decision*.txt"), *given.corpus.glob("decisions/**/*.txt")]}
    for name, files in sets.items():
        counts: Counter[str] = Counter()
        started = time.perf_counter()
        for path in sorted(files)[::given.every]:
            try:
                counts.update(["read", *(decision(path) if name == "decisions" else kept(reading.read(path), path.stem))])
            except TrackerError as error:
                print(f"{path.name}: {error}")
        print(f"{name}: {dict(counts)}, {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
