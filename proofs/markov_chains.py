"""Finite Markov chains: stationary distributions, detailed balance, and the chains that Metropolis, Hastings and Gibbs make.

A chain on n states is a matrix P of probabilities, P[i][j] that of going from i to j: no entry is negative, and every
row sums to 1. A distribution x is stationary if x P = x. To draw from a distribution p one builds a chain whose only
stationary distribution is p, and lets it run.

Is there only one? If every two states connect (the chain is irreducible: some power of P leads from any state to any
other), yes. This is sufficient, but not necessary: it is enough that one state is reached from everywhere. Without
that there may be several: two states that are never left are each a stationary distribution of their own.

Does running it lead there? Not if all ways back to a state have lengths with a common divisor: two states that swap
never settle. One state that may stay where it is cures it, in a chain that connects.

Is p stationary? It is if p[i] P[i][j] = p[j] P[j][i] for all pairs (detailed balance). This too is sufficient and not
necessary: on three states, going round keeps the uniform distribution, and has no balance. The chain of Metropolis
proposes j with a symmetric probability q[i][j] and accepts it with min(1, p[j]/p[i]); that of Hastings allows any q and
accepts with min(1, p[j] q[j][i]/(p[i] q[i][j])). Both are in detailed balance with p, and need no more of p than ratios.
Gibbs sampling redraws one coordinate given the others: of that proposal the ratio is 1, so it is always accepted.

Simulated annealing often proposes one of the neighbours of a state, each as likely as the others. That is symmetric
where all states have equally many neighbours. Where they have not, as on a path of three nodes, Metropolis' rule draws
from p times the number of neighbours, and not from p; with Hastings' ratio it is p again.
"""

from verify import assume, claim, integers, ratio, reals

GENERAL = "https://kexue.fm/archives/8084 (Markov chains)"
ANNEALING = "https://kexue.fm/archives/8084 (simulated annealing)"
POSITIVE = reals(0, open_low=True)
PROBABILITY = reals(0, 1)
POSSIBLE = reals(0, 1, open_low=True)
BIT = integers(0, 1)


def is_normalised(P):
    """Whether every row sums to 1."""
    return all(sum(row) == 1 for row in P)


def is_nonnegative(P):
    """Whether every entry is at least 0."""
    return all(entry >= 0 for row in P for entry in row)


def after_a_step(x, P):
    """The distribution x P."""
    return [sum(x[i] * P[i][j] for i in range(len(x))) for j in range(len(x))]


def is_stationary(x, P):
    """Whether a step changes nothing."""
    return all(a == b for a, b in zip(after_a_step(x, P), x))


def is_in_balance(x, P):
    """Whether as much goes from i to j as from j to i."""
    return all(x[i] * P[i][j] == x[j] * P[j][i] for i in range(len(x)) for j in range(i))


def product(P, Q):
    """The matrix of a step of P, then one of Q."""
    return [[sum(P[i][k] * Q[k][j] for k in range(len(Q))) for j in range(len(Q))] for i in range(len(P))]


def normalised(weights):
    """The distribution that is proportional to these positive weights."""
    return [weight / sum(weights) for weight in weights]


def staying_otherwise(moves):
    """The chain with these probabilities of moves, and the diagonal that makes every row sum to 1."""
    n = len(moves)
    away = [sum(moves[i][j] for j in range(n) if j != i) for i in range(n)]
    return [[1 - away[i] if i == j else moves[i][j] for j in range(n)] for i in range(n)]


# Two states: a is the probability to go from 1 to 2, b the one back


def two_states(a, b):
    """All chains on two states."""
    return [[1 - a, a], [b, 1 - b]]


@claim(a=PROBABILITY, b=PROBABILITY, source=GENERAL)
def two_states_are_a_chain(a, b):
    """Rows sum to 1, and no entry is negative."""
    P = two_states(a, b)
    return is_normalised(P) and is_nonnegative(P)


