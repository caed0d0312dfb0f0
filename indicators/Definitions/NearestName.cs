namespace Insight.Indicators.Definitions;

/// <summary>Finds what an author may have meant.</summary>
internal static class NearestName
{
    /// <summary>"did you mean 'x'?" when a known name is near, else the names to choose from (at most twelve).</summary>
    public static string Hint(string written, IEnumerable<string> known)
    {
        var names = known.Distinct(StringComparer.Ordinal).ToList();
        var nearest = names.Select(name => (Name: name, Distance: Distance(written, name))).OrderBy(pair => pair.Distance).FirstOrDefault();
        if (nearest.Name is not null && nearest.Distance <= Math.Max(2, written.Length / 3))
        {
            return $"did you mean '{nearest.Name}'?";
        }

        return names.Count == 0 ? "none is known here" : $"known are {string.Join(", ", names.Take(12))}{(names.Count > 12 ? " …" : "")}";
    }

    /// <summary>Levenshtein distance without regard to case.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = row[j];
                row[j] = cost;
            }
        }

        return row[right.Length];
    }
}
