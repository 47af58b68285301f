"""What an author writes with, `@claim`, domains and metrics, and the collector of claim files."""
