"""The services that carry messages: SMTP, SMPP, and aggregators by HTTP."""
