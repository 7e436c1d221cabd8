/** Texts that would do harm where one of them is taken for more than a text. */
export interface Injection {
  readonly what: string;
  readonly text: string;
}

/** @param trap An address whose visit would show that one of them did something. */
export function injections(trap: string): readonly Injection[] {
  return [
    { what: 'a script', text: '<script>top.hacked = self.hacked = true; alert(1)</script>' },
    { what: 'an end of a script', text: '</script><script>self.hacked = true</script>' },
    { what: 'a broken image', text: `"><img src="${trap}" onerror="self.hacked = true">` },
    { what: 'an end of an attribute', text: `' onmouseover='self.hacked = true` },
    { what: 'a frame', text: `<iframe src="${trap}"></iframe>` },
    { what: 'a style sheet', text: `</style><style>@import url("${trap}");</style>` },
    { what: 'a style', text: `} * { background: url(${trap}) } .x {` },
    { what: 'an SVG', text: `<svg onload="self.hacked = true"><image href="${trap}"/></svg>` },
    {
      what: 'a base',
      text: `<base href="${trap}"><meta http-equiv="refresh" content="0;${trap}">`,
    },
    { what: 'a picture in Markdown', text: `![x](${trap})` },
    { what: 'a command in Markdown', text: '[run](command:deerapi.clearFinished)' },
    { what: 'a command in an autolink', text: '<command:workbench.action.quit>' },
    { what: 'HTML in Markdown', text: `**bold** <img src="${trap}"> | a | b |` },
    { what: 'an end of a code block', text: `\n\`\`\`\n![x](${trap})\n\`\`\`` },
    { what: 'an icon', text: '$(trash) $(sync~spin)' },
    { what: 'a hyperlink of a terminal', text: `\u001b]8;;${trap}\u0007click\u001b]8;;\u0007` },
    { what: 'a terminal’s title and clearing', text: '\u001b]0;owned\u0007\u001b[2J\u001b[H' },
    { what: 'a text that runs backwards', text: '\u202egnp.exe\u202c\u2066\u2069' },
    { what: 'line breaks', text: 'one\r\nSet-Cookie: a=b\r\n\r\ntwo\u2028three\u2029four' },
    { what: 'a NUL and other controls', text: 'a\u0000b\u0007\u0008\u007f\u009b31m' },
    { what: 'half a character', text: '\ud800 and \udc00' },
    { what: 'a path upwards', text: '../../../../../../tmp/deerapi-escaped' },
    { what: 'a path of Windows', text: String.raw`..\..\C:\CON\aux.txt::$DATA` },
    { what: 'an absolute path', text: '/etc/deerapi-escaped' },
    { what: 'a name of an object’s own', text: '__proto__' },
    { what: 'another of these', text: 'constructor' },
    { what: 'placeholders', text: '{0} {1} %s %d ${workspaceFolder} ${env:HOME} ${command:x}' },
    { what: 'a formula', text: `=HYPERLINK("${trap}")` },
    { what: 'a shell', text: '"; touch /tmp/deerapi-escaped; $(touch /tmp/deerapi-escaped) `id`' },
    { what: 'a URI that runs', text: 'javascript:self.hacked=true' },
    { what: 'a file', text: 'file:///etc/passwd' },
    {
      what: 'a link into VS Code',
      text: 'vscode://deerapi-predictions.deerapi-predictions/open?id=x',
    },
    { what: 'entities', text: '&lt;img src=x onerror=self.hacked=true&gt; &#x27;' },
    { what: 'a long word', text: 'w'.repeat(20_000) },
    { what: 'many marks on one letter', text: `z${'\u0300\u0489'.repeat(500)}` },
  ];
}
