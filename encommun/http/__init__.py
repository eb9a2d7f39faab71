"""The HTTP edge: one endpoint that speaks GraphQL over HTTP, in small files that know nothing of the commons."""
