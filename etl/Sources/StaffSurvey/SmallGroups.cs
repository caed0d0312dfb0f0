namespace Insight.Etl.Sources.StaffSurvey;

/// <summary>
/// Who may be told apart in the results of a survey. Groups of fewer answers than the smallest are put together as <c>other</c>, and when those are still too few the
/// smallest of the others goes with them, so that no group can be found out from the total.
/// </summary>
internal static class SmallGroups
{
    /// <summary>The member for groups that are too small.</summary>
    public const string Other = "other";

    /// <summary>The member under which each group is told; empty where nobody can be told apart.</summary>
    /// <param name="sizes">Group → persons.</param>
    /// <param name="smallest">Fewest persons.</param>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, int> sizes, int smallest)
    {
        var bySize = sizes.OrderBy(g => g.Value).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var (merged, persons) = (0, 0);
        while (merged < bySize.Count && (bySize[merged].Value < smallest || (merged > 0 && persons < smallest)))
        {
            persons += bySize[merged++].Value;
        }

        return merged == bySize.Count && bySize.Count > 0 && merged > 0
            ? new Dictionary<string, string>()
            : bySize.Index().ToDictionary(g => g.Item.Key, g => g.Index < merged ? Other : g.Item.Key, StringComparer.Ordinal);
    }
}
