import fc from 'fast-check';

// Where a run decides whether a change goes in, it tries the same cases each time; at a desk, new ones.
if (process.env['CI']) fc.configureGlobal({ seed: 20261122 });
