"""Colours on a Windows console; the one module of this room that only another platform runs."""

from __future__ import annotations

import sys


def colour_works(descriptor: int) -> bool:
    """Switch the console behind *descriptor* (1 or 2) to ANSI colours; tell whether it has them.

    Elsewhere than on Windows every terminal has them. Windows has had them since 2016; an older console, or
    one that refuses, is told apart here, so that it is never sent what it would print as rubbish.
    """
    if sys.platform != "win32":
        return True
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    handle = kernel.GetStdHandle(-10 - descriptor)
    mode = wintypes.DWORD()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    enable_virtual_terminal_processing = 0x0004
    return bool(kernel.SetConsoleMode(handle, mode.value | enable_virtual_terminal_processing))
