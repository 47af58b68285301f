"""Why softmax never stops pushing its scores apart, and what keeping only the k largest changes.

A classifier gives scores s_1 … s_n; softmax makes probabilities p_i = e^(s_i) / Σ e^(s_j) of them, and training makes
the loss -log p_t small, where t is the right class. That is

    log Σ e^(s_i) - s_t = log(1 + Σ_{i≠t} e^(s_i - s_t)),

which is never 0. Where t has the largest score, s_t = s_max, each of the n - 1 summands is at least
e^(s_min - s_max), so that the loss is at least log(1 + (n - 1)·e^(s_min - s_max)). Turned around: to have a loss of ε at
most, the scores have to be log(n - 1) - log(e^ε - 1) apart, and with ε = ln 2, which only means p_t >= 1/2, still
log(n - 1). The more classes, the wider, for no other reason than their number. That is the article's case for sparse
softmax: to normalise over the k largest scores alone, and give all others the probability 0. Then k takes the place of n.

What the source leaves out: there is no spread to speak of with one class (n = 1); the formula with s_max needs t to be the
largest; a right class that is not among the k largest has the probability 0, hence no loss at all, whereas
the formula log Σ_{top k} e^(s_i) - s_t goes on giving a number; and where scores tie, which of them belong to
the top k is a matter of their order in the list.
"""

from verify import assume, claim, each, exp, integers, log, reals, where

SOURCE = "https://kexue.fm/archives/8046"
SCORES = dict.fromkeys(["a", "b", "c", "d", "e", "f", "g", "h"], reals())
CLASSES = each(range(2, 9))


def loss(target, scores):
    """-log of the probability that softmax gives to the target, as it is computed."""
    return log(sum(exp(s) for s in scores)) - target


def assume_between(scores, low, high):
    """All scores lie between two numbers."""
    for s in scores:
        assume(low <= s)
        assume(s <= high)


# The loss, and how far the scores are apart


@claim(n=CLASSES, **SCORES, top=reals(), source=SOURCE)
def loss_by_distances_from_the_largest(n, a, b, c, d, e, f, g, h, top):
    """Where the right class, here the first, has the largest score, the loss is log(1 + Σ e^(s_i - s_max))."""
    scores = [a, b, c, d, e, f, g, h][:n]
    for s in scores:
        assume(s <= top)
    assume(a == top)
    return loss(a, scores) == log(1 + sum(exp(s - top) for s in scores[1:]))


@claim(a=reals(), top=reals(), expect="refuted", source=SOURCE)
def loss_by_distances_if_another_is_the_largest(a, top):
    """Without that, the formula would say log 2 whenever the other one of two classes is ahead, however far."""
    assume(a <= top)
    return loss(a, [a, top]) == log(1 + exp(top - top))


@claim(n=CLASSES, **SCORES, low=reals(), top=reals(), tight=dict.fromkeys([*SCORES, "low", "top"], 0), source=SOURCE)
def loss_at_least_by_the_spread(n, a, b, c, d, e, f, g, h, low, top):
    """The loss is at least log(1 + (n - 1)·e^(s_min - s_max)), whichever class is right; equal scores attain it."""
    scores = [a, b, c, d, e, f, g, h][:n]
    assume_between(scores, low, top)
    return loss(a, scores) >= log(1 + (n - 1) * exp(low - top))


@claim(n=CLASSES, **SCORES, source=SOURCE)
def loss_is_never_zero(n, a, b, c, d, e, f, g, h):
    """However large the score of the right class, its loss is positive: there is always something to gain."""
    return loss(a, [a, b, c, d, e, f, g, h][:n]) > 0


@claim(n=each([2, 3, 4]), **SCORES, top=reals())
def logarithm_of_the_sum_is_a_smooth_maximum(n, a, b, c, d, e, f, g, h, top):
    """log Σ e^(s_i) lies between the largest score, here the first, and log(n) more."""
    scores = [a, b, c, d, e, f, g, h][:n]
    for s in scores:
        assume(s <= a)
    return a <= log(sum(exp(s) for s in scores)) <= a + log(n)


# The spread that a small loss needs, for every number of classes at once


def least_loss(n, spread):
    """The bound of `loss_at_least_by_the_spread`, of n classes whose scores are so far apart."""
    return log(1 + (n - 1) * exp(-spread))


