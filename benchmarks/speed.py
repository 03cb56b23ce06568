"""Speed: the start of the command, the call, and growth with the text, beside other summarisers.

    python benchmarks/speed.py          # the table
    python benchmarks/speed.py --most 50000 --only summarize --articles NEWS.jsonl
    python benchmarks/speed.py --check  # what CI asks: ratios, since seconds depend on the machine

Other summarisers run where they are installed: pip install '.[bench]'; peers.py says how each is asked. Each run has a
process of its own on one core, which imports and summarises seeds/ first, so that imports are not counted. A system is
not asked for sizes that would take it more than MAX_SECONDS if its time grew no faster than the text.

The last table is of articles that repeat one another's sentences with a few words changed, which are harder to cite:
there a sentence has a thousand others that nearly say it.

`--check` fails when text twice as long costs more than MAX_GROWTH times as much, or a command starts later than
MAX_START allows. Both compare CPU times that are measured in turn, and the limits are wide: a busy machine passes, a
blunder does not. `--update` rewrites the table of docs/results.md; `--json` keeps everything, `--plot` draws it (extra
`plot`).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from statistics import median

from mix import SEEDS, mixed, repeating, seeds
from peers import PEERS, afternoon, installed_version
from quality import write_results
from speed_tables import (
    AFTERNOON,
    NAMES,
    OURS,
    Run,
    Start,
    first_summaries,
    growth_table,
    picture,
    stage_shares,
    start_table,
)

from summarize import Document, __version__
from summarize.evaluate import Cluster
from summarize.evaluate.clusters import SystemFunction
from summarize.options import Options
from summarize.pipeline import summarize, summarize_reading
from summarize.records import Reading

SIZES = (0, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000)  # articles; 0 stands for seeds/
REPEATING_SIZES = (1000, 2000, 5000)  # articles that repeat one another
MAX_SECONDS = 120  # of a call
WORDS = 150
REPEATING = "Of articles that repeat one another's sentences with a few words changed:"
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
IMPORTS = "import scipy.sparse, nltk, click"  # what a summary cannot do without

CHECKED_SIZES = (200, 400, 800)  # articles, each twice as many as before
CHECKED_TIMES = 3  # runs of each size in turn, of which the fastest counts
MAX_GROWTH = 3.0  # times the cost for twice the text: 2 when the cost is linear, 4 when it is quadratic
# Times the CPU of the imports. 0.96, 1.44 and 1.30 were measured; importing scipy as well would make 7 of the last two.
MAX_START = {"summarize seeds/": 2.0, "summarize --help": 3.0, "summarize --version": 3.0}


def plain_afternoon(cluster: Cluster, words: int) -> list[str]:
    """Summarise as who knows scikit-learn and nltk would: the afternoon of peers.py on sentences of Punkt."""
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    punkt = PunktSentenceTokenizer()
    texts = [document.text for document in cluster.documents]
    return afternoon(cluster, words, [sentence for text in texts for sentence in punkt.tokenize(text)])


def ours(cluster: Cluster, words: int) -> list[str]:
    """Summarise with this package."""
    return [sentence.text for sentence in summarize(cluster.documents, words=words).sentences]


def system_named(name: str) -> SystemFunction:
    """Return a system by its name in NAMES."""
    return {OURS: ours, AFTERNOON: plain_afternoon}.get(name) or PEERS[name][1]


def cluster_of(texts: Sequence[str]) -> Cluster:
    """Return texts as a cluster of English articles without references."""
    return Cluster("mixed", tuple(map(Document, texts)), (), "en")


def measure_here(name: str, articles: int, source: str | None, *, repeat: bool = False) -> Run:
    """Measure one run in this process; repeat: whether on articles that repeat one another."""
    import resource  # not on Windows, where the functions that need none are tested

    texts = (repeating if repeat else mixed)(articles, source) if articles else seeds()
    cluster, system = cluster_of(texts), system_named(name)
    system(cluster_of(seeds()), WORDS)
    whole = time.process_time()  # since the interpreter's start
    start = time.perf_counter()
    system(cluster, WORDS)
    cpu, wall = time.process_time() - whole, time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    stages = stage_seconds(cluster) if name == OURS else {}
    return Run(name, articles, sum(map(len, texts)), cpu, wall, whole, peak, stages)


def stage_seconds(cluster: Cluster) -> dict[str, float]:
    """Return the CPU seconds of each stage of one more run."""
    seconds: dict[str, float] = {}
    current, since = "", time.process_time()

    def watch(stage: str, share: float) -> None:
        nonlocal current, since
        now = time.process_time()
        seconds[current] = seconds.get(current, 0.0) + now - since
        current, since = stage, now

    summarize_reading(Reading(cluster.documents), Options(words=WORDS), watch)
    watch("", 0.0)
    del seconds[""]  # before the first stage
    return seconds


def measure_apart(name: str, articles: int, source: str | None, *, repeat: bool = False) -> Run | None:
    """Measure one run in a process of its own; None when it fails or takes twice MAX_SECONDS."""
    command = [sys.executable, __file__, "--alone", name, str(articles), *(["--articles", source] if source else [])]
    command += ["--repeating"] if repeat else []
    try:
        done = subprocess.run(
            command, env=os.environ | ONE_CORE, capture_output=True, text=True, timeout=2 * MAX_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        print(f"{name}, {articles} articles: {(done.stderr.splitlines() or ['failed'])[-1]}", file=sys.stderr)
        return None
    return Run(**json.loads(done.stdout))


def measure_growth(names: Sequence[str], most: int, source: str | None) -> list[Run]:
    """Measure every system at growing sizes, up to `most` articles, until it takes too long."""
    runs: list[Run] = []
    going = list(names)
    sizes = [size for size in SIZES if size <= most]
    for articles, following in zip(sizes, [*sizes[1:], sizes[-1]], strict=True):
        for name in tuple(going):
            run = measure_apart(name, articles, source)
            if run:
                runs.append(run)
                print(f"{name}, {articles or 'seeds'}: {run.cpu:.3f} s, {run.memory:.0f} MB", file=sys.stderr)
            # the next size takes at least as much more time as it has more text
            if run is None or run.cpu * following > MAX_SECONDS * max(articles, 1):
                going.remove(name)
    return runs


def measure_repeating(most: int, source: str | None) -> list[Run]:
    """Measure this package and the afternoon on articles that repeat one another, in turn at each size."""
    pairs = [(size, name) for size in REPEATING_SIZES if size <= most for name in (OURS, AFTERNOON)]
    runs = [measure_apart(name, size, source, repeat=True) for size, name in pairs]
    return [run for run in runs if run]


def command_seconds(arguments: Sequence[str]) -> tuple[float, float]:
    """Return the CPU and wall seconds of an interpreter with these arguments."""
    import resource

    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=os.environ | ONE_CORE, check=True, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def measure_starts(times: int) -> dict[str, Start]:
    """Return what whole commands take, and how many times their imports; each pair in turn, so often, medians."""
    pairs = {
        "summarize seeds/": (("-m", "summarize", str(SEEDS), "--words", str(WORDS)), IMPORTS),
        "summarize --help": (("-m", "summarize", "--help"), "import click"),
        "summarize --version": (("-m", "summarize", "--version"), "import click"),
    }
    starts = {}
    for name, (command, imports) in pairs.items():
        runs = [(*command_seconds(command), *command_seconds(("-c", imports))) for _ in range(times)]
        cpu, wall, imports_cpu, imports_wall = map(median, zip(*runs, strict=True))
        starts[name] = Start(cpu, cpu / imports_cpu, wall / imports_wall)
    return starts


def fastest(calls: Sequence[Callable[[], object]], times: int) -> list[float]:
    """Return the least CPU seconds of each of some calls, made in turn so many times."""
    seconds = [math.inf] * len(calls)
    for _ in range(times):
        for row, call in enumerate(calls):
            start = time.process_time()
            call()
            seconds[row] = min(seconds[row], time.process_time() - start)
    return seconds


def check() -> list[str]:
    """Print the ratios and return those over their limits."""
    slow = [*check_growth("mixed", mixed), *check_growth("repeating", repeating)]
    for name, start in measure_starts(5).items():
        print(f"{name}: {start.cpu:.2f} s of CPU, {start.cpu_ratio:.2f} times its imports")
        if start.cpu_ratio > MAX_START[name]:
            slow.append(f"{name} starts in {start.cpu_ratio:.2f} times its imports, over {MAX_START[name]}")
    return slow


def check_growth(kind: str, articles: Callable[[int], list[str]]) -> list[str]:
    """Print how the cost grows with articles of one kind, and return what is over MAX_GROWTH."""
    texts = articles(CHECKED_SIZES[-1])
    calls = [lambda size=size: summarize(texts[:size], words=WORDS) for size in CHECKED_SIZES]
    seconds = fastest(calls, CHECKED_TIMES)
    ratios = [longer / shorter for shorter, longer in pairwise(seconds)]
    print(f"{CHECKED_SIZES} {kind} articles: {', '.join(f'{cost:.2f}' for cost in seconds)} s of CPU")
    print(f"twice the text costs {', '.join(f'{ratio:.2f}' for ratio in ratios)} times as much")
    return [f"growth {ratio:.2f} of {kind} articles is over {MAX_GROWTH}" for ratio in ratios if ratio > MAX_GROWTH]


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=5000, help="articles of the largest size")
    parser.add_argument("--only", action="append", choices=NAMES, help="a system; may be given again")
    parser.add_argument("--articles", metavar="FILE.jsonl", help="clusters whose sentences are mixed")
    parser.add_argument("--repeating", action="store_true", help="only the table of articles that repeat one another")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg", help="draw seconds against articles")
    parser.add_argument("--check", action="store_true", help="fail over a limit")
    parser.add_argument("--update", action="store_true", help="write docs/results.md")
    parser.add_argument("--alone", nargs=2, metavar=("NAME", "ARTICLES"), help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Measure, print, and keep what is asked for."""
    asked = arguments()
    if asked.alone:
        name, articles = asked.alone
        print(json.dumps(asdict(measure_here(name, int(articles), asked.articles, repeat=asked.repeating))))
        return
    if asked.check:
        sys.exit("; ".join(check()) or 0)
    repeated = measure_repeating(asked.most, asked.articles)
    if asked.repeating:
        print(f"{growth_table(repeated)}\n\n{stage_shares(repeated)}")
        return
    names = [name for name in asked.only or NAMES if name == OURS or installed_version(PEERS[name][0])]
    runs, starts = measure_growth(names, asked.most, asked.articles), measure_starts(9)
    imports = median(command_seconds(("-c", "import sklearn.feature_extraction.text"))[0] for _ in range(5))
    tables = (growth_table(runs), stage_shares(runs), start_table(starts), first_summaries(runs, imports))
    shown = "\n\n".join(tables) + f" Version {__version__}.\n\n{REPEATING}\n\n{growth_table(repeated)}"
    print(shown)
    if asked.json:
        data = {
            "runs": list(map(asdict, runs)),
            "repeating": list(map(asdict, repeated)),
            "commands": {name: start._asdict() for name, start in starts.items()},
        }
        asked.json.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    if asked.plot:
        picture(runs, asked.plot)
    if asked.update:
        write_results("speed", shown)


if __name__ == "__main__":
    main()
