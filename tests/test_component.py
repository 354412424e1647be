"""The spaCy components: found by name, configured with clear errors, results that travel."""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import subprocess
import sys
import warnings
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import registry

import quotex
from quotex.component import (
    Quotex,
    get_quotes,
    make_quotex,
    make_quotex_sentences,
    set_extension,
)
from quotex.errors import MissingComponentError, WeightsError
from quotex.models import best_installed
from quotex.quotes import Quotes
from samples import QUOTES
from samples import TEXT as SAMPLE

TEXT = (
    "Talks stall\n\nMayor Ann Lee said the plan was “sound”. "
    "“We asked,” Bo Diaz replied, “and nobody answered.”\n"
)


@pytest.fixture(scope="module")
def doc(pipeline: Language) -> Doc:
    return pipeline(TEXT)


@pytest.mark.model
def test_the_component_gives_what_extract_quotes_gives(doc: Doc) -> None:
    assert doc._.quotes == quotex.extract_quotes(TEXT)
    assert {member.speaker.name for member in doc._.quotes.cast} == {"Ann Lee", "Bo Diaz"}
    assert len(doc._.quotes) >= 2


@pytest.mark.model
def test_spans_carry_type_and_speaker(doc: Doc) -> None:
    quotes = doc._.quotes
    spans = list(doc.spans["quotes"])
    assert [(s.start_char, s.end_char) for s in spans] == [(q.start, q.end) for q in quotes]
    assert [span.label_ for span in spans] == [quote.type for quote in quotes]
    assert [span.kb_id_ for span in spans] == [quote.who or "" for quote in quotes]


@pytest.mark.model
def test_displacy_renders_the_spans(doc: Doc) -> None:
    from spacy import displacy

    words = displacy.render(
        doc, style="span", options={"spans_key": "quotes"}, jupyter=False, page=False
    )
    assert "direct" in words


def same(one: Doc, other: Doc) -> bool:
    def spans(doc: Doc) -> list[tuple[int, int, str, str]]:
        return [(s.start, s.end, s.label_, s.kb_id_) for s in doc.spans["quotes"]]

    return bool(one._.quotes == other._.quotes) and spans(one) == spans(other)


@pytest.mark.model
def test_survives_bytes(doc: Doc) -> None:
    assert same(doc, Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes()))


@pytest.mark.model
def test_survives_docbin(doc: Doc) -> None:
    data = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin(store_user_data=True).from_bytes(data).get_docs(spacy.blank("en").vocab)
    assert same(doc, again)


@pytest.mark.model
def test_survives_processes(doc: Doc, pipeline: Language) -> None:
    first, second = pipeline.pipe([TEXT, "Nothing."], n_process=2, batch_size=1)
    assert same(doc, first)
    assert second._.quotes == Quotes((), "Nothing.")


AFRESH = """
import multiprocessing, sys
import spacy
from quotex.models import best_installed

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    nlp = spacy.load(best_installed())
    nlp.add_pipe("quotex", config={"speakers": ["Ann Lee"]})
    texts = [f"“Number {i} is ready,” Ann Lee said." for i in range(5)]
    one = [doc._.quotes for doc in nlp.pipe(texts)]
    two = list(nlp.pipe(texts, n_process=2, batch_size=2))
    assert [quotes[0].speaker.name for quotes in one] == ["Ann Lee"] * 5, one
    assert [doc._.quotes for doc in two] == one
    assert [doc.spans["quotes"][0].kb_id_ for doc in two] == ["Ann Lee"] * 5
    print("same")
"""


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_the_component_in_processes_however_they_start(method: str, tmp_path: Path) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"there is no {method} here")
    script = tmp_path / "script.py"
    script.write_text(AFRESH, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), method], capture_output=True, text=True, check=False
    )
    assert done.stdout == "same\n", done.stderr


FRESH = """
import sys
import spacy
from spacy.tokens import Doc
nlp = spacy.load(sys.argv[1])
doc = Doc(nlp.vocab).from_disk(sys.argv[2])
sys.stdout.write(ascii(doc._.quotes.to_json()))
"""


