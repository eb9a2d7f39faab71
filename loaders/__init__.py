"""How rows are read, who sees them, and how they are written: SQL stands nowhere else."""