@claim(a=POSSIBLE, b=POSSIBLE, source=GENERAL)
def stationary_distribution_of_two_states(a, b):
    """It is (b, a)/(a + b), which is in detailed balance as well."""
    P, x = two_states(a, b), [b / (a + b), a / (a + b)]
    return is_stationary(x, P) and is_in_balance(x, P)


DISTRIBUTIONS = dict(x1=PROBABILITY, x2=PROBABILITY, y1=PROBABILITY, y2=PROBABILITY)


def assume_stationary_distribution(x, P):
    """x sums to 1, and a step changes nothing."""
    assume(sum(x) == 1)
    assume(is_stationary(x, P))


@claim(a=POSSIBLE, b=POSSIBLE, **DISTRIBUTIONS, source=GENERAL)
def two_connected_states_have_one_stationary_distribution(a, b, x1, x2, y1, y2):
    """Where both lead to the other, two stationary distributions are the same one."""
    for x in ([x1, x2], [y1, y2]):
        assume_stationary_distribution(x, two_states(a, b))
    return x1 == y1 and x2 == y2


@claim(a=PROBABILITY, b=PROBABILITY, **DISTRIBUTIONS, source=GENERAL)
def one_way_is_enough_for_two_states(a, b, x1, x2, y1, y2):
    """It is enough that one of them leads to the other: connecting is sufficient, not necessary."""
    assume(a + b > 0)
    for x in ([x1, x2], [y1, y2]):
        assume_stationary_distribution(x, two_states(a, b))
    return x1 == y1 and x2 == y2


@claim(a=PROBABILITY, b=PROBABILITY, expect="refuted", source=GENERAL)
def one_stationary_distribution_only_where_states_connect(a, b):
    """Where there is just one, which is where a + b > 0, both states lead to the other. One may be a trap."""
    assume(a + b > 0)
    return a > 0 and b > 0


@claim(a=PROBABILITY, b=PROBABILITY, **DISTRIBUTIONS, expect="refuted", source=GENERAL)
def one_stationary_distribution_anyhow(a, b, x1, x2, y1, y2):
    """Without any condition there is one stationary distribution. Two traps have infinitely many."""
    for x in ([x1, x2], [y1, y2]):
        assume_stationary_distribution(x, two_states(a, b))
    return x1 == y1 and x2 == y2


@claim(x=PROBABILITY, source=GENERAL)
def every_distribution_on_two_traps_is_stationary(x):
    """Where neither state is left, a step changes nothing."""
    return is_stationary([x, 1 - x], two_states(0, 0))


# Three and four states


def trees(P):
    """For each state, the sum over all trees that lead to it of the product of their probabilities, as a minor of I - P."""
    n = len(P)
    away = [[(sum(P[i][k] for k in range(n) if k != i) if i == j else -P[i][j]) for j in range(n)] for i in range(n)]
    return [
        determinant([[away[i][j] for j in range(n) if j != state] for i in range(n) if i != state])
        for state in range(n)
    ]


def determinant(A):
    """By the first row."""
    if len(A) == 1:
        return A[0][0]
    return sum(
        (-1) ** j * A[0][j] * determinant([[row[k] for k in range(len(A)) if k != j] for row in A[1:]])
        for j in range(len(A))
    )


def three_states(p12, p13, p21, p23, p31, p32):
    """All chains on three states."""
    return staying_otherwise([[0, p12, p13], [p21, 0, p23], [p31, p32, 0]])


SIX = ("p12", "p13", "p21", "p23", "p31", "p32")
TWELVE = ("p12", "p13", "p14", "p21", "p23", "p24", "p31", "p32", "p34", "p41", "p42", "p43")


@claim(**dict.fromkeys(SIX, POSITIVE), source=GENERAL)
def stationary_distribution_of_three_states(p12, p13, p21, p23, p31, p32):
    """The products along trees, divided by their sum, are stationary: the Markov chain tree theorem."""
    P = three_states(p12, p13, p21, p23, p31, p32)
    return is_stationary(normalised(trees(P)), P)


