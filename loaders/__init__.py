"""How rows are read, who sees them, and how they are written: the connections, the transactions, and most of the SQL.

Some modules of `resolvers/` put statements of their own together; all run through a `Queryable` or a `Work` of here.
"""
