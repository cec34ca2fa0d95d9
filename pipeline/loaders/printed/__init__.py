"""Printed pages to text: lines with their places become paragraphs, columns, tables and notes. PDF and OCR both pass through here."""
