"""What happened when: the days that articles tell of."""
