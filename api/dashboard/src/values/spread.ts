/** A label at the end of a line: where it wants its middle to be, and how high it is. */
export interface Label {
  middle: number;
  height: number;
}

interface Block {
  keys: string[];
  /** Where the block's upper edge wants to be: the mean of what its labels want. */
  top: number;
  height: number;
}

/**
 * How far each of several labels must move up or down so that none lies upon another, each as near to its own place as the others
 * allow. Labels that touch form a block, which is centred on what its labels want.
 */
export function spread(labels: Map<string, Label>): Map<string, number> {
  const blocks: Block[] = [];
  for (const [key, { middle, height }] of [...labels].sort((a, b) => a[1].middle - b[1].middle)) {
    let block: Block = { keys: [key], top: middle - height / 2, height };
    for (let above = blocks.at(-1); above && above.top + above.height > block.top; above = blocks.at(-1)) {
      blocks.pop();
      block = joined(above, block);
    }
    blocks.push(block);
  }
  return new Map(blocks.flatMap((block) => shifts(block, labels)));
}

function joined(above: Block, below: Block): Block {
  const [n, m] = [above.keys.length, below.keys.length];
  return { keys: [...above.keys, ...below.keys], top: (n * above.top + m * (below.top - above.height)) / (n + m), height: above.height + below.height };
}

function shifts(block: Block, labels: Map<string, Label>): [string, number][] {
  let top = block.top;
  return block.keys.map((key) => {
    const { middle, height } = labels.get(key)!;
    top += height;
    return [key, top - height / 2 - middle];
  });
}
