"""What can go wrong, as values: each error carries its data and a hint that says what to do next.

The text is an English message id with `{names}` filled from the data; it is translated when it is shown.
"""

import errno
from typing import Any

from tracker.language import _, filled


class TrackerError(Exception):
    """Any failure that a user can understand and act on; the command line prints it and exits 2.

    `message` and `hint` are message ids (English templates); `data` fills both.
    """

    def __init__(self, message: str, *, hint: str = "", **data: Any) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.data = data

    def __str__(self) -> str:
        return filled(_(self.message), **self.data)

    def advice(self) -> str:
        """The hint in the user's language, empty where there is none."""
        return filled(_(self.hint), **self.data) if self.hint else ""


class NumeralError(TrackerError):
    """A text is no numeral, or a number has no numeral (1 to 9,999 have)."""


class CitationError(TrackerError):
    """A citation cannot be read, or points to nothing in this version, or to more than one place."""


class SourceError(TrackerError):
    """A source document cannot be read as law: empty, binary, of unknown encoding or format, without any text of law."""


class DocumentError(TrackerError):
    """A JSON document is damaged or does not fit its schema; the data name the file, the JSON path and what was expected."""


class DateError(TrackerError):
    """A date does not exist, or is needed and not known."""


class StoreError(TrackerError):
    """The store refuses: no repository, an unknown law, another text for the same version, a digest that does not fit."""


class CompareError(TrackerError):
    """Two texts cannot be compared or a map cannot be composed as asked."""


class AmendError(TrackerError):
    """A decision cannot be read, applied or drafted as asked."""


class ExportError(TrackerError):
    """A value cannot be written in the format asked for."""


_REFUSALS = {
    errno.ENOENT: "there is no such file or folder", errno.EACCES: "permission denied", errno.EPERM: "the system does not allow it",
    errno.EISDIR: "it is a folder", errno.ENOTDIR: "what stands before / is no folder", errno.ENAMETOOLONG: "the name is too long",
    errno.ENOSPC: "no space left", errno.EDQUOT: "no space left", errno.EROFS: "what is there can only be read",
    errno.EEXIST: "a file has that name", errno.ELOOP: "its links lead nowhere", errno.EIO: "the disk or the network failed",
    errno.EMFILE: "too many files are open", errno.EBUSY: "another program uses it", errno.EINVAL: "the system cannot read or write it",
    errno.EADDRINUSE: "another program uses it", errno.EADDRNOTAVAIL: "this machine has no such address",
}  # fmt: skip
"""What the system refuses, by its number, as message ids."""


def refusal(error: OSError) -> str:
    """Why the system refused, in the user's language; in the system's own words where it is something rare."""
    message = _REFUSALS.get(error.errno or 0)
    return _(message) if message else error.strerror or str(error)
