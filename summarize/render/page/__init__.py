"""A summary to one HTML page that needs nothing else: no script, no font, no picture, no address is fetched."""
