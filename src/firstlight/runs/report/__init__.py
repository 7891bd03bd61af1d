"""The report of a search for trends: findings in order of use, charts, pages, files."""