@claim(**dict.fromkeys(TWELVE, POSITIVE), source=GENERAL)
def stationary_distribution_of_four_states(p12, p13, p14, p21, p23, p24, p31, p32, p34, p41, p42, p43):
    """The same of four states; that these weights are not divided by their sum changes nothing."""
    P = staying_otherwise([[0, p12, p13, p14], [p21, 0, p23, p24], [p31, p32, 0, p34], [p41, p42, p43, 0]])
    return is_stationary(trees(P), P)


TRIPLES = dict.fromkeys(("x1", "x2", "x3", "y1", "y2", "y3"), PROBABILITY)


@claim(**dict.fromkeys(SIX, POSSIBLE), **TRIPLES, source=GENERAL)
def three_connected_states_have_one_stationary_distribution(p12, p13, p21, p23, p31, p32, x1, x2, x3, y1, y2, y3):
    """Where every state leads to every other at once, two stationary distributions are the same one."""
    for x in ([x1, x2, x3], [y1, y2, y3]):
        assume_stationary_distribution(x, three_states(p12, p13, p21, p23, p31, p32))
    return x1 == y1 and x2 == y2 and x3 == y3


@claim(**dict.fromkeys(SIX, PROBABILITY), source=GENERAL)
def a_state_reached_from_everywhere_has_a_tree(p12, p13, p21, p23, p31, p32):
    """Where 1 is reached from 2 and from 3, at once or by way of the other, some tree leads to 1."""
    P = three_states(p12, p13, p21, p23, p31, p32)
    assume(is_nonnegative(P))
    assume(p21 + p23 * p31 > 0)
    assume(p31 + p32 * p21 > 0)
    return trees(P)[0] > 0


@claim(**dict.fromkeys(SIX, PROBABILITY), **TRIPLES, source=GENERAL)
def a_tree_to_one_state_is_enough(p12, p13, p21, p23, p31, p32, x1, x2, x3, y1, y2, y3):
    """And then two stationary distributions are the same one: 2 and 3 need not be reached from anywhere."""
    P = three_states(p12, p13, p21, p23, p31, p32)
    assume(trees(P)[0] > 0)
    for x in ([x1, x2, x3], [y1, y2, y3]):
        assume_stationary_distribution(x, P)
    return x1 == y1 and x2 == y2 and x3 == y3


def leads_anywhere(P):
    """Whether the chain is irreducible: I + P + ... + P^(n-1) has no entry that is 0."""
    n = len(P)
    power = reached = [[int(i == j) for j in range(n)] for i in range(n)]
    for _ in range(n - 1):
        power = product(power, P)
        reached = [[a + b for a, b in zip(row, more)] for row, more in zip(reached, power)]
    return all(entry > 0 for row in reached for entry in row)


@claim(a=POSSIBLE, b=POSSIBLE, c=POSSIBLE, source=GENERAL)
def a_cycle_is_irreducible(a, b, c):
    """1 to 2 to 3 to 1, each with some probability, connects every two states."""
    return leads_anywhere(three_states(a, 0, 0, b, c, 0))


@claim(a=POSSIBLE, b=POSSIBLE, c=POSSIBLE, expect="refuted", source=GENERAL)
def a_cycle_connects_states_at_once(a, b, c):
    """It does not do so in one step, where nobody stays: then the second power has zeros as well."""
    P = three_states(a, 0, 0, b, c, 0)
    return all(entry > 0 for row in product(P, P) for entry in row)


# Which steps are possible, whatever their probabilities: matrices of bits


def possible(P, steps):
    """Between which states there is a way of so many steps."""
    n, power = len(P), P
    for _ in range(steps - 1):
        ways = [[[power[i][k] & P[k][j] for k in range(n)] for j in range(n)] for i in range(n)]
        power = [[any_of(bits) for bits in row] for row in ways]
    return power


def any_of(bits):
    """The or of some bits."""
    result = 0
    for bit in bits:
        result |= bit
    return result


