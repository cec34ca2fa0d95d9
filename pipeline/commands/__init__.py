"""The commands of `vnplans`, one file each. A command parses, calls and prints; the work is done elsewhere."""
