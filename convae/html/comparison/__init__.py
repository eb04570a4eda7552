"""The pictures and figures of two that stand side by side."""