@pytest.mark.model
@pytest.mark.slow
def test_is_read_in_a_process_that_imports_only_spacy(
    doc: Doc, pipeline: Language, tmp_path: Path
) -> None:
    pipeline.to_disk(tmp_path / "pipeline")
    doc.to_disk(tmp_path / "doc")
    done = subprocess.run(
        [sys.executable, "-c", FRESH, str(tmp_path / "pipeline"), str(tmp_path / "doc")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ascii(doc._.quotes.to_json()), done.stderr


@pytest.mark.model
@pytest.mark.slow
def test_add_pipe_needs_no_import() -> None:
    script = (
        "import sys, spacy; assert 'quotex' not in sys.modules; nlp = spacy.blank('en'); "
        "nlp.add_pipe('quotex'); print(nlp.pipe_names)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stdout == "['quotex']\n", done.stderr


@pytest.mark.parametrize(
    ("name", "make"), [("quotex", "make_quotex"), ("quotex_sentences", "make_quotex_sentences")]
)
def test_entry_points_are_declared(name: str, make: str) -> None:
    assert registry._entry_point_factories.get(name).__name__ == make


@pytest.mark.model
def test_sentences_stand_before_the_parser_once(pipeline: Language, tmp_path: Path) -> None:
    names = pipeline.pipe_names
    assert names.count("quotex_sentences") == 1
    assert names.index("quotex_sentences") == names.index("parser") - 1
    pipeline.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == names
    assert again(TEXT)._.quotes == pipeline(TEXT)._.quotes


@pytest.mark.model
def test_sentences_that_are_there_or_not_wanted_are_not_added() -> None:
    nlp = spacy.load(best_installed(), exclude=["lemmatizer", "attribute_ruler"])
    nlp.add_pipe("quotex", config={"sentences": False})
    assert "quotex_sentences" not in nlp.pipe_names
    nlp.remove_pipe("quotex")
    nlp.add_pipe("quotex_sentences", name="mine", before="parser")
    nlp.add_pipe("quotex")
    assert nlp.pipe_names == ["tok2vec", "tagger", "mine", "parser", "ner", "quotex"]


@pytest.mark.model
def test_the_pipeline_analysis_is_clean(pipeline: Language) -> None:
    analysis = pipeline.analyze_pipes()
    assert not any(analysis["problems"].values())
    assert analysis["summary"]["quotex"]["assigns"] == ["doc._.quotes", "doc.spans"]


@pytest.mark.filterwarnings("ignore:.*quotex_sentences:UserWarning")
def test_the_pipeline_analysis_names_what_is_missing() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotex")
    assert set(nlp.analyze_pipes()["problems"]["quotex"]) == {
        "token.tag",
        "token.dep",
        "token.head",
    }


@pytest.mark.filterwarnings("ignore:.*quotex_sentences:UserWarning")
def test_without_a_parser_the_error_says_what_to_do() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotex")
    with pytest.raises(MissingComponentError, match="a tagger and a parser"):
        nlp("Some words.")


@pytest.mark.model
@pytest.mark.filterwarnings("ignore:.*W108")
def test_white_space_that_is_tagged_does_not_hide_that_no_tagger_ran() -> None:
    nlp = spacy.load(best_installed(), exclude=["tagger", "lemmatizer"])
    nlp.add_pipe("quotex")
    with pytest.raises(MissingComponentError, match=r"gives no tags, .* that has a tagger"):
        nlp(TEXT)


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ({"speakers": "Ann Lee"}, "quotex: speakers must be a list of names"),
        ({"speakers": ["Ann Lee", 3]}, "quotex: speakers must hold names, quotex.Character or"),
        ({"indirect": "yes"}, "quotex: indirect must be True or False"),
        ({"min_confidence": 2}, "quotex: min_confidence must be from 0 to 1, not 2"),
        ({"min_confidence": "high"}, "quotex: min_confidence must be a number"),
        ({"genre": "novel"}, "quotex: genre must be one of 'news', 'fiction'"),
        ({"sentences": None}, "quotex: sentences must be True or False"),
        ({"speaker": ["Ann Lee"]}, "speaker"),
    ],
)
def test_a_wrong_config_names_the_key(config: dict[str, Any], says: str) -> None:
    with pytest.raises((TypeError, ValueError), match=says):
        spacy.blank("en").add_pipe("quotex", config=config)


@pytest.mark.filterwarnings("ignore:.*quotex_sentences:UserWarning")
def test_the_config_reaches_the_component() -> None:
    nlp = spacy.blank("en")
    config = {"speakers": ["Ann Lee"], "indirect": False, "min_confidence": 0.5}
    config["genre"] = "fiction"
    config["speakers"] = ["Ann Lee", {"name": "Bo Diaz", "aliases": ["BD"]}]
    component = nlp.add_pipe("quotex", config=config)
    assert isinstance(component, Quotex)
    assert component.options.speakers == (
        quotex.Character("Ann Lee"),
        quotex.Character("Bo Diaz", ("BD",)),
    )
    assert component.options.indirect is False
    assert component.options.min_confidence == 0.5
    assert component.options.genre == "fiction"
    assert nlp.config["components"]["quotex"]["speakers"] == config["speakers"]
    assert "BD" in nlp.config.to_str()


def test_the_factories_are_annotated_with_types_for_older_spacy() -> None:
    for factory in (make_quotex, make_quotex_sentences):
        assert factory.__annotations__["nlp"] is Language


def test_a_doc_that_was_not_read_says_what_to_do() -> None:
    doc = spacy.blank("en")("Some words.")
    assert get_quotes(doc) == doc._.quotes
    assert (len(doc._.quotes), doc._.quotes.text) == (0, "Some words.")
    assert "nlp.add_pipe('quotex')" in doc._.quotes.error


@pytest.mark.model
def test_a_doc_stored_without_its_results_says_how_to_store_them(doc: Doc) -> None:
    data = DocBin(docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab)
    assert "store_user_data=True" in again._.quotes.error


def stored(quotes: Quotes) -> Doc:
    doc = spacy.blank("en").make_doc(SAMPLE)
    doc.user_data["quotex"] = quotes.to_dicts()
    return doc


def test_the_quotes_are_built_once() -> None:
    doc = stored(QUOTES)
    first = doc._.quotes
    assert doc._.quotes is first
    doc.user_data["quotex"] = QUOTES[:1].to_dicts()
    assert len(doc._.quotes) == 1


def test_results_of_another_text_are_not_taken_for_those_of_this_one() -> None:
    doc = stored(QUOTES)
    cut = doc[4:].as_doc(copy_user_data=True)
    assert len(doc._.quotes) == 3
    assert (len(cut._.quotes), cut._.quotes.text) == (0, cut.text)
    assert "nlp.get_pipe('quotex')(doc)" in cut._.quotes.error


def test_the_built_quotes_do_not_keep_a_doc_alive() -> None:
    doc = stored(QUOTES)
    assert doc._.quotes
    gone = weakref.ref(doc)
    del doc
    gc.collect()
    assert gone() is None


def test_the_built_quotes_do_not_travel() -> None:
    doc = stored(QUOTES)
    plain = doc.to_bytes()
    assert doc._.quotes
    assert doc.to_bytes() == plain
    assert pickle.loads(pickle.dumps(doc))._.quotes == doc._.quotes


def test_results_of_a_later_version_say_what_to_do() -> None:
    doc = stored(QUOTES)
    assert doc._.quotes == stored(QUOTES)._.quotes
    doc.user_data["quotex_format"] = 2
    assert (len(doc._.quotes), doc._.quotes.text) == (0, doc.text)
    assert "in form 2; this version reads form 1. Update quotex" in doc._.quotes.error


@pytest.fixture
def extension() -> Iterator[None]:
    yield
    Doc.set_extension("quotes", getter=get_quotes, force=True)


@pytest.mark.usefixtures("extension")
def test_the_extension_of_another_library_is_kept_and_named() -> None:
    Doc.set_extension("quotes", default="theirs", force=True)
    with pytest.warns(UserWarning, match="doc.user_data") as caught:
        set_extension()
    assert len(caught) == 1
    assert spacy.blank("en")("Some words.")._.quotes == "theirs"


@pytest.mark.usefixtures("extension")
def test_the_extension_of_quotex_is_renewed() -> None:
    def getter(doc: Doc) -> None:
        """Stands in for what an earlier import of the module left."""

    getter.__module__, getter.__qualname__ = get_quotes.__module__, get_quotes.__qualname__
    Doc.set_extension("quotes", getter=getter, force=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        set_extension()
    assert Doc.get_extension("quotes")[2] is get_quotes


def test_a_pipeline_that_declares_no_parse_is_warned_about() -> None:
    nlp = spacy.blank("en")
    with pytest.warns(UserWarning, match="add_pipe\\('quotex_sentences', before=") as caught:
        nlp.add_pipe("quotex")
    assert len(caught) == 1


@pytest.mark.parametrize("there", [True, False], ids=["there", "not wanted"])
def test_sentences_there_or_not_wanted_give_no_warning(there: bool) -> None:
    nlp = spacy.blank("en")
    if there:
        nlp.add_pipe("quotex_sentences")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nlp.add_pipe("quotex", config={"sentences": there})


@pytest.mark.model
def test_weights_of_a_folder_are_used_and_stay_in_the_config(deaf: Path) -> None:
    nlp = spacy.load(best_installed())
    nlp.add_pipe("quotex", config={"weights": str(deaf)})
    assert not nlp(TEXT)._.quotes
    assert nlp.config["components"]["quotex"]["weights"] == str(deaf)
    assert [len(doc._.quotes) for doc in nlp.pipe([TEXT, TEXT], n_process=2)] == [0, 0]


def test_weights_that_cannot_be_used_name_the_component(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    config = {"sentences": False, "weights": str(tmp_path / "none")}
    with pytest.raises(WeightsError, match=r"^reader: There is no folder"):
        nlp.add_pipe("quotex", name="reader", config=config)
    with pytest.raises(TypeError, match=r"^reader: weights must be the path"):
        nlp.add_pipe("quotex", name="reader", config=config | {"weights": 3})


DIRTY = {
    "line-ends": "“The lamp is lit,”\r\nElsa Brandt said.\r\n\r\nIvo Rehm said that it was out.",
    "hard-spaces": "“The\u00a0lamp is lit,” Elsa\u00a0Brandt  said. Ivo Rehm said that it was out.",
    "entities": "&ldquo;It is lit,&rdquo; Elsa Brandt said. Ivo Rehm said it was &quot;no&quot;.",
    "wrong-encoding": "â€œThe lamp is lit,â€\x9d Elsa Brandt said. Ivo Rehm said that it was out.",
    "soft-hyphens": "“The lamp is lit,” Elsa Bran\u00addt said. Ivo\u200b Rehm said it was out.",
    "wrapped": "“The lamp is lit,” Elsa\nBrandt said at the door of\nthe old mill. Ivo Rehm said\n"
    "that it was out and would\nnot be lit.",
    "control": "“The lamp\x00is lit,” Elsa Brandt said. Ivo Rehm said that it was out.",
    "guillemets": "«The lamp is lit,» Elsa Brandt said. «It is out,» Ivo Rehm said.",
}


@pytest.mark.model
@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in DIRTY.items()])
def test_a_text_with_dirt_is_read_like_by_extract_quotes(text: str, pipeline: Language) -> None:
    quotes = quotex.extract_quotes(text)
    assert [quote.who for quote in quotes] == ["Elsa Brandt", "Ivo Rehm"]
    doc = pipeline(text)
    assert doc.text == text
    assert doc._.quotes == quotes
    assert len(doc.spans["quotes"]) == 2
    (piped,) = pipeline.pipe([text])
    assert piped._.quotes == quotes


@pytest.mark.model
def test_dirt_is_read_through_in_other_processes(pipeline: Language) -> None:
    texts = [*DIRTY.values(), TEXT]
    for doc, text in zip(pipeline.pipe(texts, n_process=2), texts, strict=True):
        assert doc._.quotes == quotex.extract_quotes(text)


@pytest.mark.model
def test_a_doc_that_another_pipeline_parsed_is_read_as_it_is(pipeline: Language) -> None:
    words = pipeline("“The lamp is lit,”  Elsa Brandt said.").to_bytes(exclude=["user_data"])
    parsed = Doc(pipeline.vocab).from_bytes(words)
    alone = spacy.blank("en", vocab=parsed.vocab)
    alone.add_pipe("quotex", config={"sentences": False})
    assert [quote.who for quote in alone.get_pipe("quotex")(parsed)._.quotes] == ["Elsa Brandt"]
