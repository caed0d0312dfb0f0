using System.Globalization;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Described;

/// <summary>Reads a mapping profile from settings: those of the file, and before them those of the municipality that delivers it.</summary>
/// <param name="dataSet">The data set that the file fills.</param>
/// <param name="layers">Where settings are looked up, the most particular first; the first that has one gives it as a whole.</param>
internal sealed class MappingSettings(DataSet dataSet, params IReadOnlyList<SettingsNode> layers)
{
    /// <summary>The settings' names.</summary>
    public static readonly IReadOnlyList<string> Fields =
        [.. TableSettings.Fields, "rows", "codes", "fixed", "where", "missing", "ignore_areas", "period_format", "periods_in_header", "times", "sum", "large"];

    private static readonly string[] LongColumns = ["measure", "value", "status"];

    /// <summary>The profile, without values that templates fix.</summary>
    /// <param name="standard">How the file is written where nothing is said.</param>
    /// <param name="given">Our column → value of all rows, known from the file's name; it holds where no column is mapped.</param>
    /// <exception cref="SettingsException">A setting is wrong; the message says where.</exception>
    public RowMapping Read(TextFormat standard, IReadOnlyDictionary<string, string?> given)
    {
        var format = layers.Reverse().Aggregate(standard, (format, layer) => TableSettings.Read(layer, format));
        CheckColumns(At("columns"));
        var missing = At("missing").Entries.ToDictionary(e => e.Key, Meaning, StringComparer.Ordinal);
        return new RowMapping(dataSet, format, At("columns").Place)
        {
            OnlyArea = given.GetValueOrDefault("area"),
            IsLong = Choice("rows", ["wide", "long"]) == "long",
            Codes = At("codes").Entries.ToDictionary(e => Column(e.Key, e.Value), e => Words(e.Value), StringComparer.Ordinal),
            Fixed = Fixed(given),
            Where = [.. At("where").Entries.Select(e => KeyValuePair.Create(e.Key, ValuesOf(e.Value)))],
            Missing = missing,
            IgnoredAreas = [.. At("ignore_areas").Entries.Select(e => KeyValuePair.Create(e.Key, e.Value.Text))],
            PeriodForms = PeriodForms(At("period_format")),
            HeaderPeriods = HeaderPeriods(At("periods_in_header")),
            Factors = At("times").Entries.ToDictionary(e => Measure(e.Key, e.Value), Factor, StringComparer.Ordinal),
            IsSum = Choice("sum", ["false", "true"]) == "true",
            IsLarge = IsLarge(),
        };
    }

    private SettingsNode At(string name) => layers.Select(layer => layer[name]).FirstOrDefault(node => node.Exists) ?? layers[0][name];

    private string Choice(string name, string[] words) => words.Contains(At(name).TextOr(words[0]))
        ? At(name).TextOr(words[0])
        : throw At(name).Wrong($"'{At(name).Text}' is none of {string.Join(", ", words)}.");

    /// <summary>Rows that are put together by key would all have to be held.</summary>
    private bool IsLarge()
    {
        var isLarge = Choice("large", ["false", "true"]) == "true";
        return isLarge && (Choice("sum", ["false", "true"]) == "true" || Choice("rows", ["wide", "long"]) == "long")
            ? throw At("large").Wrong("a large file is read in parts, so that its rows cannot be summed (sum: true) or be put together from long ones (rows: long).")
            : isLarge;
    }

    private void CheckColumns(SettingsNode columns)
    {
        foreach (var (name, node) in columns.Entries)
        {
            Column(name, node);
        }
    }

    /// <summary>One of our columns.</summary>
    private string Column(string name, SettingsNode node)
    {
        string[] known =
        [
            "area", "period", "year", "quarter", "month", .. dataSet.Breakdowns.Select(b => b.Name), .. dataSet.Measures.SelectMany(m => new[] { m.Name, FactTables.StatusColumn(m) }),
            .. LongColumns,
        ];
        return known.Contains(name) ? name : throw node.Wrong($"'{name}' is no column of data set '{dataSet.Id}'; it has {string.Join(", ", known.Distinct())}.");
    }

    private string Measure(string name, SettingsNode node) => dataSet.FindMeasure(name) is not null
        ? name
        : throw node.Wrong($"'{name}' is no measure of data set '{dataSet.Id}' ({string.Join(", ", dataSet.Measures.Select(m => m.Name))}).");

    private Dictionary<string, string> Fixed(IReadOnlyDictionary<string, string?> given)
    {
        var values = given.Where(g => g.Value is not null && !At("columns")[g.Key].Exists).ToDictionary(g => g.Key, g => g.Value!, StringComparer.Ordinal);
        foreach (var (name, node) in At("fixed").Entries)
        {
            values[Column(name, node)] = name != "period" || (Period.TryParse(node.Text, out var period) && period.Frequency == dataSet.Frequency)
                ? node.Text
                : throw node.Wrong($"'{node.Text}' is not a period of data set '{dataSet.Id}'; write 2025, 2025-Q1 or 2025-01.");
        }

        return values;
    }

    private static IReadOnlyDictionary<string, string> Words(SettingsNode node) => node.Entries.ToDictionary(e => e.Key, e => e.Value.Text, StringComparer.Ordinal);

    private static IReadOnlySet<string> ValuesOf(SettingsNode node) =>
        (node.Items.Count > 0 ? node.Items.Select(i => i.Text) : [node.Text]).ToHashSet(StringComparer.Ordinal);

    /// <summary>0 is a number; every other meaning is a reason why there is none.</summary>
    private static Measured Meaning(KeyValuePair<string, SettingsNode> symbol) => symbol.Value.Text == "0"
        ? Measured.Of(0)
        : ObservationStatus.All.FirstOrDefault(s => s.IsMissing && s.Code == symbol.Value.Text) is { } status
            ? Measured.Missing(status)
            : throw symbol.Value.Wrong(
                $"'{symbol.Value.Text}' is no reason for a missing figure; write 0 or one of {string.Join(", ", ObservationStatus.All.Where(s => s.IsMissing).Select(s => s.Code))}.");

    private static List<string> PeriodForms(SettingsNode node)
    {
        var forms = !node.Exists ? [] : node.Items.Count > 0 ? node.Items.Select(i => i.Text).ToList() : [node.Text];
        var day = new DateOnly(2025, 12, 1);
        return forms.Find(form => !form.Contains('y') || !DateOnly.TryParseExact(day.ToString(form, CultureInfo.InvariantCulture), form, out _)) is { } useless
            ? throw node.Wrong($"'{useless}' is no form of a period; write yyyy for the year, M or MM for the month, such as MM/yyyy or yyyyMM.")
            : forms;
    }

    private string? HeaderPeriods(SettingsNode node) => !node.Exists ? null
        : !node.Text.Contains(DescribedFile.PeriodMark, StringComparison.Ordinal)
            ? throw node.Wrong($"'{node.Text}' does not say where the period stands; write for example \"{DescribedFile.PeriodMark} Väestö\".")
            : dataSet.Measures.Count == 1 ? node.Text
            : throw node.Wrong($"periods can be columns only where a data set has one measure; '{dataSet.Id}' has {dataSet.Measures.Count}.");

    private static double Factor(KeyValuePair<string, SettingsNode> factor) =>
        double.TryParse(factor.Value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number != 0
            ? number
            : throw factor.Value.Wrong($"'{factor.Value.Text}' is no factor; write a number with a decimal point.");
}
