"""Building blocks of every page: fields, lists, the roster grid, cards, the PDF view."""
