using System.Globalization;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Breaks;

/// <summary>What a reader is told where a newer version of a definition begins.</summary>
public static class DefinitionChange
{
    /// <summary>The text by language.</summary>
    /// <param name="version">A version with a first day.</param>
    public static IReadOnlyDictionary<string, string> Text(PublishedVersion version)
    {
        var day = version.From ?? throw new ArgumentException("A version without a first day changes nothing.", nameof(version));
        return new Dictionary<string, string>
        {
            ["fi"] = string.Create(CultureInfo.InvariantCulture, $"Tunnusluvun määritelmä muuttui {day:d.M.yyyy} (versio {version.Version}). Sitä edeltävät ja sen jälkeiset luvut eivät ole vertailukelpoisia."),
            ["sv"] = string.Create(CultureInfo.InvariantCulture, $"Nyckeltalets definition ändrades {day:d.M.yyyy} (version {version.Version}). Talen före och efter är inte jämförbara."),
            ["en"] = string.Create(CultureInfo.InvariantCulture, $"The indicator's definition changed on {day:d MMMM yyyy} (version {version.Version}). Figures before and after are not comparable."),
        };
    }
}
