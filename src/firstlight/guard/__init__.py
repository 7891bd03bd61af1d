"""One file per danger: archives, paths, cells, html, patterns, yaml, addresses."""
