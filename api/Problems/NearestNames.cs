namespace Insight.Api.Problems;

/// <summary>Finds the names that somebody who mistyped one may have meant.</summary>
public static class NearestNames
{
    private const int LongestCompared = 64;
    private const int Most = 3;
    private const int MostListed = 8;

    /// <summary>The nearest as words for a message, <c>did you mean KU091 or KU099?</c>; where none is near, what there is: <c>there are A, Q, M</c>.</summary>
    public static string Words(string text, IReadOnlyList<string> candidates) => Of(text, candidates) is { Count: > 0 } near
        ? $"did you mean {string.Join(" or ", near)}"
        : candidates.Count == 0 ? "there is none" : $"there are {string.Join(", ", candidates.Take(MostListed))}{(candidates.Count > MostListed ? " …" : "")}";

    /// <summary>
    /// At most three candidates, nearest first: those that contain the text or differ from it by few letters (one in three, swaps count
    /// once). Case does not matter. Empty where nothing is near.
    /// </summary>
    public static IReadOnlyList<string> Of(string text, IEnumerable<string> candidates)
    {
        if (text.Length is 0 or > LongestCompared)
        {
            return [];
        }

        var sought = text.ToLowerInvariant();
        return candidates
            .Select(name => (Name: name, Distance: DistanceOf(sought, name.ToLowerInvariant())))
            .Where(c => c.Distance <= Math.Max(2, sought.Length / 3))
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => c.Name).Distinct().Take(Most).ToList();
    }

    private static int DistanceOf(string sought, string name)
    {
        if (name.Length > LongestCompared)
        {
            return int.MaxValue;
        }

        return sought.Length >= 3 && name.Contains(sought, StringComparison.Ordinal) ? 1 : Edits(sought, name);
    }

    /// <summary>Damerau–Levenshtein distance (optimal string alignment).</summary>
    private static int Edits(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        var beforePrevious = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[b.Length];
    }
}
