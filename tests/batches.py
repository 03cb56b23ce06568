"""Clusters in numbers, the command that summarises them, and work for workers, for the tests of batches."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "summarize", "batch"]
PATIENCE = 600  # seconds after which a test that waits gives up: no machine is so slow
OPENINGS = ("The dam at Elsa broke at dawn on Monday", "A ferry with 31 passengers sank off Tarn on Friday")
FOLLOWING = (
    "two villages below it were flooded, police said.",
    "the minister promised help for 1,200 families.",
    "nobody was hurt, according to the mayor of the town.",
    "engineers had warned of it twice in the past year.",
)


def cluster(number, articles=2, sentences=3):
    """A cluster like no other, and short, so that hundreds of them take no time."""
    documents = []
    for article in range(articles):
        text = [f"{OPENINGS[number % 2]}, report {number} says."]
        for position in range(sentences):
            variant = number + position + article
            text.append(f"On day {1 + variant % 28} {FOLLOWING[variant % 4]}")
        documents.append({"title": f"Report {number}", "text": " ".join(text)})
    return {"id": f"event-{number}", "topic": number % 3, "documents": documents}


def large_documents(articles, sentences=30):
    """Articles of so many words that occur only once that they need time and memory."""
    dice = random.Random(4)
    return [
        " ".join(f"The {dice.random()} of {dice.random()} on day {day}." for day in range(sentences))
        for _ in range(articles)
    ]


def lines(clusters):
    return "".join(json.dumps(fields, ensure_ascii=False) + "\n" for fields in clusters)


def batch(*args, stdin=None, cwd=None):
    """Run the command as a user does, without a terminal."""
    env = {**os.environ, "COLUMNS": "80"}
    return subprocess.run([*COMMAND, *map(str, args)], cwd=cwd, input=stdin, capture_output=True, env=env, check=False)


def results(data):
    return [json.loads(line) for line in data.splitlines()]


def children(process):
    """The processes that a process has started to work for it, with the memory that each uses, in bytes."""
    workers = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rsplit(")", 1)[1].split()[1])
            arguments = (path / "cmdline").read_text()
            pages = int((path / "statm").read_text().split()[1])
        except (OSError, IndexError):
            continue  # it has ended
        if parent == process and "popen_loky" in arguments:
            workers[int(path.name)] = pages * os.sysconf("SC_PAGE_SIZE")
    return workers


def wait_until(condition):
    """Wait for something that happens sooner or later; a test that waits in vain fails and does not hang."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


# work, which workers import by name


def nothing(item):
    return None


def double(item):
    return 2 * item


def die_in_passing(item):
    """Double a number; 3 kills its worker every time, 5 the first time, which the mark tells."""
    number, mark = item
    first = number == 5 and not mark.exists()
    if first:
        mark.touch()
    if first or number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number
