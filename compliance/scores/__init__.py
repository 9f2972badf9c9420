"""The points of a year, the scheme behind them, objections."""
