"""Mentions in the forms of other tools: W3C Web Annotation, spaCy's DocBin, Label Studio."""
