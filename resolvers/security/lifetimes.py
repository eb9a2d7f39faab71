"""Maximum lifetimes of credentials, by kind, whatever is stored with them."""

from datetime import datetime, timedelta

ACCESS_TOKEN = timedelta(minutes=10)
"""The time for which a closed account can still be used with an access token."""
ISSUED_TOKEN = timedelta(days=1)
"""Of an OpenID Connect issuer: real ones last from a minute to some hours."""
REFRESH_TOKEN = timedelta(days=30)
API_TOKEN = timedelta(days=366)
"""A year, leap years too."""
CONFIRMATION = timedelta(hours=48)
PASSWORD_RESET = timedelta(hours=1)
EMAIL_CHANGE = timedelta(hours=48)
DEVICE = timedelta(days=366)
"""Of a device that is known; it opens nothing."""


def is_in_force(created_at: datetime, expires_at: datetime, longest: timedelta, now: datetime) -> bool:
    """True while it works: until it expires, and in no case for longer than its kind may."""
    return now < min(expires_at, created_at + longest)
