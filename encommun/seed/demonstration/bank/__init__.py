"""The hand-written bank of texts, in French: one TOML file an idea, one an approach to participation."""
