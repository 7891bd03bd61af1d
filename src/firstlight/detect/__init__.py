"""Posts to mentions, signals, templates, links, operations."""
