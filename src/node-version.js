// Plain JavaScript, so that a Node too old to strip types can still read it and say why nothing starts.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `This project needs Node 24 or newer; this is ${process.version}. ` +
      'Run "npm ci" with install scripts switched on: it brings Node 24 along for every npm script.',
  );
  process.exit(1);
}
