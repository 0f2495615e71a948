"""Hash functions of the standard library without OpenSSL, which takes longer to load than hashing a report.

`hashlib` always loads it. Python's own modules, which the standard library's
`random` also uses, do not need it; if Python was built without them, the same
functions come from `hashlib`.
"""

from __future__ import annotations

import sys

# What `typing` calls so: importing it takes as long as all the rest here.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from hashlib import blake2b, sha256, shake_256
else:
    try:
        from _blake2 import blake2b
        from _sha3 import shake_256

        if sys.version_info >= (3, 12):
            from _sha2 import sha256
        else:
            from _sha256 import sha256
    except ImportError:
        from hashlib import blake2b, sha256, shake_256

__all__ = ["blake2b", "sha256", "shake_256"]
