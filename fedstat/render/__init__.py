"""Tables on a terminal; the only user of Rich."""
