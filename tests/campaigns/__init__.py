"""Long attacks on the kernel, each a command of its own; docs/threats.md records what came of them."""
