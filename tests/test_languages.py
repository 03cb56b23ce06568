"""Which language a text is in, and the word lists of every language: laws that let their words match."""

import json
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from summarize import summarize
from summarize.choose.dependence import needs_context, plain_words
from summarize.cite.day_marks import counts_from_its_day
from summarize.text.detection import detect_language, english_only, in_other_language, languages_of, most_common
from summarize.text.languages import Language, load_language
from summarize.text.stemmers import stemmer
from summarize.text.tokens import fold, tokenize

CASES = json.loads((Path(__file__).parent / "data" / "languages.json").read_text(encoding="utf-8"))
FILES = sorted(file.name for file in (resources.files("summarize.text") / "word_lists").iterdir())
CODES = [name.removesuffix(".json") for name in FILES]
STEMLESS = {"vi", "pl", "tr", "id", "zh", "ja", "hi"}  # nltk has no stemmer for them
NAMELESS_DAYS = {"vi", "zh", "ja"}  # "thứ hai", the second day; and a word is no token in Chinese and Japanese
FRAMES = ("doubt", "unreal", "reporting", "prospective", "privatives", "bound")
WEIGHED = ("stop_words", "negations", "weekdays", "months", "titles", "numbers", *FRAMES)  # matched with single tokens
# matched with words as `plain_words` gives them
READ = ("pronouns", "subject_pronouns", "leaning_openers", "adverbial_openers", "clause_openers", "speech")
MAX_LETTERS = 15  # letters of a closed-class word
SAMPLES = {
    "en": "The harbour will stay shut until Friday, the mayor told reporters after the fire was put out.",
    "de": "Der Hafen bleibt bis Freitag geschlossen, sagte die Bürgermeisterin nach dem Brand vor Journalisten.",
    "fr": "Le port restera fermé jusqu'à vendredi, a déclaré la maire après l'incendie devant les journalistes.",
    "es": "El puerto permanecerá cerrado hasta el viernes, dijo la alcaldesa tras el incendio a los periodistas.",
    "pt": "O porto ficará fechado até sexta-feira, disse a prefeita aos jornalistas depois do incêndio na cidade.",
    "it": "Il porto resterà chiuso fino a venerdì, ha detto la sindaca ai giornalisti dopo l'incendio di lunedì.",
    "nl": "De haven blijft tot vrijdag gesloten, zei de burgemeester na de brand tegen de verzamelde journalisten.",
    "ru": "Порт останется закрытым до пятницы, заявила мэр города журналистам после пожара в понедельник.",
    "vi": "Cảng sẽ đóng cửa cho đến thứ Sáu, bà thị trưởng nói với các phóng viên sau vụ hỏa hoạn hôm thứ Hai.",
    "zh": "市长在火灾后对记者说，港口将关闭到星期五，消防队员星期一晚上扑灭了大火，没有人员伤亡，调查仍在继续。",
    "ar": "قالت رئيسة البلدية للصحفيين بعد الحريق إن الميناء سيبقى مغلقا حتى يوم الجمعة المقبل.",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_the_language_of_a_news_sentence_is_known(code):
    assert detect_language(SAMPLES[code]) == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Am Montag war die Polizei in der Stadt, so der Bürgermeister."),
        ("de", "Die Frau hat also am Montag in der Stadt den Mann gesehen."),
        ("de", "Was am Freitag in Bremen war, will so per Gesetz also kein Minister in Berlin."),
        ("pt", "No domingo, o governo do estado as vendeu a um grupo do sul."),
        ("pt", "O homem do porto a que me referi como amigo do ministro."),
        ("hu", "A miniszter a hét elején az országba is ment, de a többi nem."),
        ("hu", "A kormány a jövő héten dönt az új törvényről, és a miniszter is ott lesz."),
        ("da", "Kun to af de over tyve både var i havn, for alle de andre var på vej ud."),
        ("nl", "Over de was in de stad is men in Den Haag het al over een dag of wat eens."),
        ("sv", "Han var i staden i går, men ingen såg honom under natten."),
    ],
)
def test_a_sentence_of_words_that_look_english_is_in_its_own_language(code, text):
    assert detect_language(text) == code


