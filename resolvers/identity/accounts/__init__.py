"""Accounts: people register, sign in, stay signed in, and leave; what is secret here is stored as a hash."""
