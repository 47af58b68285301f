"""Is every model trained by gradient descent a kernel machine? The path kernel, for concrete small models.

A model f(x) with weights w is trained on examples (x_i, y_i) by gradient flow: the weights move against the gradient of
the loss, dw/dt = -grad L, L = sum of l(f(x_i), y_i). Then what it says of any x moves by

    df(x)/dt = grad f(x) . dw/dt = sum a_i K(x, x_i),    K(x, x') = grad f(x) . grad f(x'),    a_i = -dl/df(x_i),

which is just the chain rule. Domingos (2020) concludes that in the end f is the initial model plus a weighted sum of
kernels. The derivatives below are computed while the claims are traced, that of L for the loss as a whole, those of K
and a_i part by part; that both sides agree is then an identity in weights, inputs and labels, which is proved for a line,
for two weights, for one hidden unit (squared, and tanh), and for softmax.

Two things need care. To write the sum over time as one kernel with one coefficient each, a_i is averaged over time with
the weights K(x, x_i). These may be negative, and may sum to 0: then the "average" lies outside of the range of the
a_i, or does not exist. And gradient flow is not gradient descent: a step of finite length h moves f by that sum times h
only where f is linear in the weights. For the squared unit one more term is left, h^2 times (x grad L)^2, exactly.
"""

from verify import assume, claim, derivative, exp, gradient, log, ratio, reals

SOURCE = "P. Domingos, Every Model Learned by Gradient Descent Is Approximately a Kernel Machine (arXiv 2012.00152)"
EXAMPLES = dict(x=reals(), x1=reals(), x2=reals(), y1=reals(), y2=reals())


def squared_error(said, label):
    """Half the square of the error."""
    return (said - label) ** 2 / 2


def total_loss(model, loss, weights, examples):
    """The sum of the losses on all examples."""
    return sum(loss(model(weights, x), y) for x, y in examples)


def flow(model, loss, weights, examples):
    """The direction in which gradient flow moves the weights: minus the gradient of the total loss."""
    return [-slope for slope in gradient(lambda *w: total_loss(model, loss, w, examples), weights)]


def kernel(model, weights, x, z):
    """The inner product of the gradients of f(x) and f(z) by the weights."""
    at_x, at_z = (gradient(lambda *w: model(w, place), weights) for place in (x, z))
    return sum(a * b for a, b in zip(at_x, at_z))


def coefficient(model, loss, weights, x, y):
    """Minus the derivative of the loss on an example by what the model says of it."""
    return -derivative(lambda said: loss(said, y), model(weights, x))


def speed(model, loss, weights, examples, x):
    """df(x)/dt along the flow."""
    moved = flow(model, loss, weights, examples)
    return sum(a * b for a, b in zip(gradient(lambda *w: model(w, x), weights), moved))


def kernel_sum(model, loss, weights, examples, x):
    """What the path kernel says that it is."""
    return sum(coefficient(model, loss, weights, z, y) * kernel(model, weights, x, z) for z, y in examples)


def line(weights, x):
    """w x."""
    return weights[0] * x


def affine(weights, x):
    """w x + b."""
    return weights[0] * x + weights[1]


def squared_unit(weights, x):
    """v (w x)^2: one hidden unit that squares."""
    return weights[0] * (weights[1] * x) ** 2


def tanh(z):
    """By the exponential."""
    return 1 - 2 / (exp(2 * z) + 1)


def tanh_unit(weights, x):
    """v tanh(w x): one hidden unit with tanh."""
    return weights[0] * tanh(weights[1] * x)


def softmax(weights, x):
    """The probability of the first of two classes, whose scores are v x and w x."""
    one, other = exp(weights[0] * x), exp(weights[1] * x)
    return one / (one + other)


def logistic(weights, x):
    """1/(1 + exp(-w x - b))."""
    return 1 / (1 + exp(-(weights[0] * x + weights[1])))


def cross_entropy(said, label):
    """Of a probability, where the label is 1 or 0, or a probability itself."""
    return -(label * log(said)) - (1 - label) * log(1 - said)


# Along the flow (K1)


@claim(w=reals(), **EXAMPLES, source=SOURCE)
def path_kernel_of_a_line(w, x, x1, x2, y1, y2):
    """A line through 0, two examples, squared error."""
    examples = [(x1, y1), (x2, y2)]
    return speed(line, squared_error, [w], examples, x) == kernel_sum(line, squared_error, [w], examples, x)


