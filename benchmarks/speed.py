"""Speed: the start of the command, the call, and growth with the text, beside other summarisers.

    python benchmarks/speed.py          # the table
    python benchmarks/speed.py --most 50000 --only summarize --articles NEWS.jsonl
    python benchmarks/speed.py --check  # what CI asks: ratios, since seconds hang on the machine

Other summarisers run where they are installed: pip install '.[bench]'; see peers.py for how each is asked. Each run
has a process of its own, that imports and summarises seeds/ first, so that imports are not counted, and one core. A
summariser is not asked for sizes that would take it more than LIMIT seconds if its time grew no faster than the text.
`--check` fails when text twice as long costs more than GROWTH times as much, or the command starts later than CEILING
allows. `--update` rewrites the table of docs/results.md; `--json` keeps everything, `--plot` draws it (extra `plot`).
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
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from mix import mixed, seeds
from peers import PEERS, afternoon, installed
from quality import write_readme

from summarize import Document, __version__
from summarize.evaluate import Cluster
from summarize.evaluate.systems import SystemFunction
from summarize.evaluate.tables import table
from summarize.options import Options
from summarize.pipeline import summarize, summarize_reading
from summarize.records import Reading

OURS, AFTERNOON = "summarize", "scikit-learn, an afternoon"
NAMES = (OURS, AFTERNOON, "sumy LexRank", "sumy TextRank", "summa TextRank", "lexrank (package)")
SIZES = (0, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000)  # articles; 0 stands for seeds/
LIMIT = 120  # seconds
WORDS = 150
IMPORTS = "import sklearn.feature_extraction.text, nltk, click"
GROWTH, CEILING = 2.3, {"summarize seeds/": 1.5, "summarize --help": 2.0, "summarize --version": 2.0}
CHECKED = (200, 400, 800)  # articles
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

Run = dict[str, Any]  # system, articles, bytes, cpu, wall, whole (with imports), memory; stages where they are ours


def plain_afternoon(cluster: Cluster, words: int) -> list[str]:
    """Summarise as who knows scikit-learn and nltk would: the afternoon of peers.py on sentences of Punkt."""
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    cut = PunktSentenceTokenizer()
    return afternoon(cluster, words, [one for document in cluster.documents for one in cut.tokenize(document.text)])


def way(name: str) -> SystemFunction:
    """Return a system as a function from a cluster and a budget to sentences."""
    if name == OURS:
        return lambda cluster, words: [one.text for one in summarize(cluster.documents, words=words).sentences]
    return plain_afternoon if name == AFTERNOON else PEERS[name][1]


def alone(name: str, articles: int, source: str | None) -> Run:
    """Measure one run in this process: CPU and wall seconds of the call, and the peak of the process in MB."""
    import resource  # not on Windows, where the functions that need none are tested

    first = Cluster("seeds", tuple(map(Document, seeds())), (), "en")
    texts = mixed(articles, source) if articles else seeds()
    cluster, system = Cluster("mixed", tuple(map(Document, texts)), (), "en"), way(name)
    system(first, WORDS)
    whole = time.process_time()  # since the interpreter's start
    start, begun = time.process_time(), time.perf_counter()
    system(cluster, WORDS)
    spent = {"cpu": time.process_time() - start, "wall": time.perf_counter() - begun}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    found: Run = {"system": name, "articles": articles, "bytes": sum(map(len, texts)), "memory": peak, "whole": whole}
    return found | spent | ({"stages": stages(cluster)} if name == OURS else {})


def stages(cluster: Cluster) -> dict[str, float]:
    """Return the CPU seconds of each stage of one more run."""
    spent: dict[str, float] = {}
    now, last = "", time.process_time()

    def watch(stage: str, share: float) -> None:
        nonlocal now, last
        ended = time.process_time()
        spent[now] = spent.get(now, 0.0) + ended - last
        now, last = stage, ended

    summarize_reading(Reading(cluster.documents), Options(words=WORDS), watch)
    watch("", 0.0)
    spent.pop("", None)
    return spent


def measured(name: str, articles: int, source: str | None) -> Run | None:
    """Measure one run in a process of its own; None when it takes longer than LIMIT."""
    command = [sys.executable, __file__, "--alone", name, str(articles), *(["--articles", source] if source else [])]
    try:
        done = subprocess.run(
            command, env=os.environ | ONE_CORE, capture_output=True, text=True, timeout=2 * LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        print(f"{name}, {articles} articles: {(done.stderr.splitlines() or ['failed'])[-1]}", file=sys.stderr)
        return None
    return dict(json.loads(done.stdout))


def grow(names: Sequence[str], most: int, source: str | None) -> list[Run]:
    """Measure every system at growing sizes until it takes longer than LIMIT."""
    found: list[Run] = []
    going = list(names)
    sizes = [size for size in SIZES if size <= most]
    for articles, longer in zip(sizes, [*sizes[1:], sizes[-1]], strict=True):
        for name in tuple(going):
            one = measured(name, articles, source)
            if one:
                found.append(one)
                print(f"{name}, {articles or 'seeds'}: {one['cpu']:.3f} s, {one['memory']:.0f} MB", file=sys.stderr)
            if one is None or one["cpu"] * longer > LIMIT * max(articles, 1):  # as much more time as text, at the least
                going.remove(name)
    return found


def spent(command: Sequence[str]) -> tuple[float, float]:
    """Return the CPU and wall seconds of a command."""
    import resource

    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *command], env=os.environ | ONE_CORE, check=True, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def starts(times: int) -> dict[str, tuple[float, float, float, float]]:
    """Return CPU and wall seconds of whole commands and how many times those of their imports: medians in turn."""
    main = ("-m", "summarize", str(Path(__file__).parent.parent / "seeds"), "--words", str(WORDS))
    pairs = {
        "summarize seeds/": (main, ("-c", IMPORTS)),
        "summarize --help": (("-m", "summarize", "--help"), ("-c", "import click")),
        "summarize --version": (("-m", "summarize", "--version"), ("-c", "import click")),
    }
    found = {}
    for name, (ours, floor) in pairs.items():
        runs = [(spent(ours), spent(floor)) for _ in range(times)]
        cpu, wall = (median(one[0][at] for one in runs) for at in (0, 1))
        floors = [median(one[1][at] for one in runs) for at in (0, 1)]
        found[name] = (cpu, wall, cpu / floors[0], wall / floors[1])
    return found


def exponent(runs: Sequence[Run]) -> float | None:
    """Return the slope of CPU time against the length of the text, both as logarithms, over the three largest sizes."""
    known = [one for one in runs if one["articles"]][-3:]
    if len(known) < 2:
        return None
    xs, ys = ([math.log(one[key]) for one in known] for key in ("bytes", "cpu"))
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def grown(runs: Sequence[Run]) -> str:
    """Return the table of CPU seconds and of peak memory, a size a row, with how steeply each grows."""
    names = [name for name in NAMES if any(one["system"] == name for one in runs)]
    cell = {(one["system"], one["articles"]): one for one in runs}
    sizes = sorted({one["articles"] for one in runs})
    rows = []
    for articles in sizes:
        shown = [cell.get((name, articles)) for name in names]
        times = [f"{short(one['cpu'])} s, {one['memory']:.0f} MB" if one else "" for one in shown]
        rows.append([f"{articles:,}" if articles else "5 (seeds)", *times])
    slopes = [exponent([one for one in runs if one["system"] == name]) for name in names]
    rows.append(["exponent", *("" if slope is None else f"{slope:.2f}" for slope in slopes)])
    rows.append(["times ours", *(against(runs, name) for name in names)])
    return table(["articles", *names], rows)


def against(runs: Sequence[Run], name: str) -> str:
    """Return how many times our CPU seconds a system takes at the largest size that it was asked for."""
    cost = {(one["system"], one["articles"]): one["cpu"] for one in runs}
    size = max(articles for system, articles in cost if system == name)
    ours = cost.get((OURS, size))
    return short(cost[name, size] / ours) if ours else ""


def short(value: float) -> str:
    """Return a number to two places that count, or whole."""
    return f"{value:.2g}" if value < 99.5 else f"{value:.0f}"


def shares(runs: Sequence[Run]) -> str:
    """Say where the time of our largest run went."""
    ours = [one for one in runs if "stages" in one]
    if not ours:
        return ""
    total = sum(ours[-1]["stages"].values())
    told = ", ".join(f"{name} {100 * one / total:.0f} %" for name, one in ours[-1]["stages"].items())
    return f"Of {ours[-1]['articles']:,} articles: {told}."


def started(found: dict[str, tuple[float, float, float, float]]) -> str:
    """Return the table of how long whole commands take."""
    rows = [[name, f"{cpu:.2f} s", f"{a:.2f}", f"{b:.2f}"] for name, (cpu, _, a, b) in found.items()]
    return table(["command", "CPU", "times its imports", "in wall time"], rows)


def imports(runs: Sequence[Run]) -> str:
    """Say what importing scikit-learn takes, beside another's whole run on seeds/."""
    alone = median(spent(("-c", "import sklearn.feature_extraction.text"))[0] for _ in range(5))
    others = {one["system"]: one["whole"] for one in runs if not one["articles"] and one["system"].startswith("su")}
    told = ", ".join(f"{name} {cpu:.1f} s" for name, cpu in others.items())
    return f"Importing scikit-learn takes {alone:.1f} s of CPU; a first summary of seeds/, imports and all: {told}."