@claim(n=integers(2), spread=reals(), epsilon=reals(), source=SOURCE)
def small_loss_needs_a_spread(n, spread, epsilon):
    """A loss of at most ε needs s_max - s_min >= log(n - 1) - log(e^ε - 1); that ε > 0 need not be said, it follows."""
    assume(least_loss(n, spread) <= epsilon)
    return spread >= log(n - 1) - log(exp(epsilon) - 1)


@claim(n=integers(1), spread=reals(), epsilon=reals(0, open_low=True), expect="refuted", source=SOURCE)
def small_loss_needs_a_spread_with_one_class(n, spread, epsilon):
    """With one class the loss is 0 and log(n - 1) has no value: n >= 2 is a condition."""
    assume(least_loss(n, spread) <= epsilon)
    return spread >= log(n - 1) - log(exp(epsilon) - 1)


@claim(n=integers(2), spread=reals(), epsilon=reals(0, open_low=True), source=SOURCE)
def that_spread_is_enough(n, spread, epsilon):
    """With that spread, or a wider one, the bound is ε or less: nothing wider can be asked for on these grounds."""
    assume(spread >= log(n - 1) - log(exp(epsilon) - 1))
    return least_loss(n, spread) <= epsilon


@claim(n=integers(2), spread=reals(), epsilon=reals(), expect="refuted", source=SOURCE)
def that_spread_is_enough_for_any_epsilon(n, spread, epsilon):
    """For ε <= 0 nothing is enough, and there is no such spread."""
    return least_loss(n, log(n - 1) - log(exp(epsilon) - 1)) == epsilon


@claim(n=integers(2), epsilon=reals(0, open_low=True), source=SOURCE)
def least_loss_at_that_spread(n, epsilon):
    """At just that spread the bound is just ε."""
    return least_loss(n, log(n - 1) - log(exp(epsilon) - 1)) == epsilon


@claim(n=integers(2), spread=reals(), source=SOURCE)
def even_odds_need_a_spread(n, spread):
    """ε = ln 2: a probability of 1/2 for the right class needs s_max - s_min >= log(n - 1)."""
    assume(least_loss(n, spread) <= log(2))
    return spread >= log(n - 1)


@claim(n=integers(2), spread=reals(), expect="refuted", source=SOURCE)
def even_odds_need_more(n, spread):
    """They do not need log(n): that is the spread of log(n + 1) classes."""
    assume(least_loss(n, spread) <= log(2))
    return spread >= log(n)


@claim(m=integers(1), n=integers(1), spread=reals(), source=SOURCE)
def more_classes_lose_more(m, n, spread):
    """At the same spread, the bound grows with the number of classes."""
    assume(m < n)
    return least_loss(m, spread) < least_loss(n, spread)


@claim(n=each([2, 3, 4, 5]), **SCORES, low=reals(), top=reals(), epsilon=reals(), source=SOURCE)
def scores_of_a_small_loss_are_spread(n, a, b, c, d, e, f, g, h, low, top, epsilon):
    """The same said of the scores themselves, without the bound in between."""
    scores = [a, b, c, d, e, f, g, h][:n]
    assume_between(scores, low, top)
    assume(loss(a, scores) <= epsilon)
    return top - low >= log(n - 1) - log(exp(epsilon) - 1)


# Sparse softmax: the k largest of four scores, which come in falling order

TOP = each([1, 2, 3])
FOUR = {name: SCORES[name] for name in "abcd"}


def falling(a, b, c, d):
    """Four scores in falling order."""
    assume(a >= b)
    assume(b >= c)
    assume(c >= d)
    return [a, b, c, d]


def sparse_softmax(scores, k):
    """Probabilities of scores in falling order: the first k share everything."""
    kept = sum(exp(s) for s in scores[:k])
    return [exp(s) / kept for s in scores[:k]] + [0] * (len(scores) - k)


def sparse_loss(target, scores, k):
    """The loss as the article computes it."""
    return log(sum(exp(s) for s in scores[:k])) - target


@claim(k=TOP, **FOUR, source=SOURCE)
def sparse_probabilities(k, a, b, c, d):
    """They sum to 1, none is negative, and a larger score has no smaller one."""
    p, q, r, s = sparse_softmax(falling(a, b, c, d), k)
    return p + q + r + s == 1 and p >= q and q >= r and r >= s and s >= 0


