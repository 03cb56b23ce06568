"""Figures of one sentence beside those of others: read, compared, and told to differ or to be overtaken."""
