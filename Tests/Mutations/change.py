"""One line of the code, broken."""

from typing import NamedTuple


class Change(NamedTuple):
    # Changes of one group stay out of each other's way, and are built together.
    group: int
    promise: str
    # The name of the test that has to fail, or a part of it.
    test: str
    # Below the folder that the table's file is named for.
    file: str
    # Stands there once.
    old: str
    new: str
