"""What time costs: the text of a day, the history of an article, a whole timeline, of a law of 1,260 articles in many versions.

    python benchmarks/timeline.py [--articles N] [--versions N]

An invented law in a store of its own; each version changes ten articles, inserts one and deletes another, so that most are
renumbered; every tenth has a changed article with a day of its own. Times are of the processor, the least of some. The store keeps the
alignments of long texts, those for days that are put together from the import on: what is said to be with nothing kept, or the first
time, is measured with none. Python looks for cycles as seldom as in a command.
"""

import argparse
import gc
import math
import random
import shutil
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from compare import invented  # the same invented vocabulary
from msgspec.structs import replace
from stopwatch import clock

from tracker import store as stores
from tracker import timeline
from tracker.cli import GARBAGE
from tracker.model import Event, InForce, Law, Stage, Version
from tracker.numbering import chinese
from tracker.reading import read_text
from tracker.timeline.blame import blame
from tracker.timeline.history import lineage
from tracker.timeline.words import grep

FIRST = date(1950, 1, 1)


def versions(articles: int, count: int, seed: int = 1) -> list[Version]:
    """A law in `count` versions, a year apart, each in force half a year after its promulgation."""
    chance = random.Random(seed)
    texts, spare = invented(articles, seed), invented(count * 12, seed + 1)
    made = []
    for n in range(count):
        new = spare[-1]
        if n:
            for _ in range(10):
                texts[chance.randrange(articles)] = new = spare.pop()
            texts.pop(chance.choice([at for at in range(articles) if texts[at] != new]))
            texts.insert(chance.randrange(articles), spare.pop())
        made.append(version(texts, n, f"art_{texts.index(new) + 1}" if n % 10 == 5 else ""))
    return made


def version(texts: list[str], number: int, waiting: str) -> Version:
    """One version from the words of its articles; one that it changed waits, where it is named."""
    lines = (f"第{chinese(n)}条　{words}" for n, words in enumerate(texts, 1))
    day = FIRST + timedelta(days=365 * number)
    stages = (Stage((waiting,), day + timedelta(days=400)),) if waiting else ()
    event = Event("amended" if number else "adopted", day, "示例人民代表大会")
    return replace(read_text("示例法典\n" + "\n".join(lines)), law="示例法典", version=day, adopted=day, events=(event,),
                   in_force=InForce(day + timedelta(days=180), "act", stages=stages))


def of_the_store(held: list[Version]) -> None:
    """The text of a day against loading one version, and what the alignments that a store keeps save; printed."""
    with tempfile.TemporaryDirectory() as folder:
        store = stores.init(Path(folder) / "versions")
        started = time.process_time()
        for one in held:
            stores.add(store, one, b"", ".txt")
        print(f"importing: {(time.process_time() - started) / len(held):.2f} s a version")
        law = stores.law_named(store, "示例法典")
        everything = clock(lambda: stores.versions(store, law), 1)
        print(f"loading all versions: {everything:.2f} s")
        middle = len(held) // 2
        waiting = [n for n, one in enumerate(held) if one.in_force.stages]
        whole = [n for n in range(len(held)) if n not in waiting]
        of_days(store, held, {"one version holds it": min(whole, key=lambda n: abs(n - middle)), "the newest": whole[-1]})
        if waiting:
            staged = min(waiting, key=lambda n: abs(n - middle))
            of_days(store, held, {"put together of two": staged})
            for _ in range(3):
                forget(store)
                of_days(store, held, {"put together of two, nothing kept": staged}, 1)
        of_suspension(store, held, next(n for n in (*range(middle, len(held)), 1) if {n - 1, n} <= {*whole}))
        of_all(store)


def of_suspension(store: stores.Store, held: list[Version], at: int) -> None:
    """The text of a day on which an article is suspended, by its number in the version before."""
    before = held[at - 1].in_force.date
    assert before is not None
    event = Event("suspended", before, provisions=("art_6",), place="示例新区", basis="person", reason="试点决定")
    stores.record(store, stores.law_named(store, "示例法典"), event, "试点决定")
    of_days(store, held, {"one version holds it, an article is suspended": at - 1, "suspended under its number of before": at})


def of_days(store: stores.Store, held: list[Version], days: dict[str, int], repeat: int = 40) -> None:
    """The text of the day on which each of some versions comes into force, against loading that version, measured in turns."""
    law = stores.law_named(store, "示例法典")
    for what, at in days.items():
        day = held[at].in_force.date
        assert day is not None
        loads, shows = [], []
        for _ in range(repeat):
            loads.append(clock(lambda at=at: stores.version(store, law, law.versions[at]), 1))
            shows.append(clock(lambda day=day: stores.in_force_on(store, stores.law_named(store, "示例法典"), day), 1))
        print(f"show LAW@DATE, {what}: {min(shows) * 1000:.0f} ms, {min(shows) / min(loads):.2f} × loading ({min(loads) * 1000:.0f} ms)")


def of_all(store: stores.Store) -> None:
    """Who put every article of the newest version there, loading aside, before and after the alignments are kept."""
    law = stores.law_named(store, "示例法典")
    held = stores.versions(store, law)
    forget(store)
    for what in ("the first time", "again"):
        cost = clock(lambda: blame(held, mapper=stores.aligner(store, law.law)), 1)
        print(f"blame of a store's law, {what}: {cost:.2f} s")


def forget(store: stores.Store) -> None:
    """Remove what the store keeps."""
    shutil.rmtree(store.root / ".git" / "tracker", ignore_errors=True)


def of_the_law(held: list[Version]) -> dict[str, float]:
    """The cost of each question to the versions at hand, in seconds."""
    law = Law("示例法典", "示例法典")
    last = len(held) - 1
    return {
        "log of an article": clock(lambda: lineage(held, "第六百条" if len(held[0].body) > 600 else "第六条", last)),
        "log of an article changed": clock(lambda: lineage(held, _changed(held), last)),
        "blame": clock(lambda: blame(held), 1),
        "blame --words": clock(lambda: blame(held, words=True), 1),
        "timeline of every provision": clock(lambda: timeline.timeline(law, held, date(2020, 1, 1)), 1),
        "grep": clock(lambda: grep(law, held, held[-1].body[5].children[0].text[:6]), 1),
    }


def _changed(held: list[Version]) -> str:
    """The id of an article of the newest version that it changed."""
    before = {node.children for node in held[-2].body}
    return next(f"art_{node.number}" for node in held[-1].body if node.children not in before)


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1260)
    parser.add_argument("--versions", type=int, default=50)
    options = parser.parse_args()
    if options.articles < 12 or options.versions < 2:
        parser.error("a history needs two versions, and twelve articles to change")
    gc.set_threshold(GARBAGE)  # as in every command
    held = versions(options.articles, options.versions)
    gc.freeze()  # no command has the versions in memory that are imported here
    of_the_store(held)
    few = max(2, len(held) // 4)
    fewer = of_the_law(held[:few])
    for what, cost in of_the_law(held).items():
        print(f"{what}: {cost:.2f} s for {len(held)} versions", end="")
        if len(held) > few:
            print(f", growing with their number as n^{math.log(cost / fewer[what]) / math.log(len(held) / few):.2f}", end="")
        print()


if __name__ == "__main__":
    main()
