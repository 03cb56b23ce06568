"""Corpus to numbers: TF-IDF rows of the sentences, and their salience."""
