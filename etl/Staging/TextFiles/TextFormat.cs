namespace Insight.Etl.Staging.TextFiles;

/// <summary>How a payload that is a table is written. Change one with <c>with</c>.</summary>
public sealed record TextFormat
{
    /// <summary>Semicolons and decimal commas, as Finnish spreadsheets and payroll systems write.</summary>
    public static readonly TextFormat Finnish = new();

    /// <summary>Commas between fields and decimal points, as R's <c>write.csv</c> writes.</summary>
    public static readonly TextFormat Comma = new() { Delimiter = ',', DecimalMark = '.' };

    /// <summary>Between fields. Default: semicolon.</summary>
    public char Delimiter { get; init; } = ';';

    /// <summary>Comma or point. Default: comma.</summary>
    public char DecimalMark { get; init; } = ',';

    /// <summary>utf-8, windows-1252, iso-8859-15, or auto to find out. Default: auto.</summary>
    public string Encoding { get; init; } = "auto";

    /// <summary>Texts that mean "no value". Default: NA, NULL and nothing at all.</summary>
    public IReadOnlySet<string> Nulls { get; init; } = new HashSet<string>(["", "NA", "NULL"], StringComparer.Ordinal);

    /// <summary>Our column name → the name in the payload, where the payload calls it otherwise. Default: none.</summary>
    public IReadOnlyDictionary<string, string> ColumnNames { get; init; } = new Dictionary<string, string>();

    /// <summary>csv, xlsx, json, parquet, or auto to tell by the first bytes. Default: auto.</summary>
    public string Kind { get; init; } = "auto";

    /// <summary>Line (or row of the sheet) in which the names of the columns stand. What is above is passed over. Default: 1.</summary>
    public int HeaderLine { get; init; } = 1;

    /// <summary>Name of the sheet of a workbook; empty: the only one, or the only one that is not hidden. Default: empty.</summary>
    public string Sheet { get; init; } = "";

    /// <summary>Where the records of JSON stand: names of members from the root on, with points between; empty: the root is the list. Default: empty.</summary>
    public string Records { get; init; } = "";

    /// <summary>How dates are written, in .NET's letters (<c>d.M.yyyy</c>); 2025-12-31 is always read. Default: d.M.yyyy.</summary>
    public IReadOnlyList<string> DateForms { get; init; } = DateText.Usual;
}
