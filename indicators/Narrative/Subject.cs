namespace Insight.Indicators.Narrative;

/// <summary>An indicator as the subject of a sentence.</summary>
/// <param name="Words">työttömyysaste, arbetslöshetsgraden, the unemployment rate; its name in quotation marks where nothing better is stored.</param>
/// <param name="Verb">oli, olivat, var, was, were.</param>
public sealed record Subject(string Words, string Verb)
{
    private static readonly Lazy<Dictionary<string, Dictionary<string, string>>> Stored = new(() => NarrativeFiles.Texts("subjects.yml"));

    /// <summary>Ids of the indicators that have words of their own.</summary>
    public static IReadOnlyCollection<string> Known => Stored.Value.Keys;

    /// <summary>The subject for an indicator.</summary>
    public static Subject Of(string indicator, string name, NarrativeLanguage language)
    {
        if (Stored.Value.GetValueOrDefault(indicator)?.GetValueOrDefault(language.Id) is not { } words)
        {
            return new(Phrases.Text("subject.unknown", language).Replace("{name}", name, StringComparison.Ordinal), Phrases.Text("was.singular", language));
        }

        var verb = words.LastIndexOf(' ');
        return language == NarrativeLanguage.Swedish
            ? new(words, Phrases.Text("was.singular", language))
            : new(words[..verb], words[(verb + 1)..]);
    }
}
