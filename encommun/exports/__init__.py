"""The commons to take away: files that everyone may fetch, built once for each state of the journal."""
