"""Graph questions: values in, values out. Knows no table, no words, no rounding for display."""
