"""What checks give, as tests compare it."""


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
    """Where something is wrong with a record, and what it is."""
    return [(each.path, each.code) for each in checked[1]]
