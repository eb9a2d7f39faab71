"""Editorial work: collections of what the commons holds, and what is featured where and when."""
