"""API tokens of partner networks: given, rotated, revoked and watched over; and their networks' spaces opened."""
