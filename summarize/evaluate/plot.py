"""An evaluation as a picture: what each system reached, with its interval."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from summarize.errors import SummarizeError
from summarize.evaluate.measures import RECALL, signature
from summarize.evaluate.systems import CEILING, FLOOR
from summarize.evaluate.tables import ROUGE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from summarize.evaluate.evaluation import Evaluation

ROW = 0.36  # inches that a system takes
FRAME, INK = "0.55", "#1f4e79"  # grey for floor and ceiling, which are there to compare with


def canvas() -> type[Figure]:
    """Return matplotlib's figure, which needs no display; SummarizeError when the extra `plot` is not installed."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise SummarizeError("--plot needs matplotlib: pip install 'summarize[plot]'") from error
    return Figure


def plot(found: Evaluation, form: str) -> bytes:
    """Return a picture of ROUGE recall with 95 % intervals, a system a row, the first at the top.

    form: svg, png or pdf. The same evaluation gives the same bytes.
    """
    figure = canvas()(figsize=(10, 1.4 + ROW * len(found.systems)), layout="constrained")
    from matplotlib import rc_context

    with rc_context({"svg.hashsalt": "summarize", "font.family": "DejaVu Sans"}):
        for axes, title, measure in zip(figure.subplots(1, len(RECALL), sharey=True), ROUGE, RECALL, strict=True):
            draw(axes, found, title, measure)
        figure.supxlabel(signature(found.settings), fontsize=7, color="0.35")
        data, dateless = BytesIO(), {"svg": {"Date": None}, "pdf": {"CreationDate": None}}
        figure.savefig(data, format=form, dpi=150, metadata=dateless.get(form))
    return data.getvalue()


def draw(axes: Axes, found: Evaluation, title: str, measure: str) -> None:
    """Draw one measure: a dot and its interval for each system, and a line at the first."""
    rows = [(at, system.name, system.measures[measure]) for at, system in enumerate(found.systems)]
    for at, name, one in rows:
        ink = FRAME if name in (FLOOR, CEILING) else INK
        axes.plot([100 * one.low, 100 * one.high], [at, at], color=ink, linewidth=2, solid_capstyle="round")
        axes.plot(100 * one.mean, at, "o", color=ink, markersize=6)
        axes.annotate(
            f"{100 * one.mean:.1f}", (100 * one.mean, at), (0, 6), textcoords="offset points", ha="center", fontsize=8
        )
    axes.axvline(100 * rows[0][2].mean, color="0.8", linewidth=1, zorder=0)
    axes.set_yticks([at for at, _, _ in rows], [name for _, name, _ in rows])
    axes.set_ylim(len(rows) - 0.5, -0.7)
    axes.set_title(f"{title} recall, %", fontsize=10)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="0.92")
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
