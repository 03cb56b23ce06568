"""Support: which sentence says all that another says, and the shares by which it is judged."""

import math

import pytest

from summarize.cite.claim import inverse_document_frequency, read_claim
from summarize.cite.support import (
    MAX_ADDED,
    MAX_ADDED_RUN,
    MAX_WORDS,
    MIN_COVERAGE,
    added_share,
    backed_share,
    covered_share,
)
from summarize.text.languages import load_language

ENGLISH = load_language("en")
PEOPLE = ("trump", "ghani", "baradar", "leggett", "voss", "quill")
PLACES = ("helmand", "kunduz", "u.s.", "us", "america", "united", "states", "doha", "qatar", "elsa", "port")
NAMES = frozenset([*PEOPLE, *PLACES, "taliban", "kestrel", "apollo"])


def read(text, preceding=()):
    return read_claim(text, NAMES, ENGLISH, preceding)


def supported(claim, evidence):
    """Whether one sentence supports another where all words have the same weight."""
    return backed_share(read(claim), read(evidence), {}) > 0


SAME = [
    ("The Taliban made 43 attacks in Helmand.", "Leggett said the Taliban made 43 attacks in Helmand on Monday."),
    ("The call lasted 35 minutes.", "The call went on for 35 minutes, the group said."),
    ("Six fire crews came.", "The 6 fire crews came."),
    ("The U.S. left Doha in May.", "The United States left Doha in May."),
    ("US troops left Doha.", "U.S. troops left Doha."),
    ("Almost 40 people left Doha.", "Almost 40 people left Doha on Monday."),
    ("About 1,100 people left.", "About 1100 people left."),
    ("Trump did not call.", "Trump never called."),
    ("Trump called on Tuesday.", "On Tuesday Trump called."),
    ("The alarm went off at 2.30am.", "The alarm went off at 2:30 a.m., police said."),
    ("The art is worth £6.2m.", "The museum says that the art is worth 6.2 million pounds."),
    ("Prices rose by 5.5 per cent in May.", "In May prices rose by 5.5%."),
    ("The talks are to begin on Nov. 20.", "The talks are to start on 20 November."),
    ("The two dozen miners were found.", "All 24 miners were found."),
    ("The storm hit 300 homes.", "The storm hit 300 houses."),
    ("The court turned down the appeal.", "The court rejected the appeal."),
    ("Police said the harbour was closed to ships.", "The harbor was shut to ships."),
    ("Nobody has died.", "No one has died."),
    ("Kestrel was fined 40,000 crowns in 2021.", "In 2021 a court fined Kestrel 40,000 crowns."),
    ("Voss, chief executive of Kestrel, called the fine absurd.", "The head of Kestrel, Voss, called the fine absurd."),
    ("The bridge at Doha collapsed.", "“The bridge at Doha collapsed.”"),
    ("The board won the vote in Doha.", "The vote in Doha was won by the board."),
    ("DOHA — Two ships sank on Monday.", "Two ships sank on Monday."),
]


@pytest.mark.parametrize(("claim", "evidence"), SAME)
def test_what_says_the_same_supports(claim, evidence):
    assert supported(claim, evidence)


