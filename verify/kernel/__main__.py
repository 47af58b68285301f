"""`python -m verify.kernel FILE …`, and `python -I -S FOLDER FILE …` on a bare copy of this folder."""

import importlib
import sys
from pathlib import Path

if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    if not __package__:
        # Run as a folder: Python put the folder itself on the path; its parent belongs there.
        sys.path[0] = str(here.parent)
    command = importlib.import_module(f"{__package__ or here.name}.command")
    sys.exit(command.main(sys.argv[1:]))
