"""Roles: who does what to whom, acronyms, and who speaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.cite.roles import abbreviated, speaker_label, with_acronyms
from tests.claims import ENGLISH, read, supported

FUND = frozenset({"international", "monetary", "fund", "imf", "brazil", "voss"})
PEOPLE = ("Voss", "Quill", "Pell", "Kestrel")
ACTIVE = (
    "{} sued {} in Elsa over the bridge.",
    "{} attacked {} with a knife in Elsa.",
    "{} fired {} after the strike.",
)
PASSIVE = (
    "{1} was sued by {0} in Elsa over the bridge.",
    "{1} was attacked by {0} with a knife in Elsa.",
    "{1} was fired by {0} after the strike.",
)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Voss sued Quill in Elsa.", ("voss", "quill", "elsa")),
        ("Quill was sued by Voss in Elsa.", ("voss", "quill", "elsa")),
        ("Quill was, on a warm day, sued by Voss.", ("quill", "voss")),  # the clause is cut at the comma
        ("Quill, who was sued by the widow Voss, left Elsa.", ("voss", "quill", "elsa")),
        ("Voss said Quill left Elsa.", ("quill", "elsa", "voss")),
        ("Quill left Elsa, Voss said.", ("quill", "elsa", "voss")),
        ("Quill left Elsa, said Voss.", ("quill", "elsa", "voss")),
        ("According to Voss, Quill left Elsa.", ("quill", "elsa", "voss")),
        ("Voss said that she sold Elsa to Quill.", ("voss", "elsa", "quill")),
        ("Voss told the court that Quill left Elsa.", ("quill", "elsa", "voss")),
        ("Quill left Elsa, said Voss, president of Kestrel.", ("quill", "elsa", "voss", "kestrel")),
        ("According to its owner, Kestrel, Quill left Elsa.", ("quill", "elsa", "kestrel")),
        ("Voss, the mayor of Brannock, said on Monday that Quill left Elsa.", ("quill", "elsa", "voss", "brannock")),
        ("The bridge was sold by noon.", ()),
    ],
)
def test_names_come_in_the_order_in_which_they_act_and_who_says_it_at_the_end(text, actors):
    assert read(text).actors == actors


@given(st.permutations(PEOPLE), st.sampled_from([*zip(ACTIVE, PASSIVE, strict=True)]))
def test_roles_hold_in_the_passive_and_turned_ones_never_support(people, forms):
    first, second = people[:2]
    active, passive = (form.format(first, second) for form in forms)
    turned = [form.format(second, first) for form in forms]
    assert supported(active, passive)
    assert supported(passive, active)
    for sentence in (active, passive):
        assert not any(supported(sentence, other) or supported(other, sentence) for other in turned)


@given(st.permutations(PEOPLE))
def test_who_says_it_of_whom_is_kept_wherever_it_is_said(people):
    speaker, accused = people[:2]
    frames = (
        "{0} said {1} left the meeting in Elsa.",
        "{1} left the meeting in Elsa, {0} said.",
        "According to {0}, {1} left the meeting in Elsa.",
    )
    for frame in frames:
        for other in frames:
            assert supported(frame.format(speaker, accused), other.format(speaker, accused))
            assert not supported(frame.format(speaker, accused), other.format(accused, speaker))


@pytest.mark.parametrize(
    ("names", "others", "same"),
    [
        (("international", "monetary", "fund", "brazil"), ("imf", "brazil"), ("imf", "brazil")),
        (("imf",), ("international", "monetary", "fund"), ("imf",)),
        (("department", "justice"), ("doj",), ("department", "justice")),  # two initials are soon met by chance
        (("united", "rail", "workers", "urw"), ("united", "rail", "workers"), ("urw", "urw")),
        (
            ("uk", "sydney", "australia"),
            ("usa",),
            ("uk", "sydney", "australia"),
        ),  # a country's short form is no acronym
        (("voss", "quill"), (), ("voss", "quill")),
    ],
)
def test_an_acronym_stands_for_the_words_whose_initials_it_is(names, others, same):
    assert with_acronyms(names, others, ENGLISH) == same


def test_an_acronym_supports_and_is_supported_by_its_words():
    long, short = "The International Monetary Fund lent Brazil money.", "The IMF lent Brazil money."
    assert supported(long, short, FUND)
    assert supported(short, long, FUND)
    assert not supported(long, "The IFM lent Brazil money.", FUND | {"ifm"})


def test_names_that_may_be_abbreviated_are_found_before_sentences_are_read():
    names = ("international", "monetary", "fund", "brazil")
    assert abbreviated(names, {"imf"}) == {"international", "monetary", "fund"}
    assert abbreviated(names, {"voss"}) == set()
    assert abbreviated(("imf",), ()) == {"imf"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("BIDEN: We will send tanks.", {"biden"}),
        ("Voss: We will send tanks.", {"voss"}),
        ("SEN. PELL: We will send tanks.", {"sen", "pell"}),
        ("We will send tanks.", set()),
        ("He had one wish: tanks.", set()),
        ("At 2:30 the tanks came.", set()),
    ],
)
def test_a_label_names_who_speaks(text, label):
    assert speaker_label(text) == label


@pytest.mark.parametrize(
    ("claim", "evidence", "same"),
    [
        ("BIDEN: We will send tanks to Elsa.", "TRUMP: We will send tanks to Elsa.", False),
        ("BIDEN: We will send tanks to Elsa.", "BIDEN: We will send tanks to Elsa.", True),
        ("We will send tanks to Elsa.", "TRUMP: We will send tanks to Elsa.", False),
        ("TRUMP: The wall in Elsa is built.", "The wall in Elsa is built.", False),
        ("DOHA — Ships sank in Elsa on Monday.", "Ships sank in Elsa on Monday.", True),
        ("KABUL, Region: Ships sank in Elsa on Monday.", "Ships sank in Elsa on Monday.", True),
    ],
)
def test_a_sentence_supports_only_what_the_same_speaker_says(claim, evidence, same):
    assert supported(claim, evidence) == same


@pytest.mark.parametrize(
    ("claim", "evidence", "same"),
    [
        ("The dam in Elsa broke at dawn.", "“The dam in Elsa broke at dawn,” Voss said.", False),
        ("The dam in Elsa broke at dawn, Voss said.", "“The dam in Elsa broke at dawn,” Voss said.", True),
        ("The dam in Elsa broke at dawn, Quill said.", "“The dam in Elsa broke at dawn,” Voss said.", False),
        ("“The dam in Elsa broke at dawn,” Voss said.", "“The dam in Elsa broke at dawn,” Quill said.", False),
        ("The dam in Elsa broke at dawn.", "The dam in Elsa broke at dawn, Voss said.", True),
    ],
)
def test_a_quotation_is_asserted_by_its_speaker_only(claim, evidence, same):
    assert supported(claim, evidence) == same
