"""Subtitles: what is said is one text, without numbers, times, styles and sounds."""

import pytest

from summarize import summarize
from tests.reading import made, refused

SRT = """1
00:00:01,000 --> 00:00:04,000
The ferry sank in the bay
of Torven on <i>Monday</i> after

2
00:00:04,500 --> 00:00:08,000
a fire broke out below.

3
00:00:08,500 --> 00:00:09,000
[siren wails]

4
00:00:09,500 --> 00:00:12,000
- Did the captain get off?
- He was the last to leave.
"""
VTT = """WEBVTT - ferry

NOTE checked by hand

intro
00:01.000 --> 00:04.000 align:start
<v Anna Berg>The ferry sank in the bay
of <c.place>Torven</c> on Monday after

00:04.500 --> 00:08.000 line:90%
a fire broke out below.

00:09.500 --> 00:12.000
<v Jo>Did the captain get off?
<v Anna Berg>He was the last to leave.
"""
SPOKEN = [
    "The ferry sank in the bay of Torven on Monday after a fire broke out below.",
    "Did the captain get off?",
    "He was the last to leave.",
]


@pytest.mark.parametrize(("text", "name"), [(SRT, "a.srt"), (SRT.replace("\n", "\r\n"), "a.srt"), (VTT, "a.vtt")])
def test_subtitles_are_what_is_said_a_paragraph_a_speaker(text, name):
    (document,) = made(text.encode(), name).documents
    assert document.text.split("\n\n") == SPOKEN


def test_subtitles_of_unknown_suffix_are_known_by_their_opening():
    assert made(VTT.encode(), "captions").documents[0].text.startswith(SPOKEN[0])


def test_a_long_speech_has_paragraphs_that_end_with_its_sentences():
    cues = (f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\nDay {number} was dry." for number in range(30))
    paragraphs = made("\n\n".join(cues).encode(), "a.srt").documents[0].text.split("\n\n")
    assert [len(paragraph.split(". ")) for paragraph in paragraphs] == [12, 12, 6]


def test_captions_that_roll_up_are_said_once_and_what_is_said_twice_stays():
    lines = ["the ferry sank", "in the bay of torven", "on monday", "no", "after a fire"]
    cues = [f"00:0{at}.000 --> 00:0{at}.900\n{lines[at]}\n{lines[at + 1]}" for at in range(len(lines) - 1)]
    (document,) = made(("WEBVTT\n\n" + "\n\n".join(cues)).encode(), "a.vtt").documents
    assert document.text == " ".join(lines)
    (document,) = made(SRT.replace("after", "after\nNo.\nNo.").encode(), "a.srt").documents
    assert "No. No." in document.text


def test_a_file_without_cues_is_refused():
    assert "holds no subtitles" in refused(b"Just a line.\n", "a.srt")


def test_a_sentence_that_runs_over_two_cues_is_quoted_whole(tmp_path):
    (tmp_path / "a.srt").write_text(SRT, encoding="utf-8")
    assert summarize(tmp_path / "a.srt", sentences=1).text == SPOKEN[0]


def test_a_speaker_who_is_named_in_each_cue_ends_no_sentence_in_them():
    cues = "00:01.000 --> 00:02.000\n<v Jo>The ferry will\n\n00:02.000 --> 00:03.000\n<v Jo>not sail.\n"
    other = "00:03.000 --> 00:04.000\n<v Al>Why?\n"
    text = made(f"WEBVTT\n\n{cues}\n{other}", "a.vtt").documents[0].text
    assert text == "The ferry will not sail.\n\nWhy?"
