"""What was answered about a quarter's figures, and who vouched for them: `data/quality/`."""
