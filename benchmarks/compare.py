"""What comparing costs: in one process, as ratios within one run.

    python benchmarks/compare.py [--pairs FOLDER] [--repeat N]

`pairs` holds a folder a law with its versions as text files (../shared/corpus/pairs where it is there). For each pair aligning,
and aligning and diffing, are set against the raw character diff of the two whole texts (rapidfuzz's Indel.editops); each time with
versions that are new, of which nothing is known from the time before. Invented
laws of 100 to 1,600 articles show the growth; one of 1,260 articles with its books reversed shows time and memory. `marked` sets the
characters that the edits inside linked provisions mark against the fewest that must change (rapidfuzz's Indel distance). Python looks
for cycles as rarely as the command line lets it.
"""

import argparse
import gc
import math
import random
import statistics
import tracemalloc
from pathlib import Path

from msgspec.structs import replace
from rapidfuzz.distance import Indel
from stopwatch import clock

from tracker.cli import GARBAGE
from tracker.compare.alignment import align
from tracker.compare.changes import every
from tracker.compare.diff import diff
from tracker.compare.inside import base_text
from tracker.model import Version, places
from tracker.numbering import chinese
from tracker.reading import read, read_text

PAIRS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "pairs"
CHARACTERS = ("湖泊水质监测保护管理单位部门健全制度加强巡查发现问题及时处理公布信息接受监督占用填埋围垦倾倒排放污水垃圾申请许可"
              "登记备案审查批准期限材料证明合同义务权利继承婚姻财产担保抵押质押租赁承揽运输仓储委托物业行纪中介合伙侵权损害"
              "赔偿医疗环境动物建筑高度危险")


def pairs(folder: Path, repeat: int) -> list[tuple[int, float, float]]:
    """For each pair its characters, and the cost of aligning and of aligning and diffing as ratios to the raw diff; printed."""
    found = []
    for law in sorted(folder.glob("*")):
        old, new = sorted(law.glob("*.txt"))[:2]
        texts, versions = (old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8")), (read(old), read(new))
        raw = clock(lambda texts=texts: Indel.editops(*texts), repeat)
        aligned = clock(lambda versions=versions: align(*map(replace, versions)), repeat) / raw
        whole = clock(lambda versions=versions: diff(*map(replace, versions)), repeat) / raw
        found.append((sum(map(len, texts)), aligned, whole))
        print(f"{law.name[:20]}: {found[-1][0]} characters, raw diff {raw * 1000:.2f} ms, "
              f"aligning {aligned:.2f} ×, with the diff {whole:.2f} ×")
    return found


def marked(folder: Path) -> tuple[int, int]:
    """The characters that edits mark inside linked provisions, and the fewest that must change, over all pairs."""
    total = least = 0
    for law in sorted(folder.glob("*")):
        old, new = (read(path) for path in sorted(law.glob("*.txt"))[:2])
        before, after = places(old), places(new)
        for change in every(diff(old, new).changes):
            if change.text and change.old and change.new:
                base = base_text(change.text.base, before) if change.text.base else before[change.old[0]].text
                total += sum(len(edit.removed) + len(edit.added) for edit in change.text.edits)
                least += Indel.distance(base, after[change.new].text)
    return total, least


def invented(articles: int, seed: int) -> list[str]:
    """Articles of an invented law, from an invented vocabulary."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(CHARACTERS, k=chance.choice((2, 2, 2, 3, 4)))) for _ in range(2500)]
    return ["，".join("".join(chance.choices(words, k=5)) for _ in range(chance.randint(3, 6))) + "。" for _ in range(articles)]


def changed(articles: list[str], seed: int) -> list[str]:
    """Half of the articles with some words replaced."""
    chance = random.Random(seed)
    made = []
    for text in articles:
        at = chance.randrange(len(text) - 6)
        made.append(text if chance.random() < 0.5 else text[:at] + "".join(chance.choices(CHARACTERS, k=4)) + text[at + 4:])
    return made


def law(articles: list[str], books: int = 1) -> Version:
    """An invented law as a version."""
    size = math.ceil(len(articles) / books)
    lines = ["示例法典"]
    for number, text in enumerate(articles):
        if books > 1 and number % size == 0:
            lines.append(f"第{chinese(number // size + 1)}编　示例")
        lines.append(f"第{chinese(number + 1)}条　{text}")
    return read_text("\n".join(lines))


def growth(repeat: int) -> float:
    """The exponent of the cost from 100 to 1,600 articles, half of them changed; printed."""
    costs = {}
    for size in (100, 200, 400, 800, 1600):
        texts = invented(size, size)
        versions = law(texts), law(changed(texts, size))
        costs[size] = clock(lambda versions=versions: diff(*map(replace, versions)), repeat)
        print(f"{size} articles, half changed: {costs[size] * 1000:.0f} ms")
    return math.log(costs[1600] / costs[100]) / math.log(16)


def reversed_books(repeat: int) -> None:
    """A code of 1,260 articles in seven books against itself with its books reversed, every second article changed too; printed."""
    texts = invented(1260, 1)
    turned = changed([text for book in range(6, -1, -1) for text in texts[book * 180:(book + 1) * 180]], 2)
    old, new = law(texts, 7), law(turned, 7)
    cost = clock(lambda: diff(replace(old), replace(new)), repeat)
    tracemalloc.start()
    links = len(align(old, new).links)
    diff(old, new)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"1,260 articles, books reversed, half changed: {links} links, {cost * 1000:.0f} ms, {peak / 2**20:.0f} MB at the most")


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args()
    gc.set_threshold(GARBAGE)
    if options.pairs.is_dir():
        found = sorted(pairs(options.pairs, options.repeat))
        for at, what in ((1, "aligning"), (2, "aligning and diffing")):
            ratios = [pair[at] for pair in found]
            print(f"{what}: median {statistics.median(ratios):.2f} ×, median of the five largest {statistics.median(ratios[-5:]):.2f} ×")
        total, least = marked(options.pairs)
        print(f"inside linked provisions: {total} characters marked, {least} at the least, {total / least:.3f} ×")
    print(f"growth: n^{growth(3):.2f}")
    reversed_books(3)


if __name__ == "__main__":
    main()
