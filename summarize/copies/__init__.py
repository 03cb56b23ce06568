"""Documents to groups: which articles are copies of one story, and which are independent of one another."""