def test_the_words_that_give_english_away_are_those_of_no_other_language():
    assert {"the", "with", "from"} <= english_only()
    assert not {"in", "was", "so", "a", "as", "do", "is", "for", "of"} & english_only()


@pytest.mark.parametrize("text", ["", "OK", "12 345", "\x00"])
def test_a_text_too_short_to_tell_is_taken_for_english(text):
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    ("code", "text"),
    [("zh", "这座桥将关闭到五月底。"), ("hi", "पुलिस ने एक आदमी को पकड़ा है।"), ("el", "Το πρόγραμμα έκλεισε.")],
)
def test_a_short_text_in_a_script_that_few_languages_share_is_told(code, text):
    assert detect_language(text) == code


def test_a_text_too_short_to_tell_is_in_the_language_of_most_others():
    texts = ["OK", SAMPLES["de"], SAMPLES["pt"], "Sim.", SAMPLES["pt"]]
    assert languages_of(texts) == ("pt", "de", "pt", "pt", "pt")
    assert languages_of(["OK", "Ja."]) == ("en", "en")
    assert languages_of(texts, "fr") == ("fr",) * 5


@pytest.mark.parametrize("code", ["nb", "nn"])
def test_both_forms_of_norwegian_have_its_word_lists(code):
    assert load_language(code) == load_language("no")
    text = "Havna blir stengt til fredag, sa ordføraren til journalistane etter brannen måndag kveld i Bergen."
    assert detect_language(text) == "no"


@pytest.mark.parametrize("code", ["xx", "../en", "EN", "", "e"])
def test_an_unknown_code_is_a_language_of_which_nothing_is_known(code):
    assert load_language(code).stop_words == frozenset()
    assert stemmer(load_language(code))("running") == "running"


def test_english_stems():
    stem = stemmer(load_language("en"))
    assert [stem(word) for word in ("attacks", "attacked", "attacking", "attack")] == ["attack"] * 4


def test_word_lists_are_lower_case_and_keep_the_names_of_the_news():
    english = load_language("en")
    lists = (english.stop_words, english.leaning_openers, english.pronouns, english.negations, english.titles)
    calendar = (english.weekdays, english.months)
    assert all(word == word.lower() for words in (*lists, *calendar) for word in words)
    assert not english.stop_words & {"u.s.", "system", "fire", "bill", "interest", "state", "world", "million", "home"}


@pytest.mark.parametrize("code", ["de", "fr", "es", "ru", "vi", "zh", "ar"])
def test_an_article_in_another_language_is_foreign(code):
    assert in_other_language([SAMPLES["en"], SAMPLES[code]], ["en", code], "en") == (False, True)


def test_what_was_detected_wrongly_or_can_be_read_beside_it_is_not_foreign():
    danish = (
        "Havnen i Aarhus forbliver lukket til fredag, og det er den tredje brand siden maj, men ingen kom til skade."
    )
    assert in_other_language([SAMPLES["en"], danish, "Great pizza"], ["nl", "da", "it"], "en") == (False, True, False)
    assert in_other_language([danish], ["da"], "no") == (False,)


def test_the_usual_language_does_not_depend_on_order():
    assert most_common(["pt", "de", "pt", "de"]) == most_common(["de", "pt", "de", "pt"]) == "de"


@pytest.mark.parametrize(("code", "warned"), [("en", False), ("nb", False), ("xx", True), (None, False)])
def test_a_language_without_word_lists_is_said_to_have_none(code, warned):
    summary = summarize(["The dam broke at dawn on Monday. Two villages were flooded."], words=20, language=code)
    assert any("no words of language xx are known" in warning for warning in summary.warnings) == warned


def data(code: str) -> Any:
    file = resources.files("summarize.text") / "word_lists" / f"{code}.json"
    return json.loads(file.read_text(encoding="utf-8"))


def sentences(kind: str) -> list[Any]:
    return [pytest.param(code, text, id=f"{code}: {text}") for code in CASES for text in CASES[code][kind]]


def test_every_language_but_english_has_sentences():
    assert sorted(CASES) == sorted(set(CODES) - {"en"})
    assert all(len(case["alone"]) >= 6 and len(case["leans"]) >= 6 for case in CASES.values())


