"""Sentences that need what the summary does not tell: who a surname is, which ruling is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, summarize
from summarize.choose import context
from summarize.choose.context import open_rows
from summarize.corpus import build_corpus
from summarize.options import Options

INTRODUCES = "Harbour master Ilsa Brandt closed the port of Ostrel after the storm."
BARE = "Brandt said that the cranes on the eastern quay had been damaged."
PLEA = "The court in Ostrel heard a plea for bail from the captain of the ferry Meridian."
RESUMES = "The plea was rejected after less than an hour by three judges."
WHOLE = "Three judges in Brand took less than an hour to reject bail for its captain, Jon Lind."
FILLER = "Nine ships waited outside the breakwater for most of the afternoon."


def open_of(corpus, rows):
    return [corpus.sentences[row].text for row in open_rows(rows, corpus, {})]


def chosen_of(article, *chosen):
    """Return the open sentences of a summary that takes some sentences of an article."""
    corpus = build_corpus([Document(" ".join(article))], Options(language="en"))
    texts = [sentence.text for sentence in corpus.sentences]
    return open_of(corpus, [texts.index(text) for text in chosen])


@pytest.mark.parametrize(
    ("chosen", "is_open"),
    [
        ([BARE], True),
        ([FILLER, BARE], True),
        ([INTRODUCES, BARE], False),  # told before
        ([INTRODUCES, FILLER, BARE], False),
    ],
)
def test_a_surname_is_open_until_the_summary_has_named_the_person(chosen, is_open):
    article = [INTRODUCES, FILLER, "Repairs will take a week.", BARE]
    assert chosen_of(article, *chosen) == ([BARE] if is_open else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Harbour master Brandt said that the cranes had been damaged badly.",  # a role
        "Ilsa Brandt said that the cranes had been damaged badly.",  # in full
        "Ostrel said goodbye to its old cranes on Monday morning.",  # no person
        "Nobody in the town had expected a storm in May.",  # no name
    ],
)
def test_nothing_is_open_where_the_sentence_says_who(sentence):
    assert chosen_of([INTRODUCES, FILLER, sentence], sentence) == []


@pytest.mark.parametrize(
    ("name", "is_open"),
    [("Ito", True), ("Asa", True), ("Conservatives", False)],  # a plural names nobody
)
def test_only_a_plural_is_no_surname_for_a_shorter_word_in_the_article(name, is_open):
    first = f"As it rained, Minister Ana {name}, a Conservative, closed the port. It was closed for a week."
    said = f"{name} said that the cranes on the eastern quay had been damaged."
    assert chosen_of([first, FILLER, said], said) == ([said] if is_open else [])


def test_a_name_that_its_article_gives_without_ado_is_known():
    article = ["Brandt closed the port on Monday after the storm.", FILLER, BARE]
    assert chosen_of(article, BARE) == []


@pytest.mark.parametrize(
    ("sentence", "is_open"),
    [
        (RESUMES, True),
        ("Relatives of the captain were angry about the plea.", True),
        ("The plea of the captain was rejected after less than an hour.", False),  # says whose
        ("The plea, which the captain had made in writing, was rejected.", True),  # the clause adds to it only
        ("The Meridian plea was rejected after less than an hour.", False),  # says which
        ("A captain entered a plea and withdrew the plea an hour later.", False),  # told before in the sentence
        ("The 43-year-old was led away by two officers after the session.", True),
        ("Pleas are heard in the mornings in the courts of Ostrel.", False),
        ("Nothing seems to connect the two cases, the police in Ostrel said.", True),
        ("A theft and a fire are two cases, and nothing connects the two cases.", False),  # told in the sentence
        ("The 2,300 residents of Ostrel heard of it in the evening.", False),  # a number that counts, and says of whom
    ],
)
def test_a_noun_that_takes_up_what_was_told_is_open_unless_it_says_which_one(sentence, is_open):
    assert chosen_of([PLEA, FILLER, sentence], sentence) == ([sentence] if is_open else [])


@pytest.mark.parametrize("before", [PLEA, "A plea by the captain was heard in Ostrel, and the town argued about it."])
def test_a_noun_is_closed_by_a_sentence_that_tells_it(before):
    assert chosen_of([before, FILLER, RESUMES], before, RESUMES) == []


def test_the_same_in_other_words_closes_a_noun():
    deal = "The deal was signed in the evening by both sides in the old town hall."
    article = ["Both sides reached an agreement about the ferry line to the islands.", FILLER, deal]
    assert chosen_of(article, *article) == []
    assert chosen_of(article, deal) == [deal]


def test_a_sentence_directly_behind_its_predecessor_needs_nothing():
    article = [PLEA, FILLER, RESUMES]
    assert chosen_of(article, FILLER, RESUMES) == []


def test_the_first_sentence_of_an_article_is_taken_as_it_stands():
    assert chosen_of([RESUMES, FILLER], RESUMES) == []


@pytest.mark.parametrize(
    ("opening", "is_open"),
    [
        ("The board adopted a shorter version of the standards in the end.", True),
        ("The harvest is expected in the first week of October at the latest.", True),
        ("The rebuilt terminal will open in the first week of October.", True),
        ("The mother of a boy has asked for an inquiry by the county.", False),  # says whose
        ("The neutrino, a particle without a charge, has hardly any mass.", False),  # says what it is
        ("The harvest, which begins in October, is expected to be small.", True),  # the clause only adds
        ("The board’s reply will be read to the council in October.", True),
        ("In the board’s reply, Ilsa Brandt named three cranes of 1954.", True),
        ("In the board of Mosk, Ilsa Brandt named three cranes of 1954.", False),  # says of whom
        ("The mother stressed that nobody in Ostrel knew of the cranes.", True),
        ("The terminal that opened in October was closed again in May.", False),  # says which
        ("The 2,000 cranes of the port will be sold before the winter.", False),  # a figure
        ("The Ostrel council will vote in the first week of October.", False),  # a name
    ],
)
def test_a_sentence_that_opens_with_the_and_a_noun_needs_the_noun(opening, is_open):
    told = (
        "The board awaits the harvest, and the rebuilt terminal, a mother, a neutrino and the council are in the air."
    )
    assert chosen_of([told, FILLER, "It rained.", opening], FILLER, opening) == ([opening] if is_open else [])
    assert chosen_of([INTRODUCES, FILLER, opening], opening) == [], "nothing was told of it"


@pytest.mark.parametrize(
    ("sentence", "is_open"),
    [
        ("Divers of the navy searched the wreck for three hours on Sunday.", True),
        ("Divers of the navy searched the wreck of the Meridian on Sunday.", False),  # says which
        ("Divers found a wreck, and searched the wreck for three hours.", False),  # told before in the sentence
        ("Divers of the navy searched the harbour for three hours on Sunday.", False),  # nothing was told of it
        ("Fishermen say that this remote bay has never seen so many boats.", True),
        ("Fishermen say that this summer has never seen so many boats.", False),  # a time
        ('"For us this remote bay has always been a home," Ilsa Brandt said.', False),  # said where it is known
        ("After nine hours, the wreck was lifted by two cranes of the port.", True),
        ("The officer warned that more boats may be lost in this weather.", True),
        ("To reach that target, the port will buy nine cranes in the spring.", True),
        ("Divers of the navy spent three hours in that narrow cave on Sunday.", True),
        ("The union in Ostrel objected to that omnibus on Friday.", True),
        ("Sailors of the navy said that boats would stay away from Ostrel.", False),  # it begins a clause
        ("To show that boats are safe, the officer printed a chart of Ostrel.", False),
        ("The loss is similar to that of the storm of 1954 in Brand.", False),
        ("The port found a loan, and spent half of that loan on cranes.", False),  # told in the sentence
        ("The rule applies to that part of the port which lies in Brand.", False),  # says which
        ("The cost of Ostrel and of that island’s people is not known.", False),  # a name may stand for it
        ("Officers are certain of nothing except that boats will return.", False),
    ],
)
def test_what_an_article_introduced_needs_to_be_told(sentence, is_open):
    article = ["A naval officer said that a wreck lay in the bay of Ostrel.", "It rained.", sentence]
    assert chosen_of(article, sentence) == ([sentence] if is_open else [])
    assert chosen_of(article, *article) == []


def test_what_opens_an_article_and_what_was_told_is_not_open():
    opening = "The board adopted a shorter version of the standards in the end."
    tells = "The school board of Ostrel met on Monday to vote on the standards."
    assert chosen_of([opening, FILLER], opening) == []
    assert chosen_of([tells, FILLER, opening], tells, opening) == []


def test_the_company_of_another_article_is_another_one():
    told = "The company will ship a thousand of them before the winter, the Mercury wrote."
    others = ["Mosk Ltd, a company in Brand, closed its plant for a year.", FILLER]
    mill = ["Tarn Mills, a company in Ostrel, makes looms.", FILLER, told]
    corpus = build_corpus([Document(" ".join(others)), Document(" ".join(mill))], Options(language="en"))
    texts = [sentence.text for sentence in corpus.sentences]
    assert open_of(corpus, [texts.index(others[0]), texts.index(told)]) == [told]
    assert open_of(corpus, [texts.index(mill[0]), texts.index(told)]) == []


def test_what_may_be_said_of_anything_and_a_verb_tell_no_noun():
    told = "The new console uses the old lens for whatever is played or watched with it."
    article = ["Tarn presented a console on Monday.", FILLER, told]
    policy = "A new policy of Mosk uses what is said."
    corpus = build_corpus([Document(policy), Document(" ".join(article))], Options(language="en"))
    texts = [sentence.text for sentence in corpus.sentences]
    assert open_of(corpus, [texts.index(policy), texts.index(told)]) == [told]


@pytest.mark.parametrize(
    ("sentence", "is_open"),
    [
        ("Brandt makes no bones about her hobby.", True),
        ("Brandt, a sailor at heart, paints boats in her spare time.", True),
        ("Brandt lost boats to Jon Lind and his brother.", False),  # who may be the brother’s
        ("Brandt is the largest port on the coast.", False),
    ],
)
def test_a_name_that_a_pronoun_takes_up_is_somebody(sentence, is_open):
    article = ["Collectors such as Ilsa Brandt paint at night.", FILLER, "It rained.", sentence]
    assert chosen_of(article, sentence) == ([sentence] if is_open else [])


@pytest.mark.parametrize(
    ("opening", "is_open"),
    [
        ("One of the suspects, a nurse of 41 years, was arrested in Ostrel.", True),
        ("Two of the victims were sisters from a village near Brand.", True),
        ("One of the suspects in the theft of a ferry was arrested in Ostrel.", False),  # says which
        ("One of the men accused of the theft was arrested in Ostrel.", False),
        ("One of the largest ports on the coast was closed after a storm.", False),
        ("Half of the ferries to the islands stayed in port on Monday.", False),  # nothing that takes up
        ("“Sometimes we lost hope,” Brandt said.", True),
        ("“Sometimes we lost hope,” Ilsa Brandt said.", False),
        ("Brandt said that the ferries would stay in port on Monday.", False),  # its article gives no more of her
    ],
)
def test_a_part_of_what_was_told_is_open_even_where_it_opens_an_article(opening, is_open):
    assert chosen_of([opening, FILLER], opening) == ([opening] if is_open else [])


def test_somebody_is_told_by_a_sentence_of_the_same_article_only():
    actors = "The actor Ola Ruz left the theatre of Ostrel on Monday.", "A second actor, Per Holm, left it in May."
    told = "The actor told reporters that the stage had been too cold for him."
    corpus = build_corpus([Document(f"{actors[0]} {FILLER} {BARE}"), Document(f"{actors[1]} {told}")], Options())
    texts = [sentence.text for sentence in corpus.sentences]
    rows = [texts.index(text) for text in (*actors, told)]
    assert open_of(corpus, [rows[0], rows[2]]) == [told], "he may be another man"
    assert open_of(corpus, rows[1:]) == []


@pytest.mark.parametrize(
    ("sentence", "is_open"),
    [
        ("Polls project that he will take a quarter of the vote in May.", True),
        ("On a desk in his office lay papers from the ministry.", True),
        ("Sailors project that Ilsa Brandt will lose her post in May.", False),
        ("Ilsa Brandt has lost her post, and nobody will follow in May.", False),
        ("Sailors hope that the mayor will keep her post in May.", False),
        ("Sailors hope that everyone will keep his post until May.", False),
        ("Sailors hope that it will take a quarter of an hour in May.", False),
    ],
)
def test_a_pronoun_for_one_person_needs_a_name_or_role_before_it(sentence, is_open):
    article = [
        "The mayor met Ilsa Brandt in Ostrel on Monday.",
        FILLER,
        "It was said in Ostrel that Brandt left.",
        sentence,
    ]
    assert chosen_of(article, FILLER, sentence) == ([sentence] if is_open else [])
    assert chosen_of(article, article[0], FILLER, sentence) == []


def test_languages_without_the_word_lists_leave_nothing_open():
    corpus = build_corpus([Document(f"{INTRODUCES} {FILLER} {BARE}")], Options(language="xx"))
    assert open_of(corpus, [2]) == []


def test_a_sentence_that_says_it_whole_is_chosen_instead():
    ferry = ["The ferry Meridian sank off Ostrel in a storm, and its captain was arrested.", FILLER, RESUMES]
    texts = [" ".join(ferry), f"The ferry Meridian sank off Ostrel. Its captain was arrested. {WHOLE}"]
    summary = summarize([Document(text) for text in texts], words=45, language="en")
    assert RESUMES not in [sentence.text for sentence in summary.sentences]
    assert WHOLE in [sentence.text for sentence in summary.sentences]


def test_what_leaves_something_open_is_told_where_there_is_nothing_else():
    text = f"{FILLER} {BARE}"
    assert len(summarize([Document(text)], words=40, language="en").sentences) == 2


@pytest.mark.parametrize(("least", "told"), [(0.9, FILLER), (0.0, "The harbour was quiet at dawn.")])
def test_a_summary_is_not_left_half_empty_for_its_context(least, told, monkeypatch):
    monkeypatch.setattr(context, "open_rows", lambda ordered, *_: [*ordered])  # whatever is chosen needs more
    monkeypatch.setattr(context, "MAX_ROUNDS", 2)
    monkeypatch.setattr(context, "LEAST_FILL", least)
    summary = summarize([Document(f"{FILLER} The harbour was quiet at dawn.")], words=11, language="en")
    assert summary.text == told


WORDS = st.sampled_from(
    ["The", "the", "plea", "Brandt", "Ilsa", "said", "’s", "43-year-old", "of", ",", "(", "“", "x.", "É"]
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=6))
def test_any_text_is_read_and_only_given_rows_are_open(texts):
    corpus = build_corpus([Document("\n\n".join(texts))], Options(language="en"))
    rows = [*range(len(corpus.sentences))]
    assert set(open_rows(rows, corpus, {})) <= set(rows)
