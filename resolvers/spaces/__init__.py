"""Spaces: who acts for a local authority, how that is confirmed, and who works beside them."""
