"""The ledger file: its TOML, its encoding, its places; the only opener of a ledger."""
