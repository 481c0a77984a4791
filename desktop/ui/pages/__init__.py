"""One page of the window a file; a page knows no other page and no window."""
