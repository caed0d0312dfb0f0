/**
 * How far each of several labels must move up or down so that they lie at least `gap` apart in their order, each as near to its own
 * height as the others allow. Labels that touch form a block, which is centred on what its labels want.
 */
export function spread(heights: Map<string, number>, gap: number): Map<string, number> {
  const blocks: { keys: string[]; wanted: number }[] = []; // `wanted`: where the block's first label wants to be, on average
  for (const [key, height] of [...heights].sort((a, b) => a[1] - b[1])) {
    let block = { keys: [key], wanted: height };
    for (let above = blocks.at(-1); above && above.wanted + above.keys.length * gap > block.wanted; above = blocks.at(-1)) {
      blocks.pop();
      const [n, m] = [above.keys.length, block.keys.length];
      block = { keys: [...above.keys, ...block.keys], wanted: (n * above.wanted + m * (block.wanted - n * gap)) / (n + m) };
    }
    blocks.push(block);
  }
  return new Map(blocks.flatMap(({ keys, wanted }) => keys.map((key, index): [string, number] => [key, wanted + index * gap - heights.get(key)!])));
}
