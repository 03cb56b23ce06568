"""Paths and texts to documents: one function a suffix, in the table `READERS`."""
