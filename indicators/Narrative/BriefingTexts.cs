namespace Insight.Indicators.Narrative;

/// <summary>The words around the sentences of a briefing (<c>briefing.yml</c>).</summary>
public static class BriefingTexts
{
    private static readonly Lazy<Dictionary<string, Dictionary<string, string>>> Stored = new(() => NarrativeFiles.Texts("briefing.yml"));

    /// <summary>All texts by key and language.</summary>
    public static IReadOnlyDictionary<string, Dictionary<string, string>> All => Stored.Value;

    /// <summary>A text with its slots filled.</summary>
    public static string Of(string key, NarrativeLanguage language, params ReadOnlySpan<(string Slot, string Text)> slots)
    {
        var text = Stored.Value[key][language.Id];
        foreach (var (slot, filling) in slots)
        {
            text = text.Replace($"{{{slot}}}", filling, StringComparison.Ordinal);
        }

        return text;
    }
}
