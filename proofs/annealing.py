"""Cooling a distribution: at a low temperature it is nearly certain to be in its best state, if there is only one.

Of states with energies E_1 … E_n, the distribution at temperature τ gives p_τ(i) = e^(-E_i/τ) / Σ e^(-E_j/τ). It is what
simulated annealing samples from, while τ goes down. (From given probabilities q_i it is q_i^(1/τ), divided by its sum:
E_i = -log q_i.) Let the first state be the best, and every other one worse by a gap g at least. Then every other share
is at most e^(-g/τ) of the first one, and

    p_τ(best) >= 1 - (n - 1)·e^(-g/τ).

That is a limit without a limit: for every ε the right side is 1 - ε or more once τ <= τ_0 = g / log((n - 1)/ε),
a temperature in closed form. Where two states are equally good, there is no gap, and no temperature helps: both have
1/2 at most, however cold it is.

The reals of a claim are any: no temperature below τ_0 is left out, and nothing is said of how
long it takes a sampler to get there, which is the harder half of annealing.
"""

from verify import assume, claim, each, exp, log, ratio, reals

SOURCE = "https://kexue.fm/archives/8084"
STATES = each([2, 3, 4])
ENERGIES = dict.fromkeys(["a", "b", "c", "d"], reals())
POSITIVE = reals(0, open_low=True)
SMALL = reals(0, 1, open_low=True, open_high=True)


def share(state, energies, tau):
    """The probability of one of the states at temperature tau."""
    weights = [exp(-energy / tau) for energy in energies]
    return weights[state] / sum(weights)


def assume_gap(energies, g):
    """The first state is better than every other one by g at least."""
    for energy in energies[1:]:
        assume(energies[0] + g <= energy)


# As an inequality


@claim(n=STATES, **ENERGIES, g=POSITIVE, tau=POSITIVE, source=SOURCE)
def best_state_at_a_temperature(n, a, b, c, d, g, tau):
    """With a gap g the best state has at least 1 - (n - 1)·e^(-g/τ)."""
    energies = [a, b, c, d][:n]
    assume_gap(energies, g)
    return share(0, energies, tau) >= 1 - (n - 1) * exp(-g / tau)


@claim(n=STATES, **ENERGIES, g=POSITIVE, tau=POSITIVE, source=SOURCE)
def best_state_to_the_others(n, a, b, c, d, g, tau):
    """Sharper: at least 1/(1 + (n - 1)·e^(-g/τ))."""
    energies = [a, b, c, d][:n]
    assume_gap(energies, g)
    return share(0, energies, tau) >= 1 / (1 + (n - 1) * exp(-g / tau))


@claim(n=STATES, a=reals(), g=POSITIVE, tau=POSITIVE, source=SOURCE)
def best_state_to_equal_others(n, a, g, tau):
    """And it is just that where all others are just g worse: no better bound is to be had from the gap."""
    return share(0, [a] + [a + g] * (n - 1), tau) == 1 / (1 + (n - 1) * exp(-g / tau))


@claim(n=STATES, **ENERGIES, g=POSITIVE, tau=POSITIVE, source=SOURCE)
def other_states_at_a_temperature(n, a, b, c, d, g, tau):
    """And every other state has at most e^(-g/τ)."""
    energies = [a, b, c, d][:n]
    assume_gap(energies, g)
    return share(1, energies, tau) <= exp(-g / tau)


# The limit, as a temperature for every ε


@claim(n=STATES, **ENERGIES, g=POSITIVE, tau=POSITIVE, epsilon=SMALL, source=SOURCE)
def best_state_is_nearly_certain(n, a, b, c, d, g, tau, epsilon):
    """For every ε: at every temperature up to g / log((n - 1)/ε), the best state has 1 - ε at least."""
    energies = [a, b, c, d][:n]
    assume_gap(energies, g)
    assume(tau <= g / log((n - 1) / epsilon))
    return share(0, energies, tau) >= 1 - epsilon


@claim(a=reals(), b=reals(), tau=POSITIVE, epsilon=SMALL, expect="refuted", source=SOURCE)
def best_state_is_nearly_certain_with_a_tie(a, b, tau, epsilon):
    """Without a gap it is not: two states of equal energy have 1/2 each."""
    assume(a <= b)
    return share(0, [a, b], tau) >= 1 - epsilon


