"""Terms of other laws that a text makes longer: 《示例市绿地办法》的有效期延长至2027年12月31日, 延长《…》的试行期限一年,
《…》有效期届满后继续施行.

The last day that it names is still law. A length alone (延长一年) gives no day: from which end it counts, its text does not say.
"""

import re
from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta

from tracker.model import Version
from tracker.patterns import pattern
from tracker.reading.dates import DAY, day
from tracker.reading.expiry import DOING
from tracker.reading.repeals import Ended, Named, governed, unquoted, which

_TERM = rf"的?(?:{DOING}|有效|适用)(?:期限?|期间)"
_LONGER = "(?:再次?|继续|均|都|一并|予以|决定){0,2}延(?:长|续|期)"
_GOES_ON = "(?:继续|延续)(?:施行|执行|实施|试行|适用|有效)(?!的)"
_BEHIND = pattern(rf"{_TERM}(?:{_LONGER}|(?:届满|期满|到期|满)(?:以?后|之后)?[，,]?{_GOES_ON})"
                  rf"|{_GOES_ON}(?:(?=[至到]{DAY})|[，,](?:其|并将其)?{_TERM.removeprefix('的?')}(?:{_LONGER}|(?=[至到]{DAY})))")
_AHEAD = pattern(r"(?:^|[，,：:、]|决定|同意|批准)(?:再次?|继续)?延(?:长|续|期)$")
_OF_AHEAD = pattern(_TERM)
_UNTIL = pattern(rf"(?<![自从])(?P<to>[至到])?(?P<last>{DAY})(?!起)")


def prolongations(version: Version) -> tuple[Ended, ...]:
    """The laws, or provisions of them, whose term a text makes longer, in the order named."""
    return tuple(Ended(one.title, key, sentence.strip(), until, one.provisions, which(sentence, one))
                 for key, line in unquoted(version) if "延" in line or "继续" in line
                 for sentence in re.split("[。；]", line) for one, until in prolonged(sentence))


def prolonged(sentence: str) -> Iterator[tuple[Named, Date | None]]:
    """What a sentence makes longer, each with the first day behind the new term."""
    for named, said in governed(sentence, _BEHIND, _AHEAD, _OF_AHEAD):
        ends = {day(one["last"]) if one["to"] else None for one in _UNTIL.finditer(sentence, said.end())}
        last = ends.pop() if len(ends) == 1 else None
        yield from ((each, last + timedelta(days=1) if last else None) for each in reversed(named))