@claim(w=reals(), b=reals(), **EXAMPLES, source=SOURCE)
def path_kernel_of_two_weights(w, b, x, x1, x2, y1, y2):
    """Slope and intercept."""
    examples = [(x1, y1), (x2, y2)]
    return speed(affine, squared_error, [w, b], examples, x) == kernel_sum(affine, squared_error, [w, b], examples, x)


@claim(w=reals(), b=reals(), x=reals(), x1=reals(), source=SOURCE)
def kernel_of_two_weights_is_constant(w, b, x, x1):
    """Where f is linear in the weights, the kernel does not change on the way: here it is x x1 + 1."""
    return kernel(affine, [w, b], x, x1) == x * x1 + 1


@claim(v=reals(), w=reals(), **EXAMPLES, source=SOURCE)
def path_kernel_of_a_squared_unit(v, w, x, x1, x2, y1, y2):
    """One hidden unit that squares, both weights moving: the kernel depends on where the weights are."""
    examples, unit = [(x1, y1), (x2, y2)], squared_unit
    return speed(unit, squared_error, [v, w], examples, x) == kernel_sum(unit, squared_error, [v, w], examples, x)


@claim(v=reals(), w=reals(), x=reals(), x1=reals(), source=SOURCE)
def kernel_of_a_squared_unit(v, w, x, x1):
    """It is w^2 (w^2 + 4 v^2) times the squares of the inputs."""
    return kernel(squared_unit, [v, w], x, x1) == w**2 * (w**2 + 4 * v**2) * x**2 * x1**2


@claim(v=reals(), w=reals(), **EXAMPLES, source=SOURCE)
def path_kernel_of_a_tanh_unit(v, w, x, x1, x2, y1, y2):
    """One hidden unit with tanh."""
    examples, unit = [(x1, y1), (x2, y2)], tanh_unit
    return speed(unit, squared_error, [v, w], examples, x) == kernel_sum(unit, squared_error, [v, w], examples, x)


@claim(z=reals(), source=SOURCE)
def slope_of_tanh(z):
    """What that rests on: the derivative of tanh is 1 - tanh^2."""
    return derivative(tanh, z) == 1 - tanh(z) ** 2


@claim(w=reals(), b=reals(), x=reals(), x1=reals(), y1=reals(), source=SOURCE)
def path_kernel_of_logistic_regression(w, b, x, x1, y1):
    """Logistic regression with cross entropy, one example."""
    examples = [(x1, y1)]
    return speed(logistic, cross_entropy, [w, b], examples, x) == kernel_sum(logistic, cross_entropy, [w, b], examples, x)


@claim(v=reals(), w=reals(), **EXAMPLES, source=SOURCE)
def path_kernel_of_softmax(v, w, x, x1, x2, y1, y2):
    """Softmax with two classes and cross entropy, two examples."""
    examples = [(x1, y1), (x2, y2)]
    return speed(softmax, cross_entropy, [v, w], examples, x) == kernel_sum(softmax, cross_entropy, [v, w], examples, x)


# The coefficient as an average over time (K2)


def weighted_mean(weights, values):
    """Of as many values."""
    return sum(k * a for k, a in zip(weights, values)) / sum(weights)


POSITIVE = reals(0, open_low=True)
COEFFICIENTS = dict(a1=reals(), a2=reals(), a3=reals())


@claim(k1=POSITIVE, k2=POSITIVE, k3=POSITIVE, **COEFFICIENTS, source=SOURCE)
def averages_with_positive_weights_are_averages(k1, k2, k3, a1, a2, a3):
    """With positive kernels, the average of a_i over three times lies between the least and the greatest of them."""
    mean = weighted_mean([k1, k2, k3], [a1, a2, a3])
    return min(a1, a2, a3) <= mean <= max(a1, a2, a3)


@claim(k1=reals(), k2=reals(), a1=reals(), a2=reals(), expect="refuted", source=SOURCE)
def averages_with_any_weights_are_averages(k1, k2, a1, a2):
    """With kernels of any sign it does too, where they do not sum to 0. It does not."""
    assume(k1 + k2 != 0)
    return min(a1, a2) <= weighted_mean([k1, k2], [a1, a2]) <= max(a1, a2)


@claim(k1=reals(), k2=reals(), a1=reals(), a2=reals(), expect="refuted", source=SOURCE)
def there_is_always_an_average(k1, k2, a1, a2):
    """There is always some coefficient with which the sum of kernels is the sum over time. Kernels may sum to 0."""
    c = weighted_mean([k1, k2], [a1, a2])
    return c * (k1 + k2) == k1 * a1 + k2 * a2


