"""What the commons writes to people: texts in each language, composed and queued with what they tell of."""
