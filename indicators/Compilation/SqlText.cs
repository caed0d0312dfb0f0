using System.Globalization;
using System.Text.RegularExpressions;

namespace Insight.Indicators.Compilation;

/// <summary>Names, texts and numbers as SQL writes them, in the subset that DuckDB and PostgreSQL share.</summary>
internal static partial class SqlText
{
    /// <summary>Words that cannot name a column without quotes in DuckDB or PostgreSQL.</summary>
    private static readonly HashSet<string> Reserved = new(
        ("all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default deferrable desc distinct do else end "
        + "except false fetch for foreign from grant group having in initially intersect into lateral leading limit not null offset on only or order placing "
        + "primary qualify references returning select some summarize symmetric table then to trailing true union unique unpivot pivot using user variadic when "
        + "where window with").Split(' '),
        StringComparer.Ordinal);

    /// <summary>A column or table name, quoted where it must be.</summary>
    public static string Name(string name) =>
        Plain().IsMatch(name) && !Reserved.Contains(name) ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text in quotes.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A number, shortest form that reads back the same.</summary>
    public static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Items on one line with commas between.</summary>
    public static string List(IEnumerable<string> items) => string.Join(", ", items);

    /// <summary>Items one a line, so that they stand below each other after <c>SELECT</c>.</summary>
    public static string Lines(IEnumerable<string> items, string indent = "") => string.Join($",\n{indent}       ", items);

    [GeneratedRegex("^[a-z_][a-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
