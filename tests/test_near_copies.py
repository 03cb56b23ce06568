"""Pages of one outlet are one voice."""

from summarize import Document, summarize
from summarize.copies.near_copies import group_voices


def test_pages_of_one_outlet_are_one_voice_and_a_story_that_several_carry_is_nobodys_own():
    assert group_voices([0, 1, 2], ["PPP", "ppp ", None]) == [0, 0, 1]
    assert group_voices([0, 0, 1, 2], ["PPP", "Mail", "PPP", "Mail"]) == [0, 0, 1, 2]
    assert group_voices([0, 0, 1], ["PPP", None, "PPP"]) == [0, 0, 0]
    assert group_voices([0, 1, 2], [None, None, None]) == [0, 1, 2]


def test_the_list_of_sources_names_the_outlet_and_says_which_share_one():
    texts = ("The dam at Marl broke at dawn on Monday.", "The dam at Marl broke at dawn on Monday, police said.")
    more = ("Two villages were flooded.", "Farmers lost 120 cows in the night.")
    documents = [
        Document(f"{a} {b}", outlet="PPP", title=f"Page {at}")
        for at, (a, b) in enumerate(zip(texts, more, strict=True))
    ]
    summary = summarize(documents, sentences=1)
    assert [source.outlet for source in summary.sources] == ["PPP", "PPP"]
    assert {source.voice for source in summary.sources} == {1}
    assert summary.sentences[0].voices == 1
    assert "PPP" in str(summary)
    assert "same outlet as [1]" in str(summary)
    assert "(1 independent voice)" in str(summary)
    told = summarize(documents, sentences=1, voices="articles")
    assert told.text == summary.text
    assert (told.sentences[0].voices, {source.voice for source in told.sources}) == (2, {1, 2})
    assert "same outlet" not in str(told)
