"""What a query changes: the sentences that are chosen, and the warning when there is no answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, OptionError, Options, summarize
from summarize.corpus import build_corpus
from summarize.score.answers import KINDS
from summarize.score.query import (
    APART,
    CONTEXT,
    LACKING,
    MAX_WORDS_NAMED,
    UNREASONED,
    Query,
    coverage,
    derived,
    fitness,
    fitnesses,
    parse_query,
    query_language,
    query_warnings,
    relevance,
    speaks,
    without_question_words,
)
from summarize.score.rankers import RANKERS
from summarize.text.languages import load_language
from summarize.text.tokens import tokenize
from tests.command import ROOT

LISTED = sorted(path.stem for path in (ROOT / "summarize/text/word_lists").glob("*.json"))

FIRE = [
    "A fire broke out in the harbour of Port Elsa on Tuesday night. Fourteen people died in the flames. The port was "
    "closed to all ships until Friday. Lena Voss denied that the doors had been locked. The mayor thanked the crews.",
    "Fourteen people have died in a fire in the harbour of Port Elsa. The doors of the warehouse were locked, workers "
    "said. A fire of this size had not been seen in the harbour since 1988. Ships wait outside the port.",
    "The fire in the harbour burned for eleven hours. Crews from six towns fought the flames in the port. The mayor "
    "spoke of a black day for Port Elsa. Fourteen families mourn their dead.",
]
GERMAN = (
    "Im Hafen von Port Elsa ist am Dienstag ein Feuer ausgebrochen. Vierzehn Menschen kamen dabei ums Leben. Der Hafen "
    "blieb bis Freitag für alle Schiffe gesperrt. Die Türen der Lagerhalle waren nach Angaben der Arbeiter "
    "verschlossen."
)


def corpus(*texts):
    return build_corpus([Document(text) for text in texts], Options())


@pytest.mark.parametrize("ranker", RANKERS)
@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("Were the doors locked?", "locked"),
        ("Which ships are waiting?", "ships"),
        ("DOORS", "doors"),
    ],
)
def test_the_answer_comes_first_where_it_would_not_have_come_at_all(query, answer, ranker):
    assert answer not in summarize(FIRE, sentences=1, ranker="lexrank").text.lower()
    assert answer in summarize(FIRE, sentences=1, query=query, ranker=ranker).text.lower()


FERRY = [
    "The ferry sank off Lund on Monday. It had left the port at dawn. The owner bought it in 2004 for €3 million.",
    "The crew fled the ferry in boats. The city spent $40 million on the port. The ferry has 300 seats.",
]


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("Where did the ferry sink?", "sank"),
        ("Did the crew flee?", "fled"),
        ("Was the ferry bought by its owner?", "bought"),
        ("How much did the ferry cost?", "million"),
        ("How much was paid for the port?", "$40"),
        ("What did the ferry cost?", "million"),
    ],
)
def test_an_irregular_form_is_the_same_word_and_a_question_for_a_price_wants_money(query, answer):
    assert answer in summarize(FERRY, sentences=1, query=query).text


def test_the_query_is_kept_in_the_settings_on_one_line():
    summary = summarize(FIRE, query=" Were the\ndoors \ud800 locked? ")
    assert summary.settings["query"] == "Were the doors \ufffd locked?"
    assert summarize(FIRE).settings["query"] is None


def test_a_query_of_which_the_articles_say_nothing_gets_the_ordinary_summary_and_says_so():
    summary = summarize(FIRE, words=40, query="Which volcano erupted in Iceland?")
    warning = "the articles do not speak of what was asked (volcano, erupted, Iceland)"
    assert any(line.startswith(warning) for line in summary.warnings)
    assert summary.text == summarize(FIRE, words=40).text


def test_words_that_no_sentence_has_are_named():
    warnings = summarize(FIRE, words=40, query="Did the volcano lock the harbour doors?").warnings
    assert [line for line in warnings if "query" in line] == ["no sentence has these words of the query: volcano"]


@pytest.mark.parametrize(
    ("query", "warning"), [("port volcano volcanoes", "no sentence"), ("volcano Volcano", "do not speak")]
)
def test_words_of_one_stem_do_not_hide_what_the_articles_speak_of(query, warning):
    assert warning in summarize(FIRE, query=query, words=20).warnings[0]


def test_a_query_that_is_answered_has_no_warning():
    assert query_warnings(parse_query("Were the harbour's doors locked?", corpus(*FIRE))) == []


def test_a_warning_names_no_more_than_a_line_of_words():
    words = [f"volcano{letter}" for letter in "abcdefghijklmnop"]
    (warning,) = query_warnings(parse_query(" ".join(words), corpus(*FIRE)))
    assert words[MAX_WORDS_NAMED - 1] in warning
    assert words[MAX_WORDS_NAMED] not in warning


@pytest.mark.parametrize("query", ["", " \n", "?!", "\ud800", 7])
def test_a_query_without_a_word_is_refused(query):
    with pytest.raises(OptionError, match="query must be a text with a word in it"):
        summarize(FIRE, query=query)


def test_a_query_of_stop_words_is_refused():
    with pytest.raises(OptionError, match="query has only words that every article has: 'Who is it'"):
        summarize(FIRE, query="Who is it")


@pytest.mark.parametrize(
    ("query", "texts", "code"),
    [
        ("Hafen", [GERMAN], "de"),
        ("Hafen", [GERMAN, FIRE[0]], "en"),  # most sentences
        ("Wurden die Türen der Lagerhalle im Hafen vorher verschlossen?", [GERMAN, *FIRE], "de"),
        ("Wurden die Türen der Lagerhalle im Hafen vorher verschlossen?", FIRE, "en"),
    ],
)
def test_a_query_is_read_in_its_own_language_or_that_of_most_sentences(query, texts, code):
    assert query_language(query, corpus(*texts)) == code


def test_a_query_is_stemmed_as_its_language_asks():
    assert "verschlossen" in summarize([GERMAN], sentences=1, query="Türen verschlossene").text


def test_the_rarer_word_of_a_query_counts_more():
    texts = corpus("The dam is old. The dam broke. The dam held. Nobody was hurt.")
    covered = coverage(parse_query("Is the dam old?", texts), texts)
    rest = 0.1958  # log(5/4) of log(5/4) + log(5/2)
    assert covered == pytest.approx([1, rest + CONTEXT * (1 - rest), rest, 0], abs=1e-4)


def test_a_query_whose_words_every_sentence_has_is_covered():
    texts = corpus("The old dam broke. The old dam held. An old dam leaks.")
    query = parse_query("old dam", texts)
    assert query.matched
    assert coverage(query, texts).tolist() == [1, 1, 1]


def test_a_word_of_the_same_meaning_counts_less_than_the_word_itself():
    texts = corpus("The ship was purchased. The ship was bought. The ship sank.")
    covered = coverage(parse_query("purchased", texts), texts)
    assert covered[0] > covered[1] > covered[2] == 0


@pytest.mark.parametrize(
    ("query", "kind", "stems"),
    [
        ("How many people died?", "count", ("peopl", "die")),
        ("When did the dam break?", "time", ("dam", "break")),
        ("Who owns the dam?", "name", ("own", "dam")),
        ("Which country owns the dam?", "place", ("own", "dam")),
        ("What is known of the dam?", "", ("known", "dam")),
        ("dam", "", ("dam",)),
    ],
)
def test_words_that_only_ask_are_no_content_and_say_what_is_asked_for(query, kind, stems):
    parsed = parse_query(query, corpus(*FIRE))
    assert (parsed.kind, parsed.stems) == (kind, stems)


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("Wie viele Menschen starben im Hafen?", "count"),
        ("Wann brach das Feuer aus?", "time"),
        ("How many people died in the harbour?", "count"),
    ],
)
def test_questions_are_understood_in_every_language_of_the_articles(query, kind):
    parsed = parse_query(query, corpus(*FIRE, GERMAN))
    assert parsed.kind == kind
    assert not {"wie", "viel", "wann", "how", "mani"} & set(parsed.stems)


@pytest.mark.parametrize("code", LISTED)
def test_every_language_with_lists_knows_how_numbers_times_names_and_reasons_are_asked_for(code):
    language = load_language(code)
    assert {"number", "time", "name", "reason"} <= language.questions.keys() <= KINDS.keys()
    for kind, phrases in language.questions.items():
        for phrase in phrases:
            assert without_question_words(tokenize(phrase), [language])[1] == [], (kind, phrase)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("number", "Fourteen people died.", True),
        ("number", "He was 14th.", True),
        ("number", "Nobody died.", False),
        ("place", "It sank off Elsa.", False),
        ("place", "It sank near the Tarn.", True),
        ("place", "The Tarn has it.", False),
        ("reason", "It sank because of the wind.", True),
        ("frequency", "It floods every spring.", True),
        ("frequency", "It flooded 12 towns.", False),
        ("", "Did it sink?", False),
        ("time", "It fell on Tuesday.", True),
        ("time", "It fell in 1998.", True),
        ("time", "It fell in May.", True),
        ("time", "It may fall.", False),
        ("time", "They march on.", False),
        ("time", "It fell at last.", False),
        ("name", "It was built by Ana Voss.", True),
        ("name", "It was built by the town.", False),
        ("name", "Elsa was built by the town.", False),
        ("name", "It is the dam of Elsa.", False),  # the question has that name
        ("", "It fell.", True),
    ],
)
def test_an_answer_has_what_is_asked_for(kind, text, expected):
    query = Query(kind=kind, words=frozenset(["elsa"]))
    assert fitness(query, corpus(text), 0) == (1 if expected else LACKING)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who died?", "name"),
        ("What should people who had the vaccine do?", ""),
        ("And where did it sink?", "place"),
        ("Ferry Elsa: how many drowned?", "count"),
        ("Why was the port closed?", "reason"),
    ],
)
def test_a_word_that_takes_up_a_noun_does_not_ask(question, kind):
    assert without_question_words(tokenize(question), [load_language("en")])[0] == kind


def test_a_number_of_what_is_to_be_counted_is_worth_most():
    texts = corpus("Eight ships met the wreck at 14 miles. Of the 14 crews two drowned. The crews slept.")
    query = parse_query("How many crews drowned?", texts)
    assert [fitness(query, texts, row) for row in (1, 0, 2)] == [1, APART, LACKING]


def test_a_reason_without_a_word_for_it_is_worth_more_than_a_date_that_is_missing():
    assert fitness(Query(kind="reason"), corpus("It sank on Tuesday."), 0) == UNREASONED > LACKING


def test_a_name_beside_the_thing_that_is_asked_for_is_worth_most():
    texts = corpus("The Madrid summit invited three states. The summit was watched by the old and new allies of Spain.")
    query = parse_query("Which summit invited them?", texts)
    assert [fitness(query, texts, row) for row in (0, 1)] == [1, APART]


def test_a_word_that_looks_like_a_form_of_another_is_not_that_word():
    texts = corpus("Lena Voss founded the yard in 1998. Buyers find the yard too dear.")
    assert parse_query("Who found the yard?", texts).forms == {frozenset(["find", "found"])}
    assert not parse_query("Who founded the yard?", texts).forms


def test_sentences_that_lack_what_is_asked_for_are_not_told_beside_the_answer():
    text = "The storm drove 14,000 people from their homes. People fled the storm in boats. The storm is over."
    assert summarize([text], query="How many people fled the storm?").text.startswith("The storm drove 14,000")


def test_another_word_of_the_same_stem_is_worth_half():
    texts = corpus("Lena Voss, the founder of the yard, spoke. The yard closed in May. It is for sale.")
    query = parse_query("Who founded the yard?", texts)
    covered = coverage(query, texts)
    assert covered[0] > covered[1] > 0
    assert derived("corn", {"corner"}, load_language("en")) == {"corner"}
    assert derived("num", {"numer"}, load_language("en")) == frozenset()


def test_the_sentence_before_lends_its_words():
    texts = corpus("The yard is on the Tarn. Its founder was Lena Voss. A founder died.")
    covered = coverage(parse_query("yard founder", texts), texts)
    assert covered[1] > covered[2] > 0


def test_a_light_word_says_little():
    texts = corpus("They took a ferry. They ate a meal. Nobody voted.")
    query = parse_query("Who took part in the vote?", texts)
    assert list(coverage(query, texts)).index(coverage(query, texts).max()) == 2


def test_won_is_no_stop_word():
    texts = corpus("Lena Voss won the race in Port Elsa. The race in Port Elsa is old.")
    assert coverage(parse_query("Who won the race?", texts), texts)[0] == 1


def test_the_verb_may_does_not_say_when():
    texts = corpus("The dam may break. The dam broke in May. Nobody was hurt.")
    query = parse_query("When did the dam break?", texts)
    covered = coverage(query, texts)
    given = relevance(covered, fitnesses(query, texts, covered))
    assert given[1] == 1 > given[0]


def test_a_short_answer_is_not_refused_for_its_length():
    texts = [FIRE[0] + " Nobody drowned.", *FIRE[1:]]
    assert "Nobody drowned." in summarize(texts, words=60, query="Did anybody drown?").text
    assert "Nobody drowned." not in summarize(texts, words=60).text


def test_sentences_that_do_not_speak_of_the_question_do_not_fill_the_budget():
    summary = summarize(FIRE, words=100, query="Were the doors locked?")
    assert all("door" in sentence.text or "locked" in sentence.text for sentence in summary.sentences)
    (line,) = summary.warnings
    assert line.endswith("no other sentence speaks of what was asked, fits, stands alone and adds something")


@given(st.lists(st.sampled_from(["dam", "How many", "when", "doors", "Elsa", "locked", "14", "!"]), min_size=1))
def test_relevance_stays_in_range(words):
    texts = corpus(*FIRE)
    try:
        query = parse_query(" ".join(words), texts)
    except OptionError:
        return
    covered = coverage(query, texts)
    fit = fitnesses(query, texts, covered)
    given = relevance(covered, fit)
    assert given.shape == covered.shape == (len(texts.sentences),)
    assert given.min() >= 0
    assert given.max() == (1 if query.matched else 0)
    assert speaks(query, given, fit).any() == query.matched


def test_the_order_of_the_articles_changes_no_answer():
    forward, backward = (summarize(texts, words=30, query="Were the doors locked?") for texts in (FIRE, FIRE[::-1]))
    assert forward.text == backward.text


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("Was geschah mit den Gefangenen?", ("geschah", "Gefangenen")),
        ("Wer war am Hafen?", ()),
        ("What about the prisoners?", ("prisoners",)),
        ("doors", ()),
    ],
)
def test_a_short_query_in_the_language_of_one_article_is_not_looked_up_by_the_words_that_only_ask(query, unknown):
    assert parse_query(query, corpus(*FIRE, GERMAN)).unknown == unknown


def test_a_sentence_that_answers_by_far_the_best_is_told_although_it_leans():
    text = (
        "Truck drivers will circle the capital on Friday. He said that the left lane stays open for ambulances, which "
        "he called a matter of course. The police closed two bridges. A concert in the park was cancelled by the city. "
        "Schools stay open all day. The mayor called the plan a nuisance."
    )
    assert "left lane" in summarize([text], words=30, query="Which lane do they keep open for ambulances?").text


@pytest.mark.parametrize(
    ("code", "text", "query", "answer"),
    [
        ("de", "Die Stadt sperrte die Brücke. Der Ingenieur starb auf der Baustelle.", "Wo ist er gestorben?", "starb"),
        ("pt", "O incêndio destruiu três casas. A polícia deteve um homem de 44 anos.", "Quem foi detido?", "deteve"),
        ("es", "El fuego destruyó tres casas. La alcaldesa pidió ayuda al ejército.", "¿Qué pide ella?", "pidió"),
        ("fr", "Le feu a détruit trois maisons. Le préfet a reçu les familles.", "Que reçoit-il?", "reçu"),
        ("it", "Il fuoco ha distrutto tre case. Il pompiere è morto all'ospedale.", "Dove muore?", "morto"),
    ],
)
def test_an_irregular_form_of_a_word_of_the_query_is_that_word(code, text, query, answer):
    summary = summarize([text], sentences=1, query=query, language=code)
    assert answer in summary.text
    assert not summary.warnings
