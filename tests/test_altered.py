"""Words beside what two sentences share: those that make another thing of it, and those that do not."""

import pytest

from summarize.cite.altered import is_altered, is_turned_round
from summarize.cite.claim import read_claim
from summarize.text.languages import load_language
from tests.claims import read, supported

GATES = "The guards opened the gates of the mill in Elsa at dawn."
TOWER = "The tower was found stable by the engineers in Elsa in May."
ALTERED = [
    (GATES, "The guards opened everything but the gates of the mill in Elsa at dawn.", "everything but"),
    (TOWER, "The tower was found anything but stable by the engineers in Elsa in May.", "anything but"),
    (TOWER, "The tower was found far from stable by the engineers in Elsa in May.", "far from"),
    (TOWER, "The tower was found non-stable by the engineers in Elsa in May.", "a prefix"),
    ("The crowd backed the new tax in Elsa on Monday.", "The crowd backed off the new tax in Elsa on Monday.", "off"),
    (
        "The bus pulled away from the mill in Elsa at dawn.",
        "The bus pulled over from the mill in Elsa at dawn.",
        "over",
    ),
    (GATES, "The guards opened the gates of the mill in Elsa at dawn, said Voss, but recanted.", "recanted"),
    (GATES, "The guards opened the gates of the mill in Elsa at dawn, but apologised later.", "apologised"),
    ("The guard shot the cook in Elsa at dawn.", "The guard shot at the cook in Elsa at dawn.", "at"),
    (GATES, "The guards opened part of the gates of the mill in Elsa at dawn.", "part of"),
    ("Rates rose from 3 to 5 percent in Elsa.", "Rates rose to 3 from 5 percent in Elsa.", "the figures the other way"),
    (GATES, "The rival guards opened the gates of the mill in Elsa at dawn.", "rival"),
    (TOWER, "The neighbouring tower was found stable by the engineers in Elsa in May.", "neighbouring"),
    (TOWER, "The tower was formerly found stable by the engineers in Elsa in May.", "formerly"),
    (
        "The guards open the gates of the mill in Elsa.",
        "The guards used to open the gates of the mill in Elsa.",
        "used to",
    ),
]
REFUSED_BY_OTHER_RULES = [
    (GATES, "Had it rained, the guards would have opened the gates of the mill in Elsa at dawn.", "a condition"),
    (GATES, "The guards must have opened the gates of the mill in Elsa at dawn.", "a guess"),
    (GATES, "The guards'd have opened the gates of the mill in Elsa at dawn.", "a shortened condition"),
    ("The army pulled out of the fort in Elsa at dawn.", "The army pulled into the fort in Elsa at dawn.", "into"),
    (GATES, "The guards opened half of the gates of the mill in Elsa at dawn.", "half of"),
    ("The deal for the mill came through in Elsa.", "The deal for the mill fell through in Elsa.", "fell through"),
]
UNALTERED = [
    (GATES, "The old guards opened the heavy gates of the mill in Elsa at dawn."),
    (TOWER, "On Monday the tower was found stable by the engineers in Elsa in May."),
    ("Part of the harbour in Elsa reopened at dawn.", "The harbour in Elsa partly reopened at dawn."),
    ("The guards blocked the gates of Elsa at dawn.", "The guards blocked off the gates of Elsa at dawn."),
    ("The plane crashed Sept. 2 off the coast of Elsa.", "The plane crashed on September 2 off the coast of Elsa."),
    ("The storm tore through the mill in Elsa at dawn.", "The storm ripped through the mill in Elsa at dawn."),
    ("The guard turned off the mill in Elsa at dawn.", "The guard switched off the mill in Elsa at dawn."),
    ("Everyone but Voss left the mill at dawn.", "At dawn everyone but Voss left the mill."),
]


@pytest.mark.parametrize(("claim", "evidence", "why"), ALTERED, ids=[why for _, _, why in ALTERED])
def test_what_is_excepted_shared_out_or_taken_back_does_not_support(claim, evidence, why):
    assert supported(claim, claim)
    assert is_altered(read(claim), read(evidence)), why
    assert not supported(claim, evidence), why


@pytest.mark.parametrize(("claim", "evidence", "why"), REFUSED_BY_OTHER_RULES)
def test_what_looks_altered_does_not_support_either(claim, evidence, why):
    assert not supported(claim, evidence), why


@pytest.mark.parametrize(("claim", "evidence"), UNALTERED)
def test_what_is_only_told_more_of_supports(claim, evidence):
    assert supported(claim, evidence)


@pytest.mark.parametrize(("code", "word"), [("de", "beinahe"), ("fr", "presque"), ("es", "casi"), ("pt", "quase")])
def test_almost_negates_in_other_languages(code, word):
    assert read_claim(f"xx {word} zzyy", frozenset(), load_language(code)).negated


TURNED = [
    ("The rebels stormed the palace at dawn in Elsa.", "The palace stormed the rebels at dawn in Elsa."),
    ("The firm paid a fee to the city in Elsa.", "The firm was paid a fee to the city in Elsa."),
    ("Voss denied that she sold it to Quill in Elsa.", "Voss denied that Quill sold it to her in Elsa."),
    ("The guard, not the cook, opened the gate at dawn.", "The cook, not the guard, opened the gate at dawn."),
]
TURNED_BY_OTHER_RULES = [
    (
        "The miners blocked the convoy at the bridge of Elsa.",
        "The miners got blocked by the convoy at the bridge of Elsa.",
    ),
    ("Voss praised Quill at the trial in Elsa.", "Voss got praised by Quill at the trial in Elsa."),
    ("Voss praised Quill at the trial in Elsa.", "Quill, Voss praised at the trial in Elsa."),
]
NOT_TURNED = [
    ("The rebels stormed the palace at dawn in Elsa.", "The palace got stormed by the rebels at dawn in Elsa."),
    ("Voss praised Quill at the trial in Elsa.", "Quill got praised by Voss at the trial in Elsa."),
    ("Voss finally beat Quill at chess in Elsa.", "Quill was finally beaten by Voss at chess in Elsa."),
    ("Voss was selling Quill a boat in Elsa.", "Voss sold Quill a boat in Elsa."),
    ("The bridge closed to cars after the flood.", "The bridge was closed to cars after the flood."),
]


@pytest.mark.parametrize(("claim", "evidence"), TURNED)
def test_who_acts_must_be_the_same(claim, evidence):
    assert is_turned_round(read(claim), read(evidence))
    assert not supported(claim, evidence)


@pytest.mark.parametrize(("claim", "evidence"), TURNED_BY_OTHER_RULES)
def test_who_acts_must_be_the_same_in_a_passive_and_among_names(claim, evidence):
    assert not supported(claim, evidence)


@pytest.mark.parametrize(("claim", "evidence"), NOT_TURNED)
def test_a_passive_with_its_agent_tells_the_same(claim, evidence):
    assert supported(claim, evidence)
