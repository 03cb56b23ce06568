"""Quality on clusters with reference summaries, beside other summarisers; citations on ground truth.

    python benchmarks/quality.py                                  # the project's own clusters
    python benchmarks/quality.py NEWS.jsonl=200 REVIEWS.jsonl=25  # others, each with its budget in words

A line of a file is {"id", "documents": [{"title", "date", "text"}], "summaries": [...]}, as `summarize evaluate` reads
it. Other summarisers run where they are installed: pip install '.[bench]'; peers.py says how each is asked.

`--check` fails when a ranker falls below its floor in floors.json by more than NOISE, when it reads worse than the
bounds there allow, and when a system fails on a cluster or exceeds the budget. `--update` raises floors and never
lowers one, and rewrites a table of docs/results.md: that of the own clusters or, with files, that of the published
sets. `--json` keeps everything.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from citations import citations
from peers import installed_peers, versions
from sets import named

from summarize import __version__
from summarize.evaluate import Evaluation, Measure, evaluate
from summarize.evaluate.tables import difference, table
from summarize.score.rankers import RANKERS

HERE = Path(__file__).parent
FLOORS, RESULTS = HERE / "floors.json", HERE.parent / "docs" / "results.md"
PINNED = {"R-1": "r1_recall", "R-2": "r2_recall", "R-L": "rl_recall"}  # a floor is the best figure reached so far
BOUNDED = {"fill": "fill", "dangling": "dangling", "redundancy": "redundancy"}  # the bounds are set by hand
NOISE = 0.2  # points; one other sentence in one cluster moves a mean by about this much

Figures = dict[str, dict[str, float]]  # by name of system and budget, then by heading, in percent


def set_table(name: str, evaluation: Evaluation) -> str:
    """Return the table of one set, a system a row, below a line that says what it was measured on."""
    settings = evaluation.settings
    basis = f"version {__version__}, data {settings['data']}, seed {settings['seed']}"
    head = ["", *PINNED, f"R-2 against {evaluation.systems[0].name}", *BOUNDED]
    rows = []
    for system in evaluation.systems:
        recall, reading = ([percent([system.measures[kind]]) for kind in kinds.values()] for kinds in (PINNED, BOUNDED))
        rows.append([system.name, *recall, difference(system.measures["r2_recall"]), *reading])
    return f"{settings['clusters']} clusters ({name}), {basis}:\n\n{table(head, rows)}\n"


def side_by_side(sets: Mapping[str, Evaluation]) -> str:
    """Return R-1 and R-2 recall of every system, a set a column, how it reads on average, and the data."""
    by_set = [{system.name: system.measures for system in evaluation.systems} for evaluation in sets.values()]
    rows = [
        [
            name,
            *(
                " / ".join(percent([measures[name][kind]]) for kind in ("r1_recall", "r2_recall"))
                for measures in by_set
            ),
            *(percent([measures[name][kind] for measures in by_set]) for kind in BOUNDED.values()),
        ]
        for name in by_set[0]
    ]
    data = ", ".join(str(evaluation.settings["data"]) for evaluation in sets.values())
    return f"{table(['R-1 / R-2', *sets, *BOUNDED], rows)}\n\nVersion {__version__}, data {data}."


def percent(measures: Sequence[Measure]) -> str:
    """Return the mean of a measure over sets in percent."""
    return f"{100 * fmean(measure.mean for measure in measures):.1f}"


def write_results(mark: str, figures: str) -> None:
    """Put figures between their marks in docs/results.md: <!-- mark --> and <!-- /mark -->."""
    text = RESULTS.read_text(encoding="utf-8")
    head, rest = text.split(f"<!-- {mark} -->")
    tail = rest.split(f"<!-- /{mark} -->")[1]
    RESULTS.write_text(f"{head}<!-- {mark} -->\n{figures}\n<!-- /{mark} -->{tail}", encoding="utf-8")


def ranker_figures(evaluation: Evaluation) -> Figures:
    """Return the pinned and the bounded measures of our rankers."""
    return {
        f"{system.name}-{evaluation.settings['words']}": {
            heading: 100 * system.measures[kind].mean for heading, kind in (PINNED | BOUNDED).items()
        }
        for system in evaluation.systems
        if system.name in RANKERS
    }


def own_figures(sets: Mapping[str, Evaluation]) -> Figures:
    """Return what is pinned on the own clusters: precision and recall of citations, and what our rankers reach."""
    figures = {"citations": citations()}
    for evaluation in sets.values():
        figures |= ranker_figures(evaluation)
    return figures


def citation_line(figures: Figures) -> str:
    """Return precision and recall of citations below an empty line, "" where they were not measured."""
    if not figures:
        return ""
    shares = " %, ".join(f"{name} {value:.1f}" for name, value in figures["citations"].items())
    return f"\n\nCitations of other articles: {shares} %."


def below_floor(figures: Figures, floors: Mapping[str, Any]) -> list[str]:
    """Return what fell below its floor, and what reads worse than the bounds under "reading" allow."""
    fallen = [
        f"{name} {heading} {figures[name][heading]:.2f} < {floor:.2f}"
        for name, row in floors.items()
        if name in figures
        for heading, floor in row.items()
        if figures[name][heading] < floor - NOISE
    ]
    for name, row in figures.items():
        for heading, least in floors["reading"]["least"].items():
            if row.get(heading, least) < least:
                fallen.append(f"{name} {heading} {row[heading]:.1f} < {least}")
        for heading, most in floors["reading"]["most"].items():
            if row.get(heading, most) > most:
                fallen.append(f"{name} {heading} {row[heading]:.1f} > {most}")
    return fallen


def failures(sets: Mapping[str, Evaluation]) -> list[str]:
    """Return which system failed on a cluster, and which exceeded the budget."""
    failed = [line for evaluation in sets.values() for line in evaluation.warnings]
    systems = [(name, system) for name, evaluation in sets.items() for system in evaluation.systems]
    return failed + [f"{system.name} exceeds {name}" for name, system in systems if system.measures["fill"].high > 1]


def raised(figures: Figures, floors: Mapping[str, Any]) -> dict[str, Any]:
    """Return the floors, raised where a figure is higher; the bounds under "reading" stay as they are."""
    pinned = {*PINNED, "precision", "recall"}
    return {"reading": floors["reading"]} | {
        name: {
            heading: round(max(value, floors.get(name, {}).get(heading, 0.0)), 2)
            for heading, value in row.items()
            if heading in pinned
        }
        for name, row in figures.items()
    }


def write_json(path: Path, sets: Mapping[str, Evaluation], figures: Figures) -> None:
    """Write everything that was measured."""
    kept = {"version": __version__, "peers": versions(), "figures": figures}
    kept["sets"] = {name: evaluation.to_dict() for name, evaluation in sets.items()}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def require_all_peers() -> None:
    """Exit unless all peers are installed: a table must not lose rows."""
    if missing := [package for package, version in versions().items() if version is None]:
        sys.exit(f"--update measures all peers, missing: {', '.join(missing)}; pip install '.[bench]'")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE[=WORDS]", help="clusters; by default the project's own")
    parser.add_argument("--check", action="store_true", help="fail below a floor")
    parser.add_argument("--update", action="store_true", help="write floors.json and docs/results.md")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes; -1 = one a core")
    return parser.parse_args()


def main() -> None:
    """Print the tables; with --check, fail below a floor; with --update, write floors and docs/results.md."""
    asked = arguments()
    if os.environ.get("PYTHONHASHSEED") != "0":  # sumy's LSA depends on it; tables should not
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    if asked.update:
        require_all_peers()
    sets = {
        name: evaluate(clusters, others=installed_peers(), words=words, jobs=asked.jobs)
        for name, (clusters, words) in named(asked.files).items()
    }
    figures = {} if asked.files else own_figures(sets)
    print("\n".join(set_table(name, evaluation) for name, evaluation in sets.items()) + citation_line(figures))
    if asked.json:
        write_json(asked.json, sets, figures)
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if asked.update:
        write_results("quality" if figures else "sets", side_by_side(sets) + citation_line(figures))
    if asked.update and figures:
        FLOORS.write_text(json.dumps(raised(figures, floors), indent=1) + "\n", encoding="utf-8")
    if asked.check and (fallen := [*below_floor(figures, floors), *failures(sets)]):
        sys.exit("below floor: " + "; ".join(fallen))


if __name__ == "__main__":
    main()
