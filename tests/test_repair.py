"""What `repair` mends, what it must leave alone, and the laws that hold for any text."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarize.text.repair import MAX_ROUNDS, REMOVED, _ftfy_settings, repair

HERE = Path(__file__).parent
CASES = json.loads((HERE / "data/repair_cases.json").read_text(encoding="utf-8"))
MENDED = [case for case in CASES if "mended" in case]
UNTOUCHED = [case for case in CASES if "mended" not in case]
TEXTS = {row["language"]: row["text"] for row in json.loads((HERE / "data/encodings.json").read_text("utf-8"))}
SEEDS = HERE.parent / "seeds"

LONG_RUN = 100_000  # characters

# text made of the pieces that the fixes look at, so that they meet each other at all boundaries
PIECES = [
    *("â€", "†", "‡", "�", "�?", "?", "“", "”", "„", "’", '"', "–", "—", ".", ",", "-", "‐", " ", "\n", "\r\n", "\t"),
    *("\xa0", "\xad", "\x85", "\x93", "\x9d", "\x81", "\u200b", "\u200c", "\u200d", "\u2028", "\ufeff", "\ud83d"),
    *("\ude00", "&", "amp;", "&amp;", "&#38;", "#38;", "lt;", "&semi;", "&#194;", "&#160;", "&nbsp;", "Ã", "Ãƒ", "Â"),
    *("©", "â\x80\x99", "â€™", "ðŸ˜€", "ï»¿", "РџСЂ", "вЂ™", "‚Äô", "Ĺ›", "é", "ß", "a", "bc", "É", "and", "1", "ن"),
    *("ന്", "👩", "\U000e0041", "\ufff9", "\x1b[31m", "中", "\u3000", "(", "a" * 40, "&" + "a" * 40),
]
DAMAGED = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
ANY = st.one_of(st.text(), st.text(st.characters(codec=None)), DAMAGED)  # surrogates included


def quotations(text: str) -> list[str]:
    return re.findall("“[^“”]*”", text)


@pytest.mark.parametrize("case", MENDED, ids=lambda case: case["why"])
def test_damage_is_mended(case):
    assert repair(case["raw"]) == case["mended"]


@pytest.mark.parametrize("case", UNTOUCHED, ids=lambda case: case["why"])
def test_good_text_is_left_alone(case):
    assert repair(case["raw"]) == case["raw"]


def test_there_are_as_many_cases_of_good_text_as_of_damage():
    assert len(UNTOUCHED) >= len(MENDED) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_repairing_again_changes_nothing(case):
    assert repair(repair(case["raw"])) == repair(case["raw"])


def test_surrogate_pairs_are_joined():  # JSON joins them itself, so this is no row of the table
    assert repair("a \ud83d\ude00 face") == "a 😀 face"
    assert repair("a \ud83d face") == "a \ufffd face"


def test_the_damaged_seed_quotes_word_for_word_what_its_sound_copy_does():
    damaged = (SEEDS / "002_544037a258302635.txt").read_text(encoding="utf-8")
    sound = (SEEDS / "004_aa92440943cb6289.txt").read_text(encoding="utf-8")
    mended = "\n".join(map(repair, damaged.splitlines()))
    assert len(quotations(mended)) == 10
    assert set(quotations(mended)) <= set(quotations(sound))
    assert not re.search("[†â€�]", mended)
    assert "stop “needless” attacks. “To be clear — we are committed to peace,” he tweeted" in mended


def test_the_damaged_seed_is_mended_in_slices_too():  # a sentence knows nothing of the one before
    damaged = (SEEDS / "002_544037a258302635.txt").read_text(encoding="utf-8")
    slices = re.split(r"(?<=[.!?])\s+|(?<=[.!?]â€)\s+", damaged)
    assert not re.search("[†â€�]", " ".join(map(repair, slices)))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_clean_prose_of_every_language_is_untouched(text):
    assert repair(text) == text
    assert repair(f"  {text}\n") == text


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "pt", "it", "sv"])
def test_prose_read_in_the_wrong_encoding_comes_back(language, codec):
    text = TEXTS[language].replace("”", "’")  # the last byte of ” is nothing in cp1252; that is the other fix
    assert text.encode().decode(codec) != text
    assert repair(text.encode().decode(codec)) == text


@given(ANY)
@example("&am\x00p;")
@example("&amï»¿p;lt;")
@example("Ã\u2009©")
@example("Ã\u200b©")
@example("a\u200d\u200d\u200d")
@example("“a†\n")
@settings(max_examples=600)
def test_repair_is_idempotent_and_never_raises(text):
    mended = repair(text)
    assert repair(mended) == mended


@given(ANY)
def test_what_comes_out_is_tidy(text):
    mended = repair(text)
    assert mended == " ".join(mended.split())
    assert not re.search(f"[{REMOVED}\ud800-\udfff]", mended)
    mended.encode("utf-8")


@example("groß€")
@given(st.text(st.sampled_from("abc XYZ.,;:!?'\"-–—’“”()0123456789%$€éüñçßłığ")))
def test_ordinary_characters_change_in_nothing_but_spaces(text):
    assert repair(text) == " ".join(text.split())


@given(st.text(st.characters(codec="ascii")))
def test_ascii_keeps_its_letters(text):
    text = text.replace("&", "+").replace("\x1b", "")  # entities and escapes of terminals go as a whole
    letters = [char for char in text if char.isalnum()]
    assert [char for char in repair(text) if char.isalnum()] == letters


def nested(depth: int) -> str:
    """An entity that each round of fixes uncovers once: a BOM in mojibake keeps the halves apart."""
    layer = "amp;"
    for _ in range(depth):
        layer = f"am{''.join(f'&{layer}#{ord(char)};' for char in 'ï»¿')}p;"
    return "&" + layer


def test_damage_made_to_take_many_rounds_ends_and_is_stable():
    mended = [repair(nested(depth)) for depth in range(MAX_ROUNDS // 2 + 2)]
    assert all(repair(text) == text for text in mended)


def test_the_last_resort_is_stable(monkeypatch):
    monkeypatch.setattr("summarize.text.repair.MAX_ROUNDS", 1)
    mended = repair("QuÃ©bec &amp; naïve\x00  words – 中")
    monkeypatch.undo()
    assert mended == "Qu?bec ? na?ve words ? ?"
    assert repair(mended) == mended


@pytest.mark.parametrize(
    "piece",
    [
        *("a", " ", "\n", "-\n", "a-\n", "- ", "\xad\n", "a\xad ", "&", "&amp;", "&amp", "&a", ";", "&#38;", "†"),
        *("“†a", "“", "a†b", "â€", "�?", "Ã©", "Ã", "Ãƒ", "é", "é”", "\x93", "\x85", "\u200d", "ن\u200d"),
        *("\ud800", "\x00", "РџСЂ", "ðŸ˜€", "ï»¿", "a†", ".†A", "‚Äô", "\U000e0041", "â€\x9d", "Â ", "voilÃ  "),
    ],
    ids=ascii,
)
def test_long_runs_of_anything_take_linear_time(piece):
    text = (piece * (LONG_RUN // len(piece) + 1))[:LONG_RUN]
    start = time.process_time()
    repair(text)
    assert time.process_time() - start < 10  # seconds of CPU, ten times what the slowest takes


def test_clean_text_does_not_load_ftfy():
    code = "import sys; from summarize.text.repair import repair; repair(sys.argv[1]); print('ftfy' in sys.modules)"
    text = " ".join([*TEXTS.values(), "“needless†attacks\xad &amp; \u200bmore"])
    result = subprocess.run(
        [sys.executable, "-c", code, text], capture_output=True, text=True, check=True, cwd=HERE.parent
    )
    assert result.stdout == "False\n"


def test_every_setting_of_ftfy_is_chosen_here():
    chosen = _ftfy_settings()
    on = {name for name, value in chosen._asdict().items() if value is True}
    assert on == {"fix_encoding", "restore_byte_a0", "decode_inconsistent_utf8"}
    assert chosen.normalization is None
