"""Amounts that may depend on the variables of a request: numbers where they do not, functions of them where they do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Values = Mapping[str, Any]
"""Coerced values of variables by name."""
Amount = int | Callable[[Values], int]


def evaluate(amount: Amount, values: Values) -> int:
    """The number that an amount is for the values of a request."""
    return amount if isinstance(amount, int) else amount(values)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of amounts."""
    number, open_ = _parted(amounts)
    return (lambda values: number + sum(each(values) for each in open_)) if open_ else number


def product(first: Amount, second: Amount) -> Amount:
    """The product of two amounts."""
    if isinstance(first, int) and isinstance(second, int):
        return first * second
    if first == 0 or second == 0:
        return 0
    return lambda values: evaluate(first, values) * evaluate(second, values)


def maximum(amounts: Sequence[Amount]) -> Amount:
    """The largest of amounts; 0 for none."""
    fixed = max((each for each in amounts if isinstance(each, int)), default=0)
    open_ = [each for each in amounts if not isinstance(each, int)]
    return (lambda values: max(fixed, *(each(values) for each in open_))) if open_ else fixed


def _parted(amounts: Iterable[Amount]) -> tuple[int, list[Callable[[Values], int]]]:
    number, open_ = 0, []
    for each in amounts:
        if isinstance(each, int):
            number += each
        else:
            open_.append(each)
    return number, open_
