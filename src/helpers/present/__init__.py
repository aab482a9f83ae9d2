"""What people see: words, blocks, charts and sections. Nothing here reads a file."""
