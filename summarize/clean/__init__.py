"""Document to blocks: which stretches are article text, and why the others are not. Nothing is rewritten."""
