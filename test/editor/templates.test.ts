import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_TYPES, template } from './catalogue';
import { matches } from './matches';

const ROOT = join(__dirname, '../..');

for (const type of NODE_TYPES) {
  const html = template(type);

  describe(`The dialog of ${type}`, () => {
    it('ties every label to a field', () => {
      const labels = matches(html, /<label for="([^"]+)"/g);
      labels.length.should.equal(matches(html, /<label/g).length);
      for (const id of labels) html.should.containEql(` id="${id}"`);
    });

    it('has a label for every field that can be seen', () => {
      const fields = matches(html, /<(?:input type="(?!hidden)\w+"|select) id="([^"]+)"/g);
      fields.length.should.be.above(3);
      for (const id of fields) html.should.containEql(`<label for="${id}"`);
    });

    it('gives every input and button its type, without which Node-RED 5 does not style it', () => {
      for (const tag of matches(html, /<(?:input|button)[^>]*>/g)) tag.should.match(/ type="\w+"/);
    });

    it('describes fields only by elements that exist', () => {
      const lists = matches(html, /aria-(?:describedby|labelledby)="([^"]+)"/g);
      for (const id of lists.flatMap((list) => list.split(' '))) html.should.containEql(` id="${id}"`);
    });

    it("takes all colours from the editor's theme", () => {
      const styles = [...matches(html, /<style>([\s\S]*?)<\/style>/g), ...matches(html, /style="([^"]*)"/g)].join(';');
      for (const value of matches(styles, /(?:color|background|border(?:-\w+)?):([^;}]+)/g)) {
        value.should.match(/var\(--red-ui-[\w-]+\)|inherit|none|\d+px$/);
      }
      styles.should.not.match(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i);
    });
  });
}

for (const type of NODE_TYPES.filter((name) => name !== 'conversation-account')) {
  describe(`The icon of ${type}`, () => {
    it('exists, is white and two to three, as Node-RED wants icons', () => {
      const code = readFileSync(join(ROOT, `nodes/editor/${type}.ts`), 'utf8');
      const file = join(ROOT, 'icons', /icon: '([\w.-]+)'/.exec(code)?.[1] ?? 'none');
      existsSync(file).should.be.true();
      const svg = readFileSync(file, 'utf8');
      svg.should.containEql('viewBox="0 0 40 60"');
      matches(svg, /(?:fill|stroke)="([^"]+)"/g).should.matchEach(/^(#fff|none)$/);
    });
  });
}
