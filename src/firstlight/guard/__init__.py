"""One file per danger: archives, paths, cells, links in shown text."""
