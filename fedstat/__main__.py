"""`python -m fedstat` is the command `fedstat`."""

from fedstat.cli import console

if __name__ == "__main__":
    console()
