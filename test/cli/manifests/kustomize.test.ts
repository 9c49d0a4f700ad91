import { errorIn } from '../../../cli/manifests/kustomize';

test.each([
  ['kustomize 5', 'Error: accumulating resources: no such file\n', 'accumulating resources: no such file'],
  [
    'kubectl, behind a warning',
    "# Warning: 'bases' is deprecated. Please use 'resources' instead.\nerror: trouble with config: `\nname: x\n`: must specify --enable-helm\n",
    'trouble with config: ` name: x `: must specify --enable-helm',
  ],
  [
    'a log of Kubernetes, on one line',
    'E1130 12:09:03.305559   31337 run.go:72] "command failed" err="accumulating resources: no such file"\n',
    'accumulating resources: no such file',
  ],
  [
    'a log of Kubernetes, on several',
    'E1130 12:30:22.331792   32050 run.go:72] "command failed" err=<\n\ttrouble with config: `\n\t`: must specify --enable-helm\n >\n',
    'trouble with config: ` `: must specify --enable-helm',
  ],
  ['one that says it otherwise', 'killed\n', 'killed'],
])('what is wrong, of %s', (_, stderr, says) => {
  expect(errorIn(stderr)).toBe(says);
});