def all_of(P):
    """Whether every entry of a matrix of bits is 1."""
    result = 1
    for row in P:
        for bit in row:
            result &= bit
    return result == 1


def connects(P):
    """Whether every two states are connected, in up to n steps."""
    n = len(P)
    powers = [possible(P, steps) for steps in range(1, n + 1)]
    return all_of([[any_of([power[i][j] for power in powers]) for j in range(n)] for i in range(n)])


@claim(s11=BIT, s12=BIT, s21=BIT, s22=BIT, expect="refuted", source=GENERAL)
def two_connected_states_settle(s11, s12, s21, s22):
    """Where two states connect, some power of the chain leads from each state to each. Two that swap never do."""
    P = [[s11, s12], [s21, s22]]
    assume(connects(P))
    return all_of(possible(P, 2)) or all_of(possible(P, 3))


@claim(s11=BIT, s12=BIT, s21=BIT, s22=BIT, source=GENERAL)
def two_connected_states_settle_where_one_may_stay(s11, s12, s21, s22):
    """Where one of them may stay, the second power does."""
    P = [[s11, s12], [s21, s22]]
    assume(connects(P))
    assume(s11 + s22 >= 1)
    return all_of(possible(P, 2))


NINE = dict.fromkeys(("s11", "s12", "s13", "s21", "s22", "s23", "s31", "s32", "s33"), BIT)


@claim(**NINE, source=GENERAL)
def three_connected_states_settle_where_one_may_stay(s11, s12, s13, s21, s22, s23, s31, s32, s33):
    """Three connected states of which one may stay: the fourth power leads from each state to each, and so do later ones."""
    P = [[s11, s12, s13], [s21, s22, s23], [s31, s32, s33]]
    assume(connects(P))
    assume(s11 + s22 + s33 >= 1)
    return all_of(possible(P, 4)) and all_of(possible(P, 5))


@claim(**NINE, expect="refuted", source=GENERAL)
def three_connected_states_settle(s11, s12, s13, s21, s22, s23, s31, s32, s33):
    """Without one that may stay, going round three states is a counterexample."""
    P = [[s11, s12, s13], [s21, s22, s23], [s31, s32, s33]]
    assume(connects(P))
    return all_of(possible(P, 5))


@claim(**NINE, source=GENERAL)
def ways_back_of_two_and_three_steps_are_enough(s11, s12, s13, s21, s22, s23, s31, s32, s33):
    """Nobody needs to stay: ways back of two and of three steps have no common divisor. Wielandt: the fifth power."""
    P = [[s11, s12, s13], [s21, s22, s23], [s31, s32, s33]]
    assume(connects(P))
    assume(possible(P, 2)[0][0] & possible(P, 3)[0][0] == 1)
    return all_of(possible(P, 5))


@claim(x=PROBABILITY, source=GENERAL)
def two_states_that_swap_come_back(x):
    """Two states that swap: after two steps, every distribution is what it was."""
    P = two_states(1, 1)
    return all(a == b for a, b in zip(after_a_step(after_a_step([x, 1 - x], P), P), [x, 1 - x]))


# Detailed balance


def square(entries, n):
    """A matrix from its entries, row by row."""
    return [list(entries[n * i : n * i + n]) for i in range(n)]


ENTRIES = dict.fromkeys(("p11", "p12", "p13", "p21", "p22", "p23", "p31", "p32", "p33"), PROBABILITY)


@claim(**ENTRIES, x1=PROBABILITY, x2=PROBABILITY, x3=PROBABILITY, source=GENERAL)
def balance_is_stationary(p11, p12, p13, p21, p22, p23, p31, p32, p33, x1, x2, x3):
    """Detailed balance makes a distribution stationary, on any chain of three states: sum over where one comes from."""
    P, x = square([p11, p12, p13, p21, p22, p23, p31, p32, p33], 3), [x1, x2, x3]
    assume(is_normalised(P))
    assume(is_in_balance(x, P))
    return is_stationary(x, P)


