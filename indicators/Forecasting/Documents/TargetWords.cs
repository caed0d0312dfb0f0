using System.Globalization;

namespace Insight.Indicators.Forecasting.Documents;

/// <summary>When a target is reached and how likely, as a sentence; where nothing can be said, the reason.</summary>
internal static class TargetWords
{
    /// <summary>The sentence in a language.</summary>
    /// <param name="language">fi, sv or en.</param>
    /// <param name="target">The assessment.</param>
    /// <param name="number">Writes a value as the language does.</param>
    public static string Of(string language, TargetDocument target, Func<double, string> number)
    {
        var name = Name(language, target, number(target.Value));
        return target switch
        {
            { State: "reached" } => language switch { "fi" => $"{name} on jo saavutettu.", "sv" => $"{name} är redan uppnått.", _ => $"{name} is reached already." },
            { Why: { } why } => $"{name}: {why.Text[language]}",
            _ => $"{Likely(language, name, target.LikelyFrom)} {InYear(language, target)}".TrimEnd(),
        };
    }

    private static string Name(string language, TargetDocument target, string value)
    {
        var below = target.Reach == "at-most";
        var year = target.Decided?.Year.ToString(CultureInfo.InvariantCulture);
        return language switch
        {
            "fi" => $"Tavoite ({(below ? "enintään" : "vähintään")} {value}{(year is null ? "" : ", vuosi " + year)})",
            "sv" => $"Målet ({(below ? "högst" : "minst")} {value}{(year is null ? "" : ", år " + year)})",
            _ => $"The target ({(below ? "at most" : "at least")} {value}{(year is null ? "" : ", year " + year)})",
        };
    }

    private static string Likely(string language, string name, string? from) => (language, from) switch
    {
        ("fi", null) => $"{name} ei ole ennusteen aikana todennäköinen.",
        ("sv", null) => $"{name} är inte sannolikt under prognosens tid.",
        (_, null) => $"{name} is not likely within the forecast.",
        ("fi", _) => $"{name} toteutuu todennäköisemmin kuin jää toteutumatta jaksosta {from} alkaen.",
        ("sv", _) => $"{name} är mer sannolikt än inte från och med {from}.",
        _ => $"{name} is more likely met than not from {from} on.",
    };

    private static string InYear(string language, TargetDocument target)
    {
        if (target.Decided is not { Chance: { } chance } decided)
        {
            return "";
        }

        var percent = Math.Round(100.0 * chance).ToString(CultureInfo.InvariantCulture);
        return language switch
        {
            "fi" => $"Vuonna {decided.Year} sen todennäköisyys on {percent}\u00a0%.",
            "sv" => $"År {decided.Year} är sannolikheten {percent}\u00a0%.",
            _ => $"In {decided.Year} the chance is {percent}%.",
        };
    }
}
