/** Operators and tokens of bash arithmetic. */

/** Binary operators by how tightly they bind. */
export const binary: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '<=': 7,
  '>': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};
/** One token, at lastIndex. */
export const tokens =
  /\s*(<<=|>>=|\*\*|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%<>=!~&|^?:,()]|0[xX][\da-fA-F]+|\d+#[\w@]+|\d+|[A-Za-z_]\w*)/y;
