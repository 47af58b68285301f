"""`python -m verify`: the same as the command `verify`."""

from verify.cli.main import script

if __name__ == "__main__":
    script()
