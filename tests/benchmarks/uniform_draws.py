"""Shows that the draw favours nobody: 100,000 seeds for twelve pairs of roster and sample size.

Run by hand: `python tests/benchmarks/uniform_draws.py [seeds]`. Prints chi-square, degrees of
freedom and its chance for single firms and for pairs; every chance should be above 0.0001.
"""

import sys
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "domain"))

from uniformity import PAIRS, chance_beyond, samples, statistics

P = 1e-4


def line(job: tuple[int, int, int]) -> tuple[str, bool]:
    """One pair's line, and whether it is even."""
    count, n, seeds = job
    both = [one for one in statistics(count, n, samples(count, n, seeds)) if one is not None]
    chances = [chance_beyond(*one) for one in both]
    told = "   ".join(
        f"{float(square):9.1f} {degrees:5d} {chance:8.4f}"
        for (square, degrees), chance in zip(both, chances, strict=True)
    )
    return f"{count:4d} {n:4d}   {told}", min(chances) > P


def main(seeds: int) -> int:
    """Print the table; 1 where something stands out."""
    say = sys.stdout.write
    say(f"{seeds} seeds\n   N    n   single: chi2 df p         pairs: chi2 df p\n")
    with Pool() as pool:
        lines = pool.map(line, [(*pair, seeds) for pair in PAIRS], chunksize=1)
    say("".join(f"{text}{'' if even else '  STANDS OUT'}\n" for text, even in lines))
    return 0 if all(even for _, even in lines) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 100_000))
