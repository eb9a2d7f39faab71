"""Authentication: passwords, tokens, trusted issuers; neither databases nor HTTP servers are known here."""
