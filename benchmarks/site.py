"""What a site costs: pages a second, the second run, and memory against the number of laws.

    python benchmarks/site.py [--corpus FOLDER] [--few N]

`corpus` holds law texts below `laws` and `pairs` (../shared/corpus where it is there). They are imported into a store of their own,
with the day of the benchmark's corpus where a text has none; then `tracker site` runs as a user runs it: for N laws, for all, again
with nothing changed, and again with one law changed. Memory is that of the largest process (each core has one).
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
UNDATED = "2023-01-01"


def tracker(*words: str, cwd: Path) -> tuple[float, float, str]:
    """Run a command; its seconds, the memory of the largest process in MB, and what it said."""
    started = time.perf_counter()
    code = ("import resource, runpy, sys; sys.argv[0] = 'tracker'\ntry: runpy.run_module('tracker', run_name='__main__')\n"
            "finally: print('PEAK', max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)),"
            " file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=cwd, capture_output=True, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(Path(__file__).resolve().parent.parent)})
    peak = re.search(r"PEAK (\d+)", done.stderr)
    assert peak, done.stderr[-2000:]
    return time.perf_counter() - started, int(peak[1]) / 1024, done.stderr


def store(corpus: Path, desk: Path) -> Path:
    """All texts of the corpus as a store; those without a date get one, so that none is left out."""
    tracker("init", "all", cwd=desk)
    seconds, _, said = tracker("import", str(corpus / "laws"), str(corpus / "pairs"), "--store", "all", cwd=desk)
    undated = re.findall(r"^refused (.*\.txt): ", said, re.M)
    for path in undated:
        tracker("import", path, "--date", UNDATED, "--store", "all", cwd=desk)
    held = len(list((desk / "all").glob("*/[12]*.json")))
    print(f"{held} versions of {len(list((desk / 'all').glob('*/law.json')))} laws imported in {seconds:.0f} s "
          f"({len(undated)} without a date of their own)", flush=True)
    return desk / "all"


def few(whole: Path, desk: Path, count: int) -> None:
    """A store with the first laws of another."""
    for law in sorted(whole.glob("*/law.json"))[:count]:
        shutil.copytree(law.parent, desk / "few" / law.parent.name)


def run(name: str, *words: str, desk: Path) -> float:
    """Run and print a figure."""
    seconds, peak, said = tracker("site", *words, cwd=desk)
    written = re.search(r": (\d+) written", said)
    assert written, said[-2000:]
    count = int(written[1])
    rate = f", {count / seconds:.0f} a second" if count > 1000 else ""
    print(f"{name}: {count} files written in {seconds:.1f} s{rate}, largest process {peak:.0f} MB", flush=True)
    return seconds


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--few", type=int, default=100)
    options = parser.parse_args()
    if not options.corpus.is_dir():
        print("no corpus: nothing to measure")
        return
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        whole = store(options.corpus, desk)
        few(whole, desk, options.few)
        run(f"{options.few} laws", "few-site", "--store", "few", desk=desk)
        first = run("all laws", "site", "--store", "all", desk=desk)
        again = run("nothing changed", "site", "--store", "all", desk=desk)
        print(f"the second run is {first / again:.0f} times as fast", flush=True)
        changed = sorted(whole.glob("*/[12]*.json"))[0]
        tracker("date", f"{changed.parent.name}/{changed.stem}", "--in-force", "2100-01-01", "--because", "measured", "--store", "all",
                cwd=desk)
        run("one law changed", "site", "--store", "all", desk=desk)
        size = sum(p.stat().st_size for p in (desk / "site").rglob("*") if p.is_file())
        pages = sum(1 for _ in (desk / "site").rglob("*.html"))
        print(f"{pages} pages, {size / 2**20:.0f} MB")


if __name__ == "__main__":
    main()
