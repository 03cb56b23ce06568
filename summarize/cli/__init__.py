"""The command line: arguments in, text out. It translates and decides nothing."""
