"""Which English words mean the same, and which the opposite, by the lists made from WordNet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.cite.thesaurus import are_opposite, forms, is_entry, lists, mean_the_same, opposites, related

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
    assert (other in related(word)) <= (word in related(other)) or other not in WORDS
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
