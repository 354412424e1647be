"""Fiction: the quotations of a story, whose speakers are decided turn by turn.

What stands in marks is spoken by the figures of the story; what is reported without marks is
found as in any other text.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from quotex.dialogue.answers import Answer, answer
from quotex.dialogue.figures import Figure, display_name
from quotex.dialogue.models import SECOND_FEATURES, DialogueModels
from quotex.dialogue.scare import spoken
from quotex.dialogue.story import Story, read_story
from quotex.dialogue.tags import Tag
from quotex.dialogue.turns import Turn
from quotex.drafts import Draft, labelled_turns
from quotex.lemma import verb_lemma
from quotex.members import count_cast
from quotex.mentions import NounPhrase, phrase_at
from quotex.quoting import cue_of, quote_of
from quotex.reasons import below_minimum
from quotex.reported import read_reported
from quotex.scene import Scene
from quotex.segments import Segment
from quotex.tokens import Tokens
from quotex.types import Character, Cue, Extraction, Mention, MentionKind, Quote, Speaker
from quotex.weights import Weights

_EVIDENCE = 6
# What a feature says when it speaks for somebody.
_SIGNS = {
    **dict.fromkeys(("chain before", "chain after", "chain said", "chain says"),
                    "has every second turn here"),
    **dict.fromkeys(("one before", "said before"), "did not speak just before"),
    **dict.fromkeys(("one after", "says after"), "does not speak just after"),
    **dict.fromkeys(("two before", "said two before", "order said", "last speaker", "pair"),
                    "is one of those who take turns"),
    **dict.fromkeys(("two after", "says two after", "order says"), "speaks again soon after"),
    **dict.fromkeys(("heard", "times", "said around"), "speaks in this scene"),
    **dict.fromkeys(("distance", "subject rank", "agreeing rank", "presence"), "was named nearby"),
    **dict.fromkeys(("narrated here", "tag", "second"), "is told of beside these words"),
    **dict.fromkeys(("narrated before", "beside before"), "is told of just before"),
    **dict.fromkeys(("narrated after", "beside after"), "is told of just after"),
    **dict.fromkeys(("inside", "address"), "is not called by these words"),
    "inside before": "was just spoken to by name",
    "address before": "was just spoken to",
    "share": "speaks much in the story",
}  # fmt: skip


def extract_fiction(
    scene: Scene,
    segments: Sequence[Segment],
    weights: Weights,
    models: DialogueModels,
    *,
    speakers: Sequence[Character],
    indirect: bool,
    min_confidence: float,
) -> Extraction:
    """Return the quotations of a story in text order, and its cast.

    ``scene`` is the document indexed, with no reports unless ``indirect`` ones are asked for.
    """
    tokens = scene.tokens
    unlabelled = [s for s in segments if s.label is None]
    said = spoken(tokens, unlabelled, scene.paragraph)
    story = read_story(tokens, said, scene.marked, scene.paragraph, speakers)
    answers = answer(story, models)
    teller = _Teller(scene.phrases, story, models, min_confidence)
    drafts: list[tuple[Draft, Quote]] = []
    for turn, own, evidence in zip(story.turns, answers, _evidence(answers, models), strict=True):
        drafts.append(teller.tell(turn, own, evidence))
    for draft in labelled_turns([s for s in segments if s.label is not None]):
        drafts.append((draft, teller.report(draft)))
    if indirect:
        reported = read_reported(scene, segments, [d for d, _ in drafts], weights.quotations)
        drafts += [(draft, teller.report(draft)) for draft in reported]
    quotes = tuple(
        quote for _, quote in sorted(drafts, key=lambda pair: (pair[0].start, -pair[0].end))
    )
    if not quotes:
        return Extraction()
    figures = story.characters.figures
    able = [i for i, ok in enumerate(story.floor.able) if ok or i in teller.known]
    people = [teller.speaker(i) for i in able]
    return Extraction(quotes, count_cast(people, [figures[i].count for i in able], quotes))


def _evidence(
    answers: Sequence[Answer], models: DialogueModels
) -> list[tuple[tuple[str, float], ...]]:
    """Return what weighed most in each answer, the heaviest first; all are looked up at once."""
    rows = [own.row for own in answers if own.row is not None]
    heaviest = iter(models.second.contributions(rows, _EVIDENCE) if rows else ())
    return [
        tuple((name, round(weight, 3)) for name, weight in next(heaviest)) if own.row else ()
        for own in answers
    ]


class _Teller:
    """Makes quotations of the turns of a story and of what it reports."""

    def __init__(
        self,
        phrases: Sequence[NounPhrase],
        story: Story,
        models: DialogueModels,
        min_confidence: float,
    ) -> None:
        self.phrases, self.story, self.models = phrases, story, models
        self.tokens: Tokens = story.tokens
        self.minimum = min_confidence
        self.known: dict[int, Speaker] = {}

    def speaker(self, number: int) -> Speaker:
        """Return the figure as results show it."""
        if number not in self.known:
            figure = self.story.characters.figures[number]
            self.known[number] = _speaker_of(figure)
        return self.known[number]

    def tell(
        self, turn: Turn, own: Answer, evidence: tuple[tuple[str, float], ...]
    ) -> tuple[Draft, Quote]:
        """Return one turn as a draft and as a quotation."""
        spans = tuple((s.span.start, s.span.end) for s in turn.segments)
        tag = self._fitting(turn, own.figure)
        mention = self._mention(tag.token) if tag is not None else None
        cue = self._cue(tag) if tag is not None else None
        speaker = self.speaker(own.figure) if own.figure >= 0 else None
        confidence = own.probability
        reason = self._reason(mention, tag, speaker, own)
        addressee = self.speaker(own.addressee) if own.addressee >= 0 else None
        if speaker is not None and confidence < self.minimum:
            reason = below_minimum(speaker.name, confidence, self.minimum)
            mention = speaker = cue = None
        elif mention is not None and confidence < self.minimum:
            reason = below_minimum(mention.text, confidence, self.minimum)
            mention = cue = None
        draft = Draft(
            spans, "direct", tag.token if tag else None, None, confidence, confidence, None,
            tuple(turn.segments),
        )  # fmt: skip
        quote = quote_of(
            self.tokens.text,
            draft,
            speaker=speaker,
            mention=mention,
            cue=cue,
            confidence=confidence,
            reason=reason,
            evidence=evidence,
        )
        if addressee is not None:
            return draft, evolve(
                quote, addressee=addressee, addressee_confidence=round(own.addressee_probability, 4)
            )
        return draft, quote

    def report(self, draft: Draft) -> Quote:
        """Return a labelled turn or reported speech as a quotation: its source names somebody or
        stays a mention."""
        source = draft.source
        number = self.story.page.named_at(source) if source is not None else -1
        mention = self._mention(source) if source is not None else None
        speaker = self.speaker(number) if number >= 0 else None
        cue = cue_of(self.tokens, draft)
        if mention is None:
            reason = "no speaker: nobody near the quotation is a likely source"
        elif speaker is None:
            reason = f"{mention.text!r} is the source; whom it means is not decided in narration"
        else:
            reason = f"{mention.text!r} is the source"
        confidence = draft.confidence if mention is not None else 0.0
        if mention is not None and confidence < self.minimum:
            reason = below_minimum(mention.text, confidence, self.minimum)
            mention = speaker = cue = None
        return quote_of(
            self.tokens.text,
            draft,
            speaker=speaker,
            mention=mention,
            cue=cue,
            confidence=confidence,
            reason=reason,
        )

    def _fitting(self, turn: Turn, who: int) -> Tag | None:
        """Return the tag that the speaker is the subject of, or can be."""
        for form in ("tag", "lead"):
            for tag in turn.tags:
                if tag.form == form and self.story.floor.fits(tag, who):
                    return tag
        return None

    def _mention(self, head: int) -> Mention:
        tokens = self.tokens
        naming = self.story.page.naming_around(head)
        kind: MentionKind = "name"
        if naming is not None:
            first, last = naming.first, naming.last
        else:
            phrase = phrase_at(self.phrases, head)
            first, last = (phrase.first, phrase.last) if phrase else (head, head)
            kind = "pronoun" if phrase is not None and phrase.kind == "pronoun" else "nominal"
        start, end = tokens.start[first], tokens.end[last]
        return Mention(tokens.text[start:end], start, end, kind)

    def _cue(self, tag: Tag) -> Cue | None:
        i = tag.verb
        if i < 0:
            return None
        tokens = self.tokens
        lemma = verb_lemma(tokens.lower[i], tokens.tag[i])
        return Cue(tokens.words[i], tokens.start[i], tokens.end[i], lemma)

    def _reason(
        self, mention: Mention | None, tag: Tag | None, speaker: Speaker | None, own: Answer
    ) -> str:
        if speaker is None and mention is not None:
            return f"{mention.text!r} is the subject of the tag; the story names nobody it can mean"
        if speaker is None:
            return "no speaker: nobody near the quotation is a likely source"
        if mention is not None and tag is not None and tag.subject == "name":
            return f"{mention.text!r} is the subject of the tag"
        if mention is not None:
            return f"{mention.text!r}, the subject of the tag, most likely means {speaker.name}"
        signs = self._signs(own)
        return f"no tag; {speaker.name} {' and '.join(signs) or 'is the likeliest'}"

    def _signs(self, own: Answer) -> list[str]:
        """Say what speaks most for the speaker beside the likeliest other, two things at most."""
        assert own.row is not None
        if own.rival is None:
            return ["is the only one in play"]
        model = self.models.second
        mine, theirs = model.weights[model.columns([own.row, own.rival])]
        gains = (mine - theirs)[: len(SECOND_FEATURES)]
        found: list[str] = []
        for k in sorted(range(len(gains)), key=lambda k: -gains[k]):
            sign = _SIGNS.get(SECOND_FEATURES[k].name)
            if gains[k] > 0 and sign and sign not in found:
                found.append(sign)
        return found[:2]


def _speaker_of(figure: Figure) -> Speaker:
    name = display_name(figure)
    aliases = [form.text for form, count in figure.forms.most_common() if count]
    titles = [form.title for form, _ in figure.forms.most_common() if form.title not in ("", "the")]
    return Speaker(
        name,
        "person",
        tuple(dict.fromkeys(alias for alias in aliases if alias != name)),
        titles[0] if titles else None,
        figure.gender,
    )
