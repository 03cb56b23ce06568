"""Speed: cold start against its floor, the call on seeds/, and growth with the text.

    python benchmarks/speed.py

Every figure is a ratio within one run, since machines are noisy. `--check` fails when text twice as long costs more
than GROWTH times as much.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from summarize import summarize

SEEDS = Path(__file__).parent.parent / "seeds"
FLOOR = [sys.executable, "-c", "import sklearn.feature_extraction.text, nltk, click"]
COMMAND = [sys.executable, "-m", "summarize", str(SEEDS), "--words", "150"]
GROWTH = 2.3  # at most, for twice the text
RUNS = 5
SIZES = (100, 200, 400)  # articles


def wall(command: list[str]) -> float:
    """Return the wall seconds of a command."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def cold_start() -> float:
    """Return the command's wall time over the floor's: medians of alternating runs."""
    pairs = [(wall(FLOOR), wall(COMMAND)) for _ in range(RUNS)]
    return median(ours for _, ours in pairs) / median(floor for floor, _ in pairs)


def cpu(call: Callable[[], object]) -> float:
    """Return the least CPU seconds of a few calls."""
    found = []
    for _ in range(3):
        start = time.process_time()
        call()
        found.append(time.process_time() - start)
    return min(found)


def mixed(count: int) -> list[str]:
    """Return so many articles of 25 sentences, made of the words of those in seeds/ in a seeded random order."""
    dice = random.Random(7)  # made-up text, not a secret
    words = " ".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.iterdir())).split()

    def sentence() -> str:
        return " ".join(dice.sample(words, 20)).strip(".").capitalize() + "."

    return [" ".join(sentence() for _ in range(25)) for _ in range(count)]


def main() -> None:
    """Print the figures; with --check, fail when growth is more than linear."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    print(f"cold start: {cold_start():.2f} times the floor of importing scikit-learn, nltk and click")
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.iterdir())]
    print(f"the call on seeds/: {1000 * cpu(lambda: summarize(texts)):.0f} ms of CPU")
    articles = mixed(SIZES[-1])
    costs = {size: cpu(lambda size=size: summarize(articles[:size])) for size in SIZES}  # type: ignore[misc]
    for size, cost in costs.items():
        print(f"{size} articles, {25 * size} sentences: {cost:.2f} s of CPU")
    growth = max(costs[2 * size] / costs[size] for size in SIZES[:-1])
    print(f"growth: twice the text costs at most {growth:.2f} times as much")
    if arguments.check and growth > GROWTH:
        sys.exit(f"growth {growth:.2f} is over {GROWTH}")


if __name__ == "__main__":
    main()
