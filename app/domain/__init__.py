"""The rules of the office: values in, values out."""
