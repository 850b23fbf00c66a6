"""Registries: explicit lists, handed over by `config`, closed once the program has started."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Registry(Generic[Item]):
    """Items by code. A code twice, or one that is not there, is an error of the program, found at start."""

    def __init__(self, name: str, code: Callable[[Item], str]) -> None:
        self.name, self._code = name, code
        self._items: dict[str, Item] = {}

    def fill(self, items: Iterable[Item]) -> None:
        """Replace the content by an explicit list. Raises ValueError on a repeated code."""
        found: dict[str, Item] = {}
        for item in items:
            if self._code(item) in found:
                raise ValueError(f"{self.name}: {self._code(item)} is there twice")
            found[self._code(item)] = item
        self._items = found

    def get(self, code: str) -> Item:
        """The item of a code. Raises LookupError when the list does not have it."""
        try:
            return self._items[code]
        except KeyError:
            raise LookupError(f"{self.name}: no {code}") from None

    def __contains__(self, code: str) -> bool:
        return code in self._items

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items.values())
