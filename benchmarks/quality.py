"""Quality on clusters with reference summaries, ours and others beside each other; citations on ground truth.

    python benchmarks/quality.py                                  # the project's own clusters
    python benchmarks/quality.py NEWS.jsonl=200 REVIEWS.jsonl=25  # others, each with its budget in words

A line of a file is {"id", "documents": [{"title", "date", "text"}], "summaries": [...]}, as `summarize evaluate` reads
it. Other summarisers run where they are installed: pip install '.[bench]'; see peers.py for how each is asked.

`--check` fails when a ranker falls below its floor in floors.json by more than NOISE, when it reads worse than the
bounds there allow, and when anybody fails on a cluster or exceeds the budget. `--update` raises floors and never lowers
one, and rewrites the tables of docs/results.md: those of the own clusters, or, with files, that of the files. `--json`
keeps everything.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from citations import citations
from peers import versions, ways
from sets import named

from summarize import __version__
from summarize.evaluate import Evaluation, Measure, evaluate
from summarize.evaluate.tables import difference, table
from summarize.score.rankers import RANKERS

HERE = Path(__file__).parent
FLOORS, RESULTS = HERE / "floors.json", HERE.parent / "docs" / "results.md"
PINNED = {"R-1": "r1_recall", "R-2": "r2_recall", "R-L": "rl_recall"}  # whose floor is the best that was reached
READING = {"fill": "fill", "dangling": "dangling", "redundancy": "redundancy"}  # which have fixed bounds
NOISE = 0.2  # points; one flipped sentence in one cluster moves a mean by about this much

Figures = dict[str, dict[str, float]]


def summary_table(found: Evaluation) -> str:
    """Return the means of the systems in percent, and how far each is from the first by R-2."""
    first = found.systems[0].name
    head = ["", "R-1", "R-2", "R-L", f"R-2 against {first}", "fill", "dangling", "redundancy"]
    rows = []
    for system in found.systems:
        shown = {name: f"{100 * one.mean:.1f}" for name, one in system.measures.items()}
        gap = difference(system.measures["r2_recall"])
        recall, reading = [shown[name] for name in PINNED.values()], [shown[name] for name in READING.values()]
        rows.append([system.name, *recall, gap, *reading])
    return table(head, rows)


def titled(name: str, found: Evaluation) -> str:
    """Return a table under a line that says what it was measured on."""
    basis = f"version {__version__}, data {found.settings['data']}, seed {found.settings['seed']}"
    return f"{found.settings['clusters']} clusters ({name}), {basis}:\n\n{summary_table(found)}\n"


def side_by_side(sets: dict[str, Evaluation]) -> str:
    """Return R-1 and R-2 recall of every system on every set, a set a column, how it reads on average, and the data."""
    measures = [{system.name: system.measures for system in one.systems} for one in sets.values()]
    rows = [
        [
            name,
            *(both(one[name]) for one in measures),
            *(average([one[name][kind] for one in measures]) for kind in READING),
        ]
        for name in measures[0]
    ]
    data = ", ".join(str(one.settings["data"]) for one in sets.values())
    return f"{table(['R-1 / R-2', *sets, *READING], rows)}\n\nVersion {__version__}, data {data}."


def average(measures: Sequence[Measure]) -> str:
    """Return the mean over sets in percent."""
    return f"{100 * fmean(one.mean for one in measures):.1f}"


def both(measures: dict[str, Measure]) -> str:
    """Return R-1 and R-2 recall in percent."""
    return " / ".join(average([measures[name]]) for name in ("r1_recall", "r2_recall"))


def write_readme(mark: str, shown: str) -> None:
    """Put the figures between the marks in docs/results.md."""
    text = RESULTS.read_text(encoding="utf-8")
    head, rest = text.split(f"<!-- {mark} -->")
    tail = rest.split(f"<!-- /{mark} -->")[1]
    RESULTS.write_text(f"{head}<!-- {mark} -->\n{shown}\n<!-- /{mark} -->{tail}", encoding="utf-8")


def figures(found: Evaluation) -> Figures:
    """Return the pinned and the bounded measures of our rankers, in percent."""
    named = PINNED | READING
    return {
        f"{system.name}-{found.settings['words']}": {
            name: 100 * system.measures[measure].mean for name, measure in named.items()
        }
        for system in found.systems
        if system.name in RANKERS
    }


def wrong(found: Figures, floors: dict[str, Any]) -> list[str]:
    """Return what fell below its floor, and what reads worse than the bounds of `reading` allow."""
    bounds = floors["reading"]
    pinned = {name: row for name, row in floors.items() if name in found}
    fallen = [
        f"{name} {kind} {found[name][kind]:.2f} < {floor:.2f}"
        for name, row in pinned.items()
        for kind, floor in row.items()
        if found[name][kind] < floor - NOISE
    ]
    for name, row in found.items():
        fallen += [
            f"{name} {kind} {row[kind]:.1f} < {least}"
            for kind, least in bounds["least"].items()
            if row.get(kind, least) < least
        ]
        fallen += [
            f"{name} {kind} {row[kind]:.1f} > {most}"
            for kind, most in bounds["most"].items()
            if row.get(kind, most) > most
        ]
    return fallen


def broken(sets: dict[str, Evaluation]) -> list[str]:
    """Return who failed on a cluster, and who exceeded the budget on average."""
    failed = [line for found in sets.values() for line in found.warnings]
    systems = [(name, system) for name, found in sets.items() for system in found.systems]
    return failed + [f"{one.name} exceeds {name}" for name, one in systems if one.measures["fill"].high > 1]


def raised(found: Figures, floors: dict[str, Any]) -> dict[str, Any]:
    """Return the floors, raised to what was found where that is higher; bounds of reading are set by hand."""
    pinned = {*PINNED, "precision", "recall"}
    return {"reading": floors["reading"]} | {
        name: {
            kind: round(max(value, floors.get(name, {}).get(kind, 0.0)), 2)
            for kind, value in row.items()
            if kind in pinned
        }
        for name, row in found.items()
    }


def main() -> None:
    """Print the tables; with --check, fail below a floor; with --update, write floors and docs/results.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE[=WORDS]")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--jobs", type=int, metavar="N")
    arguments = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # sumy's LSA depends on it; tables should not
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    sets = {
        name: evaluate(found, others=ways(), words=words, jobs=arguments.jobs)
        for name, (found, words) in named(arguments.files).items()
    }
    shown = "\n".join(titled(name, found) for name, found in sets.items())
    found, cited = Figures(), ""
    if not arguments.files:
        found = {"citations": citations()} | {name: row for one in sets.values() for name, row in figures(one).items()}
        shares = " %, ".join(f"{name} {value:.1f}" for name, value in found["citations"].items())
        cited = f"\n\nCitations of other articles: {shares} %."
    print(shown + cited)
    if arguments.json:
        kept = {"version": __version__, "peers": versions(), "figures": found}
        kept["sets"] = {name: one.to_dict() for name, one in sets.items()}
        arguments.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if arguments.update:
        every_peer()
        write_readme("quality" if found else "sets", side_by_side(sets) + cited)
        FLOORS.write_text(json.dumps(raised(found, floors) if found else floors, indent=1) + "\n", encoding="utf-8")
    if arguments.check and (fallen := [*wrong(found, floors), *broken(sets)]):
        sys.exit("below floor: " + "; ".join(fallen))


def every_peer() -> None:
    """Exit unless all peers are installed, lest a table lose rows."""
    if missing := [package for package, known in versions().items() if known is None]:
        sys.exit(f"--update measures all peers, missing: {', '.join(missing)}; pip install '.[bench]'")


if __name__ == "__main__":
    main()