OTHER = [
    ("The Taliban made 43 attacks.", "The Taliban made 33 attacks.", "another number"),
    ("Six crews came.", "Seven crews came.", "another number in words"),
    ("The troops left in 14 months.", "The troops left.", "a number missing"),
    ("Trump called Baradar.", "Trump called Ghani.", "another name"),
    ("Trump called Baradar.", "Trump called.", "a name missing"),
    ("Trump did not call.", "Trump did call.", "negated"),
    ("Trump called.", "Trump denied that he called.", "denied"),
    ("Trump called on Tuesday.", "Trump called on Monday.", "another day"),
    ("Trump called on Tuesday.", "Trump called.", "a day missing"),
    ("Shares rose by a third in Doha.", "Shares fell by a third in Doha.", "the opposite"),
    ("The Taliban accused Ghani of lies.", "Ghani accused the Taliban of lies.", "the other way round"),
    ("The call came at 8:15 a.m. in Doha.", "The call came at 8:15 p.m. in Doha.", "another half of the day"),
    ("Few crews came to the harbour.", "Many crews came to the harbour.", "another amount"),
    ("The army killed 3 men and hurt 5.", "The army killed 5 men and hurt 3.", "the numbers changed places"),
    ("The talks begin on November 20.", "The talks begin on December 20.", "another month"),
    ("Sales were 5 in 2019 and 3 in 2020.", "Sales were 5 in 2020 and 3 in 2019.", "the years changed places"),
    ("The wreck cost 300 lives.", "The wreck cost about 300 lives.", "only about so many"),
    ("More than 300 miners died.", "Up to 300 miners died.", "more and less"),
    ("The mine cost $300.", "The mine cost £300.", "another currency"),
    ("Apollo-11 flew to the moon.", "Apollo-13 flew to the moon.", "another of a series"),
    ("The ship costs $312 million, including the rocket.", "The ship costs $312 million.", "more is told"),
    ("On Friday a labour court refused to ban it.", "On Friday a court refused to ban it.", "what kind of court"),
    ("Doctors and farmers must return it.", "Farmers must return it.", "one of two"),
    ("“The arm is out of the sling,” Voss said.", "Voss spoke of “an arm in a sling”.", "out and in"),
    ("“I will hang her up,” museum head Voss said.", "“They knew her,” museum head Voss said.", "another quotation"),
    ("The car works had to stop because parts ran out.", "The car works had to stop because parts ran", "cut off"),
    ("The news is bad.", "The news of the attack on the harbour and its ships is bad for trade.", "too little to tell"),
    ("Trump called a mayor a liar and a thief.", "A thief and liar, a mayor called, was in Doha.", "another order"),
    ("Did the Taliban leave?", "The Taliban did leave.", "it asks"),
    ("Police in Elsa have ruled out arson.", "Police in Elsa have yet to rule out arson.", "not yet"),
    ("It fell to 12 degrees in Doha.", "It fell to minus 12 degrees in Doha.", "minus in words"),
    ("It fell to 12 degrees in Doha.", "It fell to -12 degrees in Doha.", "minus as a sign"),
    ("The council of Elsa approved the plan.", "The council of Elsa almost approved the plan.", "almost"),
    ("The bank in Elsa faced bankruptcy.", "The bank in Elsa narrowly avoided bankruptcy.", "narrowly"),
    ("The town was rebuilt after World War I.", "The town was rebuilt after World War II.", "another numeral"),
    ("The Taliban did leave.", "Did the Taliban leave?", "the other asks"),
]


@pytest.mark.parametrize(("claim", "evidence", "why"), OTHER, ids=[why for _, _, why in OTHER])
def test_what_says_something_else_does_not_support(claim, evidence, why):
    assert not supported(claim, evidence), why


def test_where_negations_are_not_known_only_the_very_same_words_support():
    unknown = load_language("xx")
    closed, not_closed, quoted = (  # without capitals, which would be names
        read_claim(text, frozenset(), unknown)
        for text in ("die brücke ist gesperrt", "die brücke ist nicht gesperrt", "sie sagt, die brücke ist gesperrt")
    )
    assert not backed_share(closed, not_closed, {})
    assert backed_share(closed, quoted, {})


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("5 people died in the fire.", "15 people died in the fire."),
        ("Prices rose 1.5 percent in May.", "Prices rose 15 percent in May."),
        ("Seven people died in the fire.", "Officials denied that seven people died in the fire."),
        ("The men left.", "The men leftovers."),
    ],
)
def test_letters_that_happen_to_contain_others_do_not_support(claim, evidence):
    assert not supported(claim, evidence)


def test_the_same_sentence_inside_a_longer_one_supports():
    assert supported("It left.", "“It left.”")


def test_a_pronoun_may_stand_for_a_name_told_just_before():
    claim = read("Quill asked everybody who saw a white van to call the police.")
    text = "She asked everybody who saw a white van to call the police."
    assert backed_share(claim, read(text, preceding=("quill",)), {})
    assert not backed_share(claim, read(text, preceding=("voss",)), {})
    assert not backed_share(claim, read(text.replace("She", "Police"), preceding=("quill",)), {}), "no pronoun"


