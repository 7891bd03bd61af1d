"""Reads hostile sources into posts."""
