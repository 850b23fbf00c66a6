"""One script for each number the project publishes, and what the scripts need."""