@pytest.mark.parametrize(("code", "text"), sentences("alone"))
def test_what_can_be_read_alone_does_not_lean(code, text):
    assert not needs_context(text, load_language(code))


@pytest.mark.parametrize(("code", "text"), sentences("leans"))
def test_what_needs_the_sentence_before_it_leans(code, text):
    assert needs_context(text, load_language(code))


@pytest.mark.parametrize("code", CODES)
def test_a_file_names_its_language_and_known_fields_only(code):
    assert data(code)["code"] == code
    assert set(data(code)) <= {field.name for field in fields(Language)}


@pytest.mark.parametrize("code", CODES)
def test_no_entry_stands_twice(code):
    lists = [data(code).get(name, ()) for name in ("opening_phrases", *WEIGHED, *READ)]
    assert all(len(set(words)) == len(words) for words in lists)


@pytest.mark.parametrize("name", WEIGHED)
@pytest.mark.parametrize("code", CODES)
def test_a_word_that_is_weighed_is_one_folded_token(code, name):
    words = getattr(load_language(code), name)
    assert [word for word in words if list(map(fold, tokenize(word))) != [word]] == []


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("code", CODES)
def test_a_word_that_is_read_is_one_plain_word(code, name):
    assert [word for word in getattr(load_language(code), name) if plain_words(word) != [word]] == []


@pytest.mark.parametrize("code", CODES)
def test_a_phrase_is_up_to_five_plain_words(code):
    assert [phrase for phrase in load_language(code).opening_phrases if plain_words(phrase) != phrase.split()] == []
    assert all(2 <= len(phrase.split()) <= 5 for phrase in load_language(code).opening_phrases)


@pytest.mark.parametrize("code", CODES)
def test_a_time_by_the_calendar_would_be_taken_for_an_opener(code):
    language = load_language(code)
    heads = (*(f"{opener} " for opener in language.leaning_openers), *language.opening_phrases)
    assert [phrase for phrase in language.calendar_phrases if plain_words(phrase) != phrase.split()] == []
    assert [phrase for phrase in language.calendar_phrases if not phrase.startswith(heads)] == []


@pytest.mark.parametrize("code", CODES)
def test_subject_pronouns_are_pronouns(code):
    assert load_language(code).subject_pronouns <= load_language(code).pronouns


@pytest.mark.parametrize("code", CODES)
def test_names_that_mean_one_thing_can_match_and_are_not_taken_for_closed_class_words(code):
    language = load_language(code)
    assert [name for name in language.name_variants if list(map(str.lower, tokenize(name))) != name.split()] == []
    # English "us" is a pronoun, too: `fold` tells them apart
    assert not set(language.name_variants.values()) & language.stop_words or code == "en"


@pytest.mark.parametrize("code", CODES)
def test_a_week_has_seven_days_in_as_many_cases_as_the_language_asks_for(code):
    language = load_language(code)
    assert language.weekdays == frozenset() if code in NAMELESS_DAYS else len(language.weekdays) >= 7
    assert language.months == frozenset() if code in NAMELESS_DAYS else len(language.months) >= 12


@pytest.mark.parametrize("code", CODES)
def test_a_stemmer_loads_and_gives_something_back(code):
    assert (load_language(code).stemmer is None) == (code in STEMLESS)
    assert all(map(stemmer(load_language(code)), load_language(code).speech))


@pytest.mark.parametrize("code", CODES)
def test_closed_class_words_are_short_and_no_nouns_of_the_news(code):
    stop = load_language(code).stop_words
    assert [word for word in stop if len(word) > MAX_LETTERS] == []
    assert stop.isdisjoint(CASES.get(code, {}).get("nouns", ()))


@pytest.mark.parametrize("code", CODES)
def test_numbers_are_positive(code):
    assert all(value > 0 for value in load_language(code).numbers.values())


@pytest.mark.parametrize("code", CODES)
def test_all_words_that_name_a_day_count_from_the_day_of_the_article(code):
    language = load_language(code)
    words = [*language.weekday_numbers, *language.day_offsets]
    assert [word for word in words if not counts_from_its_day(word, language)] == []
