/* Numbers as people write them: 1,5 and 1.5, 1 200 000 and 1,200,000, 12%. */

const SPACES = /[\s\u00A0\u2009\u202F'’]/g;
const GROUPED = { ",": /^\d{1,3}(,\d{3})+$/, ".": /^\d{1,3}(\.\d{3})+$/ };

/** The number in a text, with whether a percent sign stood behind it; NaN when there is none. */
export function read(text) {
  const plain = text.replace(SPACES, "").replace(/[−–]/g, "-");
  const [, sign, digits, percent] = /^([-+]?)([\d.,]+)(%?)$/.exec(plain) ?? [];
  const value = digits === undefined ? NaN : Number(withPoint(digits));
  return { value: sign === "-" ? -value : value, percent: percent === "%" };
}

/* Where both signs stand, the last one is the decimal sign. A comma alone parts thousands only if
   three digits follow and it does not follow a lone zero, so 1,200 is more than a thousand. */
function withPoint(digits) {
  const decimal = decimalSign(digits);
  const place = decimal ? digits.lastIndexOf(decimal) : digits.length;
  const whole = digits.slice(0, place);
  const group = decimal === "," ? "." : ",";
  const isGrouped = whole.includes(group) || (!decimal && /[.,]/.test(whole));
  if (isGrouped && !Object.values(GROUPED).some((pattern) => pattern.test(whole))) return NaN;
  const fraction = digits.slice(place + 1);
  if (/[.,]/.test(fraction) || (decimal && !whole && !fraction)) return NaN;
  return `${whole.replace(/[.,]/g, "") || "0"}.${fraction || "0"}`;
}

function decimalSign(digits) {
  const commas = digits.split(",").length - 1;
  const points = digits.split(".").length - 1;
  if (commas && points) return digits.lastIndexOf(",") > digits.lastIndexOf(".") ? "," : ".";
  if (points === 1) return ".";
  if (commas === 1 && !/^[1-9]\d{0,2},\d{3}$/.test(digits)) return ",";
  return "";
}

/** A number for reading, with that many decimals; a half goes to the even side, as in the build. */
export function shown(value, decimals) {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: decimals, maximumFractionDigits: decimals, roundingMode: "halfEven",
  });
}

/** A number with all the digits that mean something. */
export function exact(value) {
  return Number(value.toPrecision(15)).toLocaleString("en-US", { maximumSignificantDigits: 15 });
}
