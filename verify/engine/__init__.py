"""The engine: from a claim's statement to its verdict, by stored certificates and by methods in killable workers."""
