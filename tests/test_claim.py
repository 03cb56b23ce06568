"""Claims: the names, terms, negation and antecedents that are read off a sentence."""

import math

import pytest

from summarize.cite.claim import inverse_document_frequency, proper_names, read_claim, total_weight
from summarize.text.languages import load_language
from summarize.text.tokens import tokenize

ENGLISH = load_language("en")
NAMES = frozenset({"voss", "quill", "kestrel", "apollo", "doha", "britain"})


def read(text, preceding=()):
    return read_claim(text, NAMES, ENGLISH, preceding)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Quill saw 12 white vans on Monday.", "content", ("quill", "saw", "white", "van")),
        ("DOHA — Quill saw vans.", "names", ("quill",)),
        ("Quill left Doha for Britain.", "names", ("quill", "doha", "uk")),
        ("Apollo-11 left.", "names", ("apollo11",)),
        ("Voss, chief executive of Kestrel, left.", "descriptive_names", {"kestrel"}),
        ("Quill told “the bell” twice that a van left.", "quoted", {"bell"}),
        ("On Monday and Tuesday vans left.", "weekdays", {"monday", "tuesday"}),
        ("Police said that vans left.", "content", ("van", "left")),
        ("The police left.", "content", ("polic", "left")),
        ("Vans left", "terminated", False),
        ("Did vans leave?", "is_question", True),
    ],
)
def test_what_a_sentence_claims(text, field, value):
    assert getattr(read(text), field) == value


def test_each_term_comes_with_the_stems_that_mean_the_same():
    terms = read("A baker built 300 homes.").terms
    assert terms.keys() == {"baker", "built", "home"}
    assert terms["home"] >= {"home", "hous"}
    assert terms["baker"] == {"baker"}


def test_words_that_exclude_one_another_are_kept_by_their_group():
    exclusive = read("Prices rose in Doha.").exclusive
    assert any("fell" in group and words == {"rose"} for group, words in exclusive.items())


def test_the_plural_of_a_word_does_not_exclude_it():
    one, many = read("A strike of a day began.").exclusive, read("A strike of many days began.").exclusive
    (group,) = (group for group in one if "weeks" in group and "decades" in group)
    assert one[group] == many[group]


def test_an_initial_is_no_negation():
    assert read("John T. Voss came to Doha.").negated is False
    assert read("Voss didn't come.").negated is True
    assert read("Voss won the vote.").negated is False


@pytest.mark.parametrize("text", ["The bill passed on Monday, narrowly.", "Almost", "nearly.", "It fell almost"])
def test_an_almost_without_a_verb_behind_it_is_no_negation(text):
    assert not read(text).negated


def test_names_are_what_is_written_with_a_capital_inside_sentences():
    sentences = [
        "The Fire in Port Elsa burned.",
        "Fire crews came to Elsa.",
        "They say fire is fire.",
        "In May 2020 rain fell.",
    ]
    assert proper_names(map(tokenize, sentences)) == {"port", "elsa", "may"}


def test_where_every_noun_has_a_capital_what_stands_behind_an_article_or_a_number_is_no_name():
    sentences = [
        "Am Dienstag brannte der Hafen von Rostock, sagte Lund.",
        "Beim Brand im Hafen starben 14 Menschen.",
        "Später sprach Lund über die Ukraine.",
    ]
    tokens = [tokenize(sentence) for sentence in sentences]
    assert proper_names(tokens, [load_language("de")]) == {"rostock", "lund", "ukraine"}
    assert {"hafen", "menschen", "brand"} < proper_names(tokens)


def test_inverse_document_frequency_is_of_sentences_and_of_terms_that_are_not_known_1():
    idf = inverse_document_frequency([["dam", "dam"], ["dam", "flood"], []])
    assert idf == {"dam": math.log(4 / 3) + 1, "flood": math.log(4 / 2) + 1}
    assert total_weight(["flood", "tyre"], idf) == pytest.approx(math.log(2) + 2)


def test_a_wording_in_letters_that_fold_to_others_stays_as_it_is():
    plain, odd = (read(f"Miners turned down the plan; the board call{s} off the vote.") for s in "sſ")
    assert plain.key == odd.key
    assert "cancel" in plain.terms
    assert "cancel" not in odd.terms


def test_names_before_a_sentence_are_read_only_where_it_has_a_pronoun():
    def names():
        asked.append(True)
        yield "merkel"

    asked: list[bool] = []
    assert read("Crews from the town came to help.", names()).antecedents == ()
    assert not asked
    assert read("She came to help the crews.", names()).antecedents == ("merkel",)
    german = read_claim("In den 80er Jahren kam Hilfe.", frozenset(), load_language("de"), names())
    assert german.antecedents == ("merkel",)
