"""`versions/` in a git repository: `<law>/law.json`, `<law>/<version>.json`, and the source files in `<law>/sources/`.

Every write goes: validate, write to a temporary file beside the target, rename, commit of its own paths only. What `law.json`
does not list is not in the store: a process killed in between leaves at most such a file, or a change without its commit; `check`
tells of it, and the same command given again completes it.
"""

from tracker.store.acts import act_of, as_listed
from tracker.store.appointing import appointed, named_in, text_meant
from tracker.store.asking import NotLaw, provision_on
from tracker.store.change import Entry, Outcome, add, add_all, record, redate, remove, review, withdraw
from tracker.store.endings import (
    Proposal,
    keeps_numbers,
    overruled,
    own_ends,
    proposed_by,
    provisions_repealed,
    speaking,
)
from tracker.store.folder import (
    NothingInForce,
    Store,
    corrections_of,
    in_force_on,
    law_id,
    law_named,
    laws,
    laws_named,
    made_store,
    missed,
    nothing_in_force,
    open_store,
    source_of,
    state_on,
    unknown_on,
    version,
    version_named,
    version_path,
    versions,
)
from tracker.store.fsck import Trouble, check, source_findings, title_notes
from tracker.store.identity import one_law, two_laws
from tracker.store.known import as_known
from tracker.store.namesakes import is_meant, kept_apart
from tracker.store.proposing import ordered, proposing
from tracker.store.recorded import doubts, look_again, printed_again, still_changed
from tracker.store.records import keep_report
from tracker.store.repository import init, write_whole
from tracker.store.reviews import aligner, review_at, review_of
from tracker.store.unconfirmed import ends_past, ends_told, every_end, texts_of, unconfirmed
from tracker.store.undoing import Wanted, numbers_of

__all__ = ["Entry", "NotLaw", "NothingInForce", "Outcome", "Proposal", "Store", "Trouble", "Wanted", "act_of", "add", "add_all", "aligner",
           "appointed", "as_known", "as_listed", "check", "corrections_of", "doubts", "ends_past", "ends_told", "every_end", "in_force_on",
           "init", "is_meant", "keep_report", "keeps_numbers", "kept_apart", "law_id", "law_named", "laws", "laws_named", "look_again",
           "made_store", "missed", "named_in", "nothing_in_force", "numbers_of", "one_law", "open_store", "ordered", "overruled",
           "own_ends", "printed_again", "proposed_by", "proposing", "provision_on", "provisions_repealed", "record", "redate", "remove",
           "review", "review_at", "review_of", "source_findings", "source_of", "speaking", "state_on", "still_changed", "text_meant",
           "texts_of", "title_notes", "two_laws", "unconfirmed", "unknown_on", "version", "version_named", "version_path", "versions",
           "withdraw", "write_whole"]
