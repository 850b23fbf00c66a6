"""Ways in which a bank or mobile wallet tells us of money."""
