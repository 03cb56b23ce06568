"""Who does what to whom: sentences of the same words in which it is turned round."""

import pytest

from tests.claims import supported

TURNED = [
    ("The rebels stormed the palace at dawn in Elsa.", "The palace stormed the rebels at dawn in Elsa."),
    (
        "The miners blocked the convoy at the bridge of Elsa.",
        "The miners got blocked by the convoy at the bridge of Elsa.",
    ),
    ("Voss praised Quill at the trial in Elsa.", "Voss got praised by Quill at the trial in Elsa."),
    ("Voss praised Quill at the trial in Elsa.", "Quill, Voss praised at the trial in Elsa."),
    ("The firm paid a fee to the city in Elsa.", "The firm was paid a fee to the city in Elsa."),
    ("Voss denied that she sold it to Quill in Elsa.", "Voss denied that Quill sold it to her in Elsa."),
    ("The guard, not the cook, opened the gate at dawn.", "The cook, not the guard, opened the gate at dawn."),
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
    assert not supported(claim, evidence)


@pytest.mark.parametrize(("claim", "evidence"), NOT_TURNED)
def test_a_passive_with_its_agent_tells_the_same(claim, evidence):
    assert supported(claim, evidence)
