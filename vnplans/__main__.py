"""`python -m vnplans`."""

from pipeline.cli import main

if __name__ == "__main__":  # processes that help with reading import this module too
    main()
