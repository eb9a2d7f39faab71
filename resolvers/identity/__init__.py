"""Accounts, sessions and tokens: who a request is from."""
