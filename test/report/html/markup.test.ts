import * as fc from 'fast-check';
import { html, Markup } from '../../../src/report/html/markup';
import { tagsOf } from '../../support/tags';

test('what is put in is text, wherever it is put', () => {
  expect(html`<a title="${'"><b>'}">${'<b>&</b> it\'s'}</a>`.text).toBe('<a title="&quot;&gt;&lt;b&gt;">&lt;b&gt;&amp;&lt;/b&gt; it&#39;s</a>');
});

test('templates stay markup in templates, lists follow each other, nothing leaves no trace', () => {
  expect(html`<ul>${['a', 'b'].map((item) => html`<li>${item}</li>`)}${undefined}${3}</ul>`.text).toBe('<ul><li>a</li><li>b</li>3</ul>');
});

test('control characters are shown as what they are: none', () => {
  expect(html`${'a\u0000b\u001bc\nd\te'}`.text).toBe('a\ufffdb\ufffdc\nd\te');
});

test('text of our own stays as it is', () => {
  expect(html`<style>${Markup.trusted('a>b{}')}</style>`.text).toBe('<style>a>b{}</style>');
});

test('no text ends an attribute, an element or an entity', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'<>&"\'=/ ;#a') }), (a, b) => {
    const [tag, ...others] = tagsOf(html`<p title="${a}${b}">${b}${a}.</p>`.text);
    expect(others).toEqual([]);
    const shown = (text: string) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd');
    expect(tag).toMatchObject({ name: 'p', attributes: { title: shown(a + b) }, text: shown(`${b}${a}.`) });
  }));
});
