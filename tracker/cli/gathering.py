"""The grams of many laws, sorted into shards on the disk: memory holds some of them at a time, however many laws there are."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tracker.export.site.search import gram_script, grams, read_script, shard_of, shards

AT_ONCE = 200_000
"""How many grams are held before they are written to their shards."""


def gather(folder: Path, scripts: Iterable[bytes], laws: int) -> None:
    """Write the grams of laws, given by their search scripts in the order of their numbers, into a file a shard."""
    count = shards(laws)
    held: dict[int, list[str]] = defaultdict(list)
    size = 0
    for number, data in enumerate(scripts):
        for gram in grams(read_script(data)):
            held[shard_of(gram, count)].append(f"{gram}\t{number}\n")
            size += 1
        if size > AT_ONCE:
            _append(folder, held)
            size = 0
    _append(folder, held)


def _append(folder: Path, held: dict[int, list[str]]) -> None:
    for shard, lines in held.items():
        with (folder / str(shard)).open("a", encoding="utf-8", newline="\n") as stream:
            stream.writelines(lines)
    held.clear()


def gathered(folder: Path, shard: int) -> bytes:
    """A shard's script, from what was gathered."""
    found: dict[str, list[int]] = defaultdict(list)
    path = folder / str(shard)
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        gram, _, number = line.partition("\t")
        found[gram].append(int(number))
    return gram_script(shard, found)
