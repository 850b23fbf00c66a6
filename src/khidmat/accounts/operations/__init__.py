"""All writes of accounts: staff and postings, sessions, second steps, citizens' codes."""
