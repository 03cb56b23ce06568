"""A summary to text, Markdown, JSON or HTML. Foreign text is made harmless here; nothing is computed."""
