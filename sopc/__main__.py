"""Run the command line as ``python -m sopc``."""

from sopc.cli.main import main

if __name__ == "__main__":
    main()
