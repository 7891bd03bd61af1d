"""One file per version of the schema; released versions are never edited."""
