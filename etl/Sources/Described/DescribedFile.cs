using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging.Checks;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Described;

/// <summary>One file of a described source.</summary>
/// <param name="Name">Name of its payload.</param>
/// <param name="Url">Address below <c>base_url</c>.</param>
/// <param name="Area">The municipality that delivers it or that it is about; null where it is not of one.</param>
/// <param name="Mapping">How it is read.</param>
internal sealed record DescribedFile(string Name, string Url, string? Area, RowMapping Mapping)
{
    /// <summary>Stands for a period in names, addresses and headers.</summary>
    public const string PeriodMark = "{period}";

    /// <summary>Stands for a municipality's code in names and addresses.</summary>
    public const string AreaMark = "{area}";

    private const int MostFiles = 2_000;

    private static readonly string[] OwnFields = ["name", "url", "dataset", "areas", "periods"];

    /// <summary>All files that the settings describe, one for each period and municipality where names have marks.</summary>
    /// <exception cref="SettingsException">A setting is missing or wrong.</exception>
    public static IReadOnlyList<DescribedFile> All(SourceDefinition source)
    {
        var settings = source.Settings.Knowing("files", "municipalities", "push");
        foreach (var (_, own) in settings["municipalities"].Entries)
        {
            own.Knowing(["file", .. MappingSettings.Fields]);
        }

        var files = settings["files"].Items.SelectMany(file => Of(source, file.Knowing([.. OwnFields, .. MappingSettings.Fields]))).ToList();
        var twice = files.GroupBy(f => f.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (files.Exists(f => f.Mapping.IsLarge) && SourceRules.NeedingAllRows(source) is { Count: > 0 } rules)
        {
            throw settings["files"].Wrong($"with large: true only checks of single rows are made (unique, and range of severity quarantine); leave large out, or take {string.Join(", ", rules.Take(5))} out.");
        }

        return files.Count is 0 or > MostFiles ? throw settings["files"].Wrong($"'settings.files' describes {files.Count} files; list one to {MostFiles}: {{name: figures.csv, dataset: my-figures}}.")
            : twice is not null ? throw settings["files"].Wrong($"'{twice.Key}' is the name of several files; tell them apart by {AreaMark}, {PeriodMark} or a name of their own.")
            : files;
    }

    private static IEnumerable<DescribedFile> Of(SourceDefinition source, SettingsNode file)
    {
        var dataSet = source.DataSets.FirstOrDefault(d => d.Id == file["dataset"].Text)
            ?? throw file["dataset"].Wrong($"'{file["dataset"].Text}' is not a data set of this source; it declares {string.Join(", ", source.DataSets.Select(d => d.Id))}.");
        var standard = TextFormat.Comma with { Nulls = new HashSet<string>([""], StringComparer.Ordinal) };
        foreach (var (code, own) in Municipalities(source, file))
        {
            foreach (var period in Periods(file, dataSet.Frequency))
            {
                var given = new Dictionary<string, string?>(StringComparer.Ordinal) { ["area"] = code is null ? null : "KU" + code, ["period"] = period };
                var mapping = own is null ? new MappingSettings(dataSet, file) : new MappingSettings(dataSet, own, file);
                var name = own?["file"].TextOr(file["name"].Text) ?? file["name"].Text;
                yield return new DescribedFile(Filled(name, code, period), Filled(AddressOf(file), code, period), given["area"], mapping.Read(standard, given));
            }
        }
    }

    /// <summary>The address; what it leaves open, the name must leave open too, or payloads would overwrite each other.</summary>
    private static string AddressOf(SettingsNode file)
    {
        var (name, url) = (file["name"].Text, file["url"].TextOr(file["name"].Text));
        return new[] { AreaMark, PeriodMark }.FirstOrDefault(mark => url.Contains(mark, StringComparison.Ordinal) && !name.Contains(mark, StringComparison.Ordinal)) is { } open
            ? throw file["url"].Wrong($"the address has {open} and the name '{name}' has not; put it into both.")
            : url;
    }

    /// <summary>The municipalities of a file whose name has their mark; otherwise one that is none.</summary>
    private static IReadOnlyList<(string? Code, SettingsNode? Own)> Municipalities(SourceDefinition source, SettingsNode file)
    {
        if (!file["name"].Text.Contains(AreaMark, StringComparison.Ordinal))
        {
            return [(null, null)];
        }

        IReadOnlyList<(string?, SettingsNode?)> found = file["areas"].Exists
            ? [.. file["areas"].Items.Select(item => ((string?)Code(item.Text, item), (SettingsNode?)null))]
            : [.. source.Settings["municipalities"].Entries.Select(e => ((string?)Code(e.Key, e.Value), (SettingsNode?)e.Value))];
        return found.Count > 0 ? found : throw file["name"].Wrong($"'{file["name"].Text}' has {AreaMark}, but neither areas: nor municipalities: lists any.");
    }

    private static string Code(string text, SettingsNode node) => MunicipalExport.AreaOf(text, node)[2..];

    private static IReadOnlyList<string?> Periods(SettingsNode file, Frequency frequency)
    {
        var hasMark = file["name"].Text.Contains(PeriodMark, StringComparison.Ordinal);
        if (!file["periods"].Exists)
        {
            return !hasMark ? [null] : throw file["name"].Wrong($"'{file["name"].Text}' has {PeriodMark}, but periods: does not say which; write for example periods: 2015..2024.");
        }

        try
        {
            var chosen = ChosenPeriods.Parse(file["periods"].Text);
            return !hasMark ? throw file["periods"].Wrong($"the name '{file["name"].Text}' has no {PeriodMark}; put it where the period stands.")
                : chosen.From.Frequency != frequency || chosen.To.Frequency != frequency ? throw file["periods"].Wrong($"'{file["periods"].Text}' are not periods of the data set's frequency.")
                : [.. Enumerable.Range(0, chosen.From.Until(chosen.To) + 1).Select(i => chosen.From.Plus(i).ToString())];
        }
        catch (FormatException e) when (e is not SettingsException)
        {
            throw file["periods"].Wrong(e.Message);
        }
    }

    private static string Filled(string template, string? code, string? period) =>
        template.Replace(AreaMark, code, StringComparison.Ordinal).Replace(PeriodMark, period, StringComparison.Ordinal);
}
