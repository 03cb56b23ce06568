"""One cluster of the input to one line of the results."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from summarize.batch.inputs import Item, LineError
from summarize.batch.limits import limited
from summarize.errors import DiedError, FaithfulnessError, LimitError, SummarizeError
from summarize.options import Options
from summarize.render.wording import UNSAFE

# kinds of errors: those of a cluster itself, and those that another try, with other limits, may not meet
INPUT, SUMMARY, DEFECT = "input", "summary", "defect"
LIMIT, DIED = "limit", "died"
PASSING = (LIMIT, DIED)
DEATH = "every process that worked on it died: killed, or out of memory"


@dataclass(frozen=True, slots=True)
class LineWorker:
    """The work on one item: its line of the results, be it a summary or an error."""

    options: Options
    timeout: float | None = None  # seconds
    memory: int | None = None  # megabytes
    home: int = 0  # id of the process that asks

    def __call__(self, item: Item) -> bytes:
        """Return the line."""
        try:
            return limited(lambda: self.summary(item), self.timeout, self.memory, self.home)
        except Exception as error:
            return failure(item, error)

    def summary(self, item: Item) -> bytes:
        """Return the line of a cluster that can be summarised."""
        from summarize.pipeline import summarize_reading

        cluster = item.cluster()
        summary = summarize_reading(cluster.reading, self.options)
        fields = {"fields": cluster.fields} if cluster.fields else {}
        return json_line({**head(item, cluster.id), **summary.to_dict(), **fields})


def failure(item: Item, error: Exception) -> bytes:
    """Return the line of a cluster that cannot be summarised."""
    of = kind(error)
    said = f"an unforeseen {type(error).__name__}, please report it: {error}" if of == DEFECT else str(error)
    return json_line({**head(item, item.name(), of == INPUT), "error": {"kind": of, "message": said}})


def kind(error: Exception) -> str:
    """Return which kind of error it is."""
    kinds = {FaithfulnessError: DEFECT, LimitError: LIMIT, DiedError: DIED, LineError: INPUT, SummarizeError: SUMMARY}
    return next((name for of, name in kinds.items() if isinstance(error, of)), DEFECT)


def died(item: Item) -> bytes:
    """Return the line of a cluster that every worker died on."""
    return failure(item, DiedError(DEATH))


def head(item: Item, name: str | int | None, numbered: bool = False) -> dict[str, Any]:
    """Return what a line begins with: the id, the number of the line if that is needed, and the fingerprint."""
    number = {"line": item.line} if (name is None or numbered) and item.line is not None else {}
    return {"id": name, **number, "fingerprint": item.fingerprint}


def json_line(data: dict[str, Any]) -> bytes:
    """Return plain data as one line of JSON, harmless to a terminal."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    return UNSAFE.sub(lambda found: json.dumps(found.group())[1:-1], text).encode() + b"\n"
