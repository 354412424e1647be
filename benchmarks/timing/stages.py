"""Where the time of quotex goes: a clock around each stage, put there and taken away again.

A stage is timed in the namespace where it is looked up, some twenty calls a document, so that
timing costs next to nothing. A stage's seconds are its own: those of the stages that it calls are
counted there and not here, so all stages together are the total but for what none of them covers.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any
from unittest.mock import patch

STAGES = {
    "whether a model is needed": ("batch.needs_model", "api.needs_model"),
    "layout: paragraphs, marks, turns": (
        "sentences.find_layout",
        "extraction.find_layout",
        "engine.find_layout",
    ),
    "sentence starts": ("reading.set_sentence_starts",),
    "cutting and joining texts": ("batch.read", "api.read"),
    "checks of the parse": ("batch.find_quotes", "api.find_quotes"),
    "tokens": ("engine.read_doc",),
    "noun phrases": ("engine.find_noun_phrases",),
    "regions and segments": (
        "engine.find_regions",
        "engine.mark_tokens",
        "engine.paragraph_of",
        "engine.find_segments",
    ),
    "reports": ("engine.find_reports",),
    "scene": ("engine.Scene",),
    "quotations and their sources": ("engine.read_quotations",),
    "cast of names": ("engine.build_cast",),
    "resolution": ("engine.read_chains", "engine.resolve"),
    "evidence and reasons": ("engine.evidence_of", "engine.reason_of"),
    "Quote objects": ("engine.extract",),
    "batches, freeing spaCy's memory": ("batch.read_batch",),
    "Quotes objects": ("api.as_quotes",),
}
"""quotex's own stages, each with the names in quotex's modules under which it is called."""

COLLECTION = "garbage collection"

LAZY = {"batch.read", "api.read"}
"""These are generators; they are run to their end at once, as their callers do anyway."""


class Clock:
    """Adds up the seconds that each stage takes by itself."""

    def __init__(self, now: Callable[[], float] = time.process_time) -> None:
        self.now = now
        self.seconds: dict[str, float] = {}
        self._collection = 0.0
        self._inner: list[float] = []  # for each call under way, the seconds of those within it

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, its time added to the stage."""
        now, inner = self.now, self._inner
        self.seconds.setdefault(stage, 0.0)

        def call(*args: Any, **options: Any) -> Any:
            inner.append(0.0)
            begun = now()
            try:
                return function(*args, **options)
            finally:
                took = now() - begun
                self.seconds[stage] += took - inner.pop()
                if inner:
                    inner[-1] += took

        return call

    def collecting(self, phase: str, info: object) -> None:
        """Count Python's garbage collection by itself; it falls into any stage by chance."""
        if phase == "start":
            self._inner.append(0.0)
            self._collection = self.now()
        else:
            took = self.now() - self._collection
            self.seconds[COLLECTION] = self.seconds.get(COLLECTION, 0.0) + took
            self._inner.pop()
            if self._inner:
                self._inner[-1] += took


class TimedComponent:
    """A component of a spaCy pipeline, or its tokenizer, on the clock."""

    def __init__(self, clock: Clock, stage: str, component: Any) -> None:
        self._component = component
        self._call = clock.timed(stage, component)
        if hasattr(component, "pipe"):
            self.pipe = clock.timed(stage, lambda *a, **k: list(component.pipe(*a, **k)))

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self._call(*args, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._component, name)


@contextmanager
def on_the_clock(nlp: Any) -> Iterator[Clock]:
    """Time quotex's stages and the pipeline's components for as long as the context is open."""
    clock = Clock()
    with ExitStack() as stack:
        tokenizer = TimedComponent(clock, spacy_stage("tokenizer"), nlp.tokenizer)
        stack.enter_context(patch.object(nlp, "tokenizer", tokenizer))
        components = [
            (name, TimedComponent(clock, spacy_stage(name), component))
            for name, component in nlp._components
        ]
        stack.enter_context(patch.object(nlp, "_components", components))
        for stage, places in STAGES.items():
            for place in places:
                module, name = find(place)
                function = getattr(module, name)
                if place in LAZY:
                    function = collected(function)
                stack.enter_context(patch.object(module, name, clock.timed(stage, function)))
        clock.seconds[COLLECTION] = 0.0
        gc.callbacks.append(clock.collecting)
        stack.callback(gc.callbacks.remove, clock.collecting)
        yield clock


def spacy_stage(name: str) -> str:
    return f"spaCy: {name}"


def is_own(stage: str) -> bool:
    """Whether a stage is quotex's and not spaCy's."""
    return stage in STAGES


def find(place: str) -> tuple[Any, str]:
    """Return the module and the name of a place in ``STAGES``."""
    module, _, name = place.partition(".")
    return import_module(f"quotex.{module}"), name


def collected(function: Callable[..., Any]) -> Callable[..., list[Any]]:
    return lambda *args, **options: list(function(*args, **options))
