using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources.Described;

/// <summary>
/// The mapping profile of a file: how it is written and what its columns mean for a data set. Our columns are <c>area</c>, <c>period</c> (or
/// <c>year</c> with <c>quarter</c> or <c>month</c>), the breakdowns and the measures of the data set with <c>&lt;measure&gt;_status</c>; of long
/// rows <c>measure</c>, <c>value</c> and <c>status</c>. See <c>etl/Sources/README.md</c>.
/// </summary>
/// <param name="DataSet">The data set that it fills.</param>
/// <param name="Format">How it is written; our column names → names in the file.</param>
/// <param name="Place">File and line of the settings, for remedies.</param>
internal sealed record RowMapping(DataSet DataSet, TextFormat Format, string Place)
{
    /// <summary>The only area of which rows may be, where the file is one municipality's own; else null.</summary>
    public string? OnlyArea { get; init; }

    /// <summary>The only columns that there may be, where any other is a mistake of the sender; empty: others are passed over.</summary>
    public IReadOnlyList<string> OnlyColumns { get; init; } = [];

    /// <summary>Whether a row has one figure and says of which measure, rather than a column for each measure. Default: false.</summary>
    public bool IsLong { get; init; }

    /// <summary>Our column → text in the file → our member, area id or measure. A column that is not here takes texts as they are.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Codes { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Our column → the value of all rows, where the file has no such column.</summary>
    public IReadOnlyDictionary<string, string> Fixed { get; init; } = new Dictionary<string, string>();

    /// <summary>Column of the file → the texts of the rows that are read; others are left out and counted.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlySet<string>>> Where { get; init; } = [];

    /// <summary>What stands where a number is missing → what it means.</summary>
    public IReadOnlyDictionary<string, Measured> Missing { get; init; } = new Dictionary<string, Measured>();

    /// <summary>Areas as written in the file (a <c>*</c> ends a beginning) that are left out → why.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> IgnoredAreas { get; init; } = [];

    /// <summary>How periods are written beside 2025, 2025-Q1, 2025-01 and 2025M01: forms of dates such as <c>MM/yyyy</c>.</summary>
    public IReadOnlyList<string> PeriodForms { get; init; } = [];

    /// <summary>How a column is called that holds the figures of a period (<c>{period} Väestö</c>), where periods are columns; else null.</summary>
    public string? HeaderPeriods { get; init; }

    /// <summary>Measure → factor that brings the file's unit to that of the measure.</summary>
    public IReadOnlyDictionary<string, double> Factors { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether rows of the same key are parts of a sum rather than an error. Default: false.</summary>
    public bool IsSum { get; init; }

    /// <summary>Whether it is read in parts whatever its size, so that memory does not grow with it; checks that need all rows cannot look at them then. Default: false.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Whether it can be read in parts: rows that are put together by key would all have to be held.</summary>
    public bool MayBeLarge => !IsSum && !IsLong;

    /// <summary>The columns that it had when it was last loaded, or null.</summary>
    public TableMapping? LastGood { get; init; }

    /// <summary>The mapping of a file in our own form: columns are called as the data set calls them.</summary>
    public static RowMapping Own(DataSet dataSet, char delimiter) => new(
        dataSet, TextFormat.Comma with { Kind = "csv", Delimiter = delimiter, Encoding = "utf-8", Nulls = new HashSet<string>([""], StringComparer.Ordinal) }, "source.yml");

    /// <summary>Why rows of an area are left out, or null where they are not.</summary>
    public string? IgnoredBecause(string area) => IgnoredAreas.Count == 0 ? null : IgnoredAreas
        .FirstOrDefault(i => i.Key.EndsWith('*') ? area.StartsWith(i.Key[..^1], StringComparison.Ordinal) : area == i.Key).Value;
}
