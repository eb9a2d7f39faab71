"""Editorial work: seals on what others have done, collections, and what is featured."""
