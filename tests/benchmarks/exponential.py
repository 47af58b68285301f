"""The Taylor polynomials of exp: positivity and the minimum to 50 digits, found and checked, in one process.

python -m tests.benchmarks.exponential
"""

import time

from verify.kernel.certificate import read_certificate, write_certificate
from verify.kernel.check import check
from verify.kernel.parse import parse
from verify.methods.finding import Budget
from verify.methods.plan import run_method


def measured(method: str, text: str) -> tuple[float, float, int]:
    """Seconds to find and to check the certificate of a statement, and its bytes."""
    statement = parse(text)
    began = time.process_time()
    certificate = run_method(method, statement, Budget()).certificate
    found = time.process_time() - began
    line = write_certificate(certificate)
    began = time.process_time()
    check(read_certificate(line))
    return found, time.process_time() - began, len(line)


def of_order(n: int) -> list[tuple[float, float, int]]:
    """Positivity and the minimum of the polynomial of this order."""
    taylor = f"sum(k = 0 .. {n}: x**k / factorial(k))"
    positivity = measured("stationary_point", f"forall real x: {taylor} > 0")
    return [positivity, measured("minimiser", f"minimum over real x to 50 digits: {taylor}")]


def main() -> None:
    """Prints seconds to find, seconds to check and bytes for single orders, and in all for every even order to 1000."""
    of_order(4)  # the imports, outside the clock
    for name, orders in (("1000", [1000]), ("5000", [5000]), ("2, 4 … 1000", range(2, 1001, 2))):
        results = [result for n in orders for result in of_order(n)]
        found, checked, size = (sum(column) for column in zip(*results, strict=True))
        print(f"order {name:12} found {found:7.3f} s  checked {checked:7.3f} s  {size:7} bytes")


if __name__ == "__main__":
    main()
