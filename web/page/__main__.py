"""Build the page: `python -m web.page`."""

import sys

from web.page.build import main

if __name__ == "__main__":
    sys.exit(main())
