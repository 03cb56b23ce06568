"""Corpus to numbers: TF-IDF rows of the sentences, (n, v), and the salience of each, (n,) in [0, 1]."""
