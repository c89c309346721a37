const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

/**
 * Gives the memory back that only the start needed, and with it what the young generation of objects grew to, which is let
 * grow since collecting a small one takes a tenth of the time under load. Holds up everything for 50 to 100 ms.
 */
function letGoOfStart() {
  setFlagsFromString('--expose-gc');
  // A context of its own has it from then on; what runs here doesn't.
  const collect = runInNewContext('gc');
  collect({ type: 'major', flavor: 'last-resort' });
  setFlagsFromString('--no-expose-gc');
}

module.exports = { letGoOfStart };
