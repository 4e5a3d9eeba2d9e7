/**
 * Measures on the engine that `KATA_ENGINE` names what the scope in its argument asks for, and writes
 * it as a line of JSON, where Infinity is null.
 */
import { measure } from './measure';

async function main(): Promise<void> {
  console.log(JSON.stringify(await measure(JSON.parse(process.argv[2] ?? ''))));
}

void main();
