using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources;

/// <summary>
/// How a file that is a table is written, as settings say it everywhere alike: <c>format</c>, <c>encoding</c>, <c>delimiter</c>, <c>decimal_mark</c>,
/// <c>date_format</c>, <c>header</c>, <c>sheet</c>, <c>records</c>, <c>columns</c> (our name → name in the file).
/// </summary>
internal static class TableSettings
{
    /// <summary>The settings' names.</summary>
    public static readonly IReadOnlyList<string> Fields =
        ["format", "encoding", "delimiter", "decimal_mark", "date_format", "header", "sheet", "records", "columns"];

    /// <summary>Those of a municipality's exports, whose format is told by their bytes because what stays in landing may be a copy as CSV.</summary>
    public static readonly IReadOnlyList<string> OfExports = [.. Fields.Where(field => field != "format")];

    private static readonly string[] Encodings = ["auto", "utf-8", "windows-1252", "iso-8859-15"];

    /// <summary>The format that settings describe.</summary>
    /// <param name="own">The settings.</param>
    /// <param name="otherwise">What holds where they say nothing.</param>
    /// <exception cref="SettingsException">One of them is wrong; the message says where.</exception>
    public static TextFormat Read(SettingsNode own, TextFormat otherwise) => otherwise with
    {
        Kind = Word(own["format"], otherwise.Kind, CellReaders.Kinds),
        Encoding = Word(own["encoding"], otherwise.Encoding, Encodings),
        Delimiter = Sign(own["delimiter"], otherwise.Delimiter),
        DecimalMark = Sign(own["decimal_mark"], otherwise.DecimalMark) is ',' or '.' ? Sign(own["decimal_mark"], otherwise.DecimalMark)
            : throw own["decimal_mark"].Wrong($"'{own["decimal_mark"].Text}' is no decimal mark; write \",\" or \".\"."),
        DateForms = DateForms(own["date_format"], otherwise.DateForms),
        HeaderLine = HeaderLine(own["header"], otherwise.HeaderLine),
        Sheet = own["sheet"].TextOr(otherwise.Sheet),
        Records = own["records"].TextOr(otherwise.Records),
        ColumnNames = own["columns"].Exists
            ? own["columns"].Entries.ToDictionary(e => e.Key, e => e.Value.Text, StringComparer.Ordinal)
            : otherwise.ColumnNames,
    };

    private static string Word(SettingsNode setting, string otherwise, IReadOnlyList<string> words) => words.Contains(setting.TextOr(otherwise))
        ? setting.TextOr(otherwise)
        : throw setting.Wrong($"'{setting.Text}' is none of {string.Join(", ", words)}.");

    private static char Sign(SettingsNode setting, char otherwise) => setting.TextOr(otherwise.ToString()) switch
    {
        "tab" or "\\t" => '\t',
        [var sign] => sign,
        var text => throw setting.Wrong($"'{text}' is not one sign; write it in quotation marks, such as \";\", or write tab."),
    };

    private static int HeaderLine(SettingsNode setting, int otherwise) => !setting.Exists ? otherwise
        : setting.Integer is >= 1 and <= 1000 ? setting.Integer
        : throw setting.Wrong($"'{setting.Text}' is not the line of a header; write a whole number from 1 on.");

    /// <summary>A form such as d.M.yyyy, or a list of them; each must be able to tell a day.</summary>
    private static IReadOnlyList<string> DateForms(SettingsNode setting, IReadOnlyList<string> otherwise)
    {
        if (!setting.Exists)
        {
            return otherwise;
        }

        var forms = setting.Items.Count > 0 ? setting.Items.Select(i => i.Text).ToList() : [setting.Text];
        var day = new DateOnly(2025, 12, 31);
        var useless = forms.Find(form => !form.Contains('y') || !form.Contains('M') || !form.Contains('d')
            || !DateText.TryParse(day.ToString(form, System.Globalization.CultureInfo.InvariantCulture), [form], out var back) || back != day);
        return useless is null
            ? forms
            : throw setting.Wrong($"'{useless}' is no form of a date; write d for the day, M for the month and yyyy for the year, such as d.M.yyyy or MM/dd/yyyy.");
    }
}
