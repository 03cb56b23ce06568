"""How good summaries are: against references or, where there are none, against their own articles."""

from summarize.evaluate.clusters import CEILING, FLOOR, Cluster, read_clusters
from summarize.evaluate.evaluation import Evaluation, evaluate
from summarize.evaluate.measures import Difference, Measure, Report, System
from summarize.evaluate.without_references import Comparison, compare, report

__all__ = [
    "CEILING",
    "FLOOR",
    "Cluster",
    "Comparison",
    "Difference",
    "Evaluation",
    "Measure",
    "Report",
    "System",
    "compare",
    "evaluate",
    "read_clusters",
    "report",
]
