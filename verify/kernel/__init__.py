"""The trusted kernel: terms, statements, their text, certificates, and the checker.

Standard library only. Copied to an empty folder it still runs, as
`python -I -S kernel CERTIFICATES`.
"""
