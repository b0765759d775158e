"""The form that goes out to a data provider and comes back: one layout, its writer and its reader.

What is asked (`asking`), the words on it (`words`), what it is recognised by (`stamp`), and where everything
stands (`layout`, a neutral `table.Form` that exporters turn into a workbook or CSV).
"""
