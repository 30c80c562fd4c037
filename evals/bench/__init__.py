"""Measurements that need data or time, and so stand outside the gate. `python -m evals.bench NAME …` runs one."""
