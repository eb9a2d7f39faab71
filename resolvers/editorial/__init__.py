"""Editorial work: what makes content worth reading, and shows what came of it."""
