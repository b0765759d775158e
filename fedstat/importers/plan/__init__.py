"""An office's table of indicators (监测指标体系) read as a plan: what is understood, and what must be asked.

`headings` says what a column means, `layout` finds the columns, `rows` the rows, `reading` what they say,
`numbering` gives codes and ids, `nouns` is what comes out.
"""
