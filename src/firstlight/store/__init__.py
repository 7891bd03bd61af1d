"""The workspace: Parquet files for bulk, a SQL database for decisions, an audit chain."""
