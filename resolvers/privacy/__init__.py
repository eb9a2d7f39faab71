"""People who are in the commons without an account: what is held on them, and how it is erased."""
