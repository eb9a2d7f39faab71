"""Errors that the operator can correct."""


class OperatorError(Exception):
    """Its text is one line that says what is wrong and what to do; the command line prints it and nothing else."""
