"""Helpers for performance packs: model, rules, store, analysis, presentation and publishing."""
