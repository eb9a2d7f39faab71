"""Makes the message of a queued mail: always the same one, so that a mail sent twice is seen to be one."""

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

from encommun.mail.addresses import address
from encommun.mail.delivery import DeliveryError
from loaders.sql.statement import Row
from resolvers.i18n.mails.compose import body_language

READABLE = policy.default.clone(max_line_length=998)
"""Text goes as it is if its lines are no longer than servers take (bytes; RFC 5322, 2.1.1), and encoded otherwise."""


def message(mail: Row, sender: Address) -> EmailMessage:
    """The message of a mail claimed from the queue, in plain text.

    Raises DeliveryError, a permanent one, for a recipient or a subject that cannot be.
    """
    made = EmailMessage(policy=READABLE)
    try:
        made["From"] = sender
        made["To"] = address(mail.recipient)
        # `=?utf-8?q?=0ABcc:…?=` would be decoded here, into a header of its own.
        made["Subject"] = mail.subject.replace("=?", "= ?")
    except ValueError as error:  # from us, or from the package `email` for a line break
        raise DeliveryError(permanent=True, reason=str(error)) from error
    made["Date"] = mail.created_at
    made["Message-ID"] = f"<{mail.id}@{sender.domain}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office note comes back
    made.set_content(mail.body)
    made["Content-Language"] = body_language(mail.body)
    return made
