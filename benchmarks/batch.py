"""Batches: clusters a second on processes, Dask and Ray; the cost beside a plain loop; memory; resuming.

    python benchmarks/batch.py                    # everything, some minutes
    python benchmarks/batch.py --only overhead    # or: speed, scaling, memory, resume
    python benchmarks/batch.py --check            # overhead only; fails above MOST_OVERHEAD

The clusters are made of the paragraphs of those in `clusters/`, mixed by seeded dice.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from sets import truths

from summarize import Options
from summarize.batch.backends import workers
from summarize.batch.engine import Task, run
from summarize.batch.inputs import lines
from summarize.batch.lines import LineWorker
from summarize.batch.results import Results
from summarize.batch.runs import Tally, summarize_file

MOST_OVERHEAD = 0.10  # of CPU, beside a plain loop, for clusters of ten articles
SLACK = 0.10  # by which a noisy machine may miss it
COUNT, ARTICLES = 150, 10  # clusters to measure speed on, and articles in each
MANY = 10_000  # clusters to measure memory on, of three short articles
PAUSE, RESULT_BYTES = 0.07, 8_000  # what a worker takes for a cluster, and what comes of it
SCALES = (("local", 8), ("local", 32), ("dask", 8), ("dask", 32), ("dask", 128))
SCALE_SECONDS = 5


class Run(NamedTuple):
    """What a run over some clusters took."""

    wall: float  # seconds
    own: float  # CPU seconds of the command's process
    all: float  # CPU seconds with those of its processes, where they are its own


def make(path: Path, count: int, articles: int, paragraphs: int) -> None:
    """Write so many clusters, each of paragraphs of one of the own clusters."""
    dice = random.Random(7)
    pool = [
        [part for document in documents for part in document.text.split("\n\n") if len(part) > 100]
        for _, documents in truths()
    ]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            parts = pool[number % len(pool)]
            texts = ["\n\n".join(dice.sample(parts, min(paragraphs, len(parts)))) for _ in range(articles)]
            file.write(json.dumps({"id": number, "documents": [{"text": text} for text in texts]}) + "\n")


def loop(path: Path) -> Run:
    """Summarise in a plain loop: a line in, a line out."""
    work = LineWorker(Options())
    with path.open("rb") as file, (path.parent / "loop.jsonl").open("wb") as out:
        items = lines(file, Options())
        out.write(work(next(items)))  # the first imports what is needed
        start, cpu = time.perf_counter(), time.process_time()
        for item in items:
            out.write(work(item))
        own = time.process_time() - cpu
        return Run(time.perf_counter() - start, own, own)


def batch(path: Path, out: Path, *, resume: bool = False) -> Run:
    """Summarise as the command does, with joblib's current backend."""
    start, cpu, others = time.perf_counter(), time.process_time(), children()
    with path.open("rb") as file:
        results = Results(out, resume=resume, ordered=True)
        summarize_file(lines(file, Options()), results, LineWorker(Options(), home=os.getpid()), Tally())
        results.finish()
        results.close()
    own = time.process_time() - cpu
    return Run(time.perf_counter() - start, own, own + children() - others)


def children() -> float:
    """Return the CPU seconds of this process's living children."""
    ticks = os.sysconf("SC_CLK_TCK")
    found = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
        except OSError:  # it has ended
            continue
        if int(words[1]) == os.getpid():
            found += int(words[11]) + int(words[12])
    return found / ticks


@contextmanager
def backend(name: str) -> Iterator[None]:
    """Set a backend of joblib: so many processes, or two workers of Dask or Ray that are started here."""
    with ExitStack() as stack:
        address, jobs = None, 2
        if name == "dask":
            from distributed import LocalCluster

            cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50)
            stack.enter_context(cluster)
            stack.enter_context(workers("dask", cluster.scheduler_address))
        elif name == "ray":
            stack.enter_context(workers("ray", address, jobs))
        else:
            stack.enter_context(workers("local", None, int(name)))
        yield


def speed(folder: Path, names: list[str]) -> dict[str, Run]:
    """Return what each backend takes for the same clusters once its workers have started, and a plain loop."""
    path = folder / "speed.jsonl"
    make(path, COUNT, ARTICLES, 8)
    warm = folder / "warm.jsonl"
    make(warm, 40, ARTICLES, 8)
    found = {"loop": loop(path)}
    expected = None
    for name in names:
        print(f"{name} ...", file=sys.stderr)
        with backend(name):
            batch(warm, folder / f"{name}-warm.jsonl")
            found[name] = batch(path, folder / f"{name}.jsonl")
        made = (folder / f"{name}.jsonl").read_bytes()
        expected = expected or made
        if made != expected:
            sys.exit(f"{name} gives other bytes")
    print(f"{COUNT} clusters of {ARTICLES} articles, {os.cpu_count()} cores, workers started before:\n")
    print("| | clusters a second | ms of CPU a cluster | of them in the command | overhead |\n|---|---|---|---|---|")
    each = found["loop"].all / (COUNT - 1)
    for name, one in found.items():
        count = COUNT - (name == "loop")
        cpu = f"{1000 * one.all / count:.1f}" if name in ("loop", "1", "2") else "-"
        over = f"{100 * (one.all / count / each - 1):+.1f} %" if name in ("1", "2") else "-"
        label = {"loop": "plain loop", "1": "1 process", "2": "2 processes"}.get(name, f"2 workers of {name.title()}")
        print(f"| {label} | {count / one.wall:.1f} | {cpu} | {1000 * one.own / count:.2f} | {over} |")
    return found


