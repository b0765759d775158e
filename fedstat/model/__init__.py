"""The nouns of a plan: frozen, without input or output, without a clock."""
