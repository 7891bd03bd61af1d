"""Composes engines into runs: the one path that the command line and the pages share."""
