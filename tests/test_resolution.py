"""Pronouns and nominals resolved to the cast, on documents made by hand."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from builders import make_tokens
from quotex.antecedents import set_scene, sweep
from quotex.attributes import AttributeIndex, describe, name_heads
from quotex.cast import Cast, NameMention, build_cast
from quotex.chains import at_tokens, read_chains, speakers_by_head
from quotex.choosing import Choice, Chooser
from quotex.discourse import ranks
from quotex.gender import gender_evidence
from quotex.gold.types import GoldDocument, GoldQuote
from quotex.layout import find_layout
from quotex.mentions import find_noun_phrases, phrase_at
from quotex.nouns import look_up, singular
from quotex.pointers import issuer, name_ends, relative_antecedent
from quotex.ranker import Feature, LinearModel
from quotex.regions import mark_tokens
from quotex.resolution import Resolution, resolve
from quotex.tokens import read_doc
from quotex.training.corpus import Reading
from quotex.training.resolution import silver_lessons
from quotex.weights import load_weights

ANN = "Ann Lee#PERSON , a/DT Vermont#GPE senator/NN@appos:Lee , spoke/VBD ."
BOB = "Bob Stone#PERSON left/VBD ."
BANK = "the/DT Northern Bank#ORG opened/VBD ."


def answer(
    *sentences: str, at: str, nth: int = -1, chains: list[list[tuple[int, int]]] | None = None
) -> tuple[str | None, Resolution]:
    """Resolve the last (or nth) token with this word; return the name and the resolution."""
    tokens = make_tokens(*sentences)
    phrases = find_noun_phrases(tokens)
    cast = build_cast(tokens, phrases)
    heads = [i for i, word in enumerate(tokens.lower) if word == at]
    layout = find_layout(tokens.text)
    found = resolve(
        tokens, phrases, cast, layout, [heads[nth]], load_weights().choosers, chains or ()
    )
    resolution = found[heads[nth]]
    name = None if resolution.speaker is None else cast.speakers[resolution.speaker].name
    return name, resolution


@pytest.mark.parametrize(
    ("sentences", "at", "name"),
    [
        pytest.param([ANN, "She/PRP@nsubj:said said/VBD so/RB ."], "she", "Ann Lee", id="woman"),
        pytest.param([BOB, "He/PRP@nsubj:said said/VBD so/RB ."], "he", "Bob Stone", id="man"),
        pytest.param(
            [BOB, ANN, "He/PRP@nsubj:said said/VBD so/RB ."],
            "he",
            "Bob Stone",
            id="gender before recency",
        ),
        pytest.param(
            [ANN, BOB, "She/PRP@nsubj:said said/VBD so/RB ."],
            "she",
            "Ann Lee",
            id="gender past a rival",
        ),
        pytest.param(
            [
                "Mr. Tarn#PERSON left/VBD .",
                "Ms. Orlo#PERSON came/VBD .",
                "He/PRP@nsubj:said said/VBD so/RB .",
            ],
            "he",
            "Tarn",
            id="titles tell gender",
        ),
        pytest.param(
            [
                "the/DT spokeswoman/NN Quill Tarn#PERSON came/VBD .",
                BOB,
                "She/PRP@nsubj:said said/VBD so/RB .",
            ],
            "she",
            "Quill Tarn",
            id="role noun tells gender",
        ),
        pytest.param(
            [
                BOB,
                "He/PRP@nsubj:ate ate/VBD .",
                "He/PRP@nsubj:slept slept/VBD .",
                "He/PRP@nsubj:said said/VBD so/RB .",
            ],
            "he",
            "Bob Stone",
            id="kept in focus by pronouns",
        ),
        pytest.param(
            [
                "Carl Moss#PERSON met/VBD Bob Stone#PERSON@dobj:met .",
                "He/PRP@nsubj:said said/VBD so/RB .",
            ],
            "he",
            "Carl Moss",
            id="subject before object",
        ),
        pytest.param(
            [BOB, "a/DT woman/NN spoke/VBD .", "She/PRP@nsubj:said said/VBD so/RB ."],
            "she",
            None,
            id="somebody without a name",
        ),
        pytest.param(
            [BANK, "She/PRP@nsubj:said said/VBD so/RB ."], "she", None, id="no person in the text"
        ),
        pytest.param(["He/PRP@nsubj:said said/VBD so/RB ."], "he", None, id="nobody at all"),
        pytest.param(
            [BOB, "They/PRP@nsubj:said said/VBD so/RB ."], "they", None, id="one man is not they"
        ),
        pytest.param([BOB, "We/PRP@nsubj:said said/VBD so/RB ."], "we", None, id="first person"),
        pytest.param(
            ["Ann Lee#PERSON , who/WP@nsubj:left left/VBD@relcl:Lee , spoke/VBD ."],
            "who",
            "Ann Lee",
            id="relative",
        ),
        pytest.param(
            [
                "Bob met/VBD Ann Lee#PERSON , now/RB the/DT senate/NN leader/NN , "
                "who/WP@nsubj:said said/VBD so/RB .",
            ],
            "who",
            "Ann Lee",
            id="relative after an aside",
        ),
        pytest.param(
            [BANK, "a/DT lady/NN came/VBD .", "It/PRP@nsubj:said said/VBD so/RB ."],
            "it",
            "Northern Bank",
            id="it is no person",
        ),
    ],
)
def test_pronouns(sentences: list[str], at: str, name: str | None) -> None:
    assert answer(*sentences, at=at)[0] == name


@pytest.mark.parametrize(
    ("sentences", "at", "name"),
    [
        pytest.param(
            [ANN, BOB, "the/DT senator/NN said/VBD so/RB ."], "senator", "Ann Lee", id="apposition"
        ),
        pytest.param(
            [ANN, BOB, "the/DT lawmaker/NN said/VBD so/RB ."], "lawmaker", "Ann Lee", id="synonym"
        ),
        pytest.param(
            [
                "Ann Lee#PERSON , a/DT Vermont#GPE senator/NN@appos:Lee , spoke/VBD .",
                "Carl Moss#PERSON , a/DT Texas#GPE senator/NN@appos:Moss , left/VBD .",
                "the/DT Vermont#GPE senator/NN said/VBD so/RB .",
            ],
            "senator",
            "Ann Lee",
            id="told apart by a modifier",
        ),
        pytest.param(
            ["Gov. Ann Lee#PERSON spoke/VBD .", BOB, "the/DT governor/NN said/VBD so/RB ."],
            "governor",
            "Ann Lee",
            id="title before the name",
        ),
        pytest.param(
            [
                ANN,
                "Foreign Minister Carl Moss#PERSON spoke/VBD .",
                "Moss#PERSON left/VBD .",
                "the/DT Vermont#GPE senator/NN said/VBD so/RB .",
            ],
            "senator",
            "Ann Lee",
            id="not the holder of another office",
        ),
        pytest.param(
            [ANN, "a/DT senior/JJ official/NN said/VBD so/RB ."],
            "official",
            None,
            id="indefinite is somebody new",
        ),
        pytest.param(
            [ANN, "another/DT senator/NN said/VBD so/RB ."], "senator", None, id="another"
        ),
        pytest.param([ANN, "the/DT senators/NNS said/VBD so/RB ."], "senators", None, id="plural"),
        pytest.param(
            [BANK, BOB, "the/DT bank/NN said/VBD so/RB ."],
            "bank",
            "Northern Bank",
            id="organisation by its noun",
        ),
        pytest.param(
            [BANK, "a/DT Northern Bank#ORG report/NN said/VBD so/RB ."],
            "report",
            "Northern Bank",
            id="a text speaks for its issuer",
        ),
        pytest.param(
            [BANK, "the/DT Northern Bank#ORG report/NN said/VBD so/RB ."],
            "report",
            "Northern Bank",
            id="so does a definite text",
        ),
        pytest.param(
            [
                BANK,
                "a/DT document/NN on/IN@prep:document the/DT Northern Bank#ORG@poss:website "
                "'s/POS website/NN@pobj:on said/VBD so/RB .",
            ],
            "document",
            "Northern Bank",
            id="a text speaks for the owner of the site",
        ),
        pytest.param(
            [
                BOB,
                "Ann Lee#PERSON wrote/VBD a/DT memoir/NN@dobj:wrote .",
                "the/DT book/NN said/VBD so/RB .",
            ],
            "book",
            "Ann Lee",
            id="a text speaks for its author",
        ),
        pytest.param(
            [BOB, "Brenda Lee#PERSON wept/VBD .", "the/DT businessman/NN said/VBD so/RB ."],
            "businessman",
            "Bob Stone",
            id="gender of the noun",
        ),
    ],
)
def test_nominals(sentences: list[str], at: str, name: str | None) -> None:
    assert answer(*sentences, at=at)[0] == name


def test_own_lawyer_is_another() -> None:
    name, _ = answer(BOB, "Stone#PERSON 's/POS lawyer/NN said/VBD so/RB .", at="lawyer")
    assert name is None


def test_a_name_answers_for_itself() -> None:
    name, resolution = answer(ANN, "Lee#PERSON said/VBD so/RB .", at="lee")
    assert (name, resolution.probability) == ("Ann Lee", 1.0)


def test_nothing_wanted_nothing_done() -> None:
    tokens = make_tokens(ANN)
    phrases = find_noun_phrases(tokens)
    assert resolve(tokens, phrases, build_cast(tokens, phrases), find_layout(""), [], {}) == {}


def test_answers_are_probabilities_with_a_reason() -> None:
    _, resolution = answer(ANN, BOB, "He/PRP@nsubj:said said/VBD so/RB .", at="he")
    assert 0.5 < resolution.probability <= 1.0
    assert "Bob Stone" in resolution.reason


def test_lessons_leave_out_whoever_the_quotation_names() -> None:
    tokens = make_tokens(
        "Bob Stone#PERSON left/VBD .",
        '" Ann Lee#PERSON won/VBD , " he/PRP@nsubj:said said/VBD .',
        '" It/PRP rained/VBD , " he/PRP@nsubj:said said/VBD .',
    )
    layout = find_layout(tokens.text)
    quoted = layout.quoted
    first, second = (i for i, word in enumerate(tokens.lower) if word == "he")

    def answers(name: str) -> dict[int, int]:
        quotes = tuple(
            GoldQuote(f"q{k}", "direct", ((q.start, q.end),), (), "pronoun", None, True, name)
            for k, q in enumerate(quoted)
        )
        gold = GoldDocument("d", tokens.text, quotes)
        marked = mark_tokens(tokens, quoted)
        phrases = find_noun_phrases(tokens)
        reading = Reading(gold, tokens, phrases, layout, [], marked)
        reading.source_head = {"q0": first, "q1": second}
        return silver_lessons([reading])[0].answers

    assert list(answers("Bob Stone")) == [first, second]
    assert list(answers("Ann Lee")) == [second]


class TestGivenChains:
    SENTENCES = (ANN, BOB, "She/PRP@nsubj:said said/VBD so/RB .")

    def test_win_over_the_ranker(self) -> None:
        tokens = make_tokens(*self.SENTENCES)
        she, stone = tokens.lower.index("she"), tokens.lower.index("stone")
        chains = [[(stone - 1, stone), (she, she)]]
        name, resolution = answer(*self.SENTENCES, at="she", chains=chains)
        assert name == "Bob Stone"
        assert "given" in resolution.reason

    def test_without_a_name_decide_nothing(self) -> None:
        tokens = make_tokens(*self.SENTENCES)
        she = tokens.lower.index("she")
        assert answer(*self.SENTENCES, at="she", chains=[[(she, she)]])[0] == "Ann Lee"

    def test_speak_for_heads_only(self) -> None:
        tokens = make_tokens(
            "the/DT mother/NN of/IN Ann Lee#PERSON spoke/VBD .", "She/PRP@nsubj:left left/VBD ."
        )
        cast = build_cast(tokens, find_noun_phrases(tokens))
        lee, she = tokens.lower.index("lee"), tokens.lower.index("she")
        assert speakers_by_head(tokens, [[(0, lee), (she, she)]], cast) == {}

    def test_are_read_from_span_groups(self) -> None:
        spacy = pytest.importorskip("spacy")
        doc = spacy.blank("en")("Ann Lee left . She waved .")
        doc.spans["coref_clusters_1"] = [doc[0:2], doc[4:5]]
        doc.spans["other"] = [doc[0:1], doc[1:2]]
        assert read_chains(doc) == [[(0, 1), (4, 4)]]

    def test_are_read_from_coreferee(self) -> None:
        chain = [SimpleNamespace(token_indexes=[1]), SimpleNamespace(token_indexes=[1, 4]),
                 SimpleNamespace(token_indexes=[6])]  # fmt: skip
        doc = SimpleNamespace(
            spans={}, has_extension=lambda name: True, _=SimpleNamespace(coref_chains=[chain])
        )
        assert read_chains(doc) == [[(1, 1), (6, 6)]]

    def test_follow_tokens_that_were_cut(self) -> None:
        spacy = pytest.importorskip("spacy")
        from spacy.tokens import Doc

        doc = Doc(
            spacy.blank("en").vocab,
            words=["Mayor", "Ann Lee", "left", "She", "waved"],
            heads=[1, 2, 2, 4, 4],
            deps=["compound", "nsubj", "ROOT", "nsubj", "ROOT"],
        )
        tokens = read_doc(doc, doc.text)
        assert at_tokens([[(0, 1), (3, 3)]], doc, tokens) == [[(0, 2), (4, 4)]]


def test_attributes_come_from_apposition_label_and_copula() -> None:
    tokens = make_tokens(
        "Ann Lee#PERSON , a/DT Vermont#GPE senator/NN@appos:Lee , spoke/VBD .",
        "Lee#PERSON@nsubj:was was/VBD a/DT lawyer/NN@attr:was .",
    )
    cast = build_cast(tokens, find_noun_phrases(tokens))
    heads = name_heads(tokens, cast)
    attributes = describe(tokens, cast, heads, people=True)[cast.by_head[tokens.lower.index("lee")]]
    assert {"senator", "lawyer"} <= attributes.nouns
    assert {"politician", "lawyer"} <= attributes.senses
    assert "senator" in attributes.offices
    assert "vermont" in attributes.words


def test_people_are_described_apart_from_others() -> None:
    tokens = make_tokens(ANN, BANK)
    cast = build_cast(tokens, find_noun_phrases(tokens))
    heads = name_heads(tokens, cast)
    people = describe(tokens, cast, heads, people=True)
    others = describe(tokens, cast, heads, people=False)
    assert people.keys() | others.keys() == set(range(len(cast.speakers)))
    assert {cast.speakers[number].kind for number in people} == {"person"}
    assert "person" not in {cast.speakers[number].kind for number in others}
    index = AttributeIndex()
    index.add(people)
    assert not index.find(["bank"], [])
    index.add(others)
    assert index.find(["bank"], []) == {cast.by_head[tokens.lower.index("bank")]}


@pytest.mark.parametrize(
    ("sentences", "female"),
    [
        pytest.param(["Mrs. Tarn#PERSON left/VBD ."], True, id="title"),
        pytest.param(["Brenda Tarn#PERSON left/VBD ."], True, id="given name"),
        pytest.param(["Quill Tarn#PERSON raised/VBD her/PRP$ hand/NN ."], True, id="pronoun"),
        pytest.param(["Quill Tarn#PERSON raised/VBD his/PRP$ hand/NN ."], False, id="man"),
    ],
)
def test_evidence_of_gender(sentences: list[str], female: bool) -> None:
    tokens = make_tokens(*sentences)
    cast = build_cast(tokens, find_noun_phrases(tokens))
    marked = mark_tokens(tokens, [])
    attributes = describe(tokens, cast, name_heads(tokens, cast), people=True)
    evidence = gender_evidence(tokens, cast, attributes, marked)
    assert (evidence[0].balance > 0) == female


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("senators", "NNS", "senator"),
        ("agencies", "NNS", "agency"),
        ("spokeswomen", "NNS", "spokeswoman"),
        ("bosses", "NNS", "boss"),
        ("boss", "NN", "boss"),
    ],
)
def test_singular(word: str, tag: str, expected: str) -> None:
    assert singular(word, tag) == expected


def test_nouns_know_kind_gender_and_office() -> None:
    assert look_up("spokeswoman").gender == "female"
    assert look_up("governor").offices == {"governor"}
    assert look_up("agency").kind == "group"
    assert look_up("memo").kind == "document"
    assert look_up("table").kind == "other"


@pytest.mark.parametrize(
    "crosses",
    [
        pytest.param((), id="none"),
        pytest.param((("a", "b"),), id="one"),
        pytest.param((("a", "b"), ("b", "c"), ("c", "a")), id="features in several"),
    ],
)
def test_chooser_scores_as_its_model(crosses: tuple[tuple[str, str], ...]) -> None:
    model = LinearModel((Feature.flag("a"), Feature.count("b", 2), Feature.flag("c")), crosses)
    model.weights = model.weights + [0.1 * k for k in range(len(model.weights))]
    rows = [(a, b, c) for a in range(2) for b in range(3) for c in range(2)]
    chooser = Chooser.of(model)
    assert [chooser.score(row) for row in rows] == pytest.approx(model.scores(rows).tolist())
    best, chance = chooser.choose(rows)
    assert rows[best] == (1, 2, 1)
    assert chooser.best(rows) == best
    assert 1 / 12 < chance < 1


def test_ranks_count_up_to_a_most_and_keep_the_order_of_ties() -> None:
    assert ranks([5, 1, 5, 3, 9], 3) == [2, 0, 3, 1, 3]
    assert ranks([], 3) == []


class TestPointers:
    def test_of_two_names_right_before_a_relative_the_one_that_begins_first_is_meant(self) -> None:
        tokens = make_tokens("Bob , Ann Lee , who/WP@nsubj:said said/VBD so/RB .")
        cast = Cast((), (NameMention(0, 4, 0), NameMention(2, 3, 1), NameMention(3, 3, 2)), {})
        ends = name_ends(cast)
        assert {last: mention.speaker for last, mention in ends.items()} == {4: 0, 3: 1}
        assert relative_antecedent(tokens, cast, ends, 5) == 0

    def test_an_issuer_is_named_inside_the_phrase_or_under_its_head(self) -> None:
        tokens = make_tokens(
            "Bob Stone#PERSON met/VBD Carl Moss#PERSON@dobj:met .",
            "a/DT memo/NN from/IN@prep:memo Ann Lee#PERSON@pobj:from said/VBD so/RB .",
            "the/DT report/NN said/VBD so/RB .",
            "a/DT Northern Bank#ORG report/NN said/VBD so/RB .",
        )
        phrases = find_noun_phrases(tokens)
        cast = build_cast(tokens, phrases)

        def issuer_at(head: int) -> str | None:
            phrase = phrase_at(phrases, head)
            assert phrase is not None
            speaker = issuer(tokens, cast, phrase)
            return None if speaker is None else cast.speakers[speaker].name

        memo = tokens.lower.index("memo")
        bare, last = (i for i, word in enumerate(tokens.lower) if word == "report")
        assert issuer_at(memo) == "Ann Lee"
        assert issuer_at(bare) is None
        assert issuer_at(last) == "Northern Bank"


class TestSweep:
    SENTENCES = (ANN, BOB, "He/PRP@nsubj:left left/VBD .", "She/PRP@nsubj:left left/VBD .",
                 "a/DT judge/NN spoke/VBD .")  # fmt: skip

    @pytest.mark.parametrize(
        ("wanted", "last", "asked"),
        [
            pytest.param("she", None, ["he", "she"], id="to the last wanted one"),
            pytest.param("judge", "he", ["he"], id="no further than asked for"),
        ],
    )
    def test_asks_in_text_order(self, wanted: str, last: str | None, asked: list[str]) -> None:
        tokens = make_tokens(*self.SENTENCES)
        phrases = find_noun_phrases(tokens)
        heads: list[int] = []

        def decide(choice: Choice) -> None:
            heads.append(choice.head)

        scene = set_scene(tokens, build_cast(tokens, phrases), find_layout(tokens.text))
        end = None if last is None else tokens.lower.index(last)
        sweep(scene, phrases, [tokens.lower.index(wanted)], decide, {}, end)
        assert [tokens.lower[head] for head in heads] == asked

    def test_is_left_out_when_nothing_wanted_can_refer_back(self) -> None:
        tokens = make_tokens(*self.SENTENCES)
        phrases = find_noun_phrases(tokens)
        judge = tokens.lower.index("judge")
        layout = find_layout(tokens.text)
        # Without rankers it could not ask about the pronouns before.
        found = resolve(tokens, phrases, build_cast(tokens, phrases), layout, [judge], {})
        assert found[judge].speaker is None

    def test_describes_others_than_people_when_a_nominal_may_mean_one(self) -> None:
        tokens = make_tokens(
            BANK, ANN, "the/DT senator/NN left/VBD .", "the/DT bank/NN opened/VBD ."
        )
        phrases = find_noun_phrases(tokens)
        cast = build_cast(tokens, phrases)
        scene = set_scene(tokens, cast, find_layout(tokens.text))
        bank = max(i for i, word in enumerate(tokens.lower) if word == "bank")
        described = {}

        def decide(choice: Choice) -> None:
            described[tokens.lower[choice.head]] = len(scene.attributes)

        sweep(scene, phrases, [bank], decide, {})
        assert described == {"senator": 1, "bank": len(cast.speakers)}
