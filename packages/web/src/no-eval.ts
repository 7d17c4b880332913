/** Zod asks the browser whether it may compile code; our pages forbid that, and each asking would be a line in the console. */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
