"""People in the commons: what they agreed to, what is held on them, and how that is erased."""
