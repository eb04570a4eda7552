"""Count the channels of models and write the figures beside them: `python -m convae.channels models/classic.keras`."""

import argparse
import sys
from pathlib import Path

import numpy as np

from convae import digits, network
from convae.channels import measure, save
from convae.errors import ConvaeError
from convae.model_files import ModelFiles


def main(arguments: list[str] | None = None) -> int:
    """Count the channels of each model named on the command line over the test digits and write the figures beside it."""
    parser = argparse.ArgumentParser(prog="python -m convae.channels", description=main.__doc__)
    parser.add_argument("models", nargs="+", type=Path, metavar="MODEL.keras")
    for path in parser.parse_args(arguments).models:
        try:
            files = ModelFiles(path)
            figures = measure(network.load(path), digits.load_test()[0], digest=files.digest)
        except ConvaeError as error:
            sys.stderr.write(f"convae.channels: {error}\n")
            return 2
        save(figures, files.channels)
        dead = np.count_nonzero(figures.table["dead_on"] == figures.digits)
        sys.stdout.write(f"{path}: {len(figures.table)} channels over {figures.digits:,} digits, {dead} of them dead for every digit\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
