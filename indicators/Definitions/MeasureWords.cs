using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Definitions;

/// <summary>What measures are called in each language, from the files <c>catalog/measures.yml</c>.</summary>
/// <param name="Words">Measure, or data-set.measure → text by language.</param>
public sealed record MeasureWords(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Words)
{
    /// <summary>No words: measures appear under their own names.</summary>
    public static readonly MeasureWords None = new(new Dictionary<string, IReadOnlyDictionary<string, string>>());

    /// <summary>The text for an input's measure; its own name where there is none.</summary>
    public string Of(IndicatorInput input, string language)
    {
        var known = Words.GetValueOrDefault($"{input.DataSets[^1]}.{input.Measure}") ?? Words.GetValueOrDefault(input.Measure);
        return known?.GetValueOrDefault(language) ?? input.Measure.Replace('_', ' ');
    }

    /// <summary>The words of several files; a later one adds to earlier ones, or replaces.</summary>
    internal static MeasureWords Read(IEnumerable<CatalogFile> files, List<Diagnostic> diagnostics)
    {
        var words = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var bag = new DiagnosticBag(file.Path);
            foreach (var (name, texts) in Entries(file, bag))
            {
                words[name] = texts;
            }

            diagnostics.AddRange(bag.Items);
        }

        return new(words);
    }

    private static IEnumerable<(string Name, IReadOnlyDictionary<string, string> Texts)> Entries(CatalogFile file, DiagnosticBag bag)
    {
        switch (YamlFile.Root(file, bag))
        {
            case null:
                return [];
            case YamlMappingNode map:
                return [.. map.Children.Select(entry => (entry.Key.ToString(), new YamlFields(entry.Value, DefinitionFields.Languages, bag, entry.Key.ToString()).Languages()))];
            case var other:
                bag.Error(DiagnosticCodes.WrongShape, YamlFields.LineOf(other), "the file is not a mapping of measures", "write 'measure: {fi: …, sv: …, en: …}' lines");
                return [];
        }
    }
}
