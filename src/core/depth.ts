/** Lists or maps opened in a row where a value starts: no deck nests so deeply, and it takes a YAML parser long to refuse. */
const opened = /^[ \t]*(?:[-?:][ \t]+)*(?:[\w.-]+:[ \t]+)?(?:[[{]\s*){200}|^[ \t]*(?:[-?:][ \t]+){200}/m;

/** Where a YAML text starts to nest hundreds of levels deep, if it does so at one place. */
export function tooDeep(yaml: string): number | undefined {
  return opened.exec(yaml)?.index;
}
