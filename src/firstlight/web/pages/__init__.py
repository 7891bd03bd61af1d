"""One file per page: read the request, ask the desk, hand nouns to a template."""
