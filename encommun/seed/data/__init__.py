"""The files that the seed reads; `docs/data.md` says where each comes from."""
