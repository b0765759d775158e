"""How it is written: tables and records become bytes, one module per format.

A report knows no format, and a format knows no indicator. `registry.FORMATS` is the table of formats.
"""
