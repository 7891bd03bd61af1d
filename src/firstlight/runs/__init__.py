"""Composes the engines into a run: the one path that the faces share."""
