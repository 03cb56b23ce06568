"""An evaluation as a picture: what each system reached, with its interval."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from summarize.errors import SummarizeError
from summarize.evaluate.clusters import CEILING, FLOOR
from summarize.evaluate.measures import RECALL, signature
from summarize.evaluate.tables import ROUGE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from summarize.evaluate.evaluation import Evaluation

WIDTH, HEIGHT = 10, 1.4  # inches of the picture; the height is without the systems
ROW_HEIGHT = 0.36  # inches that a system takes
RANKER_COLOR, FRAME_COLOR = "#1f4e79", "0.55"  # floor and ceiling are grey: they frame the others
DATELESS = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}  # by format, for the same bytes every time


def canvas() -> type[Figure]:
    """Return matplotlib's figure, which needs no display.

    Raises SummarizeError, which names the command that installs it, when the extra `plot` is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise SummarizeError("--plot needs matplotlib: pip install 'summarize[plot]'") from error
    return Figure


def plot(evaluation: Evaluation, form: str) -> bytes:
    """Return a picture of ROUGE recall with 95 % intervals, a measure a panel, a system a row, the first at the top.

    form: svg, png or pdf. The same evaluation gives the same bytes. Raises SummarizeError without matplotlib.
    """
    figure = canvas()(figsize=(WIDTH, HEIGHT + ROW_HEIGHT * len(evaluation.systems)), layout="constrained")
    from matplotlib import rc_context

    with rc_context({"svg.hashsalt": "summarize", "font.family": "DejaVu Sans"}):  # for the same bytes every time
        for axes, title, measure in zip(figure.subplots(1, len(RECALL), sharey=True), ROUGE, RECALL, strict=True):
            draw_panel(axes, evaluation, title, measure)
        figure.supxlabel(signature(evaluation.settings), fontsize=7, color="0.35")
        data = BytesIO()
        figure.savefig(data, format=form, dpi=150, metadata=DATELESS.get(form))
    return data.getvalue()


def draw_panel(axes: Axes, evaluation: Evaluation, title: str, measure: str) -> None:
    """Draw one measure: a dot and its interval for each system, and a vertical line at the mean of the first.

    title: of the panel. measure: a name in `System.measures`. Values are drawn in percent.
    """
    names = [system.name for system in evaluation.systems]
    values = [system.measures[measure] for system in evaluation.systems]
    for row, (name, value) in enumerate(zip(names, values, strict=True)):
        color, mean = FRAME_COLOR if name in (FLOOR, CEILING) else RANKER_COLOR, 100 * value.mean
        axes.plot([100 * value.low, 100 * value.high], [row, row], color=color, linewidth=2, solid_capstyle="round")
        axes.plot(mean, row, "o", color=color, markersize=6)
        axes.annotate(f"{mean:.1f}", (mean, row), (0, 6), textcoords="offset points", ha="center", fontsize=8)
    axes.axvline(100 * values[0].mean, color="0.8", linewidth=1, zorder=0)
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.7)
    axes.set_title(f"{title} recall, %", fontsize=10)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="0.92")
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
