"""The network as a graph: walks through it, and figures of it."""
