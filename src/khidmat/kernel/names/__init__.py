"""Names of persons in Urdu and Roman: keys to find them by, and how alike two persons are.

`blocks` makes the numbers a register stores, `query_blocks` and `search.candidate_sql` find the rows that
may be the same person, `compare` ranks them and says why. Nothing here decides that two persons are one.
"""

from khidmat.kernel.names.blocks import blocks, query_blocks
from khidmat.kernel.names.compare import ALERT, REASONS, SAME_NAME, Agreement, Likeness, Party, compare

__all__ = [
    "ALERT",
    "REASONS",
    "SAME_NAME",
    "Agreement",
    "Likeness",
    "Party",
    "blocks",
    "compare",
    "query_blocks",
]
