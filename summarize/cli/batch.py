"""`summarize batch`: one line of results for each of many clusters."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Any

import click

from summarize.cli.group import HELP_SETTINGS, backend_options, complete_path, jobs_option, setting_options
from summarize.cli.output import BatchProgress, Extent, close_output, counts, same_file, say
from summarize.errors import ReadError, SummarizeError, WriteError
from summarize.options import Options

if TYPE_CHECKING:
    from summarize.batch.inputs import Item
    from summarize.batch.results import LeftOut, Past
    from summarize.batch.runs import Tally

SOME_FAILED = 3  # exit status


@click.command(
    short_help="Summarise many clusters of articles, one line of JSON each.",
    epilog="""\b
Examples:
  summarize batch clusters.jsonl -o results.jsonl --words 100
  summarize batch clusters.jsonl -o results.jsonl --words 100 --resume
  summarize batch clusters.jsonl -o results.jsonl --backend dask --address tcp://10.0.0.5:8786

Each line of clusters.jsonl is a JSON object: {"id": ..., "documents": [{"text": ..., "title": ..., "date": ...,
"url": ...}, ...]}. Only the texts are needed.

Exit status: 0 every cluster has a summary, 1 nothing could be read or written, 2 wrong usage, 3 some clusters have
an error instead of a summary, 130 interrupted.""",
    context_settings=HELP_SETTINGS,
    no_args_is_help=True,
)
@click.argument("source", metavar="INPUT", shell_complete=complete_path)
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="OUT.jsonl",
    help="Write to this file or address.  [default: standard output]",
)
@setting_options(batch=True)
@click.option("--resume", is_flag=True, help="Continue from the results that an earlier run wrote to OUT.jsonl.")
@click.option("--unordered", is_flag=True, help="Write results as they are done, not in the order of the input.")
@jobs_option("all cores")
@click.option(
    "--timeout", type=float, metavar="SECONDS", help="At most this many seconds for each cluster.  [default: no limit]"
)
@click.option(
    "--memory", type=int, metavar="MB", help="At most this many MB of extra memory for each cluster (Linux only)."
)
@backend_options("Where the work is done: in processes on this machine, or on a cluster of machines.")
@click.option("--quiet", is_flag=True, help="No progress, no warnings, no final count.")
@click.pass_context
def batch(
    context: click.Context,
    /,
    source: str,
    *,
    output: str,
    resume: bool,
    unordered: bool,
    jobs: int | None,
    timeout: float | None,
    memory: int | None,
    backend: str,
    address: str | None,
    quiet: bool,
    **settings: Any,
) -> None:
    """Summarise many clusters; a cluster is the articles about one event.

    Each cluster gives one line of JSON, with its id and a summary or an error.

    INPUT is a file with one cluster on each line (JSON Lines), a folder in which each folder is a cluster, or - for
    standard input. Results are written one by one as the batch goes on. If a cluster fails, its error is its result,
    and the others go on.
    """
    options = Options(**settings)
    if resume and output == "-":
        raise click.UsageError("--resume needs a file of results; name it with --output")
    spare_input(source, output)
    from summarize.batch.backends import workers
    from summarize.batch.limits import check_limits
    from summarize.batch.runs import LineWorker, Tally, summarize_file

    check_limits(timeout, memory)
    worker = LineWorker(options, timeout=timeout, memory=memory, home=os.getpid())
    tally = Tally()
    with ExitStack() as stack:
        stack.enter_context(without_warnings())
        extent, items = open_input(source, options, stack)
        stack.enter_context(workers(backend, address, jobs))
        sink = stack.enter_context(open_sink(output, resume, not unordered))
        left_out = stack.enter_context(reported(tally, output, quiet))
        progress = stack.enter_context(BatchProgress(extent, quiet))
        summarize_file(items, sink, worker, tally, ordered=not unordered, watch=progress)
        if not tally.total:
            raise SummarizeError(f"{source}: no clusters in it; write one JSON object a line")
        left_out.append(sink.finish())
    if tally.failed or tally.failed_before:
        context.exit(SOME_FAILED)


def spare_input(source: str, output: str) -> None:
    """Refuse to write over the input, or among the articles of a cluster."""
    if output == "-":
        return
    from pathlib import Path

    path = Path(output)
    if same_file(path, source) or any(same_file(parent, source) for parent in path.absolute().parents[1:]):
        raise click.UsageError(f"{output} is in the input; choose another file with --output")


@contextmanager
def without_warnings() -> Iterator[None]:
    """Silence joblib's warnings of workers that died: the results say so."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def open_input(source: str, options: Options, stack: ExitStack) -> tuple[Extent, Iterator[Item | None]]:
    """Return how large the input is, where known, and its clusters, read as they are drawn.

    stack: closes what is opened here. Raises ReadError.
    """
    from pathlib import Path

    from summarize.batch import inputs
    from summarize.batch.addresses import is_address, opened
    from summarize.read.files import open_bytes

    if source == "-":
        if sys.stdin is None:
            raise ReadError("-: standard input is closed")
        return Extent(), inputs.lines(standard_input(), options)
    if is_address(source):
        file = stack.enter_context(opened(source))
        return Extent(getattr(file, "size", None)), inputs.lines(file, options)
    path = Path(source)
    try:
        if path.is_dir():
            folders = inputs.folders(path)
            return Extent(clusters=len(folders)), inputs.clusters(folders, options)
        return Extent(path.stat().st_size), inputs.lines(stack.enter_context(open_bytes(source)), options)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{source}: cannot be read ({reason}); name a file or folder of clusters, or -") from error


