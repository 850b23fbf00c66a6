"""Acts and sections with the dates they are law, and what officers write read into them."""
