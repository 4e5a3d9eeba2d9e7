// Hooks are for who works on the kit; where its tools were left out (`npm ci --omit=dev`), an install
// goes on without them.
try {
  const { default: install } = await import('husky');
  const told = install();
  if (told) console.log(told);
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
}
