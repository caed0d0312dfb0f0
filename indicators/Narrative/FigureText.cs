using Insight.Indicators.Comparison;

namespace Insight.Indicators.Narrative;

/// <summary>A figure and its difference in few words, as tables need them.</summary>
public static class FigureText
{
    /// <summary>The figure with the short form of its unit: 14,0 %, noin 9,4 %; empty where it is missing.</summary>
    public static string Value(NarrativeFacts facts, NarrativeLanguage language)
    {
        var narration = new Narration(facts, language);
        return facts.Change.Now.Value is { } value
            ? Text(narration.About(facts.Change.Now.Status, narration.Short(value, FigureKind.Value, facts.Area.Id, facts.Change.Now.Period)))
            : "";
    }

    /// <summary>The difference from the earlier figure with its sign: −1,1 prosenttiyksikköä; empty where there is none or the series breaks.</summary>
    public static string Difference(NarrativeFacts facts, NarrativeLanguage language)
    {
        var narration = new Narration(facts, language);
        if (facts.Change is not { Now.Value: { } now, Before.Value: { } before } || facts.Change.Reason == ChangeReasons.SeriesBreak)
        {
            return "";
        }

        var difference = NarrativeLanguage.Round(narration.Rounded(now) - narration.Rounded(before), narration.Decimals);
        var figure = new Figure(difference, FigureKind.Difference, facts.Area.Id, facts.Change.Now.Period, facts.Change.Before!.Period);
        return Text(narration.Amount.Difference(narration.Number(difference, signed: true), figure));
    }

    /// <summary>A name of the catalogue: in the language, else in Finnish, never in another; with the language that it is in.</summary>
    public static (string Text, string Language) Name(IReadOnlyDictionary<string, string> names, NarrativeLanguage language) =>
        names.TryGetValue(language.Id, out var text) ? (text, language.Id) : (names.GetValueOrDefault("fi", ""), "fi");

    private static string Text(IEnumerable<Piece> pieces) => string.Concat(pieces.Select(piece => piece.Text));
}
