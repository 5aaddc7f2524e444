"""What reading costs: characters a second in one process, growth with length, and what very large files do to it.

    python benchmarks/reading.py [--laws FOLDER] [--repeat N]

`laws` holds texts of laws (../shared/corpus/laws where it is there; invented ones where it is not). Times are of the processor,
the least of N. Large files are read by `tracker read --json` in a process of its own, held to four gigabytes and ten minutes.
"""

import argparse
import io
import math
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from stopwatch import clock

from tracker.numbering import chinese
from tracker.reading import read_bytes

LAWS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "laws"
MEMORY, SECONDS = 4 << 30, 600
ARTICLE = ("第{}条　湖泊管理单位应当建立健全巡查制度，加强对湖泊水质的监测；发现问题的，应当及时处理。\n"
           "有下列情形之一的，由水行政主管部门责令改正：\n（一）围垦湖泊的；\n（二）向湖泊倾倒垃圾的；\n（三）占用湖泊岸线，拒不退还的。\n")


def law(articles: int) -> str:
    """An invented law of many like articles; from 9,999 on, numbers start again."""
    return "示例市湖泊条例\n" + "".join(ARTICLE.format(chinese(number % 9999 + 1)) for number in range(articles))


def texts(folder: Path) -> list[tuple[str, bytes]]:
    """The texts below a folder, or a hundred invented laws."""
    found = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*/*.txt"))]
    return found or [(f"{number}.txt", law(60).encode()) for number in range(100)]


def speed(folder: Path, repeat: int) -> None:
    """Characters a second over all texts: bytes to `Version`, findings, history and commencement with it."""
    held = texts(folder)
    characters = sum(len(data.decode()) for _, data in held)
    seconds = clock(lambda: [read_bytes(data, name) for name, data in held], repeat)
    print(f"{len(held)} texts, {characters} characters: {seconds:.2f} s, {characters / seconds / 1e6:.2f} million characters a second")


def growth(repeat: int) -> None:
    """Cost of 10, 100, 1,000 and 10,000 copies of an article, and the exponent from each to the next."""
    before = 0.0
    for copies in (10, 100, 1000, 10_000):
        data = law(copies).encode()
        runs = max(1, 1000 // copies)
        seconds = clock(lambda data=data, runs=runs: [read_bytes(data, "law.txt") for _ in range(runs)], repeat) / runs
        exponent = f", n^{math.log10(seconds / before):.2f}" if before else ""
        print(f"{copies} copies: {seconds * 1000:.2f} ms, {seconds / copies * 1e6:.0f} µs each{exponent}")
        before = seconds


def word(document: str) -> bytes:
    """A Word file with this body."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
                                              f"{document}</w:body></w:document>")
    return made.getvalue()


def large() -> dict[str, tuple[str, bytes]]:
    """Files that no reader meets every day, by what is large in them."""
    cell = "<w:tbl><w:tr><w:tc>", "<w:p><w:r><w:t>湖</w:t></w:r></w:p>", "</w:tc></w:tr></w:tbl>"
    return {
        "a million lines": ("law.txt", law(166_666).encode()),
        "a million lines of one character": ("law.txt", ("示例市湖泊条例\n第一条　湖。\n" + "湖\n" * 1_000_000).encode()),
        "a line of ten million characters": ("law.txt", ("示例市湖泊条例\n第一条　" + "湖泊管理，" * 2_000_000).encode()),
        "ten million open brackets": ("law.txt", ("示例市湖泊条例\n第一条　" + "（" * 10_000_000).encode()),
        "two million headings in one line": ("law.txt", ("示例市湖泊条例\n第一条　湖。" + " 第二条　湖。" * 2_000_000).encode()),
        "a hundred thousand tags within each other": ("law.html", ("<html><body>" + "<div>" * 100_000 + "第一条　湖。").encode()),
        "a page of ten million characters": ("law.html", (
            "<html><body><p>示例市湖泊条例</p><p>第一条　" + "湖泊管理，" * 2_000_000).encode()),
        "ten thousand tables within each other": ("law.docx", word(cell[0] * 10_000 + cell[1] + cell[2] * 10_000)),
        "a Word file of two hundred thousand paragraphs": ("law.docx", word(
            "".join(f"<w:p><w:r><w:t>第{chinese(n % 9999 + 1)}条　湖。</w:t></w:r></w:p>" for n in range(200_000)))),
    }


def bounds() -> None:
    """The process that reads a large file: four gigabytes at the most."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def extremes() -> None:
    """Read each large file in a process of its own; print the time, the memory, and the result or the error."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (file, data) in large().items():
            path = Path(folder) / file
            path.write_bytes(data)
            started = time.perf_counter()
            command = [sys.executable, "-m", "tracker", "read", "--json", "--output", f"{folder}/out.json", "--lang", "en", str(path)]
            done = subprocess.run(command, preexec_fn=bounds, timeout=SECONDS, capture_output=True, text=True, check=False)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            said = "read" if done.returncode == 0 else done.stderr.strip().splitlines()[0].replace(folder, "")
            print(f"{name} ({len(data) / 1e6:.0f} MB): {time.perf_counter() - started:.1f} s, at most {peak} MB so far, {said}", flush=True)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--laws", type=Path, default=LAWS)
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    speed(asked.laws, asked.repeat)
    growth(asked.repeat)
    extremes()


if __name__ == "__main__":
    main()
