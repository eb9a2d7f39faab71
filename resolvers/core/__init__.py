"""What every capability uses: use case, execute, viewer, refusals, references, record types, journal and mailer."""
