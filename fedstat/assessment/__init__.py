"""Met or not, and how the pace is judged: one published method per module behind one interface."""
