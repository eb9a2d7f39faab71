"""One file for each approach to participation: what may be said of it, and the figures that befit it."""