def test_the_share_covered_is_of_inverse_document_frequency_without_names_and_numbers():
    texts = ["Trump saw 3 burning tankers.", "Trump saw burning tyres.", "Trump saw two tankers and 3 barges."]
    claims = [read(text) for text in texts]
    idf = inverse_document_frequency([claim.terms for claim in claims])
    assert claims[0].terms.keys() == {"saw", "burn", "tanker"}
    in_all, in_two = 1.0, math.log(4 / 3) + 1
    assert covered_share(claims[0], claims[1], idf) == pytest.approx((in_all + in_two) / (in_all + 2 * in_two))
    assert covered_share(claims[0], claims[0], idf) == 1


def test_what_is_quoted_must_be_covered_too():
    claim = read("“Bells toll at dawn,” the old miller in the white mill told a crowd of men.")
    evidence = read("“Nobody knows,” the old miller in the white mill told a crowd of men.")
    assert covered_share(claim, evidence, {}) == 0


@pytest.mark.parametrize(
    ("claim", "evidence", "share"),
    [
        ("Nobody drowned.", "No one drowned.", 1),
        ("The ferry sank.", "The ferry was sunk.", 0),
        ("The ferry sank on Lake Doha.", "The ferry was sunk on Lake Doha.", 1),
        ("Ferries sink in gales.", f"{', '.join(map(chr, range(945, 957)))} and ferries sink in gales.", 1),
        ("Ferries sink in gales.", f"{', '.join(map(chr, range(945, 958)))} and ferries sink in gales.", 0),
    ],
)
def test_little_in_common_covers_nothing(claim, evidence, share):
    assert covered_share(read(claim), read(evidence), {}) == share


@pytest.mark.parametrize(
    ("claim", "evidence", "share"),
    [
        ("Gold costs more, silver too.", "Gold costs more.", 1 / 3),
        ("Gold, dear gold, costs more.", "Gold costs more.", 1 / 3),
        ("Pure gold costs more.", "Real gold costs more.", 0.0),
        ("Gold costs more, silver and copper too.", "Gold costs more.", 1.0),
        ("Gold costs more.", "More gold costs silver.", 0.0),
    ],
)
def test_words_are_added_where_the_evidence_has_none_of_its_own_in_their_place(claim, evidence, share):
    assert MAX_ADDED_RUN == 1
    assert added_share(read(claim), read(evidence), {}) == pytest.approx(share)


def test_the_thresholds_are_shares():
    assert 0 < MAX_ADDED < MIN_COVERAGE < 1


@pytest.mark.parametrize(
    "question", ["The bridge will close on Monday?”", "旧桥将于周一关闭？", "“The bridge will close on Monday?”)"]
)
def test_a_question_supports_nothing(question):
    claim = question.strip("“”?？)") + "."
    assert backed_share(read(claim), read(question), {}) == 0


@pytest.mark.parametrize(
    "text",
    [
        "The two sides agreed to talk in Elsa on Monday, and they talked for an hour.",
        "Rescuers who had hoped to reach the village reached the village at dawn on Monday.",
        "The firm that was accused of cheating denied that the firm had cheated its customers.",
        "Kestrel was sued by Harrow, and Harrow was sued by Kestrel over the bridge in Elsa.",
    ],
)
def test_a_sentence_supports_itself_whatever_frames_it_has(text):
    claim = read_claim(text, NAMES, ENGLISH)
    assert backed_share(claim, claim, {}) == 1.0


def test_a_text_without_full_stops_is_supported_by_itself_alone():
    endless = "The dam of Elsa broke at dawn on Monday and " * (MAX_WORDS // 10 + 1) + "the town fled."
    claim, other = read(endless), read(f"{endless[:-1]} then.")
    assert backed_share(claim, claim, {}) == 1.0
    assert backed_share(claim, other, {}) == 0.0


def test_a_text_without_full_stops_supports_what_stands_in_it_word_for_word():
    told = "The dam of Elsa broke at dawn on Monday and 40 houses were flooded"
    endless = read(told + " and the water took a bridge of the valley" * (MAX_WORDS // 9 + 1) + ".")
    assert len(endless.words) > MAX_WORDS
    assert backed_share(read(f"{told}."), endless, {}) == 1.0
    assert backed_share(read(f"{told.replace('houses', 'homes')}."), endless, {}) == 0.0
