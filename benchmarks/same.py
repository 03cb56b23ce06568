"""Do two checkouts give the same summaries, byte for byte? For changes that should change nothing.

    python benchmarks/same.py ../before .                                # the project's own clusters and seeds
    python benchmarks/same.py ../before . NEWS.jsonl REVIEWS.jsonl=25    # others as well, each with its budget in words

Compared are JSON (with what `--explain` adds), text, Markdown and the page. Each checkout runs in a process of its own,
and only by its public names, so that two checkouts whose code is laid out differently can be compared.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BUDGETS = (100, 200)  # words, of the own clusters


def inputs(files: list[str]) -> Iterator[tuple[str, list[Any], int]]:
    """Yield what is to be summarised: a name, the documents, and the budget in words."""
    from summarize import Document

    for folder in [HERE.parent / "seeds", *sorted((HERE / "clusters").iterdir())]:
        paths = sorted(folder.glob("*.txt"))
        for words in BUDGETS if paths else ():
            yield f"{folder.name}, {words} words", list[Any](paths), words
    for file in files:
        path, _, given = file.partition("=")
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), start=1):
            cluster = json.loads(line)
            documents = [
                Document(entry["text"], title=entry.get("title"), date=entry.get("date"))
                for entry in cluster["documents"]
            ]
            yield f"{path}:{number}", documents, int(given or cluster.get("word_limit") or 150)


def fingerprints(files: list[str]) -> dict[str, str]:
    """Return a hash of each summary, by its name, as the package that is imported here makes it."""
    from summarize import SummarizeError, summarize

    hashes = {}
    for name, documents, words in inputs(files):
        try:
            summary = summarize(documents, words=words, explain=True)
            parts = [summary.to_json(), str(summary), summary.to_markdown(), summary.to_html(documents)]
        except SummarizeError as error:
            parts = [str(error)]
        hashes[name] = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return hashes


def run(checkout: str, files: list[str]) -> dict[str, str]:
    """Return the hashes that the package of a checkout gives."""
    path = os.pathsep.join([str(Path(checkout).resolve()), str(HERE)])
    program = f"import json, same; print(json.dumps(same.fingerprints({files!r})))"
    command = [sys.executable, "-P", "-c", program]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, check=True, stdout=subprocess.PIPE)
    hashes: dict[str, str] = json.loads(done.stdout)
    return hashes


def main() -> None:
    """Name the clusters whose summaries differ; the exit status is 1 when there are any."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    before, after = (run(checkout, sys.argv[3:]) for checkout in sys.argv[1:3])
    differing = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    print(f"{len(after)} summaries, {len(differing)} differ")
    sys.exit("\n".join(differing) if differing else 0)


if __name__ == "__main__":
    main()
