namespace Insight.Indicators.Definitions;

/// <summary>Reads themes.yml: a list of themes in the order in which they are shown.</summary>
internal static class ThemeReader
{
    /// <summary>The themes with the line of each.</summary>
    public static IReadOnlyList<(Theme Theme, int Line)> Read(CatalogFile file, DiagnosticBag bag) =>
        [.. YamlFile.Items(file, DefinitionFields.Theme[""], bag, "themes", "write '- id: …' and its names for each theme").Select(Theme)];

    private static (Theme Theme, int Line) Theme(YamlFields fields) => (new Theme(fields.Id("id"), fields.Translations("names")), fields.LineOf("id"));
}
