"""What the words of a turn tell without naming anybody: whom they call, whether they ask."""

from __future__ import annotations

from attrs import define

from quotex.dialogue.names import Form, Naming, is_vocative
from quotex.dialogue.turns import Turn
from quotex.nouns import look_up
from quotex.tokens import Tokens
from quotex.types import Gender

# How people are called whose name is not said, beside the nouns that name a man or a woman.
_FORMS_OF_ADDRESS: dict[str, Gender] = {
    **dict.fromkeys(
        ("sir", "sirs", "sirrah", "sire", "papa", "dad", "daddy", "fellow", "chap", "lad",
         "laddie", "sonny", "lord", "gentlemen", "monsieur", "governor", "squire"), "male"
    ),
    **dict.fromkeys(
        ("ma'am", "marm", "madam", "mamma", "mama", "mum", "mummy", "miss", "missis", "missus",
         "lady", "ladies", "lass", "madame", "mademoiselle", "ladyship"), "female"
    ),
}  # fmt: skip


@define(eq=False)
class Words:
    """``address`` is the gender of whom the turn calls without a name ("sir"), ``asks`` whether
    it ends with a question, ``count`` how many words it has."""

    address: Gender | None = None
    asks: bool = False
    count: int = 0


def listen(tokens: Tokens, turn: Turn) -> Words:
    """Return what the words of a turn tell."""
    found = Words()
    for segment in turn.segments:
        for i in range(segment.first, segment.last + 1):
            if tokens.lower[i][:1].isalpha():
                found.count += 1
                found.address = _called(tokens, i) or found.address
    end = turn.segments[-1].span.end
    found.asks = "?" in tokens.text[end - 2 : end]
    return found


def _called(tokens: Tokens, i: int) -> Gender | None:
    """Return the gender of whom a common word calls: "Come in, sir." """
    low = tokens.lower[i]
    gender = _FORMS_OF_ADDRESS.get(low)
    if gender is None and tokens.tag[i] in ("NN", "NNP"):
        gender = look_up(low).gender
    called = gender is not None and is_vocative(tokens, Naming(i, i, Form("", (low,))))
    return gender if called else None