def picture(runs: Sequence[Run], path: Path) -> None:
    """Draw CPU seconds against articles."""
    from summarize.evaluate.plot import canvas

    figure = canvas()(figsize=(8, 5), layout="constrained")
    axes = figure.subplots()
    for name in NAMES:
        known = [one for one in runs if one["system"] == name and one["articles"]]
        if known:
            axes.loglog([one["articles"] for one in known], [one["cpu"] for one in known], marker="o", label=name)
    axes.set_xlabel("articles of about 22 sentences")
    axes.set_ylabel("CPU seconds of the call")
    axes.grid(True, alpha=0.3)
    axes.legend()
    figure.savefig(path)


def least(calls: Sequence[Callable[[], object]], times: int) -> list[float]:
    """Return the least CPU seconds of each of some calls, made in turn."""
    found = [math.inf] * len(calls)
    for _ in range(times):
        for at, call in enumerate(calls):
            start = time.process_time()
            call()
            found[at] = min(found[at], time.process_time() - start)
    return found


def check() -> list[str]:
    """Return what is slower than it may be, after saying what was measured."""
    texts = mixed(CHECKED[-1])
    costs = least([lambda size=size: summarize(texts[:size]) for size in CHECKED], 3)  # type: ignore[misc]
    ratios = [longer / shorter for shorter, longer in pairwise(costs)]
    print(f"{CHECKED} articles: {', '.join(f'{cost:.2f}' for cost in costs)} s of CPU; twice the text costs {ratios}")
    wrong = [f"growth {ratio:.2f} is over {GROWTH}" for ratio in ratios if ratio > GROWTH]
    for name, (cpu, _, ratio, wall) in starts(5).items():
        print(f"{name}: {cpu:.2f} s of CPU, {ratio:.2f} times its imports, {wall:.2f} in wall time")
        if ratio > CEILING[name]:
            wrong.append(f"{name} starts in {ratio:.2f} times its imports, over {CEILING[name]}")
    return wrong


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=5000, help="articles of the largest size")
    parser.add_argument("--only", action="append", choices=NAMES, help="a system; may be given again")
    parser.add_argument("--articles", metavar="FILE.jsonl", help="clusters whose sentences are mixed")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--alone", nargs=2, metavar=("NAME", "ARTICLES"), help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Measure, print, and keep what is asked for."""
    asked = arguments()
    if asked.alone:
        print(json.dumps(alone(asked.alone[0], int(asked.alone[1]), asked.articles)))
        return
    if asked.check:
        wrong = check()
        sys.exit("; ".join(wrong) if wrong else 0)
    names = [name for name in asked.only or NAMES if name == OURS or installed(PEERS[name][0])]
    runs, commands = grow(names, asked.most, asked.articles), starts(9)
    shown = f"{grown(runs)}\n\n{shares(runs)}\n\n{started(commands)}\n\n{imports(runs)} Version {__version__}."
    print(shown)
    if asked.json:
        asked.json.write_text(json.dumps({"runs": runs, "commands": commands}, indent=2) + "\n", encoding="utf-8")
    if asked.plot:
        picture(runs, asked.plot)
    if asked.update:
        write_readme("speed", shown)


if __name__ == "__main__":
    main()
