import { Ajv2020 } from 'ajv/dist/2020.js';
import published from './published-responses.json';

const ajv = new Ajv2020({ allowUnionTypes: true, validateFormats: false, keywords: ['components'] });
ajv.addSchema(published, 'published');

/** Fails unless the answer is as this schema of the published document says. */
export function shouldBe(name: string, answer: unknown): void {
  const validate = ajv.compile({ $ref: `published#/components/schemas/${name}` });
  validate(answer);
  (validate.errors ?? []).should.eql([]);
}
