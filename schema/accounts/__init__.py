"""Accounts: what people do to sign in, and what they see of themselves."""