def memory(folder: Path) -> None:
    """Print what the command and its largest worker hold while they go through many clusters."""
    path = folder / "many.jsonl"
    make(path, MANY, 3, 2)
    held: list[tuple[int, int]] = []
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.5):
            held.append((resident(os.getpid()), max(map(resident, pids()), default=0)))

    watch = threading.Thread(target=look)
    watch.start()
    with backend("2"):
        took = batch(path, folder / "many-out.jsonl")
    over.set()
    watch.join()
    print(f"\n{MANY:,} clusters of 3 short articles, {MANY / took.wall:.0f} a second; MB held after:\n")
    print("| | " + " | ".join(f"{part} %" for part in (10, 25, 50, 75, 100)) + " |\n|---|---|---|---|---|---|")
    at = [held[max(0, len(held) * part // 100 - 1)] for part in (10, 25, 50, 75, 100)]
    print("| command | " + " | ".join(str(own // 1_000_000) for own, _ in at) + " |")
    print("| worker | " + " | ".join(str(other // 1_000_000) for _, other in at) + " |")


def resume(folder: Path) -> None:
    """Print how long it takes to find out that all is done."""
    path, out = folder / "done.jsonl", folder / "done-out.jsonl"
    make(path, MANY, 1, 1)
    with backend("2"):
        batch(path, out)
    took = batch(path, out, resume=True)
    each = 1e6 * took.own / MANY
    print(f"\nresuming where all {MANY:,} are done: {took.wall:.2f} s, {each:.0f} microseconds of CPU a cluster")


def resident(process: int) -> int:
    """Return the bytes that a process holds in memory."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def pids() -> list[int]:
    """Return this process's children."""
    return [
        int(child)
        for path in Path("/proc/self/task").glob("*/children")
        for child in path.read_text(encoding="ascii").split()
    ]


def pause(line: bytes) -> bytes:
    """Take the time of a summary without the work, so that a core can be many workers; return as many bytes."""
    time.sleep(PAUSE)
    return line[:RESULT_BYTES]


def scaling(folder: Path) -> None:
    """Print how many clusters a second the command can give out and take back, to more and more workers."""
    path = folder / "scaling.jsonl"
    make(path, 100, ARTICLES, 8)
    data = path.read_bytes().splitlines()
    print(f"\nn workers that wait {1000 * PAUSE:.0f} ms for a cluster; clusters a second, and n / {PAUSE} s:\n")
    print("| | workers | measured | n / time | ms of CPU a cluster in the command |\n|---|---|---|---|---|")
    for name, count in SCALES:
        with many(name, count):
            number = min(int(count / PAUSE * SCALE_SECONDS), 20_000)
            for repeat in (count, number):  # the first starts the workers
                tasks = (Task(at, data[at % len(data)]) for at in range(repeat))
                start, cpu = time.perf_counter(), time.process_time()
                done = sum(1 for _ in run(pause, tasks))
                wall, own = time.perf_counter() - start, time.process_time() - cpu
        print(f"| {name} | {count} | {done / wall:.0f} | {count / PAUSE:.0f} | {1000 * own / done:.2f} |", flush=True)


@contextmanager
def many(name: str, count: int) -> Iterator[None]:
    """Set a backend of joblib with so many workers, be there fewer cores."""
    if name == "local":
        with workers("local", None, count):
            yield
        return
    from distributed import LocalCluster

    each = min(count, 16)
    how = {"n_workers": count // each, "threads_per_worker": each, "dashboard_address": None, "silence_logs": 50}
    with LocalCluster(**how) as cluster, workers("dask", cluster.scheduler_address):
        yield


def main() -> None:
    """Print the figures; with --check, fail when a batch costs much more than a plain loop."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("speed", "overhead", "scaling", "memory", "resume"))
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    only = "overhead" if arguments.check else arguments.only
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if only in (None, "speed", "overhead"):
            found = speed(folder, ["1", "2"] if only == "overhead" else ["1", "2", "dask", "ray"])
        if only in (None, "scaling"):
            scaling(folder)
        if only in (None, "memory"):
            memory(folder)
        if only in (None, "resume"):
            resume(folder)
    if arguments.check:
        overhead = found["2"].all / COUNT / (found["loop"].all / (COUNT - 1)) - 1
        if overhead > MOST_OVERHEAD + SLACK:
            sys.exit(f"overhead of {100 * overhead:.0f} % is over {100 * MOST_OVERHEAD:.0f} %")


if __name__ == "__main__":
    main()
