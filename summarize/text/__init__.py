"""Text to sentences and words: repair, quotation marks, boundaries, tokens, and the word lists of languages."""
