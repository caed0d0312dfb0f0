using Insight.Warehouse.Areas;

namespace Insight.Api.Areas;

/// <summary>
/// Levels of areas as written in requests and answers: country, region, sub-region, wellbeing-county, municipality, grouping, network.
/// </summary>
public static class AreaWords
{
    /// <summary>All words, highest level first.</summary>
    public static IReadOnlyList<string> Levels { get; } = [.. Enum.GetValues<AreaLevel>().Select(Word)];

    /// <summary>The word for a level.</summary>
    public static string Word(AreaLevel level) => level switch
    {
        AreaLevel.SubRegion => "sub-region",
        AreaLevel.WellbeingCounty => "wellbeing-county",
        _ => level.ToString().ToLowerInvariant(),
    };

    /// <summary>The level with a word, or null.</summary>
    public static AreaLevel? Level(string word)
    {
        foreach (var level in Enum.GetValues<AreaLevel>())
        {
            if (Word(level) == word)
            {
                return level;
            }
        }

        return null;
    }
}
