"""A mixed folder of articles becomes stories."""
