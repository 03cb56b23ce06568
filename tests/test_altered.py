"""Words beside what two sentences share: those that make another thing of it, and those that do not."""

import pytest

from summarize.cite.claim import read_claim
from summarize.text.languages import load_language
from tests.claims import supported

GATES = "The guards opened the gates of the mill in Elsa at dawn."
TOWER = "The tower was found stable by the engineers in Elsa in May."
ALTERED = [
    (GATES, "The guards opened everything but the gates of the mill in Elsa at dawn.", "everything but"),
    (TOWER, "The tower was found anything but stable by the engineers in Elsa in May.", "anything but"),
    (TOWER, "The tower was found far from stable by the engineers in Elsa in May.", "far from"),
    (TOWER, "The tower was found non-stable by the engineers in Elsa in May.", "a prefix"),
    (GATES, "Had it rained, the guards would have opened the gates of the mill in Elsa at dawn.", "a condition"),
    (GATES, "The guards must have opened the gates of the mill in Elsa at dawn.", "a guess"),
    (GATES, "The guards'd have opened the gates of the mill in Elsa at dawn.", "a shortened condition"),
    ("The crowd backed the new tax in Elsa on Monday.", "The crowd backed off the new tax in Elsa on Monday.", "off"),
    ("The army pulled out of the fort in Elsa at dawn.", "The army pulled into the fort in Elsa at dawn.", "into"),
    (
        "The bus pulled away from the mill in Elsa at dawn.",
        "The bus pulled over from the mill in Elsa at dawn.",
        "over",
    ),
    (GATES, "The guards opened the gates of the mill in Elsa at dawn, said Voss, but recanted.", "recanted"),
    (GATES, "The guards opened the gates of the mill in Elsa at dawn, but apologised later.", "apologised"),
    (GATES, "The guards opened half of the gates of the mill in Elsa at dawn.", "half of"),
    ("The guard shot the cook in Elsa at dawn.", "The guard shot at the cook in Elsa at dawn.", "at"),
    ("The deal for the mill came through in Elsa.", "The deal for the mill fell through in Elsa.", "fell through"),
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
    assert not supported(claim, evidence), why


@pytest.mark.parametrize(("claim", "evidence"), UNALTERED)
def test_what_is_only_told_more_of_supports(claim, evidence):
    assert supported(claim, evidence)


@pytest.mark.parametrize(("code", "word"), [("de", "beinahe"), ("fr", "presque"), ("es", "casi"), ("pt", "quase")])
def test_almost_negates_in_other_languages(code, word):
    assert read_claim(f"xx {word} zzyy", frozenset(), load_language(code)).negated
