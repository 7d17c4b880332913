/** Names that must not be mixed up. Each is the text that people use, branded. */
export type SubjectId = string & { readonly __brand: 'SubjectId' }
export type LesionId = string & { readonly __brand: 'LesionId' }
export type ScanId = string & { readonly __brand: 'ScanId' }
export type ArmId = string & { readonly __brand: 'ArmId' }
/** A source row as a person finds it: `tr.csv:17` is line 17 of tr.csv, the header being line 1. */
export type RowId = string & { readonly __brand: 'RowId' }
/** The id of a row of a rule table, such as `target.pd.growth`. */
export type RuleId = string
