namespace Insight.Etl.Staging.TextFiles;

/// <summary>How a delimited text payload is written. Change one with <c>with</c>.</summary>
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
}
