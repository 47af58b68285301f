"""Certificates for other provers: a theorem that is the statement, a proof that is the certificate."""
