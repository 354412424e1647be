"""Gold annotations in every format that quotex reads and writes."""

from quotex.gold.types import GoldCharacter, GoldDocument, GoldQuote

__all__ = ["GoldCharacter", "GoldDocument", "GoldQuote"]
