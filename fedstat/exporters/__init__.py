"""How it is written: tables and records become bytes, one module per format."""
