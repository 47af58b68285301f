"""A Dask cluster as an executor: the extra `dask`."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager


class ClusterError(Exception):
    """The cluster cannot be used; the message says what to do."""


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """An executor on the cluster whose scheduler is at `address`, and how many tasks it runs at once.

    Tasks of a worker that is lost are given to another. Raises ClusterError
    where the library is not installed, no scheduler answers, or it has no workers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError("--scheduler needs the extra dask: pip install 'verify-arith[dask]'") from None
    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"--scheduler {address}: no scheduler answers: {' '.join(str(error).split())}") from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise ClusterError(f"--scheduler {address}: the cluster has no workers")
        # The same task has the same key, so that it is never run twice at once.
        yield client.get_executor(pure=True, retries=3), threads
