"""How soon the server for agents answers after it was started, and what start-up spends on imports.

    python benchmarks/start.py [--runs N]

A process of its own is started as a client starts it. Printed are, for the answer to the first message and for the
first and the second summary of the seeds: seconds on the clock, and seconds of processor time until the process had
ended, which a busy machine changes less; each is the least of N runs. Then the packages whose import takes longest, in
seconds with all that they import, on the way to the first message and to the first summary. A server of the protocol's
SDK with one tool that does nothing is run beside it, and how many times as long ours takes for the first message.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

SEEDS = Path(__file__).parent.parent / "seeds"
SERVER = ("-m", "summarize", "mcp", "--root", str(SEEDS))
BARE = (
    "-c",
    "from mcp.server.mcpserver import MCPServer\nserver = MCPServer('bare')\n@server.tool()\ndef nothing() -> str:\n"
    "    return ''\nserver.run()",
)
VERSION = "2025-06-18"  # of the protocol
IMPORTED = re.compile(r"import time:\s+\d+ \|\s+(\d+) \| (\s*)(\S+)")
SHOWN = 8  # packages
MICROSECONDS = 1e6


class Run(NamedTuple):
    """One start of the server."""

    answers: tuple[float, ...]  # seconds from the start to each answer
    processor: float  # seconds that the process took until its end


def main() -> None:
    """Print the table and the imports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    print("| answer | clock, s | processor, s |\n|---|---|---|")
    for calls, name in enumerate(("first message", "first summary", "second summary")):
        taken = [run(calls) for _ in range(runs)]
        clock, processor = min(one.answers[-1] for one in taken), min(one.processor for one in taken)
        print(f"| {name} | {clock:.2f} | {processor:.2f} |")
        if not calls:
            bare = [run(0, server=BARE) for _ in range(runs)]
            bare_clock, bare_processor = min(one.answers[-1] for one in bare), min(one.processor for one in bare)
            print(f"| first message, bare server | {bare_clock:.2f} | {bare_processor:.2f} |")
            print(f"| ours, times the bare one | {clock / bare_clock:.2f} | {processor / bare_processor:.2f} |")
    for calls, name in enumerate(("first message", "first summary")):
        print(f"imports until the {name}: {', '.join(imports(calls))}")


def run(calls: int, *options: str, errors: Any = subprocess.DEVNULL, server: tuple[str, ...] = SERVER) -> Run:
    """Start a server, ask it for so many summaries, and wait for its end; options: of the interpreter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, *options, *server]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors) as process:
        if not process.stdin or not process.stdout:
            sys.exit("the server has no standard input or output")
        answers = list[float]()
        for number, message in enumerate(messages(calls)):
            body = {"jsonrpc": "2.0", **({"id": number} if "initialized" not in message["method"] else {}), **message}
            process.stdin.write(json.dumps(body).encode() + b"\n")
            process.stdin.flush()
            if "id" in body:
                if "result" not in json.loads(process.stdout.readline()):
                    sys.exit(f"the server did not answer {message['method']}")
                answers.append(time.perf_counter() - start)
        process.stdin.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(tuple(answers), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def messages(calls: int) -> list[dict[str, Any]]:
    """Return what a client says first, and so many calls of the tool `summarize`."""
    client = {"protocolVersion": VERSION, "capabilities": {}, "clientInfo": {"name": "start", "version": "1"}}
    call = {"name": "summarize", "arguments": {"paths": [str(SEEDS)], "words": 60}}
    opened = [{"method": "initialize", "params": client}]
    if calls:
        opened.append({"method": "notifications/initialized"})
    return [*opened, *({"method": "tools/call", "params": call} for _ in range(calls))]


def imports(calls: int) -> list[str]:
    """Return the packages whose import takes longest, each with its seconds, of those that nothing else imports."""
    with tempfile.TemporaryFile("w+") as errors:
        run(calls, "-X", "importtime", errors=errors)
        errors.seek(0)
        lines = IMPORTED.findall(errors.read())
    costs: dict[str, float] = {}
    for cost, _, module in lines:
        package = module.partition(".")[0]
        costs[package] = max(costs.get(package, 0.0), int(cost) / MICROSECONDS)
    longest = sorted(costs.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]
    return [f"{package} {cost:.2f}" for package, cost in longest]


if __name__ == "__main__":
    main()
