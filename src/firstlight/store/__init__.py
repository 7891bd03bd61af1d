"""The workspace: Parquet for bulk, a database for decisions and events."""
