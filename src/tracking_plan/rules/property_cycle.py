"""A property of the dictionary stands inside itself.

Why: an object that holds itself has no end, so no example, no generated type and no table could be made of it.

Bad:

    properties:
      folder:   # <- here
        type: object
        description: Where the file lies
        properties:
          folder:

Good:

    properties:
      folder:
        type: object
        description: Where the file lies
        properties:
          name: {type: string, description: Name of the folder}
          parent_name: {type: string, description: Name of the folder around it}
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
