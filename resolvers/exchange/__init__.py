"""Exchange with partner networks: their records, many at once, known by the networks' own references."""
