"""TF-IDF rows and salience to chosen rows: MMR under a hard budget, context, reading order and reasons."""
