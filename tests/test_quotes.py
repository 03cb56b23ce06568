"""Which quotation marks open and close, and whether each has its partner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.text.quotes import CLOSE, OPEN, find_quotes

BALANCED = [
    "No marks at all.",
    "He said “yes” and ‘no’ and \"perhaps\" and 'never'.",
    "Don't touch the Taliban's 1990s' wars, O'Neill told 'em in the '90s.",
    "At 5'10\" and 6'4” he is tall; the 12\" record is not.",
    "„Ja“, »nein«, « oui », ”kanske”, 「はい」 and 『いいえ』.",
    "``We won,'' he said.",
    "“Stop it,†he said, “at once.â€",
    "The ï¿½ is no mark, and itâ€™s late â€” very late.",
    "He said “it’s so�? and left.",
    'ראש צה"ל הגיע.',
    "“He told me, ‘Go.’ I went.”",
    "\"'Go,' he said,\" she said.",
    "“It broke† he said.",
    "A dagger † of a note.",
    '"He is 5\'10" tall," she said.',
    "'The soldiers' families were told,' he said.",
]
HALF = [
    "“We are ready.",
    "We are ready.”",
    '"We are ready.',
    'We are ready."',
    "'We are ready.",
    "We are ready,' he said.",
    "He said, ‘yes.",
    "« Oui.",
    "Oui. »",
    "「はい。",
    "“One” and “two.",
    "â€œNot closed.",
    "Not opened.â€",
    "Not opened.†",
    "We won,'' he said.",
    "“He told me, ‘Go.”",
]


@pytest.mark.parametrize("text", BALANCED)
def test_balanced(text: str) -> None:
    assert find_quotes(text).balanced


@pytest.mark.parametrize("text", HALF)
def test_half_a_quotation_is_not_balanced(text: str) -> None:
    assert not find_quotes(text).balanced


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("He said “yes” and ‘no’.", ["“yes”", "‘no’"]),
        ("“He told me, ‘Go.’ I went.”", ["‘Go.’", "“He told me, ‘Go.’ I went.”"]),
        ("The soldiers' own (and only) 'rest' [1] at 5'10\"", ["(and only)", "'rest'"]),
        ("“One” and “two.", ["“One”"]),
    ],
)
def test_marks_are_paired_innermost_first(text, pairs):
    assert [text[start:end] for start, end in find_quotes(text).pairs] == pairs


@given(st.text(st.sampled_from("\"'“”‘’«»„†`()[].,!?…a \n\x02\x03") | st.characters()))
def test_the_view_is_as_long_as_the_text_and_shows_the_ends_of_every_pair(text):
    view, pairs, _ = find_quotes(text)
    assert len(view) == len(text)
    assert all(view[start] == OPEN and view[end - 1] == CLOSE for start, end in pairs)
