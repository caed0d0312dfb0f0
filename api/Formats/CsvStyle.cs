namespace Insight.Api.Formats;

/// <summary>How CSV is written: for programs (RFC 4180), or so that a spreadsheet in a language opens it by a double click.</summary>
/// <param name="Separator">Between fields.</param>
/// <param name="HasDecimalComma">Whether numbers have a decimal comma.</param>
/// <param name="HasByteOrderMark">Whether the file begins with the UTF-8 byte order mark, by which a spreadsheet knows the encoding.</param>
internal sealed record CsvStyle(char Separator, bool HasDecimalComma, bool HasByteOrderMark)
{
    /// <summary>Commas, decimal points, no mark.</summary>
    public static CsvStyle Plain { get; } = new(',', false, false);

    /// <summary>As a spreadsheet expects it where the language is spoken.</summary>
    public static CsvStyle Excel(string language) => language == "en" ? new(',', false, true) : new(';', true, true);
}
