"""What a request may cost: a budget for each operation, points for each address and token, and lanes for heavy ones."""
