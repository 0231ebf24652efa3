import { FAILURE_KINDS } from '../../src/model/failure-codes';
import { simulatedConversationIds } from '../../src/sandbox/sendseven/simulate';
import { catalogue, help, LANGUAGES, messagesFrom, NODE_TYPES, template } from './catalogue';
import { matches } from './matches';

const TRANSLATIONS = LANGUAGES.filter((language) => language !== 'en-US');

/** Node-RED's editor leaves room for a status shorter than this. */
const STATUS_LENGTH = 20;

/** Values of a usual size. Where they are larger, the node shortens the text itself. */
const STATUS_VALUES = { name: 'TOKEN', n: 1000, s: 60, done: 412, total: 1000, perMinute: 98, failed: 12 };

/** What the help is made of. */
const TAGS = 'p dl dt dd ul ol li h3 h4 code span a table tr th td'.split(' ');

describe('the catalogues', () => {
  for (const type of NODE_TYPES) {
    const english = catalogue('en-US', type);

    it(`of ${type} have no empty text`, () => {
      for (const language of LANGUAGES) {
        for (const [key, text] of catalogue(language, type)) text.trim().should.not.equal('', `${language} ${key}`);
      }
    });

    it(`of ${type} have every text that its dialog asks for`, () => {
      const asked = matches(template(type), new RegExp(`data-i18n="(?:\\[\\w+\\])?(${type}\\.[\\w.]+)"`, 'g'));
      asked.length.should.be.above(5);
      for (const key of asked) english.has(key).should.equal(true, key);
    });

    for (const language of TRANSLATIONS) {
      const translated = catalogue(language, type);

      it(`of ${type} have the same texts in ${language} as in English`, () => {
        [...translated.keys()].should.deepEqual([...english.keys()]);
      });

      it(`of ${type} fill the same values into the texts in ${language} as in English`, () => {
        const values = (text: string | undefined) => matches(text ?? '', /__\w+?__|<\/?\w+>|\$\{\w+\}/g).sort();
        for (const [key, text] of english) values(translated.get(key)).should.deepEqual(values(text), key);
      });
    }
  }

  for (const language of LANGUAGES) {
    it(`keep every status of receiving in ${language} shorter than ${STATUS_LENGTH} characters`, () => {
      const text = messagesFrom(language, 'conversation-receive');
      const keys = [...catalogue(language, 'conversation-receive').keys()].map((key) => key.replace(/^[\w-]+\./, ''));
      const statuses = keys.filter((key) => key.startsWith('status.'));
      statuses.length.should.be.above(5);
      for (const status of statuses) text(status, STATUS_VALUES).length.should.be.below(STATUS_LENGTH, status);
    });

    it(`keep every status of sending in ${language} shorter than ${STATUS_LENGTH} characters`, () => {
      const text = messagesFrom(language, 'conversation-send');
      const keys = [...catalogue(language, 'conversation-send').keys()].map((key) => key.replace(/^[\w-]+\./, ''));
      const reasons = keys.filter((key) => key.startsWith('status.reason.')).map((key) => text(key));
      const statuses = keys.filter((key) => key.startsWith('status.') && !key.startsWith('status.reason.'));
      statuses.length.should.be.above(5);
      for (const reason of [...reasons, '401']) {
        for (const status of statuses) {
          const rendered = text(status, { ...STATUS_VALUES, reason });
          rendered.length.should.be.below(STATUS_LENGTH, rendered);
        }
      }
    });
  }
});

describe('the help', () => {
  for (const type of NODE_TYPES) {
    for (const language of LANGUAGES) {
      const text = help(language, type);

      it(`of ${type} in ${language} has a summary and the four further sections`, () => {
        text.should.startWith(`<script type="text/html" data-help-name="${type}">\n  <p>`);
        const sections = {
          'en-US': ['Inputs', 'Outputs', 'Details', 'References'],
          de: ['Eingangsdaten', 'Ausgangsdaten', 'Details', 'Referenzen'],
        };
        matches(text, /<h3>(.+?)<\/h3>/g).should.deepEqual(sections[language]);
      });

      it(`of ${type} in ${language} closes what it opens`, () => {
        for (const tag of TAGS) {
          matches(text, new RegExp(`<${tag}[ >]`, 'g')).length.should.equal(
            matches(text, new RegExp(`</${tag}>`, 'g')).length,
            tag,
          );
        }
      });
    }

    for (const language of TRANSLATIONS) {
      it(`of ${type} in ${language} names the same fields, codes and addresses as in English`, () => {
        const facts = (text: string) =>
          matches(text, /<code>.+?<\/code>|ERR_\w+|href="[^"]+"|property-type">[^<]+/g).sort();
        facts(help(language, type)).should.deepEqual(facts(help('en-US', type)));
      });
    }
  }

  it('of conversation-send says of every error code what to do, each once', () => {
    matches(help('en-US', 'conversation-send'), /<dt>(ERR_\w+)/g)
      .sort()
      .should.deepEqual(Object.keys(FAILURE_KINDS).sort());
  });

  it('of conversation-send names every conversation that simulates a failure', () => {
    matches(help('en-US', 'conversation-send'), /<code>(simulate-[\w-]+)<\/code>/g)
      .sort()
      .should.deepEqual([...simulatedConversationIds].sort());
  });
});
