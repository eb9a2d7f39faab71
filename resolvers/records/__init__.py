"""The record service: records are created, changed, published, archived and restored, with journal entries."""
