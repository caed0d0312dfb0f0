using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>How one municipality's payroll system writes its two exports, as <c>settings.municipalities</c> says.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Employments">Name of the file of service relations.</param>
/// <param name="Absences">Name of the file of absences.</param>
/// <param name="Format">Encoding, signs and names of columns.</param>
/// <param name="Classes">Code of absence → common class.</param>
/// <param name="NotDiagnoses">Columns whose codes look like diagnoses but are none, by the steward's word.</param>
internal sealed record StaffProfile(
    string Area, string Employments, string Absences, TextFormat Format, IReadOnlyDictionary<string, string> Classes, IReadOnlySet<string> NotDiagnoses)
{
    /// <summary>The profiles of all municipalities of the source.</summary>
    /// <exception cref="SettingsException">A setting is wrong; the message says where.</exception>
    public static IReadOnlyList<StaffProfile> All(SourceDefinition source) =>
        [.. source.Settings["municipalities"].Entries.Select(entry => Read(entry.Key, entry.Value, source.Settings))];

    private static StaffProfile Read(string code, SettingsNode own, SettingsNode common)
    {
        if (code.Length != 3 || !code.All(char.IsAsciiDigit))
        {
            throw own.Wrong($"'{code}' is not a municipality's code; write three digits in quotation marks, such as \"016\".");
        }

        own.Knowing("employments", "absences", "encoding", "delimiter", "decimal_mark", "columns", "codes", "not_diagnoses");
        return new StaffProfile(
            "KU" + code,
            own["employments"].TextOr($"employments_{code}.csv"),
            own["absences"].TextOr($"absences_{code}.csv"),
            FormatOf(own),
            (own["codes"].Exists ? own["codes"] : common["codes"]).Entries.ToDictionary(
                e => e.Key, e => AbsenceClass.Parse(e.Value), StringComparer.Ordinal),
            own["not_diagnoses"].Items.Select(item => item.Text).ToHashSet(StringComparer.Ordinal));
    }

    private static TextFormat FormatOf(SettingsNode own) => TextFormat.Finnish with
    {
        Encoding = own["encoding"].TextOr("auto"),
        Delimiter = Sign(own["delimiter"], ';'),
        DecimalMark = Sign(own["decimal_mark"], ','),
        ColumnNames = own["columns"].Entries.ToDictionary(e => e.Key, e => e.Value.Text, StringComparer.Ordinal),
    };

    private static char Sign(SettingsNode setting, char otherwise) => setting.TextOr(otherwise.ToString()) is [var sign]
        ? sign
        : throw setting.Wrong($"'{setting.Text}' is not one sign; write it in quotation marks, such as \";\".");
}
