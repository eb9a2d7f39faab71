"""The GraphQL schema: types that declare, inputs, and the SDL."""
