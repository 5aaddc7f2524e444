"""How every benchmark times: by the processor, since other work on the machine then counts little."""

import time
from collections.abc import Callable


def clock(function: Callable[[], object], repeat: int = 3) -> float:
    """The least processor time of some runs, in seconds."""
    times = []
    for _ in range(repeat):
        started = time.process_time()
        function()
        times.append(time.process_time() - started)
    return min(times)
