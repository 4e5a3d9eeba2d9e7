/**
 * The house from the ground up: each room, and the rooms that it may import from. A room stands
 * above all that it imports, so data flows one way. Files under `testing/` and tests may reach
 * anywhere; nothing reaches them.
 */

/** Room → the rooms it may import from, besides itself. */
export const rooms: Readonly<Record<string, string>> = {
  // What everything stands on: the catalogue, where the root is, errors that a person can put right.
  exercises: '',
  reference: '',

  // What is right, and how an answer is judged. Knows no command.
  'reference/judging': 'exercises reference',
  'reference/oracle': 'exercises reference reference/judging',
  'reference/running': 'exercises reference reference/judging',
  'reference/misconceptions': 'reference/judging',
  'reference/right-ways': 'exercises reference/judging',
  'reference/beginners': 'reference/judging',
  'reference/visible': 'reference/judging',
  'reference/specs': 'reference/judging reference/oracle',
  'reference/jest':
    'exercises reference reference/judging reference/oracle reference/running setup',

  // Makes a clone ready and starts a command. Plain JavaScript that imports nothing of the kit.
  setup: '',

  // What several commands share.
  terminal: 'exercises reference reference/judging',
  models: 'reference',
  drawing: 'reference',
  submissions: 'exercises reference reference/judging terminal',
  sandbox: 'exercises reference reference/judging reference/running submissions',
  targets: 'exercises reference reference/running submissions sandbox',
  scenes: 'exercises reference reference/judging models drawing targets',
  views: 'reference reference/judging drawing scenes',
  native: 'reference reference/oracle setup',
  packing: 'reference',
  machine: 'reference',
  answers: 'exercises reference',
  languages: 'reference',

  // What one command says and decides.
  check: `exercises reference reference/judging reference/oracle reference/running reference/visible
    reference/specs reference/misconceptions languages terminal targets answers`,
  heatmap:
    'exercises reference reference/judging reference/running terminal drawing targets scenes views',
  tokens: 'terminal models',
  doctor: 'exercises reference reference/oracle terminal drawing',
  guard: 'reference',
  explore: `exercises reference reference/judging reference/oracle reference/running terminal models
    drawing targets scenes views`,
  grade: `exercises reference reference/judging reference/oracle reference/running reference/specs
    reference/misconceptions terminal submissions sandbox packing`,
  bench: `exercises reference reference/judging reference/oracle reference/running terminal drawing
    submissions sandbox targets machine grade`,
  release: 'exercises reference languages terminal guard answers',
  autograder: 'reference packing release',
  authoring: `exercises reference reference/judging reference/oracle reference/running
    reference/visible reference/specs reference/misconceptions reference/right-ways terminal models
    native answers check release setup`,

  // One thin file a command: reads its flags, calls its room, prints. Nothing imports these.
  commands: `exercises reference reference/oracle terminal models targets scenes views
    native packing answers languages check heatmap tokens doctor guard explore grade bench release autograder
    authoring setup`,
};
