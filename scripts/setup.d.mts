/** Compiles the kit where that is out of date. */
export function build(): Promise<void>;
