"""False statements near true ones, and the test that none of them is PROVED."""
