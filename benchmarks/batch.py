"""Batches: clusters a second on processes, Dask and Ray; the cost beside a plain loop; memory; resuming.

    python benchmarks/batch.py                    # everything, some minutes; the figures need a quiet machine
    python benchmarks/batch.py --only overhead    # or: speed, scaling, memory, resume
    python benchmarks/batch.py --check            # holds on any machine: fails above MAX_COST_RATIO

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
from statistics import median
from typing import NamedTuple

from sets import truths

from summarize import Options
from summarize.batch.backends import workers
from summarize.batch.engine import Task, run
from summarize.batch.inputs import lines
from summarize.batch.results import Results
from summarize.batch.runs import LineWorker, Tally, summarize_file

# CPU of a batch on two processes, as a multiple of that of a plain loop. A quiet machine has 0.95 to 1.1, one with four
# tasks a core up to 1.4; a blunder, as importing for each cluster or doing work twice, has 2 and more
MAX_COST_RATIO = 2.0
CHECK_ROUNDS, CHECK_CLUSTERS = 5, 30
COUNT, ARTICLES, PARAGRAPHS = 150, 10, 8  # clusters to measure speed on, articles in each, paragraphs in each of those
WARM_COUNT = 40  # clusters that start the workers
MANY = 10_000  # clusters to measure memory on, of three short articles
SHARES = (10, 25, 50, 75, 100)  # per cent of them, after which the memory is shown
PAUSE, RESULT_BYTES = 0.07, 8_000  # seconds that a worker takes for a cluster, and bytes that come of it
SCALES = (("local", 8), ("local", 32), ("dask", 8), ("dask", 32), ("dask", 128))  # backends and their workers
SCALE_SECONDS = 5


class Cost(NamedTuple):
    """What a run over some clusters took."""

    wall: float  # seconds
    own: float  # CPU seconds of this process
    all: float  # CPU seconds of this process and its children


def write_clusters(path: Path, count: int, articles: int, paragraphs: int) -> None:
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


def run_loop(path: Path) -> Cost:
    """Summarise all clusters but the first in a plain loop: a line in, a line out."""
    work = LineWorker(Options())
    with path.open("rb") as file, (path.parent / "loop.jsonl").open("wb") as out:
        items = lines(file, Options())
        out.write(work(next(items)))  # the first imports what is needed
        start, cpu = time.perf_counter(), time.process_time()
        for item in items:
            out.write(work(item))
        own = time.process_time() - cpu
        return Cost(time.perf_counter() - start, own, own)


def run_batch(path: Path, out: Path, *, resume: bool = False) -> Cost:
    """Summarise all clusters as the command does, with joblib's current backend."""
    start, cpu, children_before = time.perf_counter(), time.process_time(), children_cpu()
    with path.open("rb") as file:
        results = Results(out, resume=resume, ordered=True)
        summarize_file(lines(file, Options()), results, LineWorker(Options(), home=os.getpid()), Tally())
        results.finish()
        results.close()
    own = time.process_time() - cpu
    return Cost(time.perf_counter() - start, own, own + children_cpu() - children_before)


def children_cpu() -> float:
    """Return the CPU seconds of this process's living children."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
        except OSError:  # it has ended
            continue
        if int(fields[1]) == os.getpid():
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def backend(name: str) -> Iterator[None]:
    """Set a backend of joblib: so many processes, or two workers of Dask or Ray that are started here."""
    with ExitStack() as stack:
        if name == "dask":
            from distributed import LocalCluster

            cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50)
            stack.enter_context(cluster)
            stack.enter_context(workers("dask", cluster.scheduler_address))
        elif name == "ray":
            stack.enter_context(workers("ray", None, 2))
        else:
            stack.enter_context(workers("local", None, int(name)))
        yield


def print_speed(folder: Path, names: list[str]) -> None:
    """Print what each backend takes for the same clusters once its workers have started, and a plain loop."""
    source, warm = folder / "speed.jsonl", folder / "warm.jsonl"
    write_clusters(source, COUNT, ARTICLES, PARAGRAPHS)
    write_clusters(warm, WARM_COUNT, ARTICLES, PARAGRAPHS)
    costs = {"loop": run_loop(source)}
    for name in names:
        print(f"{name} ...", file=sys.stderr)
        with backend(name):
            run_batch(warm, folder / f"{name}-warm.jsonl")
            costs[name] = run_batch(source, folder / f"{name}.jsonl")
    for name in names:
        if (folder / f"{name}.jsonl").read_bytes() != (folder / f"{names[0]}.jsonl").read_bytes():
            sys.exit(f"{name} gives other bytes than {names[0]}")
    print(f"{COUNT} clusters of {ARTICLES} articles, {os.cpu_count()} cores, workers started before:\n")
    print("| | clusters a second | ms of CPU a cluster | of them in the command | overhead |\n|---|---|---|---|---|")
    loop_cpu = costs["loop"].all / (COUNT - 1)
    labels = {"loop": "plain loop", "1": "1 process", "2": "2 processes"}
    for name, cost in costs.items():
        count = COUNT - (name == "loop")
        cpu = f"{1000 * cost.all / count:.1f}" if name in labels else "-"  # other workers are not our children
        overhead = f"{100 * (cost.all / count / loop_cpu - 1):+.1f} %" if name in ("1", "2") else "-"
        label = labels.get(name, f"2 workers of {name.title()}")
        print(f"| {label} | {count / cost.wall:.1f} | {cpu} | {1000 * cost.own / count:.2f} | {overhead} |")


def print_memory(folder: Path) -> None:
    """Print what the command and its largest worker hold while they go through many clusters."""
    source = folder / "many.jsonl"
    write_clusters(source, MANY, 3, 2)
    held: list[tuple[int, int]] = []  # bytes of the command, and of the largest worker, every half second
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            held.append((resident(os.getpid()), max(map(resident, children()), default=0)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    with backend("2"):
        cost = run_batch(source, folder / "many-out.jsonl")
    over.set()
    watcher.join()
    print(f"\n{MANY:,} clusters of 3 short articles, {MANY / cost.wall:.0f} a second; MB held after:\n")
    print("| | " + " | ".join(f"{share} %" for share in SHARES) + " |\n|---|---|---|---|---|---|")
    shown = [held[max(0, len(held) * share // 100 - 1)] for share in SHARES]
    print("| command | " + " | ".join(str(command // 1_000_000) for command, _ in shown) + " |")
    print("| worker | " + " | ".join(str(worker // 1_000_000) for _, worker in shown) + " |")


def resident(process: int) -> int:
    """Return the bytes that a process holds in memory."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def children() -> list[int]:
    """Return the ids of this process's children."""
    return [
        int(child)
        for path in Path("/proc/self/task").glob("*/children")
        for child in path.read_text(encoding="ascii").split()
    ]