@claim(**dict.fromkeys(TWELVE, PROBABILITY), **dict.fromkeys(("x1", "x2", "x3", "x4"), PROBABILITY), source=GENERAL)
def balance_is_stationary_on_four_states(
    p12, p13, p14, p21, p23, p24, p31, p32, p34, p41, p42, p43, x1, x2, x3, x4
):
    """The same on four states."""
    P = staying_otherwise([[0, p12, p13, p14], [p21, 0, p23, p24], [p31, p32, 0, p34], [p41, p42, p43, 0]])
    assume(is_in_balance([x1, x2, x3, x4], P))
    return is_stationary([x1, x2, x3, x4], P)


@claim(a=PROBABILITY, b=PROBABILITY, x=PROBABILITY, source=GENERAL)
def on_two_states_stationary_is_balance(a, b, x):
    """On two states it is necessary as well: what goes there has to come back."""
    assume(is_stationary([x, 1 - x], two_states(a, b)))
    return is_in_balance([x, 1 - x], two_states(a, b))


def cycle(a, b):
    """Three states in a circle: a to go on, b to go back."""
    return three_states(a, b, b, a, a, b)


@claim(a=PROBABILITY, b=PROBABILITY, source=GENERAL)
def uniform_is_stationary_on_a_cycle(a, b):
    """In a circle of three, the uniform distribution is stationary."""
    third = ratio(1, 3)
    return is_stationary([third, third, third], cycle(a, b))


@claim(a=PROBABILITY, b=PROBABILITY, expect="refuted", source=GENERAL)
def on_three_states_stationary_is_balance(a, b):
    """There it is in detailed balance as well. It is not, if one way round is more likely than the other."""
    assume(a + b <= 1)
    third = ratio(1, 3)
    return is_in_balance([third, third, third], cycle(a, b))


# Metropolis and Hastings


def metropolis(p, q):
    """Propose j with probability q[i][j], accept it with min(1, p[j]/p[i])."""
    n = len(p)
    return staying_otherwise(
        [[q[i][j] * min(1, p[j] / p[i]) if i != j else 0 for j in range(n)] for i in range(n)]
    )


def hastings(p, q):
    """Propose j with probability q[i][j], accept it with min(1, p[j] q[j][i]/(p[i] q[i][j]))."""
    n = len(p)
    return staying_otherwise(
        [[q[i][j] * min(1, p[j] * q[j][i] / (p[i] * q[i][j])) if i != j else 0 for j in range(n)] for i in range(n)]
    )


def symmetric(q12, q13, q23):
    """A symmetric proposal on three states, without its diagonal."""
    return [[0, q12, q13], [q12, 0, q23], [q13, q23, 0]]


WEIGHTS = dict(p1=POSITIVE, p2=POSITIVE, p3=POSITIVE)
SYMMETRIC = dict(q12=PROBABILITY, q13=PROBABILITY, q23=PROBABILITY)
PROPOSALS = dict.fromkeys(("q12", "q13", "q21", "q23", "q31", "q32"), POSSIBLE)


@claim(**WEIGHTS, **SYMMETRIC, source=GENERAL)
def metropolis_is_in_balance(p1, p2, p3, q12, q13, q23):
    """Metropolis' chain on three states is in detailed balance with p."""
    return is_in_balance([p1, p2, p3], metropolis([p1, p2, p3], symmetric(q12, q13, q23)))


@claim(**WEIGHTS, **SYMMETRIC, source=GENERAL)
def metropolis_is_a_chain(p1, p2, p3, q12, q13, q23):
    """Its rows sum to 1, and nothing is negative, not even what is left for staying."""
    assume(q12 + q13 <= 1)
    assume(q12 + q23 <= 1)
    assume(q13 + q23 <= 1)
    P = metropolis([p1, p2, p3], symmetric(q12, q13, q23))
    return is_normalised(P) and is_nonnegative(P)


