"""The relevance of a search: queries of people, with results that were judged by reading the records."""
