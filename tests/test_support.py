import math

import pytest

from summarize.cite.claim import inverse_document_frequency, proper_names, read_claim
from summarize.cite.support import ADDED, COVERED, RUN, added_share, covered_share, supports
from summarize.text.languages import load_language
from summarize.text.tokens import tokenize

ENGLISH = load_language("en")
PEOPLE = ("trump", "ghani", "baradar", "leggett", "voss", "quill")
PLACES = ("helmand", "kunduz", "u.s.", "us", "america", "united", "states", "doha", "qatar", "elsa", "port")
NAMES = frozenset([*PEOPLE, *PLACES, "taliban", "kestrel", "apollo"])


def read(text, before=()):
    return read_claim(text, NAMES, ENGLISH, before)


def backed(said, by):
    """Whether one sentence backs another, all words being equally rare."""
    return supports(read(said), read(by), {}) > 0


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


@pytest.mark.parametrize(("said", "by"), SAME)
def test_what_says_the_same_supports(said, by):
    assert backed(said, by)


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
    ("The Taliban did leave.", "Did the Taliban leave?", "the other asks"),
]


@pytest.mark.parametrize(("said", "by", "why"), OTHER, ids=[why for _, _, why in OTHER])
def test_what_says_something_else_does_not_support(said, by, why):
    assert not backed(said, by), why


def test_where_negations_are_not_known_only_the_very_same_words_support():
    known = load_language("xx")
    one, other, longer = (  # in small letters
        read_claim(text, frozenset(), known)
        for text in ("die brücke ist gesperrt", "die brücke ist nicht gesperrt", "sie sagt, die brücke ist gesperrt")
    )
    assert not supports(one, other, {})
    assert supports(one, longer, {})


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("5 people died in the fire.", "15 people died in the fire."),
        ("Prices rose 1.5 percent in May.", "Prices rose 15 percent in May."),
        ("Seven people died in the fire.", "Officials denied that seven people died in the fire."),
        ("The men left.", "The men leftovers."),
    ],
)
def test_letters_that_happen_to_contain_others_do_not_support(said, by):
    assert not backed(said, by)


def test_the_same_sentence_inside_a_longer_one_supports():
    assert backed("It left.", "“It left.”")


def test_a_pronoun_may_stand_for_a_name_told_just_before():
    said = read("Quill asked everybody who saw a white van to call the police.")
    text = "She asked everybody who saw a white van to call the police."
    assert supports(said, read(text, before=("quill",)), {})
    assert not supports(said, read(text, before=("voss",)), {})
    assert not supports(said, read(text.replace("She", "Police"), before=("quill",)), {}), "no pronoun"


def test_an_initial_is_no_negation():
    assert read("John T. Voss came to Doha.").negated is False
    assert read("Voss didn't come.").negated is True
    assert read("Voss won the vote.").negated is False


def test_names_are_what_is_written_with_a_capital_inside_sentences():
    sentences = [
        "The Fire in Port Elsa burned.",
        "Fire crews came to Elsa.",
        "They say fire is fire.",
        "In May 2020 rain fell.",
    ]
    assert proper_names(map(tokenize, sentences)) == {"port", "elsa", "may"}


def test_the_share_covered_is_of_rarity_without_names_and_numbers():
    texts = ["Trump saw 3 burning tankers.", "Trump saw burning tyres.", "Trump saw two tankers and 3 barges."]
    claims = [read(text) for text in texts]
    rare = inverse_document_frequency([read_claim.terms for read_claim in claims])
    assert claims[0].terms.keys() == {"saw", "burn", "tanker"}
    whole = 1.0 + 2 * (math.log(4 / 3) + 1)
    assert covered_share(claims[0], claims[1], rare) == pytest.approx((1 + math.log(4 / 3) + 1) / whole)
    assert covered_share(claims[0], claims[0], rare) == 1


def test_what_is_quoted_must_be_covered_too():
    said = read("“Bells toll at dawn,” the old miller in the white mill told a crowd of men.")
    by = read("“Nobody knows,” the old miller in the white mill told a crowd of men.")
    assert covered_share(said, by, {}) == 0


@pytest.mark.parametrize(
    ("said", "by", "share"),
    [
        ("Nobody drowned.", "No one drowned.", 1),
        ("The ferry sank.", "The ferry was sunk.", 0),
        ("The ferry sank on Lake Doha.", "The ferry was sunk on Lake Doha.", 1),
        ("Ferries sink in gales.", f"{', '.join(map(chr, range(945, 957)))} and ferries sink in gales.", 1),
        ("Ferries sink in gales.", f"{', '.join(map(chr, range(945, 958)))} and ferries sink in gales.", 0),
    ],
)
def test_little_in_common_tells_nothing(said, by, share):
    assert covered_share(read(said), read(by), {}) == share


@pytest.mark.parametrize(
    ("said", "by", "share"),
    [
        ("Gold costs more, silver too.", "Gold costs more.", 1 / 3),
        ("Gold, dear gold, costs more.", "Gold costs more.", 1 / 3),
        ("Pure gold costs more.", "Real gold costs more.", 0.0),
        ("Gold costs more, silver and copper too.", "Gold costs more.", 1.0),
        ("Gold costs more.", "More gold costs silver.", 0.0),
    ],
)
def test_words_are_added_where_the_other_has_none_of_its_own_in_their_place(said, by, share):
    assert RUN == 1
    assert added_share(read(said), read(by), {}) == pytest.approx(share)


def test_the_thresholds_are_shares():
    assert 0 < ADDED < COVERED < 1


def test_where_every_noun_has_a_capital_what_stands_behind_an_article_or_a_number_is_no_name():
    sentences = [
        "Am Dienstag brannte der Hafen von Rostock, sagte Lund.",
        "Beim Brand im Hafen starben 14 Menschen.",
        "Später sprach Lund über die Ukraine.",
    ]
    words = [*map(tokenize, sentences)]
    assert proper_names(words, [load_language("de")]) == {"rostock", "lund", "ukraine"}
    assert {"hafen", "menschen", "brand"} < proper_names(words)


@pytest.mark.parametrize(
    "asked", ["The bridge will close on Monday?”", "旧桥将于周一关闭？", "“The bridge will close on Monday?”)"]
)
def test_a_question_supports_nothing(asked):
    said = asked.strip("“”?？)") + "."
    assert supports(read(said), read(asked), {}) == 0


@pytest.mark.parametrize("text", ["The bill passed on Monday, narrowly.", "Almost", "nearly.", "It fell almost"])
def test_an_almost_without_a_verb_behind_it_is_no_negation(text):
    assert not read_claim(text, frozenset(), load_language("en")).negated


def test_a_wording_in_letters_that_fold_to_others_stays_as_it_is():
    plain, odd = (
        read_claim(f"Miners turned down the plan; the board call{s} off the vote.", NAMES, ENGLISH) for s in "sſ"
    )
    assert plain.key == odd.key
    assert "cancel" in plain.terms
    assert "cancel" not in odd.terms


def test_names_before_a_sentence_are_read_only_where_it_has_a_pronoun():
    def names():
        asked.append(True)
        yield "merkel"

    asked: list[bool] = []
    assert read_claim("Crews from the town came to help.", frozenset(), ENGLISH, names()).before == ()
    assert not asked
    assert read_claim("She came to help the crews.", frozenset(), ENGLISH, names()).before == ("merkel",)
    assert read_claim("In den 80er Jahren kam Hilfe.", frozenset(), load_language("de"), names()).before == ("merkel",)
