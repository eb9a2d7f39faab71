"""Editorial work: what makes content worth reading and leads to it, and shows what came of it."""
