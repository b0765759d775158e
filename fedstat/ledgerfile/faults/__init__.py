"""What people type where TOML should stand, and what to tell them: one module for each sort of fault."""
