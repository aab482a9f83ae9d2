"""The questions that a committee asks, with typed answers. No files and no charts."""
