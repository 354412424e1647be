"""What is asked of a candidate for a turn: the features of both passes and their crosses."""

from __future__ import annotations

from enum import IntEnum

from quotex.ranker import Feature


class Relation(IntEnum):
    """How the subject of a tag relates to a candidate."""

    NONE = 0
    ME = 1
    OTHER = 2
    AGREES = 3
    OPEN = 4
    DIFFERS = 5
    I_ME = 6
    I_OTHER = 7
    NOMINAL_ME = 8
    NOMINAL_AGREES = 9
    NOMINAL_OPEN = 10
    NOMINAL_DIFFERS = 11
    SEVERAL = 12
    TITLE_ME = 13


_RELATIONS = (
    "none", "me", "another", "agrees", "open", "differs", "I am I", "I is another",
    "nominal, me", "nominal agrees", "nominal open", "nominal differs", "several", "title, me",
)  # fmt: skip
FORMS = ("none", "tag", "lead", "beat")
_INSIDE = ("no", "called", "named")
_NEIGHBOUR = ("none", "me", "another", "agrees", "differs", "open")
DISTANCES = (1, 15, 40, 90, 180, 400, 900)
_RANKS = ("0", "1", "2", "3", "4+", "absent")
_KINDS = (
    "bare", "name", "he", "she", "I", "nominal", "several", "beat name", "beat pronoun",
)  # fmt: skip
_CHAIN = ("none", "not", "even 2", "even 4", "even 6+", "odd 1", "odd 3", "odd 5+")
_HERE = ("no", "before, subject", "before", "after, subject", "after")
_PLACE = ("no", "subject", "other")
LENGTHS = (4, 10, 25, 60)  # words
_ACCORD = ("none", "agrees", "differs", "open")
SHARES = (0.005, 0.02, 0.06, 0.15, 0.3)
PROBABILITIES = (0.02, 0.06, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
_PROB_LABELS = tuple(map(str, range(len(PROBABILITIES) + 1)))

FEATURES = (
    Feature("tag", _RELATIONS),
    Feature("tag form", FORMS),
    Feature("second", _RELATIONS),
    Feature("second form", FORMS),
    Feature("agreeing rank", _RANKS),
    Feature("subject rank", _RANKS),
    Feature("distance", ("here", *map(str, DISTANCES), "absent")),
    Feature("ahead", ("no", "near", "far")),
    Feature("inside", _INSIDE),
    Feature("inside before", _INSIDE),
    Feature("inside after", _INSIDE),
    Feature("narrated here", _HERE),
    Feature("narrated before", _PLACE),
    Feature("narrated after", _PLACE),
    Feature("one before", _NEIGHBOUR),
    Feature("two before", _NEIGHBOUR),
    Feature("one after", _NEIGHBOUR),
    Feature("two after", _NEIGHBOUR),
    Feature("heard", ("0", "1", "2", "3+")),
    Feature("share", ("0", "little", *map(str, SHARES))),
    Feature("narrator", ("none", "I", "another")),
    Feature("kind", ("name", "nominal")),
    Feature("gap", ("0", "1", "2+")),
    Feature("gap after", ("0", "1", "2+")),
    Feature("gender", ("female", "male", "open")),
    Feature("turn", _KINDS),
    Feature("chain before", _CHAIN),
    Feature("chain after", _CHAIN),
    Feature("pair", ("none", "no", "last", "other")),
    Feature("last speaker", ("no", "one", "two", "three", "four+", "none")),
    Feature("address", _ACCORD),
    Feature("address before", _ACCORD),
    Feature("address after", _ACCORD),
    Feature("beside before", _HERE),
    Feature("beside after", _HERE),
    Feature("inside two before", _INSIDE),
    Feature("inside two after", _INSIDE),
    Feature("asks", ("no", "before", "own", "both")),
    Feature("length", ("1", *map(str, LENGTHS))),
    Feature("joined", ("no", "before", "after", "both")),
    Feature("presence", ("0", "1", "2", "3", "5+")),
    Feature("talked of", ("0", "1", "2", "3+")),
    Feature("hailed", ("0", "1", "2+")),
)  # fmt: skip
CROSSES = (
    ("tag", "tag form"),
    ("second", "second form"),
    ("tag", "agreeing rank"),
    ("turn", "agreeing rank"),
    ("turn", "subject rank"),
    ("turn", "distance"),
    ("turn", "one before"),
    ("turn", "two before"),
    ("turn", "one after"),
    ("turn", "two after"),
    ("turn", "inside before"),
    ("turn", "narrated before"),
    ("turn", "narrated here"),
    ("turn", "narrator"),
    ("turn", "share"),
    ("turn", "heard"),
    ("gap", "one before"),
    ("gap", "two before"),
    ("gap after", "one after"),
    ("gap after", "two after"),
    ("gap", "narrated before"),
    ("gap", "inside before"),
    ("inside before", "one before"),
    ("turn", "last speaker"),
    ("gap", "last speaker"),
    ("turn", "inside"),
    ("gender", "turn"),
    ("kind", "tag"),
    ("turn", "chain before"),
    ("turn", "chain after"),
    ("chain before", "chain after"),
    ("turn", "pair"),
    ("gap", "pair"),
    ("turn", "address"),
    ("gap", "address before"),
    ("gap after", "address after"),
    ("gap", "beside before"),
    ("gap after", "beside after"),
    ("one before", "beside before"),
    ("one after", "beside after"),
    ("asks", "one before"),
    ("asks", "one after"),
    ("asks", "pair"),
    ("length", "one before"),
    ("length", "turn"),
    ("joined", "one before"),
    ("joined", "one after"),
    ("joined", "pair"),
    ("turn", "presence"),
    ("turn", "inside two before"),
    ("turn", "inside after"),
    ("turn", "talked of"),
    ("turn", "hailed"),
    ("talked of", "heard"),
    ("talked of", "presence"),
)
PASSES = (
    Feature("said before", _PROB_LABELS),
    Feature("said two before", _PROB_LABELS),
    Feature("says after", _PROB_LABELS),
    Feature("says two after", _PROB_LABELS),
    Feature("said around", _PROB_LABELS),
    Feature("own", _PROB_LABELS),
    Feature("chain said", _CHAIN),
    Feature("chain says", _CHAIN),
    Feature("order said", ("none", "last", "second", "third+", "not")),
    Feature("order says", ("none", "next", "second", "third+", "not")),
    Feature("times", ("0", "1", "2", "3", "4+")),
)
PASS_CROSSES = (
    ("gap", "said before"),
    ("gap", "said two before"),
    ("gap after", "says after"),
    ("gap after", "says two after"),
    ("turn", "said before"),
    ("turn", "said two before"),
    ("turn", "says after"),
    ("turn", "says two after"),
    ("turn", "own"),
    ("turn", "said around"),
    ("said before", "said two before"),
    ("says after", "says two after"),
    ("inside before", "said before"),
    ("turn", "chain said"),
    ("turn", "chain says"),
    ("chain said", "chain says"),
    ("turn", "order said"),
    ("gap", "order said"),
    ("order said", "order says"),
    ("turn", "times"),
    ("own", "chain said"),
    ("own", "order said"),
)
