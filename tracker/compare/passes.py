"""The passes of an alignment, strongest evidence first."""

from collections import Counter, defaultdict

from tracker.compare.similarity import Corpus

Found = tuple[str, str, float, str]


def link(corpus: Corpus) -> list[Found]:
    """Links between articles: equal texts first, then the best by shared wording."""
    scored = sorted(((_score(corpus, o, n), o, n) for o, n in _candidates(corpus)), key=lambda x: -x[0])
    done: list[Found] = []
    used: set[str] = set()
    for score, o, n in scored:
        if score > 0.3 and "o" + o not in used and "n" + n not in used:
            used |= {"o" + o, "n" + n}
            done.append((o, n, score, "equal" if corpus.old[o] == corpus.new[n] else "wording"))
    order = {key: i for i, key in enumerate(corpus.new)}
    return sorted(done, key=lambda x: order[x[1]])


def _candidates(corpus: Corpus) -> list[tuple[str, str]]:
    where: dict[str, list[str]] = defaultdict(list)
    for key, bag in corpus.new_bag.items():
        for gram in bag:
            where[gram].append(key)
    pairs: list[tuple[str, str]] = []
    for key, bag in corpus.old_bag.items():
        votes: Counter[str] = Counter()
        for gram in bag:
            if len(where[gram]) < 12:
                for other in where[gram]:
                    votes[other] += 1
        pairs += [(key, other) for other, _ in votes.most_common(8)]
    return pairs


def _score(corpus: Corpus, old: str, new: str) -> float:
    a, b = corpus.old_bag[old], corpus.new_bag[new]
    if corpus.old[old] == corpus.new[new]:
        return 1.0
    shared = sum(min(a[g], b[g]) * corpus.weight[g] for g in a if g in b)
    total = sum(n * corpus.weight[g] for bag in (a, b) for g, n in bag.items())
    return 2 * shared / total if total else 0.0
