"""Many jobs on all cores, in their order; no process outlives the command, however it ends."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Job = TypeVar("Job")
Done = TypeVar("Done")
MANY = 8
"""From this many jobs on they are spread over the cores; below, starting processes costs more than it saves."""


def spread(function: Callable[[Job], Done], jobs: Sequence[Job], at_once: int = 8) -> Iterator[Done]:
    """`map(function, jobs)`, with several processes where there are many jobs and several cores.

    A process is handed `at_once` jobs together; Ctrl-C waits for those handed out, so long jobs are handed out singly.
    """
    if len(jobs) < MANY or (os.cpu_count() or 1) == 1:
        yield from map(function, jobs)
        return
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(os.cpu_count(), initializer=_follow_parent, initargs=(os.getpid(),))
    try:
        yield from pool.map(function, jobs, chunksize=at_once)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _follow_parent(parent: int) -> None:
    """In a worker: leave Ctrl-C to the parent, and end when the parent is gone (it may be killed without a word)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
