"""Denials: what a sentence says and another article tells to be denied."""

import pytest

from summarize import Document, digest, summarize, timeline
from summarize.cite.figures.denials import denied_in, stretch
from summarize.cite.support import backed_share
from tests.claims import read

SOLD = "Prosecutors said that the mayor of Elsa sold the old harbour to Kestrel."
ACCUSED = "A clerk accused Voss of fraud at the bank in Brannock."
SHELTER = "Quill has accused Pell of sheltering the rebels."

DENIED = [
    (SOLD, "The mayor of Elsa denied that she sold the harbour to Kestrel.", "sold the old harbour to Kestrel"),
    (SOLD, "The mayor denies selling the harbour.", "sold the old harbour"),
    (SOLD, "Pell said the mayor of Elsa denied selling the harbour.", "sold the old harbour"),
    (SHELTER, "Pell has denied sheltering rebels.", "sheltering the rebels"),
    (ACCUSED, "Voss denied the allegations.", "accused"),
    (ACCUSED, "Voss dismissed the claims as nonsense.", "accused"),
    (ACCUSED, "Voss denies any wrongdoing.", "accused"),
]


@pytest.mark.parametrize(("sentence", "other", "here"), DENIED)
def test_a_denial_is_found_with_what_it_denies(sentence, other, here):
    words, word = denied_in(read(sentence), read(other), {})
    assert stretch(sentence, words) == here
    assert word in other


NOT_DENIED = [
    (SOLD, "The mayor of Elsa denied that she met the men of Kestrel.", "something else"),
    (SOLD, "The mayor of Elsa was denied a ticket for the old harbour.", "a refusal"),
    (SOLD, "The court denied her access to the harbour that was sold.", "a refusal, with its object"),
    (SOLD, "The mayor of Elsa had denied selling the harbour until the papers were found.", "taken back"),
    (SOLD, "Kestrel asked the mayor of Elsa to deny selling the harbour.", "asked for"),
    (SHELTER, "Quill denied the allegations.", "by who accuses"),
    (ACCUSED, "Pell denied the allegations.", "by somebody else"),
    (ACCUSED, "Voss denied the claims she made in a letter.", "claims of another kind"),
    (ACCUSED, "Voss dismissed the clerk.", "dismissed, but no claim"),
    (SOLD + " She denied it.", "The mayor of Elsa denied that she sold the harbour.", "told already"),
    ("Did the mayor of Elsa sell the old harbour?", "The mayor of Elsa denied selling the old harbour.", "a question"),
]


@pytest.mark.parametrize(("sentence", "other", "why"), NOT_DENIED, ids=[row[2] for row in NOT_DENIED])
def test_what_only_looks_like_a_denial_is_none(sentence, other, why):
    assert denied_in(read(sentence), read(other), {}) == ([], ""), why


@pytest.mark.parametrize(("sentence", "other", "here"), DENIED)
def test_a_denial_supports_nothing(sentence, other, here):
    assert not backed_share(read(sentence), read(other), {})


ACCUSES = "Prosecutors in Elsa said on Monday that Mayor Linda Orsted accepted cash from a developer in 2019."
DENIES = "Mayor Linda Orsted denied on Monday that she accepted any cash from a developer, and wept in court."
ROADS = " The city council will meet on Thursday to discuss the budget for roads."
MAYOR = " The mayor has led the harbour city for nine years."


def test_a_summary_lists_the_denial_apart_from_figures_in_every_format():
    summary = summarize([ACCUSES + ROADS, DENIES + MAYOR], words=60)
    accusing = next(sentence for sentence in summary.sentences if "Prosecutors" in sentence.text)
    (denial,) = accusing.differing
    assert (denial.kind, denial.here, denial.there) == ("denied", "accepted cash from a developer", "denied")
    assert denial.text == DENIES
    assert f"\nDenied\n- {DENIES} [2]\n" in str(summary)
    assert "\n## Denied\n" in summary.to_markdown()
    assert "Figures that differ" not in str(summary)
    assert '"kind": "denied"' in summary.to_json()
    assert "Denies sentence" in summary.to_html()


@pytest.mark.parametrize(("words", "told"), [(60, True), (35, False)])
def test_a_denial_that_the_summary_tells_itself_is_not_listed(words, told):
    claim = "Quill has massed troops on the border and warned of a war after reports that Pell is sheltering rebels."
    denial = "Pell has denied sheltering rebels."
    envoys = "Envoys of the union will travel to both capitals this week to cool tempers."
    summary = summarize([claim, f"{envoys} {denial}"], words=words)
    assert (denial in summary.text) is told
    assert ("Denied" in str(summary)) is not told


def test_cards_digests_and_timelines_list_a_denial_apart_from_figures():
    documents = [Document(ACCUSES + ROADS, date="2024-03-05"), Document(DENIES + MAYOR, date="2024-03-05")]
    shown = [summarize(documents, words=60)._repr_html_()]
    for several in (digest(documents, words=60), timeline(documents, dates=1)):
        shown += [str(several), several.to_markdown(), several.to_html()]
    assert ["Denied" in text for text in shown] == [True] * 7
    assert not any("Figures that differ" in text for text in shown)


VALVE = "The union accused Kestrel of having ignored two warnings about the crane since spring."
CRANE = " The crane stands at the harbour of Elsa, where it fell on a truck in the night of Sunday."


@pytest.mark.parametrize(
    ("behind", "there"),
    [
        ("Kestrel denied the accusation and said that the crane had been inspected in April.", ["denied"]),
        ("It rejected the allegations.", ["rejected"]),
        ("Dorn denied the accusation and said that he had been in Brannock.", []),
        ("Kestrel denied that it would sell the harbour to anybody in Brannock.", []),
    ],
)
def test_the_next_sentence_of_the_article_may_deny_the_accusation(behind, there):
    other = "Police closed the road to the harbour, and divers looked for the driver until dawn on Monday."
    summary = summarize([f"{VALVE} {behind}", other + CRANE], sentences=1, query="union accused warnings")
    assert [sentence.text for sentence in summary.sentences] == [VALVE]
    assert [figure.there for figure in summary.sentences[0].differing if figure.kind == "denied"] == there


def test_a_denial_may_name_the_place_that_the_article_of_the_accusation_has_just_named():
    denial = "Kestrel denied on Tuesday that it had ignored warnings about the crane at its harbour in Elsa."
    claim, known = read(VALVE), frozenset({"elsa"})
    assert denied_in(claim, read(denial), {}, known)[1] == "denied"
    assert denied_in(claim, read(denial), {}) == ([], "")
    assert denied_in(claim, read(denial.replace("Elsa", "Brannock")), {}, known) == ([], "")
