"""The files of the site: what people uploaded, and what was drawn of it.

No static files, locks or caches, and nothing that is just being written.
"""

import os
from pathlib import Path

from keeping.databases.contents import roots
from site_cms.storage import UNFINISHED


def on_disk():
    """Yield ("private/…" or "media/…", Path) of every file; a link or a pipe is no file of ours."""
    for label, root in roots().items():
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(set(folders) - {UNFINISHED})
            for name in sorted(names):
                path = Path(folder, name)
                if path.is_file() and not path.is_symlink():
                    yield f"{label}/{path.relative_to(root).as_posix()}", path
