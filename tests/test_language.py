import pytest

from summarize import summarize
from summarize.text.languages import (
    detect_language,
    in_other_language,
    languages_of,
    load_language,
    most_common,
    stemmer,
)

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


@pytest.mark.parametrize("text", ["", "OK", "12 345", "\x00"])
def test_what_is_too_short_to_tell_is_taken_for_english(text):
    assert detect_language(text) == "en"


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
    known = load_language("en")
    lists = (
        known.stop_words,
        known.leaning_openers,
        known.pronouns,
        known.negations,
        known.weekdays,
        known.months,
        known.titles,
    )
    assert all(word == word.lower() for words in lists for word in words)
    assert not known.stop_words & {"u.s.", "system", "fire", "bill", "interest", "state", "world", "million", "home"}


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
    found = summarize(["The dam broke at dawn on Monday. Two villages were flooded."], words=20, language=code)
    assert any("no words of language xx are known" in warning for warning in found.warnings) == warned
