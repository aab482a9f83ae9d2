"""From an executed notebook to a published pack. Papermill, nbformat, nbconvert, pandoc, Typst and Quarto stay here."""
