// Plain JavaScript, so that a Node too old to strip types can still read it and say why nothing starts.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `This project needs Node 24 or newer; this is ${process.version}. ` +
      '"npm ci" brings Node 24 along for every npm script on Linux, Windows and Macs with an Intel processor, ' +
      'unless it leaves out development or optional packages; elsewhere, install Node 24 yourself.',
  );
  process.exit(1);
}
