"""What the pages refuse: one file per refusal, each a small ASGI wrapper around the app."""
