"""Bytes of other programs -> tables of cells, indicators, observations, and what is wrong with them."""