def print_resume(folder: Path) -> None:
    """Print how long it takes to find out that all is done."""
    source, out = folder / "done.jsonl", folder / "done-out.jsonl"
    write_clusters(source, MANY, 1, 1)
    with backend("2"):
        run_batch(source, out)
    cost = run_batch(source, out, resume=True)
    each = 1e6 * cost.own / MANY
    print(f"\nresuming where all {MANY:,} are done: {cost.wall:.2f} s, {each:.0f} microseconds of CPU a cluster")


def print_scaling(folder: Path) -> None:
    """Print how many clusters a second the command can give out and take back, to more and more workers."""
    source = folder / "scaling.jsonl"
    write_clusters(source, 100, ARTICLES, PARAGRAPHS)
    data = source.read_bytes().splitlines()
    print(f"\nn workers that wait {1000 * PAUSE:.0f} ms for a cluster; clusters a second, and n / {PAUSE} s:\n")
    print("| | workers | measured | n / time | ms of CPU a cluster in the command |\n|---|---|---|---|---|")
    for name, count in SCALES:
        with many_workers(name, count):
            number = min(int(count / PAUSE * SCALE_SECONDS), 20_000)
            for repeat in (count, number):  # the first starts the workers
                tasks = (Task(row, data[row % len(data)]) for row in range(repeat))
                start, cpu = time.perf_counter(), time.process_time()
                done = sum(1 for _ in run(pause, tasks))
                wall, own = time.perf_counter() - start, time.process_time() - cpu
        print(f"| {name} | {count} | {done / wall:.0f} | {count / PAUSE:.0f} | {1000 * own / done:.2f} |", flush=True)


def pause(line: bytes) -> bytes:
    """Take the time of a summary without the work, so that a core can be many workers; return as many bytes."""
    time.sleep(PAUSE)
    return line[:RESULT_BYTES]


@contextmanager
def many_workers(name: str, count: int) -> Iterator[None]:
    """Set a backend of joblib with so many workers, even if there are fewer cores."""
    if name == "local":
        with workers("local", None, count):
            yield
        return
    from distributed import LocalCluster

    threads = min(count, 16)
    how = {"n_workers": count // threads, "threads_per_worker": threads, "dashboard_address": None, "silence_logs": 50}
    with LocalCluster(**how) as cluster, workers("dask", cluster.scheduler_address):
        yield


def check(folder: Path) -> None:
    """Fail when a batch costs much more CPU than a plain loop.

    Both are run in turn, several times, and the median of the ratios decides, so what else the machine does weighs on
    both alike.
    """
    source = folder / "check.jsonl"
    write_clusters(source, CHECK_CLUSTERS + 1, ARTICLES, PARAGRAPHS)
    ratios = []
    with backend("2"):
        run_batch(source, folder / "warm.jsonl")
        for number in range(CHECK_ROUNDS):
            loop = run_loop(source).all / CHECK_CLUSTERS
            batch = run_batch(source, folder / f"check-{number}.jsonl").all / (CHECK_CLUSTERS + 1)
            ratios.append(batch / loop)
    shown = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"CPU of a batch beside a plain loop: {median(ratios):.2f} at the median of {shown}")
    if median(ratios) > MAX_COST_RATIO:
        sys.exit(
            f"a batch costs {median(ratios):.2f} times the CPU of a plain loop; at most {MAX_COST_RATIO} is allowed"
        )


def main() -> None:
    """Print the figures; with --check, fail when a batch costs much more than a plain loop."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("speed", "overhead", "scaling", "memory", "resume"))
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.check:
            check(folder)
            return
        if arguments.only == "overhead":
            print_speed(folder, ["1", "2"])
        if arguments.only in (None, "speed"):
            print_speed(folder, ["1", "2", "dask", "ray"])
        if arguments.only in (None, "scaling"):
            print_scaling(folder)
        if arguments.only in (None, "memory"):
            print_memory(folder)
        if arguments.only in (None, "resume"):
            print_resume(folder)


if __name__ == "__main__":
    main()
