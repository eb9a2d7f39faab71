"""Reading, visibility and writing of rows: the connections, the transactions, and most of the SQL.

Some modules of `resolvers/` put statements of their own together; all run through a `Queryable` or a `Work` of here.
"""