@claim(**WEIGHTS, **SYMMETRIC, c=POSITIVE, source=GENERAL)
def metropolis_needs_only_ratios(p1, p2, p3, q12, q13, q23, c):
    """With c·p in the place of p it is the same chain: p need not be normalised."""
    q = symmetric(q12, q13, q23)
    one, other = metropolis([p1, p2, p3], q), metropolis([c * p1, c * p2, c * p3], q)
    return all(a == b for row, same in zip(one, other) for a, b in zip(row, same))


@claim(p1=POSITIVE, p2=POSITIVE, q12=POSSIBLE, q21=POSSIBLE, expect="refuted", source=GENERAL)
def metropolis_is_in_balance_with_any_proposal(p1, p2, q12, q21):
    """The proposal need not be symmetric. It has to be."""
    return is_in_balance([p1, p2], metropolis([p1, p2], [[0, q12], [q21, 0]]))


@claim(**WEIGHTS, **PROPOSALS, source=GENERAL)
def hastings_is_in_balance(p1, p2, p3, q12, q13, q21, q23, q31, q32):
    """Hastings' chain on three states is in detailed balance with p, for any proposal that can be made both ways."""
    return is_in_balance([p1, p2, p3], hastings([p1, p2, p3], [[0, q12, q13], [q21, 0, q23], [q31, q32, 0]]))


@claim(**WEIGHTS, **PROPOSALS, source=GENERAL)
def hastings_is_a_chain(p1, p2, p3, q12, q13, q21, q23, q31, q32):
    """Its rows sum to 1, and nothing is negative."""
    assume(q12 + q13 <= 1)
    assume(q21 + q23 <= 1)
    assume(q31 + q32 <= 1)
    P = hastings([p1, p2, p3], [[0, q12, q13], [q21, 0, q23], [q31, q32, 0]])
    return is_normalised(P) and is_nonnegative(P)


@claim(p1=POSITIVE, p2=POSITIVE, q12=POSSIBLE, q21=POSSIBLE, c=POSITIVE, source=GENERAL)
def hastings_needs_only_ratios(p1, p2, q12, q21, c):
    """With c·p in the place of p it is the same chain."""
    q = [[0, q12], [q21, 0]]
    return hastings([p1, p2], q)[0][1] == hastings([c * p1, c * p2], q)[0][1]


# Gibbs


def redrawn(r, i, j, k):
    """With joint weights r, the probability that (i, j) becomes (k, j) when the first coordinate is drawn anew."""
    return r[k][j] / sum(row[j] for row in r)


def acceptance(r, i, j, k, propose):
    """Hastings' probability of accepting (k, j) at (i, j)."""
    return min(1, r[k][j] * propose(r, k, j, i) / (r[i][j] * propose(r, i, j, k)))


def from_the_marginal(r, i, j, k):
    """A proposal that does not look at the other coordinate."""
    return sum(r[k]) / sum(sum(row) for row in r)


JOINT = dict.fromkeys(("r11", "r12", "r21", "r22"), POSITIVE)


@claim(**JOINT, source=GENERAL)
def gibbs_is_always_accepted(r11, r12, r21, r22):
    """Of any joint distribution of two times two, what is drawn given the other coordinate is accepted with certainty."""
    r = [[r11, r12], [r21, r22]]
    return all(acceptance(r, i, j, 1 - i, redrawn) == 1 for i in range(2) for j in range(2))


@claim(**JOINT, r13=POSITIVE, r23=POSITIVE, source=GENERAL)
def gibbs_is_always_accepted_of_two_times_three(r11, r12, r13, r21, r22, r23):
    """The same of two times three, for both coordinates."""
    r, turned = [[r11, r12, r13], [r21, r22, r23]], [[r11, r21], [r12, r22], [r13, r23]]
    first = all(acceptance(r, i, j, 1 - i, redrawn) == 1 for i in range(2) for j in range(3))
    pairs = [(i, k) for i in range(3) for k in range(3) if i != k]
    return first and all(acceptance(turned, i, j, k, redrawn) == 1 for i, k in pairs for j in range(2))


