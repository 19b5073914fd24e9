import { fileURLToPath } from 'node:url';
import { Language, type Node, Parser } from 'web-tree-sitter';

await Parser.init();
const parser = new Parser().setLanguage(
  await Language.load(fileURLToPath(import.meta.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm'))),
);

/**
 * Translates Bicep into the ARM template that Azure takes, as far as our own file needs it: parameters, variables,
 * resources, outputs, and expressions without loops. The real compiler cannot be had here.
 * @throws Error with the line that it does not know
 */
export function armOf(bicep: string): object {
  const tree = parser.parse(bicep)?.rootNode;
  if (!tree || tree.hasError) throw new Error('Bicep cannot read this file');
  const names = namesIn(tree);
  const parts = { parameters: {}, variables: {}, resources: {}, outputs: {} };
  const add = (to: keyof typeof parts, name: string, what: object | string) =>
    Object.assign(parts[to], { [name]: what });
  let decorators: Node[] = [];
  for (const node of tree.namedChildren) {
    if (node.type === 'decorators') decorators = node.namedChildren;
    if (node.type === 'comment' || node.type === 'decorators') continue;
    const name = node.namedChild(0)?.text ?? '';
    if (node.type === 'parameter_declaration') add('parameters', name, parameter(node, decorators, names));
    else if (node.type === 'variable_declaration') {
      if (!names.late.has(name)) add('variables', name, jsonOf(last(node), names) as object);
    } else if (node.type === 'resource_declaration') add('resources', name, resourceOf(name, names));
    else if (node.type === 'output_declaration')
      add('outputs', name, { type: node.namedChild(1)?.text, value: jsonOf(last(node), names) });
    else throw unknown(node);
    decorators = [];
  }
  const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
  return { $schema: schema, languageVersion: '2.0', contentVersion: '1.0.0.0', ...parts };
}

interface Resource {
  type: string;
  version: string;
  body: Map<string, Node>;
  condition: Node | undefined;
}

interface Names {
  parameters: Set<string>;
  variables: Map<string, Node>;
  late: Set<string>; // variables that need a resource: Bicep writes their value wherever they are used
  resources: Map<string, Resource>;
  inLambda: Set<string>;
}

const partsOf = (node: Node): Node[] => node.namedChildren.filter(({ type }) => type !== 'comment');
const last = (node: Node): Node => node.namedChildren.at(-1) ?? node;
const unknown = (node: Node) =>
  new Error(`line ${node.startPosition.row + 1}: ${node.type} is not known: ${node.text}`);
const within = (node: Node): Node[] => [node, ...node.namedChildren.flatMap(within)];

function namesIn(tree: Node): Names {
  const names: Names = {
    ...{ parameters: new Set(), variables: new Map(), late: new Set() },
    ...{ resources: new Map(), inLambda: new Set() },
  };
  for (const node of tree.namedChildren) {
    const name = node.namedChild(0)?.text ?? '';
    if (node.type === 'parameter_declaration') names.parameters.add(name);
    if (node.type === 'variable_declaration') names.variables.set(name, last(node));
    if (node.type === 'resource_declaration') names.resources.set(name, declared(node));
  }
  for (const [name, node] of names.variables)
    if (within(node).some(({ type, text }) => type === 'identifier' && names.resources.has(text))) names.late.add(name);
  return names;
}

function declared(node: Node): Resource {
  const [type = '', version = ''] = (node.namedChild(1)?.text ?? '').slice(1, -1).split('@');
  const what = last(node);
  const condition = what.type === 'if_statement' ? what.namedChild(0)?.namedChild(0) : undefined;
  const object = what.type === 'if_statement' ? last(what) : what;
  const body = new Map(partsOf(object).map((property) => [property.namedChild(0)?.text ?? '', last(property)]));
  return { type, version, body, condition: condition ?? undefined };
}

function parameter(node: Node, decorators: Node[], names: Names) {
  const described = decorators.map((decorator) => {
    const [call] = decorator.namedChildren;
    const [name = '', argument] = [call?.namedChild(0)?.text, call?.namedChild(1)?.namedChild(0)];
    const value = argument ? jsonOf(argument, names) : true;
    return name === 'description' ? { metadata: { description: value } } : { [name]: value };
  });
  const preset = node.namedChild(2);
  return {
    type: node.namedChild(1)?.text,
    ...(preset ? { defaultValue: jsonOf(preset, names) } : {}),
    ...Object.assign({}, ...described),
  };
}

function resourceOf(symbol: string, names: Names) {
  const { type, version, body, condition } = names.resources.get(symbol) as Resource;
  const parts = [...body].flatMap(([name, node]) => {
    if (name === 'parent' || name === 'dependsOn') return [];
    if (name === 'scope') return [[name, `[${idOf(node.text, names)}]`]];
    return [[name, name === 'name' && body.has('parent') ? `[${fullName(symbol, names)}]` : jsonOf(node, names)]];
  });
  const needed = needs(symbol, names);
  return {
    ...(condition ? { condition: jsonOf(condition, names) } : {}),
    ...{ type, apiVersion: version },
    ...Object.fromEntries(parts),
    ...(needed.length > 0 ? { dependsOn: needed } : {}),
  };
}

/** The resources that must be there first: each that is named in it, also through variables. */
function needs(symbol: string, names: Names): string[] {
  const { body, condition } = names.resources.get(symbol) as Resource;
  const named = (node: Node): string[] =>
    within(node)
      .filter((each) => each.type === 'identifier')
      .flatMap(({ text }) => {
        if (names.resources.has(text)) return [text];
        const variable = names.late.has(text) ? names.variables.get(text) : undefined;
        return variable ? named(variable) : [];
      });
  return [...new Set([...body.values(), ...(condition ? [condition] : [])].flatMap(named))].sort();
}

/** The name with the names of its parents, as an expression. */
function fullName(symbol: string, names: Names): string {
  const segments = nameSegments(symbol, names);
  return `format('${segments.map((_, at) => `{${at}}`).join('/')}', ${segments.join(', ')})`;
}

function nameSegments(symbol: string, names: Names): string[] {
  const { body } = names.resources.get(symbol) as Resource;
  const parent = body.get('parent')?.text;
  return [...(parent ? nameSegments(parent, names) : []), expression(body.get('name') as Node, names)];
}

function idOf(symbol: string, names: Names): string {
  const type = names.resources.get(symbol)?.type;
  return `resourceId('${type}', ${nameSegments(symbol, names).join(', ')})`;
}

/** What stands in JSON: objects, arrays and plain values as such, anything else as an expression in brackets. */
function jsonOf(node: Node, names: Names): unknown {
  if (node.type === 'object') {
    const entries = partsOf(node).map((property) => [key(property, names), jsonOf(last(property), names)]);
    return Object.fromEntries(entries);
  }
  if (node.type === 'array') return partsOf(node).map((each) => jsonOf(each, names));
  if (node.type === 'number') return Number(node.text);
  if (node.type === 'boolean') return node.text === 'true';
  if (node.type === 'string' && !isBuilt(node)) return textOf(node);
  return `[${expression(node, names)}]`;
}

function key(property: Node, names: Names): string {
  const name = property.namedChild(0) as Node;
  if (name.type !== 'string') return name.text;
  return isBuilt(name) ? `[${expression(name, names)}]` : textOf(name);
}

const isBuilt = (string: Node) => string.namedChildren.some(({ type }) => type === 'interpolation');
const textOf = (string: Node) => string.namedChildren.map(({ text }) => text).join('');
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function expression(node: Node, names: Names): string {
  const inner = (each: Node | null) => expression(each as Node, names);
  const [first, second, third] = node.namedChildren;
  if (node.type === 'string') return isBuilt(node) ? formatted(node, names) : quoted(textOf(node));
  if (node.type === 'number' || node.type === 'boolean') return node.text;
  if (node.type === 'identifier') return named(node.text, names);
  if (node.type === 'parenthesized_expression') return inner(first ?? null);
  if (node.type === 'ternary_expression' && first && second && third)
    return `if(${inner(first)}, ${inner(second)}, ${inner(third)})`;
  if (node.type === 'unary_expression' && node.text.startsWith('!')) return `not(${inner(first ?? null)})`;
  if (node.type === 'member_expression' && first && second) return memberOf(first, second.text, names);
  if (node.type === 'call_expression' && first && second) return called(first, second, names);
  if (node.type === 'array') return `createArray(${partsOf(node).map(inner).join(', ')})`;
  if (node.type === 'object') {
    const pairs = partsOf(node).flatMap((property) => [quoted(key(property, names)), inner(last(property))]);
    return `createObject(${pairs.join(', ')})`;
  }
  if (node.type === 'lambda_expression' && first && second) {
    const inside = { ...names, inLambda: new Set([...names.inLambda, first.text]) };
    return `lambda('${first.text}', ${expression(second, inside)})`;
  }
  throw unknown(node);
}

function formatted(string: Node, names: Names): string {
  const values: string[] = [];
  const text = string.namedChildren.map((part) => {
    if (part.type !== 'interpolation') return part.text.replaceAll("'", "''");
    values.push(expression(part.namedChild(0) as Node, names));
    return `{${values.length - 1}}`;
  });
  return `format('${text.join('')}', ${values.join(', ')})`;
}

function named(name: string, names: Names): string {
  if (names.inLambda.has(name)) return `lambdaVariables('${name}')`;
  if (names.parameters.has(name)) return `parameters('${name}')`;
  const variable = names.variables.get(name);
  if (!variable) throw new Error(`${name} is not declared`);
  return names.late.has(name) ? expression(variable, names) : `variables('${name}')`;
}

function memberOf(of: Node, name: string, names: Names): string {
  if (!names.resources.has(of.text)) return `${expression(of, names)}.${name}`;
  if (name === 'id') return idOf(of.text, names);
  if (name === 'name') return nameSegments(of.text, names).at(-1) ?? '';
  if (name === 'properties') return `reference('${of.text}')`;
  throw new Error(`${of.text}.${name} is not known`);
}

function called(what: Node, given: Node, names: Names): string {
  const values = given.namedChildren.map((each) => expression(each, names));
  if (what.type === 'identifier') return `${what.text}(${values.join(', ')})`;
  const [of, name] = [what.namedChild(0)?.text ?? '', what.namedChild(1)?.text]; // log.listKeys()
  const resource = names.resources.get(of);
  if (!resource || name !== 'listKeys') throw unknown(what);
  return `listKeys(${idOf(of, names)}, '${resource.version}')`;
}
