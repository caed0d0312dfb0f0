namespace Insight.Indicators.Compilation;

/// <summary>Rows that hold from one day to another, put together where one begins when the other ends and nothing else differs.</summary>
internal static class Spans
{
    /// <summary>The rows with as few spans as possible; the order is that of the first row of each.</summary>
    /// <param name="rows">Rows whose spans do not overlap where they are of the same.</param>
    /// <param name="of">First day (empty: from the beginning) and the day after the last.</param>
    /// <param name="with">The row with another span.</param>
    public static IEnumerable<T> Joined<T>(IEnumerable<T> rows, Func<T, (string From, string To)> of, Func<T, string, string, T> with)
        where T : notnull =>
        rows.GroupBy(row => with(row, "", "")).SelectMany(same =>
        {
            var joined = new List<T>();
            foreach (var row in same.OrderBy(row => of(row).From, StringComparer.Ordinal))
            {
                if (joined.Count > 0 && of(joined[^1]).To == of(row).From)
                {
                    joined[^1] = with(row, of(joined[^1]).From, of(row).To);
                }
                else
                {
                    joined.Add(row);
                }
            }

            return joined;
        });
}
