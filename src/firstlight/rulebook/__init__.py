"""Rules as data and their loader: indicators, terms, places, helplines."""
