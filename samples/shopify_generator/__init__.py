"""Invented shops whose orders are written the way the platform's admin exports them."""