@claim(w=reals(), x=reals(), x1=reals(), expect="refuted", source=SOURCE)
def kernels_are_not_negative(w, x, x1):
    """Already that of a line through 0 is: x and x1 need only lie on different sides of 0."""
    return kernel(line, [w], x, x1) >= 0


@claim(v=reals(), w=reals(), x=reals(), source=SOURCE)
def of_a_point_with_itself_it_is_not_negative(v, w, x):
    """Only K(x, x) is a square for sure."""
    return kernel(squared_unit, [v, w], x, x) >= 0


# A step of finite length (K3)


def after_a_step(model, loss, weights, examples, h):
    """The weights after one step of gradient descent with learning rate h."""
    return [w + h * move for w, move in zip(weights, flow(model, loss, weights, examples))]


def left_over(model, loss, weights, examples, x, h):
    """What a step changes f(x) by, beyond h times the sum of kernels."""
    moved = after_a_step(model, loss, weights, examples, h)
    return model(moved, x) - model(weights, x) - h * kernel_sum(model, loss, weights, examples, x)


def square_of_one_weight(weights, x):
    """(w x)^2."""
    return (weights[0] * x) ** 2


@claim(w=reals(), b=reals(), h=reals(), **EXAMPLES, source=SOURCE)
def exact_where_f_is_linear_in_the_weights(w, b, h, x, x1, x2, y1, y2):
    """For slope and intercept nothing is left over, however long the step."""
    return left_over(affine, squared_error, [w, b], [(x1, y1), (x2, y2)], x, h) == 0


@claim(w=reals(), h=reals(), x=reals(), x1=reals(), y1=reals(), expect="refuted", source=SOURCE)
def exact_for_every_model(w, h, x, x1, y1):
    """Nor is there for (w x)^2. There is."""
    return left_over(square_of_one_weight, squared_error, [w], [(x1, y1)], x, h) == 0


@claim(w=reals(), h=reals(), **EXAMPLES, source=SOURCE)
def left_over_by_a_square(w, h, x, x1, x2, y1, y2):
    """There it is h^2 (x grad L)^2, and nothing else."""
    examples = [(x1, y1), (x2, y2)]
    [g] = flow(square_of_one_weight, squared_error, [w], examples)
    return left_over(square_of_one_weight, squared_error, [w], examples, x, h) == h**2 * (x * g) ** 2


UNIT = reals(-1, 1)


STEP = reals(0, 1, open_low=True)


def left_over_by_one_example(w, h, x, x1, y1):
    """The same for one example."""
    [g] = flow(square_of_one_weight, squared_error, [w], [(x1, y1)])
    return left_over(square_of_one_weight, squared_error, [w], [(x1, y1)], x, h) == h**2 * (x * g) ** 2


@claim(w=UNIT, x=UNIT, x1=UNIT, y1=UNIT, source=SOURCE)
def the_gradient_is_bounded(w, x, x1, y1):
    """Where weight, inputs and label are at most 1 in size, x grad L is at most 4 in size."""
    [g] = flow(square_of_one_weight, squared_error, [w], [(x1, y1)])
    return -4 <= x * g <= 4


@claim(
    w=UNIT,
    h=STEP,
    x=UNIT,
    x1=UNIT,
    y1=UNIT,
    tight=dict(w=1, h=1, x=1, x1=1, y1=-1),
    using=[left_over_by_one_example, the_gradient_is_bounded],
    source=SOURCE,
)
def at_most_sixteen_squares_of_the_step(w, h, x, x1, y1):
    """So what a step leaves over is from 0 to 16 h^2 there, for one example."""
    return 0 <= left_over(square_of_one_weight, squared_error, [w], [(x1, y1)], x, h) <= 16 * h**2


@claim(v=reals(), w=reals(), h=reals(), x=reals(), x1=reals(), y1=reals(), source=SOURCE)
def left_over_by_a_squared_unit(v, w, h, x, x1, y1):
    """With both weights of v (w x)^2 moving by h p and h q, it is h^2 (v q^2 + 2 w p q) + h^3 p q^2, times x^2."""
    p, q = flow(squared_unit, squared_error, [v, w], [(x1, y1)])
    terms = h**2 * (v * q**2 + 2 * w * p * q) + h**3 * p * q**2
    return left_over(squared_unit, squared_error, [v, w], [(x1, y1)], x, h) == terms * x**2
