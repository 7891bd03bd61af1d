"""Builds the worker's offline app: static pages per language, no account, nothing sent."""
