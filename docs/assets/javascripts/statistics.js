/* The normal distribution, to more than nine digits. Tests compare it with SciPy. */

/** The share of a standard normal distribution that lies below a value. */
export function normal(value) {
  const tail = Math.abs(value) < 5 ? 0.5 - series(Math.abs(value)) : fraction(Math.abs(value));
  return value > 0 ? 1 - tail : tail;
}

const density = (value) => Math.exp(-value * value / 2) / Math.sqrt(2 * Math.PI);

/* The sum x + x³/3 + x⁵/(3·5) + ... times the density (Marsaglia 2004). */
function series(value) {
  let term = value;
  let sum = value;
  for (let odd = 3; Math.abs(term) > 1e-17 * sum; odd += 2) {
    term *= value * value / odd;
    sum += term;
  }
  return value ? sum * density(value) : 0;
}

/* Laplace's continued fraction, for the far tail where the sum loses its digits. */
function fraction(value) {
  let below = value;
  for (let step = 60; step > 0; step -= 1) below = value + step / below;
  return density(value) / below;
}

/** The value below which that share of a standard normal distribution lies; NaN outside 0 to 1. */
export function normalInverse(share) {
  if (!(share > 0 && share < 1)) return NaN;
  if (share > 0.5) return -normalInverse(1 - share);
  // Halving an interval of 80 some sixty times leaves less than a float can show.
  let [low, high] = [-40, 0];
  for (let step = 0; step < 70; step += 1) {
    const middle = (low + high) / 2;
    if (normal(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
