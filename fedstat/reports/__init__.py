"""What is said: ledger and assessments become tables, records and sentences."""
