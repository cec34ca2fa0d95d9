"""Pictures for papers: SVG, PDF and PNG, readable without colours. Needs the extra `plot`."""