@claim(k=TOP, right=each(["first", "last"]), **FOUR, source=SOURCE)
def sparse_loss_of_a_kept_class(k, right, a, b, c, d):
    """Where the right class is among the k largest, the article's loss is -log of its probability."""
    scores = falling(a, b, c, d)
    t = 0 if right == "first" else k - 1
    return sparse_loss(scores[t], scores, k) == -log(sparse_softmax(scores, k)[t])


@claim(k=TOP, **FOUR, expect="refuted", source=SOURCE)
def sparse_loss_of_any_class(k, a, b, c, d):
    """Where it is not, its probability is 0, of which there is no logarithm. The last of four is not."""
    scores = falling(a, b, c, d)
    return sparse_loss(d, scores, k) == -log(sparse_softmax(scores, k)[3])


@claim(k=TOP, **FOUR, tight=dict(a=0, b=0, c=0, d=0), source=SOURCE)
def sparse_loss_of_a_lost_class(k, a, b, c, d):
    """The article's formula gives such a class a loss all the same, of log(k) at least."""
    scores = falling(a, b, c, d)
    return sparse_loss(d, scores, k) >= log(k)


@claim(k=TOP, t=each([0, 1, 2, 3]), **FOUR, source=SOURCE)
def sparse_loss_is_less(k, t, a, b, c, d):
    """It is less than that of softmax, by what the other classes would add."""
    scores = falling(a, b, c, d)
    return sparse_loss(scores[t], scores, k) < loss(scores[t], scores)


@claim(**FOUR, source=SOURCE)
def sparse_loss_can_be_zero(a, b, c, d):
    """With k = 1, the largest score has no loss: that is where sparse softmax stops pushing."""
    return sparse_loss(a, falling(a, b, c, d), 1) == 0


@claim(k=each([2, 3]), **FOUR, low=reals(), epsilon=reals(), source=SOURCE)
def sparse_spread_depends_on_k_alone(k, a, b, c, d, low, epsilon):
    """A loss of ε needs the kept scores to be log(k - 1) - log(e^ε - 1) apart: of the others nothing is asked."""
    scores = falling(a, b, c, d)
    for s in scores[:k]:
        assume(low <= s)
    assume(sparse_loss(a, scores, k) <= epsilon)
    return a - low >= log(k - 1) - log(exp(epsilon) - 1)


@claim(k=TOP, shift=reals(), **FOUR, source=SOURCE)
def sparse_probabilities_do_not_shift(k, shift, a, b, c, d):
    """Only differences of scores count."""
    scores = falling(a, b, c, d)
    return sparse_softmax(scores, k)[0] == sparse_softmax([s + shift for s in scores], k)[0]


# Ties: the k largest of three scores in any order


def rank(place, scores):
    """How many scores come before this one: the larger ones, and of equal ones those that stand before it."""
    before = sum(where(s < scores[place], 0, 1) for s in scores[:place])
    return before + sum(where(scores[place] < s, 1, 0) for s in scores[place + 1 :])


def sparse_softmax_in_any_order(scores, k):
    """Probabilities of scores in any order."""
    kept = [where(rank(place, scores) < k, exp(s), 0) for place, s in enumerate(scores)]
    return [value / sum(kept) for value in kept]


@claim(k=each([1, 2]), a=reals(), b=reals(), c=reals(), source=SOURCE)
def sparse_probabilities_in_any_order(k, a, b, c):
    """In any order, with ties or without, they sum to 1."""
    p, q, r = sparse_softmax_in_any_order([a, b, c], k)
    return p + q + r == 1


@claim(k=each([1, 2]), a=reals(), b=reals(), c=reals(), source=SOURCE)
def sparse_probabilities_keep_the_order(k, a, b, c):
    """A larger score never has a smaller probability."""
    assume(a < b)
    p, q, _ = sparse_softmax_in_any_order([a, b, c], k)
    return p <= q


@claim(k=each([1, 2]), a=reals(), b=reals(), c=reals(), expect="refuted", source=SOURCE)
def equal_scores_have_equal_probabilities(k, a, b, c):
    """But equal scores may have different ones, and then one of them has none: three zeros, of which k are kept."""
    assume(b == c)
    _, q, r = sparse_softmax_in_any_order([a, b, c], k)
    return q == r
