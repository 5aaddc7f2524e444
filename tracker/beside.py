"""What is known of values beside what they say: kept by the object, not by its content, as long as the object is there."""

import weakref
from typing import Generic, TypeVar

Known = TypeVar("Known")


class Beside(Generic[Known]):
    """What is known of some objects."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[weakref.ref[object], Known]] = {}

    def get(self, value: object) -> Known | None:
        """What is known of this very object."""
        found = self._held.get(id(value))
        return found[1] if found and found[0]() is value else None

    def set(self, value: object, known: Known) -> Known:
        """Remember something of an object; returns it."""
        key = id(value)
        self._held[key] = weakref.ref(value, lambda gone: self._forget(key, gone)), known
        return known

    def _forget(self, key: int, gone: "weakref.ref[object]") -> None:
        if key in self._held and self._held[key][0] is gone:  # another object may have its address already
            del self._held[key]
