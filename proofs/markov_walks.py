"""What iterating a Markov chain does, after any number of steps.

A chain on two states goes from the first to the second with probability p, and back with probability q; x is the
probability of being in the first. One step makes x (1 - p) + (1 - x) q of it. J. Su's articles on sampling use that "iterating
long enough" arrives at the stationary distribution. For which chains is that true?

- A step keeps probabilities: they stay from 0 to 1, and add up to 1.
- With r = 1 - p - q, the distance from the stationary probability π = q/(p + q) is multiplied by r in every step:
  after n steps it is (x_0 - π) rⁿ, exactly. So it gets smaller if |r| < 1, that is unless p = q = 0 or p = q = 1.
- Two states that swap, p = q = 1, have a stationary distribution, (1/2, 1/2), and never come closer to it
  than they began: the chain is periodic. "Every two states connect" makes the stationary distribution unique; it
  does not make the chain go there.

All of this is about every number of steps: `always` says what holds in each state of a recurrence, and it is
proved by induction.
"""

from verify import always, assume, claim, each, ratio, reals

SOURCE = "https://kexue.fm/archives/8084"


def step(x, p, q):
    """The probability of the first state after a step."""
    return x * (1 - p) + (1 - x) * q


# Probabilities stay probabilities.


@claim(a=reals(0, 1), source=SOURCE)
def two_states_stay_a_distribution(a):
    """Whatever the probabilities of going from one to the other are, in each step others if need be."""
    return always(
        start=dict(x=a, y=1 - a),
        inputs=dict(p=reals(0, 1), q=reals(0, 1)),
        step=lambda x, y, p, q: dict(x=x * (1 - p) + y * q, y=x * p + y * (1 - q)),
        holds=lambda x, y: x >= 0 and y >= 0 and x + y == 1,
    )


@claim(a=reals(0, 1), b=reals(0, 1), source=SOURCE)
def three_states_stay_a_distribution(a, b):
    """The same for three states: rows of the matrix are not negative and add up to 1, and that is all it takes."""
    assume(a + b <= 1)

    def step(x, P):
        for row in P:
            assume(row[0] + row[1] <= 1)
        full = [[*row, 1 - row[0] - row[1]] for row in P]
        return dict(x=[sum(x[i] * full[i][j] for i in range(3)) for j in range(3)])

    return always(
        start=dict(x=[a, b, 1 - a - b]),
        inputs=dict(P=[[reals(0, 1)] * 2] * 3),
        step=step,
        holds=lambda x: all(part >= 0 for part in x) and sum(x) == 1,
    )


@claim(a=reals(0, 1), source=SOURCE, expect="refuted")
def any_numbers_from_0_to_1_keep_a_distribution(a):
    """Without adding up to 1 they do not: going to the first state and staying are separate numbers here."""
    return always(
        start=dict(x=a, y=1 - a),
        inputs=dict(p=reals(0, 1), q=reals(0, 1)),
        step=lambda x, y, p, q: dict(x=x * p + y * q, y=x * (1 - q) + y * (1 - p)),
        holds=lambda x, y: x + y == 1,
    )


# Two states that swap.


@claim(a=reals(0, 1), source=SOURCE)
def swapping_states_keep_their_distance_for_ever(a):
    """Stationary is 1/2; the distance from it is |a - 1/2| after any number of steps."""
    return always(
        start=dict(x=a),
        step=lambda x: dict(x=step(x, 1, 1)),
        holds=lambda x: abs(x - ratio(1, 2)) == abs(a - ratio(1, 2)),
    )


@claim(a=reals(0, 1), source=SOURCE, expect="refuted")
def swapping_states_come_close_after_ten_steps(a):
    """So it is false that after ten steps, or any other number, they are within 1/10 of 1/2."""
    return always(
        start=dict(n=0, x=a),
        step=lambda n, x: dict(n=n + 1, x=step(x, 1, 1)),
        holds=lambda n, x: n < 10 or abs(x - ratio(1, 2)) <= ratio(1, 10),
    )


@claim(a=reals(0, 1), p=reals(ratio(1, 4), ratio(3, 4)), source=SOURCE)
def lazy_swapping_states_come_as_close_as_one_likes(a, p):
    """Staying with a probability from 1/4 to 3/4 breaks the period: each step halves the distance at least.

    So with m = 2ⁿ it is at most 1/(2m), and m is more than n.
    """
    return always(
        start=dict(n=0, m=1, x=a),
        step=lambda n, m, x: dict(n=n + 1, m=2 * m, x=step(x, p, p)),
        holds=lambda n, m, x: abs(x - ratio(1, 2)) * m <= ratio(1, 2) and n >= 0 and m > n,
    )


# Any two states.


@claim(a=reals(0, 1), p=reals(0, 1), q=reals(0, 1), source=SOURCE)
def distance_is_multiplied_by_r_in_every_step(a, p, q):
    """After n steps x - π is (x_0 - π) rⁿ with r = 1 - p - q; here π's denominator p + q is multiplied out."""
    return always(
        start=dict(n=0, x=a),
        step=lambda n, x: dict(n=n + 1, x=step(x, p, q)),
        holds=lambda n, x: n >= 0 and (p + q) * x - q == ((p + q) * a - q) * (1 - p - q) ** n,
    )


@claim(a=reals(0, 1), p=reals(0, 1), q=reals(0, 1), source=SOURCE)
def probability_after_n_steps(a, p, q):
    """The same with π as a quotient, which takes p + q > 0: with p = q = 0 every distribution is stationary."""
    assume(p + q > 0)
    stationary = ratio(q, p + q)
    return always(
        start=dict(n=0, x=a),
        step=lambda n, x: dict(n=n + 1, x=step(x, p, q)),
        holds=lambda n, x: n >= 0 and x == stationary + (a - stationary) * (1 - p - q) ** n,
    )


@claim(x=reals(0, 1), p=reals(0, 1), q=reals(0, 1), source=SOURCE)
def a_step_contracts(x, p, q):
    """One step: the distance from π, times p + q, is |1 - p - q| times what it was."""
    return abs((p + q) * step(x, p, q) - q) == abs(1 - p - q) * abs((p + q) * x - q)


@claim(a=reals(0, 1), p=reals(0, 1), q=reals(0, 1), source=SOURCE)
def never_farther_than_at_the_start(a, p, q):
    """So no step leads away from π, whatever p and q are."""
    return always(
        start=dict(x=a),
        step=lambda x: dict(x=step(x, p, q)),
        holds=lambda x: abs((p + q) * x - q) <= abs((p + q) * a - q),
    )
