"""A timeline as CSV: one row an interval, versions first, then provisions; UTF-8 with a byte order mark for spreadsheets."""

import csv
import io
from collections.abc import Iterator

from tracker.timeline import Timeline, doubtful_from

COLUMNS = ("what", "id", "start", "end", "status", "words_of_version", "id_there")


def render(found: Timeline) -> str:
    """The rows under a header row. Intervals are half-open: `end` is the first day no longer in force; empty: not known, or none."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(found))
    return "\ufeff" + stream.getvalue()


def _rows(found: Timeline) -> Iterator[tuple[str, ...]]:
    for span in found.versions:
        status = "never" if span.never else "in_force" if span.commencement == "known" else span.commencement
        doubt = doubtful_from(span)
        periods = [(span.start, doubt, status), (doubt, span.end, "unknown")] if doubt else [(span.start, span.end, status)]
        for start, end, what in periods:
            if start is None or start != end:
                yield "version", str(span.version), str(start or ""), str(end or ""), what, str(span.version), ""
    for life in found.provisions:
        for one in life.intervals:
            yield "provision", life.provision, str(one.start), str(one.end or ""), one.status, str(one.version), one.provision
