"""Gold annotations in every format that quotex reads and writes."""

from quotex.gold.checks import MAX_BYTES
from quotex.gold.files import FORMATS, read_gold, write_gold
from quotex.gold.named import read_named, with_names
from quotex.gold.quotes import from_quotes
from quotex.gold.types import GoldCharacter, GoldDocument, GoldQuote

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "GoldCharacter",
    "GoldDocument",
    "GoldQuote",
    "from_quotes",
    "read_gold",
    "read_named",
    "with_names",
    "write_gold",
]
