"""API tokens of partner networks: asked for and shown; a secret is shown once."""
