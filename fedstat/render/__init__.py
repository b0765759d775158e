"""Tables and documents on a terminal and in a pipe; the only user of Rich, and of it only the widths.

`Screen` says what the reader's screen can do, `write` puts blocks on a stream, `lines` gives one block's
lines. Nothing here reads the environment: the command line decides width, colour and signs.
"""

from __future__ import annotations

from fedstat.render.blocks import lines, write
from fedstat.render.pen import PIPE, Screen
from fedstat.render.shown import encodable, visible
from fedstat.render.widths import width_of

__all__ = ["PIPE", "Screen", "encodable", "lines", "visible", "width_of", "write"]
