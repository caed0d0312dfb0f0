using Insight.Api.Formats;
using Insight.Api.Publications;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Facades.Px;

/// <summary>The texts of tables in one language.</summary>
internal sealed class PxWords(Publication publication, string language)
{
    /// <summary>The words of the publication.</summary>
    public Vocabulary Vocabulary { get; } = new(publication.Manifest, language);

    /// <summary>The language.</summary>
    public string Language => language;

    /// <summary>"Unemployment rate by Area, Sex and Year".</summary>
    public string Title(PxTable table)
    {
        string[] names = [Vocabulary.Word("area"), .. table.Indicator.Breakdowns.Select(Vocabulary.Breakdown), Period(table.Frequency)];
        var (by, and) = language switch { "fi" => ("muuttujina", "ja"), "sv" => ("efter", "och"), _ => ("by", "and") };
        return $"{Vocabulary.Pick(table.Indicator.Names)} {by} {string.Join(", ", names[..^1])} {and} {names[^1]}";
    }

    /// <summary>Name of a dimension.</summary>
    public string Dimension(PxTable table, PxDimension dimension) => dimension.Role switch
    {
        PxRole.Area => Vocabulary.Word("area"),
        PxRole.Breakdown => Vocabulary.Breakdown(dimension.Code),
        PxRole.Measure => Vocabulary.Word("measure"),
        _ => Period(table.Frequency),
    };

    /// <summary>Names of a dimension's values, in its order; no two are equal.</summary>
    public IReadOnlyList<string> Values(PxTable table, PxDimension dimension)
    {
        string[] texts = [.. dimension.Values.Select(value => Value(table, dimension, value))];
        var several = texts.GroupBy(t => t, StringComparer.Ordinal).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return several.Count == 0 ? texts : [.. texts.Select((text, i) => several.Contains(text) ? $"{text} ({dimension.Values[i]})" : text)];
    }

    /// <summary>Producers of a table's figures in one line.</summary>
    public string Source(PxTable table) => string.Join("; ", SourcesOf(table).Select(s => s.Producer).Distinct());

    /// <summary>Name of a table's theme.</summary>
    public string Theme(PxTable table) =>
        publication.Manifest.Themes.FirstOrDefault(t => t.Id == table.Indicator.Theme) is { } theme ? Vocabulary.Pick(theme.Names) : table.Indicator.Theme;

    /// <summary>Unit of a measure; of the parts of a value none is told.</summary>
    public string Unit(PxTable table, string measure) => measure == PxTable.Value ? Vocabulary.Pick(table.Indicator.Unit) : "";

    /// <summary>Licences of a table's figures in one line.</summary>
    public string Licence(PxTable table) => string.Join("; ", SourcesOf(table).Select(s => s.Licence).Distinct());

    /// <summary>A missing value's symbol in words, by its number of points; 0 is the dash.</summary>
    public string Symbol(int points) => (points, language) switch
    {
        (0, "fi") => "ei mitään ilmoitettavaa", (0, "sv") => "inget finns att redovisa", (0, _) => "nothing to report",
        (1, "fi") => "tietoa ei voi olla", (1, "sv") => "uppgift kan inte förekomma", (1, _) => "not applicable",
        (2, "fi") => "tietoa ei ole saatavissa", (2, "sv") => "uppgift inte tillgänglig", (2, _) => "not available",
        (3, "fi") => "salassapitosäännön alainen tieto", (3, "sv") => "sekretessbelagd uppgift", (3, _) => "confidential",
        (_, "fi") => "osa alueen tai jakson tiedoista puuttuu", (_, "sv") => "en del av områdets eller periodens uppgifter saknas", _ => "a part of the area's or period's figures is missing",
    };

    private IEnumerable<PublishedSource> SourcesOf(PxTable table) => table.Indicator.Sources.Select(publication.Source).OfType<PublishedSource>();

    private string Period(Frequency frequency) => Vocabulary.Word(Publication.Word(frequency));

    private string Value(PxTable table, PxDimension dimension, string value) => dimension.Role switch
    {
        PxRole.Area => publication.Areas.TryById(value, out var area) ? area.Name(language) : value,
        PxRole.Breakdown => Vocabulary.Member(dimension.Code, value),
        PxRole.Measure => value == PxTable.Value ? Vocabulary.Pick(table.Indicator.Names) : Vocabulary.Word(value),
        _ => value,
    };
}
