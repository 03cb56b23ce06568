"""What is new since earlier summaries."""
