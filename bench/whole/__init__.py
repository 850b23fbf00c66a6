"""The whole station under random and hostile acts: its posts, what they can do, and the world they do it in."""
