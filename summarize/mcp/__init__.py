"""A Model Context Protocol server: the tools of this program for agents, on standard input and output."""
