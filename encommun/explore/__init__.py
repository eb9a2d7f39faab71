"""The page on which visitors explore the network: its bundle is built from `pages/`, and asks no other server.

Nothing is imported here: setup.py builds the bundle where nothing of ours is installed.
"""
