"""Types of the graph that are declared over the models."""
