"""What can go wrong, as one small tree. Every message names the file or the setting, and the remedy."""


class SummarizeError(Exception):
    """The data makes the job impossible: nothing to read, nothing to say, nowhere to write."""


class ReadError(SummarizeError):
    """A file cannot be read as an article."""


class OwnSummaryError(ReadError):
    """A file is a summary that this program wrote, not an article."""


class WriteError(SummarizeError):
    """A result cannot be written; what stood there before is untouched."""


class FaithfulnessError(SummarizeError):
    """A summary failed the check that every summary passes before it is handed out: a defect of this program."""


class OptionError(ValueError):
    """A setting has a value that is not allowed."""


class LimitError(SummarizeError):
    """A cluster takes more time or memory than it was given."""


class DiedError(SummarizeError):
    """Every process that worked on a cluster died, also when it worked on nothing else."""


class WorkersError(SummarizeError):
    """There are no workers, or none that can do anything."""
