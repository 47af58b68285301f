"""Reports: the record of a session as pages that a person reads. Rendering solves nothing and changes no verdict."""
