"""Answers asked of several provinces: one file for each question, and `show` for the terminal.

The modules import pandas, scikit-learn and rich, so this package re-exports nothing: import the one that is asked for.
"""
