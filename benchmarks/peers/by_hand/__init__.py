"""Writing by hand: an actor and its entry in the journal, by two INSERTs in a transaction of their own."""
