"""Chosen rows to citations: what a sentence commits itself to, who else says it, which figures differ."""
