import math

import pytest

from summarize.language import language, stemmer
from summarize.support import COVERED, Names, claim, covered, proper, rarity, supports
from summarize.words import fold, tokens

ENGLISH = language("en")
WORDS = frozenset(
    [
        "trump",
        "ghani",
        "baradar",
        "helmand",
        "kunduz",
        "taliban",
        "u.s.",
        "us",
        "america",
        "united",
        "states",
        "leggett",
        "doha",
        "qatar",
    ]
)
STEM = stemmer(ENGLISH)
NAMES = Names(WORDS, frozenset(map(STEM, WORDS)))


def read(text):
    words = tokens(text)
    return claim(text, words, [STEM(fold(word)) for word in words if fold(word) not in ENGLISH.stop], NAMES, ENGLISH)


def backed(said, by, share=0.9):
    return supports(read(said), read(by), share)


@pytest.mark.parametrize(
    ("said", "by"),
    [
        (
            "The Taliban made 43 attacks in Helmand.",
            "Leggett said the Taliban made 43 attacks in Helmand on Monday.",
        ),
        ("The call lasted 35 minutes.", "The call went on for 35 minutes, the group said."),
        ("Six crews came.", "The 6 crews came."),
        ("The U.S. left Doha.", "The United States left Doha."),
        ("US troops left.", "U.S. troops left."),
        ("About 1,100 people left.", "About 1100 people left."),
        ("Trump did not call.", "Trump never called."),
        ("Trump called on Tuesday.", "On Tuesday Trump called."),
    ],
)
def test_same_numbers_names_and_negation_support(said, by):
    assert backed(said, by)


@pytest.mark.parametrize(
    ("said", "by", "why"),
    [
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
    ],
)
def test_another_number_name_day_or_negation_does_not_support(said, by, why):
    assert not backed(said, by), why


def test_too_little_in_common_does_not_support():
    assert not backed("The Taliban left.", "The Taliban came.", share=COVERED - 0.01)


def test_where_negations_are_not_known_only_the_very_same_words_support():
    known = language("xx")
    one, other, longer = (  # in small letters
        claim(text, tokens(text), tokens(text), Names(frozenset(), frozenset()), known)
        for text in ("die brücke ist gesperrt", "die brücke ist nicht gesperrt", "sie sagt, die brücke ist gesperrt")
    )
    assert not supports(one, other, 1.0)
    assert supports(one, longer, 1.0)


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
    assert not backed(said, by, share=0.0)


def test_the_same_sentence_inside_a_longer_one_supports_whatever_its_weight():
    assert backed("The Taliban left.", "“The Taliban left.”", share=0.0)


def test_names_are_what_is_written_with_a_capital_inside_sentences():
    sentences = [
        "The Fire in Port Elsa burned.",
        "Fire crews came to Elsa.",
        "They say fire is fire.",
        "In May 2020 rain fell.",
    ]
    assert proper(map(tokens, sentences)) == {"port", "elsa", "may"}


def test_a_question_supports_nothing_and_nothing_supports_it():
    assert not backed("Did the Taliban leave?", "The Taliban did leave.")
    assert not backed("The Taliban did leave.", "Did the Taliban leave?")


def test_the_share_covered_is_of_rarity_without_names_and_numbers():
    texts = ["Trump saw 3 burning ships.", "Trump saw burning tyres.", "Trump saw two ships and 3 boats."]
    claims = [read(text) for text in texts]
    rare = rarity([claim.terms for claim in claims])
    assert claims[0].terms == {"saw", "burn", "ship"}
    whole = 1.0 + 2 * (math.log(4 / 3) + 1)
    assert covered(claims[0], claims[1], rare) == pytest.approx((1 + math.log(4 / 3) + 1) / whole)
    assert covered(claims[0], claims[0], rare) == 1


def test_one_word_beside_names_is_too_little_to_tell():
    said = read("Trump called Baradar.")
    assert covered(said, said, rarity([said.terms])) == 0
