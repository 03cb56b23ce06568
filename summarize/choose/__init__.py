"""Rows and salience to chosen rows: MMR under a hard budget, context, reading order, reasons."""
