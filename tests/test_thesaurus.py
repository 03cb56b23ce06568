"""Which English words mean the same, and which the opposite, by the lists made from WordNet."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.cite.synonyms import are_akin, entries, same, tells
from summarize.cite.thesaurus import (
    are_denied_alike,
    are_opposite,
    forms,
    is_entry,
    is_kind_of,
    kinship,
    lists,
    mean_the_same,
    opposites,
    related,
)
from summarize.cite.thesaurus import (
    entries as thesaurus_entries,
)
from tests.claims import ENGLISH

WORDS = sorted(line.partition(":")[0] for line in lists("related").split("\n") if line)


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("homes", "home"),
        ("boxes", "box"),
        ("cities", "city"),
        ("wolves", "wolf"),
        ("firemen", "fireman"),
        ("planned", "plan"),
        ("closing", "close"),
        ("carried", "carry"),
        ("bigger", "big"),
        ("overthrew", "overthrow"),
        ("went", "go"),
        ("stolen", "steal"),
        ("carried out", "carry out"),
        ("got rid of", "get rid of"),
        ("storm", "storm"),
    ],
)
def test_the_dictionary_form_is_among_the_forms_of_a_word(word, base):
    assert base in forms(word)


SAME = [
    ("house", "home"),
    ("assist", "helped"),
    ("purchased", "bought"),
    ("overthrew", "overturned"),
    ("quickly", "rapidly"),
    ("attorneys", "lawyer"),
    ("ill", "sick"),
    ("execute", "carried out"),
    ("eliminated", "get rid of"),
    ("collapse", "collapsed"),
]


@pytest.mark.parametrize(("word", "other"), SAME)
def test_related_words_mean_the_same_both_ways_and_in_any_form(word, other):
    assert mean_the_same(word, other)
    assert mean_the_same(other, word)


OPPOSITE = [
    ("open", "closed"),
    ("rising", "falls"),
    ("buy", "sell"),
    ("won", "lost"),
    ("early", "late"),
    ("safe", "unsafe"),
    ("legal", "illegal"),
    ("regular", "irregular"),
    ("possible", "impossible"),
    ("agreed", "disagreed"),
    ("violent", "non-violent"),
    ("stable", "unstable"),
]


@pytest.mark.parametrize(("word", "other"), OPPOSITE)
def test_opposites_never_mean_the_same(word, other):
    for one, two in ((word, other), (other, word)):
        assert are_opposite(one, two)
        assert not mean_the_same(one, two)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("harbour", "mayor"),
        ("storm", "bread"),
        ("xyzzy", "storm"),
        ("storm", "xyzzy"),
        ("train", "miner"),
        ("clock", "painting"),
        ("council", "court"),
    ],
)
def test_words_of_other_things_do_not_mean_the_same(word, other):
    assert not mean_the_same(word, other)


@pytest.mark.parametrize("word", ["xyzzy", "qq", "carry the", ""])
def test_a_word_that_is_not_listed_has_only_its_forms(word):
    assert related(word) == forms(word)
    assert opposites(word) == frozenset()
    assert not is_entry(word)


@pytest.mark.parametrize(("words", "listed"), [("carry out", True), ("carried out", True), ("carry in a", False)])
def test_entries_of_several_words(words, listed):
    assert is_entry(words) == listed


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_the_relation_is_the_same_both_ways(word, other):
    assert related(word).isdisjoint(forms(other)) == related(other).isdisjoint(forms(word))
    assert are_opposite(word, other) == are_opposite(other, word)


@given(st.sampled_from(WORDS), st.data())
def test_what_a_word_is_listed_with_is_listed_with_it(word, data):
    other = data.draw(st.sampled_from(sorted(related(word) - forms(word)) or [word]))
    assert mean_the_same(word, other) == (not are_opposite(word, other))
    assert not related(other).isdisjoint(forms(word))


@given(st.text(max_size=12))
def test_any_text_may_be_asked_for(text):
    assert text in related(text)
    assert not are_opposite(text, text)


@pytest.mark.parametrize(
    ("word", "other"),
    [("ferries", "boat"), ("plummeted", "fell"), ("soldiers", "person"), ("strangled", "kill"), ("bakers", "person")],
)
def test_a_narrower_word_says_at_least_what_a_wider_one_does_and_not_the_other_way_round(word, other):
    assert is_kind_of(word, other)
    assert not is_kind_of(other, word)
    assert tells(word, other, ENGLISH)


def test_words_that_deny_the_same_by_the_same_prefix_mean_the_same():
    assert are_denied_alike("unnamed", "unidentified")
    assert not are_denied_alike("unnamed", "unpaid")
    assert not are_denied_alike("under", "until")


@pytest.mark.parametrize(
    ("word", "other", "means_the_same"),
    [
        ("required", "forced", True),
        ("earmarked", "set aside", True),
        ("got rid of", "deleted", True),
        ("widespread", "rampant", True),
        ("hampered", "helped", False),
        ("rampant", "rare", False),
        ("driver", "owner", False),
    ],
)
def test_near_synonyms_of_the_package_in_any_form(word, other, means_the_same):
    assert same(word, other, ENGLISH) == means_the_same
    assert same(other, word, ENGLISH) == means_the_same


def test_no_group_of_near_synonyms_has_a_word_and_its_opposite():
    groups = [[word.replace("_", " ") for word in sorted(group)] for group in ENGLISH.near_synonyms]
    assert [pair for group in groups for pair in combinations(group, 2) if are_opposite(*pair)] == []


def test_entries_of_several_words_are_found_among_others():
    assert {"got rid of", "set aside"} <= {*entries(["they", "got", "rid", "of", "what", "was", "set", "aside"])}


def test_every_line_of_a_list_is_found():
    for name in ("related", "opposite", "wider", "kinds"):
        words = [line.partition(":")[0] for line in lists(name).splitlines()]
        assert words == sorted(words)
        assert all(thesaurus_entries(name, word) for word in (words[0], words[1], words[len(words) // 2], words[-1]))


@pytest.mark.parametrize(("word", "other"), [("safe", "unsafe"), ("rain", "snow"), ("bread", "bridges")])
def test_opposites_things_of_one_kind_and_strangers_are_not_akin(word, other):
    assert kinship(word, other) == kinship(other, word) == 0


def test_kinship_is_a_cosine_of_what_two_words_are_related_to():
    assert 0 < kinship("gathering", "collection") == kinship("collection", "gathering") < 1
    assert not are_akin("endorsed", "opposed", ENGLISH)
