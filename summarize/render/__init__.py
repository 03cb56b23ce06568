"""SummaryRecord to text, Markdown, JSON or HTML. Everything foreign is made harmless here; nothing is computed."""
