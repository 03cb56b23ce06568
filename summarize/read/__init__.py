"""Paths and texts to documents: one function for each format, in the table `READERS`."""
