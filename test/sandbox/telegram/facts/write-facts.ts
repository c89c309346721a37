// Writes the sandbox's facts about the Bot API and the coverage in its README: `npm run coverage-table`, after
// grammY's types were upgraded or a method or field was added.

import { writeFileSync } from 'node:fs';
import { readmeFile, withCoverage } from './coverage-table.ts';
import { factsFile, factsOfTypes, updatesOfTypes } from './facts.ts';

const facts = factsOfTypes();
writeFileSync(factsFile, JSON.stringify(facts));
writeFileSync(readmeFile, withCoverage(facts, updatesOfTypes()));
