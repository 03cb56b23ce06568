"""Assertion: whether a sentence commits itself to what it tells, or doubts, plans, denies or only imagines it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.cite.assertion import is_asserted
from summarize.cite.claim import read_claim
from summarize.text.languages import load_language
from tests.claims import NAMES, read, supported, weak

DAM = "The dam above Elsa broke on Monday."
MAYOR = "The mayor of Elsa sold the old harbour to Kestrel."
MINERS = "Nine miners were trapped under the hill at Brannock."
BAKER = "Voss poisoned the bread of the school in Elsa."
TREATY = "Quill signed the fishing treaty in Brannock."
TRAIN = "The night train to Elsa left the rails near the quarry."
BANK = "Kestrel closed its branches in the northern valleys."
MUSEUM = "The museum in Brannock lost two bronze clocks."


def inside(sentence):
    """Return a sentence as it stands behind a frame: without its full stop, and with a small letter."""
    first, _, rest = sentence.rstrip(".").partition(" ")
    return f"{first if first.lower() in NAMES else first.lower()} {rest}"


@pytest.mark.parametrize("sentence", [DAM, MAYOR, MINERS, BAKER, TREATY, TRAIN, BANK, MUSEUM])
def test_a_sentence_supports_itself(sentence):
    assert supported(sentence, sentence)


FRAMED = [
    (DAM, "It is doubtful that the dam above Elsa broke on Monday.", "doubt"),
    (MAYOR, "Few believe that the mayor of Elsa sold the old harbour to Kestrel.", "belief of few"),
    (MINERS, "Reports that nine miners were trapped under the hill at Brannock were untrue.", "untrue"),
    (TRAIN, "A rumour that the night train to Elsa left the rails near the quarry went round.", "rumour"),
    (BANK, "Kestrel supposedly closed its branches in the northern valleys.", "supposedly"),
    (TREATY, "Quill allegedly signed the fishing treaty in Brannock.", "allegedly"),
    (BAKER, "Voss denied having poisoned the bread of the school in Elsa.", "denied"),
    (BAKER, "Nobody has shown that Voss poisoned the bread of the school in Elsa.", "shown by nobody"),
    (BAKER, "Voss was cleared of charges that she poisoned the bread of the school in Elsa.", "cleared"),
    (BAKER, "Voss is accused of having poisoned the bread of the school in Elsa.", "accused"),
    (MAYOR, "It was a lie that the mayor of Elsa sold the old harbour to Kestrel.", "a lie"),
    (MAYOR, "The newspaper was wrong that the mayor of Elsa sold the old harbour to Kestrel.", "wrong"),
    (MINERS, "The agency mistakenly wrote that nine miners were trapped under the hill at Brannock.", "mistakenly"),
    (MUSEUM, "The claim that the museum in Brannock lost two bronze clocks was withdrawn.", "claim withdrawn"),
    weak(
        DAM,
        "Engineers asked when the dam above Elsa broke on Monday.",
        "question word",
        reason="a question word after a verb that asks is not read",
    ),
    (TRAIN, "Nobody could say how the night train to Elsa left the rails near the quarry.", "how, by nobody"),
    (DAM, "Engineers do not know whether the dam above Elsa broke on Monday.", "whether, not known"),
    (TREATY, "Reporters asked whether Quill signed the fishing treaty in Brannock.", "whether"),
    (BANK, "It is an open question whether Kestrel closed its branches in the northern valleys.", "open question"),
    (BANK, "Villagers wish that Kestrel closed its branches in the northern valleys.", "wish"),
    (TREATY, "Fishermen hoped that Quill signed the fishing treaty in Brannock.", "hope"),
    (MINERS, "Families fear that nine miners were trapped under the hill at Brannock.", "fear"),
    (MUSEUM, "The curator worried that the museum in Brannock lost two bronze clocks.", "worry"),
    (BANK, "Kestrel plans to have closed its branches in the northern valleys.", "plan"),
    (MAYOR, "The mayor of Elsa intends to have sold the old harbour to Kestrel.", "intention"),
    (MAYOR, "The mayor of Elsa would have sold the old harbour to Kestrel.", "would have"),
    (TREATY, "Quill should have signed the fishing treaty in Brannock.", "should have"),
    (TREATY, "Quill may have signed the fishing treaty in Brannock.", "may have"),
    (DAM, "Homes will be lost if the dam above Elsa broke on Monday.", "condition"),
    (DAM, "Unless the dam above Elsa broke on Monday, the valley is safe.", "unless"),
    (TRAIN, "Had the night train to Elsa left the rails near the quarry, many would be dead.", "inversion"),
    (TREATY, "Had Quill signed the fishing treaty in Brannock, the boats could sail.", "inversion with a name"),
    (MINERS, "In a drill, nine miners were trapped under the hill at Brannock.", "drill"),
    (MUSEUM, "In the opening chapter the museum in Brannock lost two bronze clocks.", "chapter"),
    (DAM, "An impostor announced on Tuesday that the dam above Elsa broke on Monday.", "untrusted source"),
    (DAM, "Readers panicked on hearing from a chatbot the dam above Elsa broke on Monday.", "panic"),
    (TREATY, "A man rang the paper to say Quill signed the fishing treaty in Brannock.", "to say"),
    (TREATY, "Villagers bet on the day on which Quill signed the fishing treaty in Brannock.", "on which"),
    (BANK, "The email in which Kestrel closed its branches in the northern valleys was forged.", "in which"),
    (BANK, "Kestrel closed its branches in the northern valleys only on paper.", "only on paper"),
    (MAYOR, "The mayor of Elsa sold the old harbour to Kestrel, a conspiracy site maintains.", "conspiracy"),
    (MAYOR, "The mayor of Elsa sold the old harbour to Kestrel, lawyers will try to show.", "try to show"),
    (MINERS, "Nine miners were trapped under the hill at Brannock in the version told by a song.", "version"),
    (MUSEUM, "In the novel, the museum in Brannock lost two bronze clocks.", "novel"),
    (TRAIN, "In a film by Pell, the night train to Elsa left the rails near the quarry.", "film"),
    (BAKER, "In her dream, Voss poisoned the bread of the school in Elsa.", "dream"),
    ("The mayor of Elsa sold the harbour.", "The former mayor of Elsa sold the harbour.", "former"),
    ("The mayor of Elsa sold the harbour.", "The would-be mayor of Elsa sold the harbour.", "would-be"),
    ("The doctor in Elsa treated the miners.", "The fake doctor in Elsa treated the miners.", "fake"),
    (
        "The crew of the ferry left Brannock.",
        "The crew of the ferry was told to leave Brannock.",
        "told to",
    ),
    ("The bank closed its branches in Elsa.", "The bank is about to close its branches in Elsa.", "about to"),
    ("The council repaired the bridge in Elsa.", "The council promised to repair the bridge in Elsa.", "promised to"),
    (
        "The union ended the strike in Brannock.",
        "A judge ordered the union to end the strike in Brannock.",
        "ordered",
    ),
    (DAM, "The council asked whether, as in spring, the dam above Elsa broke on Monday.", "whether, with a comma"),
    (DAM, "There is no sign that the dam above Elsa broke on Monday.", "no sign that"),
    (DAM, "The odds that the dam above Elsa broke on Monday are long.", "odds that"),
    (MINERS, "The idea that nine miners were trapped under the hill at Brannock spread.", "idea that"),
    (MAYOR, "A conspiracy story has it that the mayor of Elsa sold the old harbour to Kestrel.", "story has it that"),
]


@pytest.mark.parametrize(("claim", "evidence", "why"), FRAMED)
def test_what_is_framed_as_no_fact_does_not_support(claim, evidence, why):
    assert not supported(claim, evidence), why


REPORTED = [
    (DAM, "Engineers said the dam above Elsa broke on Monday."),
    (DAM, "Engineers confirmed that the dam above Elsa broke on Monday."),
    (DAM, "The dam above Elsa broke on Monday, the council announced."),
    (DAM, "The dam above Elsa broke on Monday, and homes may be lost."),
    (MAYOR, "Papers show that the mayor of Elsa sold the old harbour to Kestrel."),
    (MAYOR, "The mayor of Elsa admitted that he sold the old harbour to Kestrel."),
    (MINERS, "Police said that nine miners were trapped under the hill at Brannock."),
    (MINERS, "Nine miners were trapped under the hill at Brannock, according to the company."),
    (BAKER, "The court found that Voss poisoned the bread of the school in Elsa."),
    (TREATY, "The ministry reported that Quill signed the fishing treaty in Brannock."),
    (TREATY, "In the evening, Quill signed the fishing treaty in Brannock."),
    (TRAIN, "Witnesses saw that the night train to Elsa left the rails near the quarry."),
    (TRAIN, "The night train to Elsa left the rails near the quarry, officials said."),
    (BANK, "A letter revealed that Kestrel closed its branches in the northern valleys."),
    (BANK, "It is known that Kestrel closed its branches in the northern valleys."),
    (MUSEUM, "State radio reported that the museum in Brannock lost two bronze clocks."),
    (MUSEUM, "Experts agree that the museum in Brannock lost two bronze clocks."),
    (MUSEUM, "Pell told reporters that the museum in Brannock lost two bronze clocks."),
]


@pytest.mark.parametrize(("claim", "evidence"), REPORTED, ids=[evidence[:40] for _, evidence in REPORTED])
def test_what_is_reported_as_a_fact_supports(claim, evidence):
    assert supported(claim, evidence)


FRAMES = (
    *("It is doubtful that {}.", "Nobody believes that {}.", "Pell doubts that {}.", "It is a myth that {}."),
    *("Pell asked whether {}.", "It is unclear whether {}.", "Pell wondered whether {}.", "Pell imagines that {}."),
    *("Many fear that {}.", "Many hope that {}.", "Pell wishes that {}.", "Pell suspects that {}."),
    *("If {}, Pell will resign.", "Unless {}, Pell will resign.", "It could be that {}.", "Perhaps {}."),
    *("It was falsely written that {}.", "Pell wrongly said that {}.", "Rumours that {} were untrue."),
    *("In a novel by Pell, {}.", "In a film by Pell, {}.", "Pell pretended that {}.", "Pell joked that {}."),
    *("Pell denied that {}.", "The accusation that {} was withdrawn.", "There is a theory that {}."),
)
SENTENCES = (
    *(DAM, MAYOR, MINERS, BAKER, TREATY, TRAIN, BANK, MUSEUM),
    "Three cranes fell into the river during the storm.",
    "The teachers of Brannock won a pay rise of nine percent.",
)


@given(st.sampled_from(FRAMES), st.sampled_from(SENTENCES))
def test_no_frame_around_any_sentence_supports_it(frame, sentence):
    assert not supported(sentence, frame.format(inside(sentence)))


@pytest.mark.parametrize(
    "frame",
    [
        *("Imagine {}.", "Suppose {}.", "Let us say {}.", "It looks as though {}."),
        *("{}, if the reports are right.", "In a play by Pell, {}.", "In a story for children, {}."),
        *("Pell took back his statement that {}.", "Tomorrow {}.", "Many were told that {}, which is nonsense."),
        *("Pell insured himself in case {}.", "Pell had a nightmare that {}.", "Either {}, or the bells are wrong."),
        *(
            pytest.param(frame, marks=pytest.mark.xfail(reason="no list has these words", strict=True))
            for frame in ("Pell asked why {}.", "Pell corrected a report that {}.")
        ),
    ],
)
def test_no_frame_that_is_seldom_used_supports_either(frame):
    assert not any(supported(sentence, frame.format(inside(sentence))) for sentence in SENTENCES)


DOERS = ("miners", "divers", "nurses", "farmers", "soldiers", "teachers")
DEEDS = (
    *("found two coins in the old mill", "left the ferry in the snow", "closed the road to Brannock on Monday"),
    *("stole nine goats from the castle", "repaired the roof of the church", "wrote to the mayor about the bridge"),
)
WHERE = ("in Elsa", "near the quarry", "behind the station", "beside the lake")
REPORTS = (
    *("Pell said {}.", "Pell confirmed that {}.", "The council announced that {}.", "Papers show that {}."),
    *("Police said on Monday that {}.", "According to Pell, {}.", "{}, Pell said.", "It emerged that {}."),
)
told = st.builds("the {} {} {}".format, st.sampled_from(DOERS), st.sampled_from(DEEDS), st.sampled_from(WHERE))


@given(told, st.sampled_from(FRAMES), st.sampled_from(REPORTS))
def test_whatever_is_told_a_false_frame_never_supports_it_and_a_report_does(said, frame, report):
    claim = f"T{said[1:]}."
    assert not supported(claim, frame.format(said))
    assert supported(claim, report.format(said))


@given(st.sampled_from(FRAMES), st.sampled_from(SENTENCES))
def test_a_framed_sentence_is_not_told_by_the_bare_one(frame, sentence):
    assert not supported(frame.format(inside(sentence)), sentence)


@given(st.sampled_from(FRAMES), st.sampled_from(SENTENCES))
def test_a_framed_sentence_commits_itself_to_itself(frame, sentence):
    framed = read(frame.format(inside(sentence)))
    assert is_asserted(framed, framed)


def test_nothing_is_known_of_frames_in_a_language_without_lists():
    claim, evidence = (
        read_claim(text, frozenset(), load_language("xx")) for text in ("Der Damm brach.", "Angeblich brach der Damm.")
    )
    assert is_asserted(claim, evidence)


@pytest.mark.parametrize(
    "frame",
    [
        *("The council is said to have {} the mill.", "Far from having {} the mill, the council built another."),
        *("The council all but {} the mill.", "The council of Elsa put off {} the mill."),
    ],
)
def test_what_is_said_to_be_done_put_off_or_nearly_done_is_not(frame):
    done = frame.format("closing" if "put off" in frame else "closed")
    assert not supported("The council of Elsa closed the mill.", done.replace("council is", "council of Elsa is"))
