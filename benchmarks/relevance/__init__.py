"""How relevant the results of a search are: queries of people, with results that were judged by reading the records."""
