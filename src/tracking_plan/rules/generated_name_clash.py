"""Two names of the plan would be one name in a generated client.

Why: `Item Added` and `item_added` are two events on the wire, but one function in code; if one of them were left out or
numbered, a client would send something else than its caller means, or change with the order of the plan.

Bad:

    events:
      Item Added:
        description: An item was put into the cart
      item_added:   # <- here
        description: An item was put onto the list
        properties:
          List Name: {type: string, description: What the list is called}
          list_name: {type: string, description: What the list was called before}   # <- here

Good:

    events:
      Item Added:
        description: An item was put into the cart
      item_added:
        description: An item was put onto the list
        x-identifier: List Item Added
        properties:
          List Name: {type: string, description: What the list is called}
          list_name: {type: string, description: What the list was called before, x-identifier: Old List Name}

Note: `plan generate` finds it, as only a language knows which names are one in it, and then writes nothing. `x-identifier`
gives an event or a property a name in code of its own; what is sent stays as it is.
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "generate"
