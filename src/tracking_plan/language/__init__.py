"""The language server: what an editor asks while a plan is written, answered from the texts in its buffers.

    an edit  ->  Session (which file belongs to which plan; what is judged anew)  ->  findings for the editor
    a place  ->  Spot (what stands there, read from the text itself)  ->  hover, completion, definition, rename …

`session.py` and everything below it know nothing of the protocol; `_protocol.py` translates, and `server.py` is the only
one that listens. pygls and lsprotocol have their home here.
"""
