using System.Globalization;
using Insight.Etl.Sources;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Staging.Checks;

/// <summary>Reads one item of <c>checks.yml</c>.</summary>
internal static class CheckReader
{
    private static readonly Dictionary<string, string[]> FieldsOf = new(StringComparer.Ordinal)
    {
        ["range"] = ["dataset", "measure", "min", "max"],
        ["rows"] = ["dataset", "min", "max", "at_least"],
        ["unique"] = ["dataset"],
        ["coverage"] = ["dataset", "measure", "level", "at_least", "from", "to"],
        ["sum"] = ["dataset", "measure", "tolerance", "breakdown", "parts", "areas"],
        ["agreement"] = ["dataset", "measure", "numerator", "denominator", "multiplier", "indicator", "tolerance"],
        ["refused"] = ["max"],
        ["schema"] = ["payload", "columns"],
        ["accounted"] = [],
        ["kept"] = ["dataset", "max"],
        ["shrunk"] = ["dataset", "measure", "level", "max"],
        ["magnitude"] = ["dataset", "measure", "times", "least"],
        ["arrival"] = ["dataset", "lag_days", "every", "ended"],
    };

    internal static readonly IReadOnlyDictionary<string, AreaLevel> Levels = new Dictionary<string, AreaLevel>(StringComparer.Ordinal)
    {
        ["country"] = AreaLevel.Country, ["region"] = AreaLevel.Region, ["sub-region"] = AreaLevel.SubRegion,
        ["wellbeing-county"] = AreaLevel.WellbeingCounty, ["municipality"] = AreaLevel.Municipality, ["grouping"] = AreaLevel.Grouping,
    };

    /// <summary>Half of the last decimal of rates with one decimal.</summary>
    private const double StandardTolerance = 0.05;

    /// <summary>The check; null, or worthless, when a problem was noted.</summary>
    public static CheckRule? Read(RuleItem item, SourceDefinition source, List<SourceProblem> problems)
    {
        var known = item.Peek("check") is { } word && FieldsOf.TryGetValue(word, out var own) ? own : [.. FieldsOf.Values.SelectMany(f => f).Distinct()];
        var fields = item.Fields(problems, ["check", .. known, "severity", "why"]);
        var kind = fields.Choice("check", [.. FieldsOf.Keys]);
        var severity = Severity(fields, kind);
        var why = fields.TextOrNull("why") ?? "";
        if (kind is "refused" or "accounted" or "schema")
        {
            return OfSource(kind, fields, (severity, why, item.Place));
        }

        if (!FieldsOf.ContainsKey(kind) || DataSetOf(fields, source) is not { } dataSet)
        {
            return null;
        }

        if (HistoryRuleReader.Read(kind, fields, dataSet, source, (severity, why, item.Place)) is { } history)
        {
            return history;
        }

        return kind == "agreement" && fields.Has("indicator")
            ? new IndicatorAgreementRule(dataSet, MeasureOf(fields, dataSet), fields.Text("indicator"), Number(fields, "tolerance") ?? StandardTolerance, why, item.Place)
            : OfTable(kind, fields, dataSet, (severity, why, item.Place));
    }

    private static CheckRule OfSource(string kind, SourceFields fields, (CheckSeverity Severity, string Why, string Place) common) => kind switch
    {
        "refused" => new RefusedRule(Whole(fields, "max") ?? 0, common.Severity, common.Why, common.Place),
        "accounted" => new AccountedRule(common.Severity, common.Why, common.Place),
        _ => new SchemaRule(fields.Text("payload"), Columns(fields), common.Severity, common.Why, common.Place),
    };

    private static IReadOnlyList<string> Columns(SourceFields fields)
    {
        var columns = fields.Settings("columns").Items.Select(item => item.TextOr("")).ToList();
        if (columns.Count == 0)
        {
            fields.Wrong("columns", "names no column.", "Write a list of all columns, or variables, that the payload has.", "SRC002");
        }

        return columns;
    }

    /// <summary>The data set that a field names, or null when a problem was noted.</summary>
    public static DataSet? DataSetOf(SourceFields fields, SourceDefinition source)
    {
        var id = fields.Choice("dataset", [.. source.DataSets.Select(d => d.Id)]);
        return source.DataSets.FirstOrDefault(d => d.Id == id);
    }

    /// <summary>Position of the measure that a field names.</summary>
    public static int MeasureOf(SourceFields fields, DataSet dataSet, string field = "measure")
    {
        var names = dataSet.Measures.Select(m => m.Name).ToList();
        return names.IndexOf(fields.Choice(field, names));
    }

    /// <summary>A period of the data set's frequency.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static Period PeriodOf(string text, DataSet dataSet) => Period.Parse(text) is var period && period.Frequency == dataSet.Frequency
        ? period
        : throw new FormatException($"Write a period of the data set's frequency ({dataSet.Frequency.ToString().ToLowerInvariant()}).");

    private static TableRule? OfTable(string kind, SourceFields fields, DataSet dataSet, (CheckSeverity Severity, string Why, string Place) common) => kind switch
    {
        "range" => Range(fields, dataSet, common),
        "rows" => Rows(fields, dataSet, common),
        "unique" => new UniqueRule(dataSet, common.Severity, common.Why, common.Place),
        "coverage" => Coverage(fields, dataSet, common),
        "agreement" => new AgreementRule(
            dataSet, MeasureOf(fields, dataSet), MeasureOf(fields, dataSet, "numerator"), MeasureOf(fields, dataSet, "denominator"),
            Number(fields, "multiplier") ?? 100, Number(fields, "tolerance") ?? StandardTolerance, common.Severity, common.Why, common.Place),
        _ => Sum(fields, dataSet, common),
    };

