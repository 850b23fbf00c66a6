"""What the serving role may do in the database: read, add, change; remove only what is not official."""

#: Tables whose rows come and go. Everything else is kept for ever, and the role has no DELETE on it.
PASSING = (
    "cache",
    "django_session",
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)
#: The ledger: events are added, links and heads are written by the trigger alone. A view is only read. The history's
#: rows are added by triggers in the serving role's name, so it may add; the library's own table is not used.
LESS = {
    "audit_event": "select, insert",
    "audit_link": "select",
    "audit_head": "select",
    "people_party": "select",
    "pghistory_context": "select",
    **{
        f"{table}event": "select, insert"
        for table in (
            "documents_certificate",
            "people_person",
            "services_application",
            "services_verification",
        )
    },
}


def statements(role: str, tables: list[str]) -> list[str]:
    """The GRANTs for the tables that exist, after taking everything away."""
    lines = [
        f'grant usage on schema public to "{role}"',
        f'revoke all on all tables in schema public from "{role}"',
        f'grant usage, select on all sequences in schema public to "{role}"',
        f'grant execute on all functions in schema public to "{role}"',
    ]
    for table in tables:
        rights = LESS.get(table, "select, insert, update")
        if table in PASSING:
            rights += ", delete"
        lines.append(f'grant {rights} on "{table}" to "{role}"')
    return lines
