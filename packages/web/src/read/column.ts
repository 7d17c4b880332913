/** A column of a table, with the first distinct values that stand in it. */
export type Column = { readonly name: string; readonly values: readonly string[] }

/** So many distinct values are looked for, and one more. */
export const MOST_VALUES = 12

export const isFew = (column: Column) => column.values.length > 0 && column.values.length <= MOST_VALUES
