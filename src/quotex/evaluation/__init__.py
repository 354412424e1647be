"""Figures of quality on gold annotations, and every error behind them."""
