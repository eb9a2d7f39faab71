"""The commons put together: settings, HTTP edge, command line, and the data that it starts with."""
