"""Inputs made of bytes, so that a fuzzer that knows only bytes reaches the deep stages.

The bytes of a fuzzer are no text: read as UTF-8 they hardly ever hold two marks, a name and a
verb that reports. So most of them are read as a list of pieces that articles, transcripts and
stories are made of, in any order; the others are read as the characters they are.
"""

from __future__ import annotations

from attrs import frozen

MOST_CHARS = 4_000
MOST_NOISE = 24  # bytes

MARKS = (
    "“", "”", '"', "'", "‘", "’", "«", "»", "„", "‟", "‚", "‹", "›", "``", "''", "`", "“‘",
    "’”",
)  # fmt: skip
STOPS = (
    ",", ".", "?", "!", ":", ";", "…", "(", ")", "[", "]", "—", " — ", "--", "-", "_", "*", "/",
)  # fmt: skip
GAPS = (
    " ", "\n", "\n\n", "\r\n\r\n", "\t", "\x0c", "\xa0", "\u200b", "\u2028", "\u2029", "    ",
)  # fmt: skip
NAMES = (
    "Elsa Brandt", "Brandt", "Elsa", "Ivo Rehm", "Mr. Rehm", "Mrs. Brandt", "Dr. Ivo J. Rehm",
    "Captain Rehm", "Miss Elsa", "van der Berg", "O’Neil", "St. Ives", "Eva-Maria",
    "A. B. Cole", "Mayor Cole", "Senator Ada Cole (D)", "Cole’s", "the Port Authority", "PORT",
    "Zoë Müller",
)  # fmt: skip
PEOPLE = (
    "he", "she", "they", "I", "we", "you", "it", "her", "him", "his", "who", "the mayor",
    "the old man", "a senior official", "the minister", "two of them", "the captain", "my dear",
)  # fmt: skip
CUES = (
    "said", "says", "told reporters", "asked", "replied", "was quoted as saying", "added",
    "wrote", "according to", "insisted that", "the claim that", "denied", "cried", "whispered",
    "agreed",
)  # fmt: skip
WORDS = (
    "that the lamp was lit", "the lamp is lit", "Yes", "no", "and", "but", "of", "the",
    "whether", "on Tuesday", "in 1999", "was", "rose", "’tis", "5'10\"", "'s", "not", "ran",
    "Lamps", "is",
)  # fmt: skip
LABELS = (
    "REHM: ", "Q: ", "A: ", "ELSA. ", "ELSA\n", "[CROSSTALK]", "(softly)", "SCENE I",
    "BO, HOST: ",
)  # fmt: skip
ODD = (
    "\x00", "\x07", "\x1b[31m", "\ud800", "\udfff", "\ufeff", "�", "\U0010ffff", "é", "é", "İ",
    "ß", "ﬁ", "🪔", "👩\u200d👩\u200d👧🏽", "שרה", "أحمد", "灯亮了", "\u202e", "\u200f",
    "\xad", "𝓔𝓵𝓼𝓪",
    "½",
)  # fmt: skip
WHOLE = (
    "“Go,” said Elsa.\n\n",
    "“No,” he said.\n\n",
    "“Well.”\n\n",
    "“Go on.\n\n",
    "— Come in, said Ivo.\n\n",
    '"Lit," Brandt said. "Still."',
    "Ivo Rehm said that it was out.",
    "REHM: Is it lit?\nCOLE: It is.\n",
    "LEEDS, May 3 — ",
)
LINES = (
    "REHM: Is it lit?",
    "COLE: It is lit.",
    "BO DIAZ, HOST: Who asked?",
    "Q: Did you light it?",
    "A: I did.",
    "ELSA. Did you hear the bell?",
    "IVO. I heard a cow. (Exit.)",
    "ELSA\nDid you hear the bell?",
    "(CROSSTALK)",
    "— Come in, said Ivo.",
    "— Is it late?",
    "“Is it lit?” asked Elsa.",
    "“It is,” said Captain Rehm. “Go on.”",
    "“Well.”",
    "“I will not go on.",
    '"Still lit," the mayor said.',
    "Ivo Rehm said that it was out.",
    "According to her, the lamp was lit.",
    "LEEDS, May 3 — The lamp of the port was lit.",
    "Elsa Brandt, the mayor, rose and looked at him.",
    "She did not answer. He was tired, and I told him so.",
    "“We asked,” Brandt told reporters, “and nobody said no.”",
    "Lamps go out",
)
PIECES = (
    *MARKS, *MARKS, *STOPS, *GAPS, *NAMES, *PEOPLE, *CUES, *WORDS, *LABELS, *ODD, *WHOLE
)  # fmt: skip
"""What a byte stands for; the last values of a byte have meanings of their own."""

_GLUE, _AGAIN, _ANY = 253, 254, 255
assert len(PIECES) <= _GLUE

# One input in eight is laid out in lines, which most random bytes are not; two in eight are read as
# the characters they are.
_LAID_OUT = 2
_RAW = {0: ("utf-8", "surrogateescape"), 1: ("utf-16-le", "surrogatepass")}


@frozen
class Sample:
    """One input: a text, what disturbs its tags and parse, and the options it is read with."""

    text: str
    noise: bytes = b""
    options: int = 0


def sample_of(data: bytes) -> Sample:
    """Return the input that these bytes stand for; there is one for any bytes.

    The first byte says how the text is made, the second holds the options, the third how many
    bytes of noise follow.
    """
    kind, options, noisy = (*data[:3], 0, 0, 0)[:3]
    end = 3 + noisy % (MOST_NOISE + 1)
    noise, body = data[3:end], data[end:]
    if kind % 8 == _LAID_OUT:
        text = laid_out(body, first=options * 5, gap="\n" if options & 1 else "\n\n")
    elif kind % 8 in _RAW:
        encoding, errors = _RAW[kind % 8]
        whole = len(body) - len(body) % 2 if encoding == "utf-16-le" else len(body)
        text = body[:whole].decode(encoding, errors)
    else:
        text = text_of(body)
    return Sample(text[:MOST_CHARS], noise, options)


def laid_out(body: bytes, first: int, gap: str) -> str:
    """Return lines of a few kinds, as a text has them; few are put together of pieces."""
    return gap.join(
        text_of(body[k : k + 6]) if byte % 32 > 29 else LINES[(first + byte % 10) % len(LINES)]
        for k, byte in enumerate(body[:60])
    )


def text_of(body: bytes) -> str:
    """Return the text whose pieces these bytes name, words divided by spaces."""
    pieces: list[str] = []
    size, glued = 0, False
    places = iter(body)
    for byte in places:
        if byte == _GLUE:
            glued = True
            continue
        if byte == _AGAIN:
            piece = "".join(pieces[-32:])
        elif byte == _ANY:
            piece = chr(next(places, 0) * 256 + next(places, 0))
        else:
            piece = PIECES[byte % len(PIECES)]
        if pieces and not glued and _divided(pieces[-1], piece):
            pieces.append(" ")
        pieces.append(piece)
        size += len(piece)
        glued = False
        if size > MOST_CHARS:
            break
    return "".join(pieces)


def _divided(before: str, after: str) -> bool:
    return (before[-1:].isalnum() or before[-1:] in ",.?!:;”") and after[:1].isalnum()