def standard_input() -> Any:
    """Return standard input as a file, or as lines that arrive, where it is a pipe and the system can tell."""
    from summarize.batch.inputs import Pipe

    try:
        descriptor = sys.stdin.fileno()
    except OSError:  # it is in memory
        return sys.stdin.buffer
    return sys.stdin.buffer if sys.platform == "win32" else Pipe(descriptor)


@contextmanager
def open_sink(output: str, resume: bool, ordered: bool) -> Iterator[Any]:
    """Give the place that results go to: standard output, a file, or an address."""
    if output == "-":
        yield OutputStream()
        return
    from pathlib import Path

    from summarize.batch.addresses import AddressResults, is_address
    from summarize.batch.results import Results

    if is_address(output):
        results: Results = AddressResults(output, resume=resume, ordered=ordered)
    else:
        results = Results(Path(output), resume=resume, ordered=ordered)
    with closing(results):
        yield results


class OutputStream:
    """Standard output as the place that results go to."""

    def find(self, fingerprint: str, line: int | None) -> Past | None:
        """Return None: a stream knows no earlier run."""
        return None

    def add(self, place: int, line: bytes) -> None:
        """Write a result; BrokenPipeError when nobody reads, WriteError for any other failure."""
        if sys.stdout is None:
            raise WriteError("standard output cannot be written (it is closed)")
        try:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            close_output()
            raise WriteError(f"standard output cannot be written ({error.strerror})") from error

    def sync(self) -> None:
        """Do nothing: each result has been flushed."""

    def finish(self) -> LeftOut:
        """Return that nothing is left out: a stream knows no earlier run."""
        from summarize.batch.results import LeftOut

        return LeftOut()


@contextmanager
def reported(tally: Tally, output: str, quiet: bool) -> Iterator[list[LeftOut]]:
    """Report on a batch at its end, however it ends; a reader of its output that has gone away is not an error.

    Gives a list to which what the file of results leaves out is added.
    """
    left_out: list[LeftOut] = []
    try:
        yield left_out
    except BrokenPipeError:
        close_output()
    finally:
        if not quiet and tally.total:
            report(tally, output, left_out)


def report(tally: Tally, output: str, left_out: Sequence[LeftOut]) -> None:
    """Say what became of the batch, which clusters failed, and how to go on when an error ends it."""
    from summarize.batch.addresses import is_address, local_path
    from summarize.batch.results import ForeignError

    ending = sys.exception()
    if tally.failures:
        unnamed = tally.failed + tally.failed_before - len(tally.failures)
        say(f"Failed: {', '.join(tally.failures)}{f' and {unnamed:,} more' if unnamed else ''}")
    say(f"{counts(tally)}{'; not finished' if ending else ''}")
    if ending and output != "-" and not isinstance(ending, ForeignError):
        where = f" in {local_path(output)}" if is_address(output) else ""
        say(f"What is done is kept{where}: the same command with --resume goes on from there.")
    for number, path in left_out:
        if number:
            say(f"{number:,} results of clusters not in the input are left out; they are in {path}")
