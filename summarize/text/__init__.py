"""What sentences are made of: characters, words, quotation marks, boundaries, and the word lists of languages."""
