using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Definitions;

/// <summary>Reads themes.yml: a list of themes in the order in which they are shown.</summary>
internal static class ThemeReader
{
    /// <summary>The themes with the line of each.</summary>
    public static IReadOnlyList<(Theme Theme, int Line)> Read(CatalogFile file, DiagnosticBag bag)
    {
        switch (YamlFile.Root(file, bag))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                return [.. list.Children.Select((item, i) => Theme(new YamlFields(
                    item,
                    DefinitionFields.Theme[""],
                    bag,
                    string.Create(CultureInfo.InvariantCulture, $"[{i}]"))))];
            case var other:
                bag.Error(
                    DiagnosticCodes.WrongShape,
                    YamlFields.LineOf(other),
                    "the file is not a list of themes",
                    "write '- id: …' and its names for each theme");
                return [];
        }
    }

    private static (Theme Theme, int Line) Theme(YamlFields fields) => (new Theme(fields.Id("id"), fields.Translations("names")), fields.LineOf("id"));
}
