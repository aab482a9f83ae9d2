"""Pure rules: plain values in, typed answers out. METHOD.md says what each does, and on whose authority."""
