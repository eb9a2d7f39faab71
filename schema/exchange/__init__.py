"""Exchange with partner networks: bulk upserts by their own references."""
