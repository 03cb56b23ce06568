"""Owners: what belongs to somebody is another thing than he himself."""

import pytest

from summarize.cite.claim import read_claim
from summarize.cite.owners import tells_of_another
from summarize.cite.support import backed_share
from summarize.text.languages import load_language
from tests.claims import NAMES, read, supported

OTHER = [
    ("The senator was jailed for bribery in Elsa.", "The senator's aide was jailed for bribery in Elsa."),
    ("Rebels captured the colonel near Elsa at night.", "Rebels captured the colonel's horse near Elsa at night."),
    ("The farmers won the case against Kestrel.", "The farmers' landlord won the case against Kestrel."),
    ("Voss was found dead outside a bank in Elsa.", "The widow of Voss was found dead outside a bank in Elsa."),
    ("Voss was found dead outside a bank in Elsa.", "Voss's elder sister was found dead outside a bank in Elsa."),
    (
        "Voss met his Danish colleague and Danish miners.",
        "Voss met the widow of his Danish colleague and Danish miners.",
    ),
    ("The mill by the river burnt down in Elsa.", "The barn behind the mill by the river burnt down in Elsa."),
]
SAME = [
    ("The king's mother died in Elsa after an illness.", "The mother of the king died in Elsa after an illness."),
    ("Brannock approved the budget for schools.", "Brannock approved the city's budget for schools."),
    ("The mill near Elsa burnt down at night.", "The old mill near Elsa burnt down at night."),
    ("Voss was told to remove the files in Elsa.", "Voss was told to get rid of the files in Elsa."),
    ("Brannock approved the plan for the old mill.", "Brannock approved the plan for the old mill at Monday's vote."),
]


@pytest.mark.parametrize(("claim", "evidence"), OTHER)
def test_what_belongs_to_somebody_is_another_thing(claim, evidence):
    assert tells_of_another(read(claim), read(evidence))
    assert not supported(claim, evidence)


@pytest.mark.parametrize(("claim", "evidence"), SAME)
def test_an_owner_that_both_have_or_the_claim_does_not_tell_of_is_no_other_thing(claim, evidence):
    assert supported(claim, evidence)


@pytest.mark.parametrize(
    ("code", "claim", "owned"),
    [
        ("fr", "Le maire a quitté Lund vendredi après la fraude.", "La sœur du maire"),
        ("es", "El alcalde dimitió el lunes en Lund por el escándalo.", "El hijo del alcalde"),
        ("pt", "O prefeito renunciou na segunda em Lund por causa da fraude.", "O filho do prefeito"),
        ("it", "Il sindaco ha lasciato Lund venerdì dopo la frode.", "Il fratello del sindaco"),
        ("nl", "De minister trad maandag in Lund af om het schandaal.", "De zoon van de minister"),
        ("de", "Der Minister trat am Montag in Lund nach der Affäre ab.", "Der Sohn des Ministers"),
    ],
)
def test_a_genitive_is_read_in_other_languages(code, claim, owned):
    language = load_language(code)
    of_another = " ".join([owned, *claim.split()[2:]])
    ours, theirs = (read_claim(text, NAMES, language) for text in (claim, of_another))
    assert backed_share(ours, ours, {})
    assert not backed_share(ours, theirs, {})


def test_what_is_said_of_an_owner_does_not_support_what_is_said_of_his():
    assert not supported("The colonel's horse was shot near Elsa at night.", "The colonel was shot near Elsa at night.")
