"""The report: one HTML file that holds a family of plans, for people to read offline.

`data` asks the comparisons, `families`, `clusters`, `matrices`, `sides` and `documents` turn the answers into what is shown, `svg` draws,
`render` writes the page. The modules import pandas, so this package re-exports nothing.
"""
