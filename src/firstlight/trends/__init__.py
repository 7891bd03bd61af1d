"""Records and texts → patterns, tactics, change, places."""
