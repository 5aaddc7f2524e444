"""Office files (zip archives of XML) whose bytes depend on nothing but their content: no clock."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def settled(data: bytes, change: Callable[[str, bytes], bytes] = lambda name, content: content) -> bytes:
    """The same archive with one fixed date for its entries and its properties; `change` may write entries anew, by name."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), change(entry.filename, content), zipfile.ZIP_DEFLATED)
    return held.getvalue()
