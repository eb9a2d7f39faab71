"""SQL of a statement: dialects, filters, orders, pages, targets and the JSON that the database writes."""
