"""Results of checks, in a form that tests compare."""


def accepted(checked):
    """The cleaned value of a check that found nothing wrong."""
    value, problems = checked
    assert problems == []
    return value


def codes(checked):
    """The codes of what a check found wrong."""
    value, problems = checked
    assert problems == [] or not value
    return [each.code for each in problems]


def found(checked):
    """Return the problems of a record: path and code."""
    return [(each.path, each.code) for each in checked[1]]
