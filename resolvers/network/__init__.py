"""The network as a graph: snapshots of what is public, and figures of them."""
