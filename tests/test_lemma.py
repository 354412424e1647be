"""The base form of a verb."""

from __future__ import annotations

import pytest

from quotex.lemma import reporting_verbs, verb_lemma

# lemma: third person, past, participle, -ing
FORMS = """
say: says said said saying
tell: tells told told telling
write: writes wrote written writing
think: thinks thought thought thinking
speak: speaks spoke spoken speaking
add: adds added added adding
admit: admits admitted admitted admitting
advise: advises advised advised advising
agree: agrees agreed agreed agreeing
allege: alleges alleged alleged alleging
announce: announces announced announced announcing
answer: answers answered answered answering
argue: argues argued argued arguing
ask: asks asked asked asking
assert: asserts asserted asserted asserting
assure: assures assured assured assuring
believe: believes believed believed believing
beg: begs begged begged begging
boast: boasts boasted boasted boasting
call: calls called called calling
claim: claims claimed claimed claiming
comment: comments commented commented commenting
complain: complains complained complained complaining
concede: concedes conceded conceded conceding
conclude: concludes concluded concluded concluding
confess: confesses confessed confessed confessing
confirm: confirms confirmed confirmed confirming
continue: continues continued continued continuing
cry: cries cried cried crying
declare: declares declared declared declaring
demand: demands demanded demanded demanding
deny: denies denied denied denying
describe: describes described described describing
disagree: disagrees disagreed disagreed disagreeing
disclose: discloses disclosed disclosed disclosing
echo: echoes echoed echoed echoing
emphasize: emphasizes emphasized emphasized emphasizing
estimate: estimates estimated estimated estimating
exclaim: exclaims exclaimed exclaimed exclaiming
explain: explains explained explained explaining
feel: feels felt felt feeling
giggle: giggles giggled giggled giggling
imagine: imagines imagined imagined imagining
imply: implies implied implied implying
insist: insists insisted insisted insisting
judge: judges judged judged judging
laugh: laughs laughed laughed laughing
mention: mentions mentioned mentioned mentioning
mock: mocks mocked mocked mocking
murmur: murmurs murmured murmured murmuring
mutter: mutters muttered muttered muttering
nod: nods nodded nodded nodding
note: notes noted noted noting
object: objects objected objected objecting
observe: observes observed observed observing
plead: pleads pleaded pleaded pleading
pledge: pledges pledged pledged pledging
predict: predicts predicted predicted predicting
promise: promises promised promised promising
propose: proposes proposed proposed proposing
quip: quips quipped quipped quipping
recall: recalls recalled recalled recalling
refer: refers referred referred referring
repeat: repeats repeated repeated repeating
reply: replies replied replied replying
report: reports reported reported reporting
request: requests requested requested requesting
reveal: reveals revealed revealed revealing
see: sees saw seen seeing
shout: shouts shouted shouted shouting
shriek: shrieks shrieked shrieked shrieking
sigh: sighs sighed sighed sighing
sob: sobs sobbed sobbed sobbing
state: states stated stated stating
stress: stresses stressed stressed stressing
submit: submits submitted submitted submitting
suggest: suggests suggested suggested suggesting
suspect: suspects suspected suspected suspecting
swear: swears swore sworn swearing
testify: testifies testified testified testifying
tweet: tweets tweeted tweeted tweeting
type: types typed typed typing
urge: urges urged urged urging
vow: vows vowed vowed vowing
warn: warns warned warned warning
whisper: whispers whispered whispered whispering
wonder: wonders wondered wondered wondering
worry: worries worried worried worrying
yell: yells yelled yelled yelling
"""

CASES = [
    pytest.param(form, tag, lemma, id=f"{form}-{tag}")
    for lemma, forms in (line.split(": ") for line in FORMS.strip().splitlines())
    for form, tag in zip(forms.split(), ("VBZ", "VBD", "VBN", "VBG"), strict=True)
]


@pytest.mark.parametrize(("form", "tag", "lemma"), CASES)
def test_forms_of_reporting_verbs(form: str, tag: str, lemma: str) -> None:
    assert verb_lemma(form, tag) == lemma


@pytest.mark.parametrize("tag", ["VB", "VBP"])
def test_a_base_form_is_its_own_lemma(tag: str) -> None:
    for verb in reporting_verbs():
        assert verb_lemma(verb, tag) == verb


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("was", "VBD", "be"),
        ("has", "VBZ", "have"),
        ("did", "VBD", "do"),
        ("went", "VBD", "go"),
        ("walked", "VBD", "walk"),
        ("stopping", "VBG", "stop"),
        ("danced", "VBD", "dance"),
        ("watches", "VBZ", "watch"),
        ("carries", "VBZ", "carry"),
        ("passes", "VBZ", "pass"),
        ("would", "MD", "would"),
        ("going", "VBG", "go"),
        ("'s", "VBZ", "be"),
    ],
)
def test_other_verbs(form: str, tag: str, lemma: str) -> None:
    assert verb_lemma(form, tag) == lemma


@pytest.mark.parametrize("word", ["", "s", "ed", "ing", "sing", "bed", "’", "ééé"])
def test_odd_words_are_no_error(word: str) -> None:
    for tag in ("VB", "VBD", "VBG", "VBZ", ""):
        assert isinstance(verb_lemma(word, tag), str)