@claim(a=reals(), c=reals(), tau=POSITIVE, source=SOURCE)
def tied_states_share(a, c, tau):
    """Of two best states, with a third one beside them, neither ever has 1/2."""
    assume(a <= c)
    return share(0, [a, a, c], tau) < ratio(1, 2)


@claim(n=STATES, **ENERGIES, g=POSITIVE, tau=POSITIVE, epsilon=SMALL, expect="refuted", source=SOURCE)
def best_state_is_nearly_certain_at_any_temperature(n, a, b, c, d, g, tau, epsilon):
    """The bound on τ is needed: at a high temperature all states are nearly alike."""
    energies = [a, b, c, d][:n]
    assume_gap(energies, g)
    return share(0, energies, tau) >= 1 - epsilon


@claim(a=reals(), g=POSITIVE, tau=POSITIVE, epsilon=SMALL, source=SOURCE)
def that_temperature_is_nearly_needed(a, g, tau, epsilon):
    """Two states just g apart have 1 - ε only where g/τ >= log((1 - ε)/ε): no bound of another order would do."""
    assume(share(0, [a, a + g], tau) >= 1 - epsilon)
    return g / tau >= log((1 - epsilon) / epsilon)


# What goes on while it cools


@claim(a=reals(), b=reals(), cold=POSITIVE, warm=POSITIVE)
def differences_grow(a, b, cold, warm):
    """What counts is the difference of energies over the temperature, and that grows."""
    assume(a <= b)
    assume(cold <= warm)
    return (b - a) / cold >= (b - a) / warm


@claim(a=reals(), c=reals(), cold=POSITIVE, warm=POSITIVE)
def other_differences_grow(a, c, cold, warm):
    """The same for a third state."""
    assume(a <= c)
    assume(cold <= warm)
    return (c - a) / cold >= (c - a) / warm


@claim(
    a=reals(),
    b=reals(),
    c=reals(),
    cold=POSITIVE,
    warm=POSITIVE,
    using=[differences_grow, other_differences_grow],
    source=SOURCE,
)
def cooling_favours_the_best_state(a, b, c, cold, warm):
    """The colder, the more the best state has."""
    assume(a <= b)
    assume(a <= c)
    assume(cold <= warm)
    return share(0, [a, b, c], cold) >= share(0, [a, b, c], warm)


@claim(a=reals(), b=reals(), c=reals(), cold=POSITIVE, warm=POSITIVE, expect="refuted", source=SOURCE)
def cooling_favours_a_good_state(a, b, c, cold, warm):
    """That is so of the best state alone: the second of three may gain first and lose afterwards."""
    assume(a <= b)
    assume(b <= c)
    assume(cold <= warm)
    return share(1, [a, b, c], cold) <= share(1, [a, b, c], warm)


@claim(n=STATES, **ENERGIES, tau=POSITIVE, shift=reals(), source=SOURCE)
def energies_count_by_their_differences(n, a, b, c, d, tau, shift):
    """The same energy added to every state changes nothing."""
    energies = [a, b, c, d][:n]
    return share(0, energies, tau) == share(0, [energy + shift for energy in energies], tau)


@claim(n=STATES, **ENERGIES, tau=POSITIVE, source=SOURCE)
def probabilities_sum_to_one(n, a, b, c, d, tau):
    """At every temperature they sum to 1."""
    energies = [a, b, c, d][:n]
    shares = [share(state, energies, tau) for state in range(n)]
    return sum(shares) == 1


# From given probabilities, to the power 1/τ


def sharpened(probabilities, tau):
    """The first of some probabilities to the power 1/tau, divided by the sum of all of these."""
    weights = [exp(log(p) / tau) for p in probabilities]
    return weights[0] / sum(weights)


@claim(n=STATES, **dict.fromkeys("pqrs", POSITIVE), tau=POSITIVE, factor=reals(1, open_low=True), source=SOURCE)
def most_probable_state_is_nearly_certain(n, p, q, r, s, tau, factor):
    """If the first state is more probable than every other one by a factor f: at least 1 - (n - 1)·f^(-1/τ)."""
    given = [p, q, r, s][:n]
    for other in given[1:]:
        assume(other * factor <= p)
    return sharpened(given, tau) >= 1 - (n - 1) * exp(-log(factor) / tau)


@claim(p=POSITIVE, q=POSITIVE, tau=POSITIVE, source=SOURCE)
def temperature_one_changes_nothing(p, q, tau):
    """At τ = 1 they are what they were."""
    assume(p + q == 1)
    assume(tau == 1)
    return sharpened([p, q], tau) == p
