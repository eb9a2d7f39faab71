"""How types of the graph are declared: exposure is written, everything else is derived."""
