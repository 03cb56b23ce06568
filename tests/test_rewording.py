"""Rewording: two sentences that are nearly one, and whether what differs means the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.cite.rewording import is_nearly_one, is_rewording
from tests.claims import read, supported

SAME = [
    (
        "The old dam near Elsa is still at risk, and its repair was not necessary for the town.",
        "The old dam near Elsa remains at risk, and its repair was unnecessary for the town.",
        "entries and a prefix that deny alike",
    ),
    (
        "The crew wasn't told by the mayor that thieves stole the ship in the harbour of Elsa.",
        "The crew was not told by the mayor that thieves stole the vessel in the harbour of Elsa.",
        "a short form",
    ),
    (
        "The grim gathering of old ships near Brannock was painted by the baker of Elsa in May.",
        "The stern collection of old ships near Brannock was painted by the baker of Elsa in May.",
        "words that are near to a third one",
    ),
    (
        "The flood destroyed the old houses by the river in Elsa.",
        "The flood destroyed the old homes by the river in Elsa.",
        "synonym",
    ),
    (
        "The firm bought the quarry near Brannock from the council.",
        "The company purchased the quarry near Brannock from the council.",
        "two synonyms",
    ),
    (
        "Voss assisted the divers who searched the lake near Elsa.",
        "Voss helped the divers who searched the lake near Elsa.",
        "inflected synonym",
    ),
    (
        "A fork lift crushed the crates of green glass in the harbour of Elsa.",
        "A forklift crushed the crates of green glass in the harbour of Elsa.",
        "compound written apart",
    ),
    (
        "The army executed the plan for the bridges near Brannock.",
        "The army carried out the plan for the bridges near Brannock.",
        "entry of two words",
    ),
    (
        "The army is executing the plan for the bridges near Brannock.",
        "The army is carrying out the plan for the bridges near Brannock.",
        "entry of two words, inflected",
    ),
    (
        "The council eliminated the toll on the bridge to Brannock.",
        "The council got rid of the toll on the bridge to Brannock.",
        "entry of three words",
    ),
    (
        "The storm damaged the roof of the school in Brannock.",
        "The roof of the school in Brannock was damaged by the storm.",
        "passive",
    ),
    (
        "The board of Kestrel approved the sale of the mine.",
        "The sale of the mine was approved by the board of Kestrel.",
        "passive with a name",
    ),
    (
        "The harbour of Elsa was closed to ships in the morning.",
        "In the morning the harbour of Elsa was closed to ships.",
        "a time moved to the head",
    ),
    (
        "After the strike, trains from Brannock ran late through the valley.",
        "Trains from Brannock ran late through the valley after the strike.",
        "a clause moved to the end",
    ),
    (
        "The ferry sank off Brannock in a heavy storm.",
        "The old ferry sank off Brannock in a heavy storm.",
        "evidence that says more",
    ),
    (
        "Quill began the repair of the clock tower in Elsa.",
        "Quill started the repair of the clock tower in Elsa.",
        "synonym of the package",
    ),
]


@pytest.mark.parametrize(("claim", "evidence", "why"), SAME)
def test_what_is_only_reworded_supports(claim, evidence, why):
    assert supported(claim, evidence), why


OTHER = [
    (
        "The council of Elsa endorsed the new bridge to Brannock after a debate of two hours.",
        "The council of Elsa opposed the new bridge to Brannock after a debate of two hours.",
        "words near to a third one that exclude each other",
    ),
    (
        "The rain near Brannock damaged the old railway to Elsa for the whole of the week.",
        "The snow near Brannock damaged the old railway to Elsa for the whole of the week.",
        "different things of one kind",
    ),
    (
        "The flood destroyed the old houses by the river in Elsa.",
        "The flood destroyed the old bridges by the river in Elsa.",
        "another noun",
    ),
    (
        "The baker of Brannock gave bread to the miners after the storm.",
        "The mayor of Brannock gave bread to the miners after the storm.",
        "another doer",
    ),
    (
        "The pipe near Elsa leaked for 12 hours before it was found.",
        "The pipe near Elsa leaked for 12 days before it was found.",
        "another unit of time",
    ),
    (
        "The trench near Brannock is 40 metres deep and filled with water.",
        "The trench near Brannock is 40 feet deep and filled with water.",
        "another unit of length",
    ),
    (
        "The court in Elsa found the treatment of the prisoners legal.",
        "The court in Elsa found the treatment of the prisoners illegal.",
        "negative prefix",
    ),
    (
        "The union in Brannock was strong when the mine was opened.",
        "The union in Brannock was weak when the mine was opened.",
        "antonym",
    ),
    (
        "The tunnel to Brannock was finished before the strike of the miners.",
        "The tunnel to Brannock was finished after the strike of the miners.",
        "before and after",
    ),
    (
        "Voss walked from the mill to the harbour in the snow.",
        "Voss walked to the mill from the harbour in the snow.",
        "to and from",
    ),
    (
        "The teacher accused the pupil of the theft at the school in Elsa.",
        "The pupil accused the teacher of the theft at the school in Elsa.",
        "roles turned",
    ),
    (
        "Kestrel sued Pell over the mine near the old mill.",
        "Pell sued Kestrel over the mine near the old mill.",
        "names turned",
    ),
    (
        "The fire damaged all shops on the main street of Elsa.",
        "The fire damaged some shops on the main street of Elsa.",
        "another quantifier",
    ),
    (
        "Shops on the main street of Elsa were damaged by the fire.",
        "Few shops on the main street of Elsa were damaged by the fire.",
        "a quantifier added",
    ),
    (
        "The fire damaged most shops on the main street of Elsa.",
        "The fire damaged shops on the main street of Elsa.",
        "a quantifier dropped",
    ),
    (
        "Only divers from Elsa searched the flooded mine at night.",
        "Divers from Elsa searched the flooded mine at night.",
        "only dropped",
    ),
    (
        "The ferry sank off Brannock in a heavy storm with its cargo.",
        "The ferry sank off Brannock in a heavy storm.",
        "a fact that is missing",
    ),
    (
        "The drunken captain steered the ferry onto the rocks off Brannock.",
        "The captain steered the ferry onto the rocks off Brannock.",
        "an adjective that is missing",
    ),
    (
        "The firm bought the quarry near Brannock from the council.",
        "The firm sold the quarry near Brannock to the council.",
        "bought and sold",
    ),
    (
        "The court fined the owner of the ferry in Elsa for the delay.",
        "The court praised the owner of the ferry in Elsa for the delay.",
        "another verb",
    ),
    (
        "The dog bit the postman on the bridge in Elsa.",
        "The postman bit the dog on the bridge in Elsa.",
        "roles turned without names",
    ),
    (
        "The storm was the worst in Brannock since the harbour was built.",
        "The storm was one of the worst in Brannock since the harbour was built.",
        "one of",
    ),
    (
        "The guard shot the thief outside the bank in Elsa.",
        "The guard was shot by the thief outside the bank in Elsa.",
        "made a passive, and nobody moved",
    ),
    (
        "The mayor was thanked by the divers after the storm in Elsa.",
        "The mayor thanked the divers after the storm in Elsa.",
        "a passive made active, and nobody moved",
    ),
    (
        "The bridge in Elsa reopened in the spring after repairs.",
        "The bridge in Elsa will reopen in the spring after repairs.",
        "still to come",
    ),
    (
        "The pay of the teachers in Elsa rose to 40 crowns.",
        "The pay of the teachers in Elsa rose by 40 crowns.",
        "to and by a number",
    ),
    (
        "The painting in Elsa was stolen by a guard.",
        "The painting in Elsa was stolen near a guard.",
        "by and near",
    ),
    (
        "The closure of the mine was caused by the flood in Brannock.",
        "The closure of the mine was caused by the strike in Brannock.",
        "another cause",
    ),
    (
        "Both bridges over the river in Elsa were closed in the storm.",
        "One of the bridges over the river in Elsa was closed in the storm.",
        "both and one",
    ),
]


@pytest.mark.parametrize(("claim", "evidence", "why"), OTHER)
def test_what_says_something_else_does_not_support(claim, evidence, why):
    assert not supported(claim, evidence), why


@pytest.mark.parametrize(
    ("claim", "evidence", "nearly"),
    [
        ("The storm broke the old bridge.", "The storm broke the new bridge.", True),
        ("The storm broke the old bridge.", "The bridge, old as it was, gave in to the storm at last.", False),
        ("The storm broke.", "The storm broke the old bridge in Elsa.", False),
    ],
)
def test_how_near_two_sentences_are(claim, evidence, nearly):
    assert is_nearly_one(read(claim), read(evidence)) == nearly


PLAIN_ROWS = [row for row in (*SAME, *OTHER) if isinstance(row[0], str)]  # without those that are expected to fail
SENTENCES = sorted({sentence for row in PLAIN_ROWS for sentence in row[:2]})


@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_nearness_is_the_same_both_ways_and_a_sentence_rewords_itself(claim, evidence):
    ours, theirs = read(claim), read(evidence)
    assert is_rewording(ours, ours)
    assert is_nearly_one(ours, ours)
    assert is_nearly_one(ours, theirs) == is_nearly_one(theirs, ours)


@given(st.sampled_from(SENTENCES), st.data())
def test_a_noun_that_nothing_means_the_same_as_is_never_a_rewording(sentence, data):
    words = sentence.rstrip(".").split()
    content = [word for word in words if word.islower() and word in read(sentence).content]
    word = data.draw(st.sampled_from(content or words))
    changed = " ".join("gloomph" if other == word else other for other in words) + "."
    assert not content or not supported(sentence, changed)
