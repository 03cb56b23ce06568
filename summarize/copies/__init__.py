"""Articles to groups, sentences to repeats: which articles are copies or independent, and which sentences repeat."""
