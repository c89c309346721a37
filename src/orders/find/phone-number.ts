const leastDigits = 8;
/** With a country's prefix as it is dialled from there: `0062`. */
const mostDigits = 17;
/** How a mobile or fixed number of Indonesia begins: `0812`, `+62 812`, `62812`, `0062 812`, `812`. */
const prefix = /^(?:00?62|62|0)?(?=[1-9])/;

/**
 * What a phone number is whatever way it is written: `0812-3456-7890`, `+62 (812) 3456 7890` and `62812.3456.7890` are
 * all `81234567890`. Undefined for what is no phone number.
 */
export function phoneNumber(text: string): string | undefined {
  if (!/^\s*\+?[\d\s().-]+$/.test(text)) return undefined;
  const digits = text.replace(/\D/g, '');
  if (digits.length < leastDigits || digits.length > mostDigits) return undefined;
  const number = digits.replace(prefix, '');
  const isDialled = /^(?:\+|00|62|0)/.test(text.replace(/[\s(]/g, ''));
  // Without the zero only a mobile number is told from any other number.
  return isDialled || number.startsWith('8') ? number : undefined;
}

/** The numbers in an order's field, which can hold two: `0812… / 0813…`. */
export function phoneNumbersIn(text: string): string[] {
  const parts = text.split(/[/,;|&]|\bdan\b|\batau\b/i);
  return parts.flatMap((part) => {
    const number = phoneNumber(part.replace(/[^\d+\s().-]/g, ''));
    return number === undefined ? [] : [number];
  });
}
