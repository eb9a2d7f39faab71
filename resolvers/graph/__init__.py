"""Algorithms of graphs on arrays: nodes and edges are whole numbers, and nothing of the commons is known.

A leaf whose modules load numpy, which takes 0.1 s: import them where they are needed, in the thread that computes.
"""
