"""Ranges of addresses: what lies in them, and what is no range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import FaultError
from resolvers.security.ip_ranges import is_in_ranges, parse_ranges

RANGES = parse_ranges(["192.0.2.0/24", " 2001:db8::/32 ", "198.51.100.7", "::ffff:203.0.113.0/120"])


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.0", True),
        ("192.0.2.255", True),
        ("192.0.3.0", False),
        ("192.0.1.255", False),
        ("198.51.100.7", True),
        ("198.51.100.8", False),
        ("2001:db8::1", True),
        ("2001:DB8:ffff:ffff:ffff:ffff:ffff:ffff", True),
        ("2001:db9::", False),
        ("::ffff:192.0.2.1", True),
        ("::ffff:c000:201", True),
        ("::ffff:192.0.3.1", False),
        ("::192.0.2.1", False),
        ("203.0.113.9", True),
        ("::ffff:203.0.113.9", True),
        ("2001:db8::1%eth0", True),
        ("", False),
        ("unix", False),
        ("192.0.2.1:443", False),
        ("192.0.2.1 ", False),
        ("192.0.2.01", False),
        ("3221225985", False),
        ("192.0.2.1, 192.0.2.2", False),
        ("１９２.0.2.1", False),
    ],
)
def test_what_lies_in_a_range(address, expected):
    assert is_in_ranges(RANGES, address) is expected


@pytest.mark.parametrize("address", ["192.0.2.1", "::1", "", "no address"])
def test_no_ranges_admit_everyone(address):
    assert is_in_ranges((), address)


def test_everything_of_one_version_is_nothing_of_the_other():
    everything_six, everything_four = parse_ranges(["::/0"]), parse_ranges(["0.0.0.0/0"])
    assert is_in_ranges(everything_six, "2001:db8::1")
    assert not is_in_ranges(everything_six, "192.0.2.1")
    assert not is_in_ranges(everything_six, "::ffff:192.0.2.1")
    assert is_in_ranges(everything_four, "::ffff:192.0.2.1")
    assert not is_in_ranges(everything_four, "::1")
    assert is_in_ranges(parse_ranges(["::ffff:0:0/96"]), "8.8.8.8")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "/24",
        "192.0.2.0/",
        "192.0.2.0/33",
        "192.0.2.0/-1",
        "192.0.2.0/+24",
        "192.0.2.0/２４",
        "192.0.2.7/24",
        "192.0.2.0/24/24",
        "192.0.2.0/255.255.255.0",
        "0.0.0.0/0.0.0.0",
        "192.0.2.0/0.0.0.255",
        "192.0.2",
        "2001:db8::/129",
        "2001:db8::1/32",
        "fe80::1%eth0",
        "*",
        "localhost",
        "192.0.2.0-192.0.2.9",
        "١.١.١.١",
        "\ud800",
        "x" * 10_000,
    ],
)
def test_what_is_no_range_is_told_by_a_code(text):
    with pytest.raises(FaultError) as refused:
        parse_ranges(["192.0.2.0/24", text])
    assert refused.value.extensions == {"code": "INVALID_ADDRESS_RANGE"}
    assert len(str(refused.value)) < 300


@given(st.ip_addresses(v=4), st.ip_addresses(v=4), st.integers(0, 32))
def test_membership_is_a_comparison_of_first_bits(address, other, length):
    shift = 32 - length
    (found,) = parse_ranges([f"{type(address)(int(address) >> shift << shift)}/{length}"])
    expected = int(address) >> shift == int(other) >> shift
    assert is_in_ranges([found], str(other)) == is_in_ranges([found], f"::ffff:{other}") == expected
    assert is_in_ranges([found], str(address))
