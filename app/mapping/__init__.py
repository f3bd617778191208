"""The map of ties: its shell from folium, its data from rows."""
