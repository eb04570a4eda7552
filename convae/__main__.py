"""For whoever runs the app: `python -m convae --check`."""

import argparse
import sys

from convae import __version__, check


def main(arguments: list[str] | None = None) -> int:
    """Do what is asked and return the exit code: 0 where all is well."""
    parser = argparse.ArgumentParser(prog="python -m convae", description="See a convolutional autoencoder: streamlit run app.py")
    parser.add_argument("--version", action="version", version=f"convae {__version__}")
    parser.add_argument("--check", action="store_true", required=True, help="verify versions, words, data and models; 0 if all is well")
    parser.parse_args(arguments)
    return check.run()


if __name__ == "__main__":
    sys.exit(main())
