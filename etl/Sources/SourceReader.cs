using System.Globalization;
using System.Text.RegularExpressions;
using Insight.Warehouse.Observations;
using Quartz;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Insight.Etl.Sources;

/// <summary>Reads one source.yml.</summary>
/// <param name="path">The file.</param>
/// <param name="connectors">Names of the connectors that there are.</param>
/// <param name="taken">Ids of sources and data sets read before, with who has them; those of this file are added.</param>
/// <param name="problems">Where problems are noted.</param>
internal sealed partial class SourceReader(string path, IReadOnlyCollection<string> connectors, TakenIds taken, List<SourceProblem> problems)
{
    private static readonly string[] Fields =
    [
        "id", "names", "producer", "licence", "homepage", "synthetic", "public", "connector", "base_url", "origin", "recorded_on", "schedule", "limits",
        "datasets", "settings",
    ];

    private static readonly string[] Languages = ["fi", "sv", "en"];

    private readonly string folder = Path.GetDirectoryName(path)!;
    private readonly string file = $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}";

    /// <summary>The description; null where the file is no YAML. Worthless when a problem was noted.</summary>
    public SourceDefinition? Read()
    {
        if (Parse() is not { } root)
        {
            return null;
        }

        var fields = new SourceFields(root, file, "", problems, Fields);
        var id = Id(fields, "id");
        taken.Take("source", id, fields, file);
        var synthetic = fields.Flag("synthetic", false);
        return new SourceDefinition(
            id, folder, Names(fields), fields.Text("producer"), fields.Text("licence"), fields.TextOrNull("homepage"), synthetic,
            Connector(fields), BaseUrl(fields), Origin(fields), RecordedOn(fields), Schedule(fields), Limits(fields),
            new DataSetReader(id, synthetic, fields.Flag("public", false), taken, file).Read(fields), fields.Settings("settings"));
    }

    /// <summary>A kebab-case id that must be there.</summary>
    internal static string Id(SourceFields fields, string name)
    {
        var id = fields.Text(name);
        return id.Length == 0 || Kebab().IsMatch(id)
            ? id
            : fields.Wrong(name, $"is '{id}'.", "Write lower-case letters, digits and hyphens, a letter first.") ?? id;
    }

    private YamlNode? Parse()
    {
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            if (yaml.Documents.Count == 1)
            {
                return yaml.Documents[0].RootNode;
            }

            problems.Add(new SourceProblem("SRC001", file, 1, $"the file holds {yaml.Documents.Count} YAML documents.", "Describe one source in it."));
        }
        catch (YamlException e)
        {
            problems.Add(new SourceProblem("SRC001", file, e.Start.Line, $"this is not YAML: {e.Message}", "Mind indentation, colons and quotes."));
        }

        return null;
    }

    private static Dictionary<string, string> Names(SourceFields fields)
    {
        var names = fields.Within("names", Languages);
        if (names is null)
        {
            fields.Text("names");
        }

        return Languages.ToDictionary(language => language, language => names?.Text(language) ?? "", StringComparer.Ordinal);
    }

    private string Connector(SourceFields fields)
    {
        var name = fields.Text("connector");
        if (name.Length > 0 && !connectors.Contains(name))
        {
            fields.Wrong("connector", $"is '{name}', which this program does not have.", $"It has {string.Join(", ", connectors)}.", "SRC005");
        }

        return name;
    }

    private static string? BaseUrl(SourceFields fields)
    {
        var url = fields.TextOrNull("base_url");
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            fields.Wrong("base_url", $"is '{url}'.", "Write an address that begins with https://");
        }
        else if (url is null && fields.TextOrNull("origin") is "live" or "recorded")
        {
            fields.Text("base_url");
        }

        return url;
    }

    private static string Origin(SourceFields fields) => fields.Choice("origin", ["recorded", "live", "deliveries", "synthetic"]);

    private static DateOnly? RecordedOn(SourceFields fields) => fields.TextOrNull("origin") == "recorded" || fields.Has("recorded_on")
        ? fields.Parsed<DateOnly?>("recorded_on", null, Date)
        : null;

    private static DateOnly? Date(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date
        : throw new FormatException("Write a date such as 2026-11-21.");

    private static LoadSchedule? Schedule(SourceFields fields)
    {
        if (fields.Within("schedule", "cron", "time_zone", "lag_days") is not { } schedule)
        {
            return null;
        }

        var cron = schedule.Parsed("cron", "", Cron);
        var zone = schedule.Parsed("time_zone", "", text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)
            ? text
            : throw new FormatException("Write a time zone by its IANA name, for example Europe/Helsinki."));
        return new LoadSchedule(cron, zone, schedule.Has("lag_days") ? (int)schedule.Count("lag_days", 1) : null);
    }

    private static string Cron(string text)
    {
        try
        {
            return new CronExpression(text).CronExpressionString;
        }
        catch (FormatException e)
        {
            throw new FormatException($"{e.Message} Write six Quartz fields (second minute hour day month weekday), for example 0 30 6 ? * MON-FRI.", e);
        }
    }

    private static RequestLimits Limits(SourceFields fields)
    {
        var standard = new RequestLimits();
        return fields.Within("limits", "requests", "per_seconds", "attempts", "timeout_seconds", "max_bytes") is not { } limits
            ? standard
            : new RequestLimits(
                (int)limits.Count("requests", standard.Requests),
                (int)limits.Count("per_seconds", standard.PerSeconds),
                (int)limits.Count("attempts", standard.Attempts),
                (int)limits.Count("timeout_seconds", standard.TimeoutSeconds),
                limits.Count("max_bytes", standard.MaxBytes));
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();
}

/// <summary>Ids that are taken, each by whom, so that none is given twice among all files.</summary>
internal sealed class TakenIds
{
    private readonly Dictionary<(string, string), string> holders = [];

    /// <summary>Takes the id of a source or data set, or notes that it is taken.</summary>
    public void Take(string kind, string id, SourceFields fields, string file)
    {
        if (id.Length > 0 && !holders.TryAdd((kind, id), file))
        {
            fields.Wrong("id", $"is '{id}', which {holders[(kind, id)]} has too.", $"Every {kind} has an id of its own, among all sources.", "SRC006");
        }
    }
}
