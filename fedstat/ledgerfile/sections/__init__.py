"""The ledger's tables, one module per family: what each key means and which noun comes of them."""