    private static RangeRule Range(SourceFields fields, DataSet dataSet, (CheckSeverity Severity, string Why, string Place) common)
    {
        var (min, max) = (Number(fields, "min"), Number(fields, "max"));
        if (min is null && max is null)
        {
            fields.Wrong("min", "is missing, and so is 'max'.", "Write at least one of the two.", "SRC002");
        }

        return new RangeRule(dataSet, MeasureOf(fields, dataSet), min, max, common.Severity, common.Why, common.Place);
    }

    private static RowsRule Rows(SourceFields fields, DataSet dataSet, (CheckSeverity Severity, string Why, string Place) common)
    {
        var (least, most) = (Whole(fields, "min") ?? Whole(fields, "at_least"), Whole(fields, "max"));
        if (least is null && most is null)
        {
            fields.Wrong("min", "is missing, and so is 'max'.", "Write at least one of the two.", "SRC002");
        }

        return new RowsRule(dataSet, least, most, common.Severity, common.Why, common.Place);
    }

    private static CoverageRule Coverage(SourceFields fields, DataSet dataSet, (CheckSeverity Severity, string Why, string Place) common)
    {
        var level = fields.Has("level") ? Levels.GetValueOrDefault(fields.Choice("level", [.. Levels.Keys]), AreaLevel.Municipality) : AreaLevel.Municipality;
        int? measure = fields.Has("measure") ? MeasureOf(fields, dataSet) : null;
        var least = Whole(fields, "at_least");
        if (least is null)
        {
            fields.Text("at_least");
        }

        var span = new PeriodSpan(PeriodOf(fields, "from", dataSet), PeriodOf(fields, "to", dataSet));
        return new CoverageRule(dataSet, measure, level, least ?? 0, span, common.Severity, common.Why, common.Place);
    }

    private static SumRule? Sum(SourceFields fields, DataSet dataSet, (CheckSeverity Severity, string Why, string Place) common)
    {
        string[] ways = [.. new[] { "breakdown", "parts", "areas" }.Where(fields.Has)];
        if (ways.Length != 1)
        {
            fields.Wrong(
                "check", $"is a sum with {ways.Length} of 'breakdown', 'parts' and 'areas'.",
                "Write one of the three, to say what the parts of the total are.", "SRC002");
            return null;
        }

        SumParts? parts = ways[0] switch
        {
            "breakdown" => MembersOf(fields, dataSet),
            "parts" => MeasuresOf(fields, dataSet),
            _ => new AreaParts(Levels.GetValueOrDefault(fields.Choice("areas", [.. Levels.Keys.Where(l => l != "municipality")]), AreaLevel.Region)),
        };
        return parts is null
            ? null
            : new SumRule(dataSet, MeasureOf(fields, dataSet), parts, Number(fields, "tolerance") ?? 1e-9, common.Severity, common.Why, common.Place);
    }

    private static MemberParts? MembersOf(SourceFields fields, DataSet dataSet)
    {
        var name = fields.Choice("breakdown", [.. dataSet.Breakdowns.Select(b => b.Name).DefaultIfEmpty("(none)")]);
        var position = dataSet.Breakdowns.ToList().FindIndex(b => b.Name == name);
        if (position >= 0 && dataSet.Breakdowns[position].Total is null)
        {
            fields.Wrong("breakdown", $"is '{name}', which has no total.", "Say its total in source.yml, or take the check out.");
        }

        return position < 0 ? null : new MemberParts(position, dataSet.Breakdowns[position]);
    }

    private static MeasureParts? MeasuresOf(SourceFields fields, DataSet dataSet)
    {
        var names = fields.Settings("parts").Items.Select(item => item.TextOr("")).ToList();
        var positions = names.Select(n => dataSet.Measures.ToList().FindIndex(m => m.Name == n)).ToList();
        if (names.Count == 0 || positions.Contains(-1))
        {
            fields.Wrong(
                "parts", $"is [{string.Join(", ", names)}].",
                $"Write a list of measures: {string.Join(", ", dataSet.Measures.Select(m => m.Name))}.");
            return null;
        }

        return new MeasureParts(positions, names);
    }

    private static CheckSeverity Severity(SourceFields fields, string kind)
    {
        if (!fields.Has("severity"))
        {
            return kind switch { "range" => CheckSeverity.Quarantine, "agreement" or "magnitude" or "arrival" or "shrunk" => CheckSeverity.Warn, _ => CheckSeverity.Stop };
        }

        return fields.Choice("severity", kind == "range" ? ["quarantine", "warn", "stop"] : ["warn", "stop"]) switch
        {
            "quarantine" => CheckSeverity.Quarantine,
            "warn" => CheckSeverity.Warn,
            _ => CheckSeverity.Stop,
        };
    }

    internal static Period? PeriodOf(SourceFields fields, string name, DataSet dataSet) => fields.Has(name)
        ? fields.Parsed<Period?>(name, null, text => PeriodOf(text, dataSet))
        : null;

    internal static int? Whole(SourceFields fields, string name) => fields.Has(name)
        ? fields.Parsed<int?>(name, null, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("Write a whole number of at least 0."))
        : null;

    internal static double? Number(SourceFields fields, string name) => fields.Has(name)
        ? fields.Parsed<double?>(name, null, text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new FormatException("Write a number with a decimal point."))
        : null;
}
