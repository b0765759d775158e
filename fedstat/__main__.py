"""`python -m fedstat` is the command `fedstat`."""

from fedstat.cli import main

if __name__ == "__main__":
    main()
