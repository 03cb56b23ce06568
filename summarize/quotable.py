"""Which ranked sentences a summary may quote, and why not the others.

Takes ranked rows; returns the reason of each that may not be quoted, as a reader is told it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.cite.citations import rows_of_voices
from summarize.cite.statements import Statements
from summarize.errors import SummarizeError
from summarize.mixture import Events
from summarize.options import Options
from summarize.records import Corpus

if TYPE_CHECKING:
    from summarize.records import Flags, Rows, Scores

MAX_COUNTED = 1_000  # sentences, the most salient, whose voices are counted for `min_voices`; by judgement

FOREIGN = "its article is in another language than most"
STRAY = "its article is about something else than the others"
NOT_ASKED = "it does not speak of what was asked"


def not_quotable(ranked: Rows, corpus: Corpus, events: Events, answers: Flags | None) -> dict[int, str]:
    """Return the ranked rows that may not be quoted, with the reason of each.

    Articles in another language than most, or about something else than all others, are ranked, and never quoted.
    ranked: (m,) ascending. answers: (n,) whether each sentence speaks of what was asked, None without a question. Where
    some do, only those are quoted.
    """
    reasons, left = dict[int, str](), list[int]()
    for row in ranked.tolist():
        document = corpus.sentences[row].document
        if corpus.foreign[document]:
            reasons[row] = FOREIGN
        elif document in events.set_aside:
            reasons[row] = STRAY
        else:
            left.append(row)
    if answers is not None and any(answers[row] for row in left):
        reasons |= {row: NOT_ASKED for row in left if not answers[row]}
    return reasons


def too_few_voices(rows: Sequence[int], statements: Statements, scores: Scores, options: Options) -> dict[int, str]:
    """Return the rows that are not known to be told by `options.min_voices` independent voices, with that reason.

    Only the voices of the MAX_COUNTED most salient rows are counted. Raises SummarizeError when no row is left.
    """
    salient = sorted(rows, key=lambda row: (-scores[row], row))[:MAX_COUNTED]
    told = set(rows_of_voices(salient, statements, options.min_voices))
    if not told and rows:
        raise SummarizeError(f"no sentence is told by {options.min_voices} independent voices; ask for fewer")
    reason = f"it is not known to be told by {options.min_voices} independent voices"
    return {row: reason for row in rows if row not in told}