@claim(**JOINT, source=GENERAL)
def gibbs_is_in_balance(r11, r12, r21, r22):
    """Drawing either coordinate anew is in detailed balance with the joint distribution."""
    r = [[r11, r12], [r21, r22]]
    return all(r[0][j] * redrawn(r, 0, j, 1) == r[1][j] * redrawn(r, 1, j, 0) for j in range(2))


@claim(**JOINT, expect="refuted", source=GENERAL)
def drawing_from_the_marginal_is_always_accepted(r11, r12, r21, r22):
    """Drawn without a look at the other coordinate it is always accepted as well. It is not."""
    r = [[r11, r12], [r21, r22]]
    return acceptance(r, 0, 0, 1, from_the_marginal) == 1


# Annealing: a neighbour, each as likely as the others


def graph(edges, n):
    """The matrix of a graph from the bits of its edges 12, 13, ..., 23, ..."""
    bits = iter(edges)
    found = {(i, j): next(bits) for i in range(n) for j in range(i + 1, n)}
    return [[0 if i == j else found[min(i, j), max(i, j)] for j in range(n)] for i in range(n)]


def a_neighbour(E):
    """Each neighbour with the same probability."""
    return [[ratio(bit, sum(row)) for bit in row] for row in E]


THREE_EDGES = dict(e12=BIT, e13=BIT, e23=BIT)
SIX_EDGES = dict(THREE_EDGES, e14=BIT, e24=BIT, e34=BIT)


@claim(**THREE_EDGES, expect="refuted", source=ANNEALING)
def choosing_a_neighbour_is_symmetric(e12, e13, e23):
    """On every connected graph of three nodes the choice of a neighbour is symmetric. On the path it is not."""
    E = graph([e12, e13, e23], 3)
    assume(e12 + e13 + e23 >= 2)
    q = a_neighbour(E)
    return all(q[i][j] == q[j][i] for i in range(3) for j in range(i))


@claim(**SIX_EDGES, source=ANNEALING)
def it_is_symmetric_where_all_have_as_many(e12, e13, e14, e23, e24, e34):
    """It is on graphs of four nodes whose nodes have equally many neighbours, as circles and complete graphs."""
    E = graph([e12, e13, e14, e23, e24, e34], 4)
    for row in E:
        assume(sum(row) == sum(E[0]))
    assume(sum(E[0]) >= 1)
    q = a_neighbour(E)
    return all(q[i][j] == q[j][i] for i in range(4) for j in range(i))


def path():
    """The choice of a neighbour on the path 1 - 2 - 3."""
    return [[0, 1, 0], [ratio(1, 2), 0, ratio(1, 2)], [0, 1, 0]]


def along_the_path(p, corrected):
    """The chain that accepts by Metropolis' ratio, or by Hastings' if `corrected`; 1 and 3 are no neighbours."""
    q = path()
    return staying_otherwise(
        [
            [
                q[i][j] * min(1, p[j] * q[j][i] / (p[i] * q[i][j]) if corrected else p[j] / p[i])
                if abs(i - j) == 1
                else 0
                for j in range(3)
            ]
            for i in range(3)
        ]
    )


@claim(**WEIGHTS, expect="refuted", source=ANNEALING)
def annealing_on_the_path_keeps_p(p1, p2, p3):
    """On the path, accepting neighbours by Metropolis' ratio leaves p stationary. It does not."""
    return is_stationary([p1, p2, p3], along_the_path([p1, p2, p3], corrected=False))


@claim(**WEIGHTS, source=ANNEALING)
def it_keeps_p_times_the_number_of_neighbours(p1, p2, p3):
    """What it leaves stationary is p times the number of neighbours."""
    return is_in_balance([p1, 2 * p2, p3], along_the_path([p1, p2, p3], corrected=False))


@claim(**WEIGHTS, source=ANNEALING)
def with_hastings_ratio_it_keeps_p(p1, p2, p3):
    """With Hastings' ratio p is in detailed balance."""
    return is_in_balance([p1, p2, p3], along_the_path([p1, p2, p3], corrected=True))
